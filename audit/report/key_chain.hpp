// KeyChain: whether each signing key is the one that its predecessor named.
#pragma once

#include <string>

#include "audit/record/schema.hpp"
#include "audit/report/figures.hpp"

namespace tsuitate::audit::report {

class KeyChain {
  public:
    // Of epoch-started and chain-restarted.
    void see(const Record& record, Seconds time, Figures& figures);

  private:
    std::uint64_t number_ = 0;
    std::string next_key_;
};

}  // namespace tsuitate::audit::report
