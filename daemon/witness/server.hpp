// WitnessServer: the HTTP side of a witness: one path, small requests, few of them at a time.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "audit/witness/settings.hpp"
#include "audit/witness/witness.hpp"

namespace httplib {
class Server;
}

namespace tsuitate::audit {

class WitnessServer {
  public:
    WitnessServer(const WitnessSettings& settings, Witness& witness);
    ~WitnessServer();

    // Takes the address; the reason, when it cannot.
    std::optional<std::string> bind();
    // Answers until `stop`. False when it could not go on.
    bool serve();
    // From another thread than `serve`, once; returns when that has ended.
    void stop();

  private:
    void log_answer(const WitnessAnswer& answer);

    const WitnessSettings& settings_;
    Witness& witness_;
    std::mutex log_;  // the log is made for one thread
    std::unique_ptr<httplib::Server> server_;
    std::atomic<bool> ended_ = false;
};

}  // namespace tsuitate::audit
