// Interruption: Ctrl-C and SIGTERM as a descriptor that becomes readable. Owns the descriptor.
#pragma once

namespace tsuitate::tsuitatectl {

class Interruption {
  public:
    // From then on the signals do not kill the process. Throws std::system_error.
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    int descriptor() const { return signals_; }

  private:
    int signals_ = -1;
};

}  // namespace tsuitate::tsuitatectl
