// RecordMaker: records as the ledger would write them, one by one and without a log, for what reads records.
// Its clocks are set by hand.
#pragma once

#include <cstdint>
#include <string>

#include "audit/record/schema.hpp"

namespace tsuitate::tests {

class RecordMaker {
  public:
    // The fields that every record has are filled in; those given win. It must fit the schema.
    audit::Record make(policy::RecordKind kind, audit::JsonObject fields);
    // The key chain's next epoch.
    audit::Record next_epoch(const std::string& detail);
    // A machine just switched on.
    void boot();

    std::string identifier();
    std::uint64_t random(std::uint64_t below);

    std::int64_t now = 1'795'000'000;  // seconds since 1970, as they pass
    std::int64_t clock_error = 0;      // what the wall clock shows beyond that
    std::uint64_t sequence = 0;        // of the last one made
    std::uint64_t epoch = 0;

  private:
    std::string boot_ = std::string(32, '0');
    std::int64_t booted_at_ = now - 100;
    std::uint64_t random_ = 1;
};

}  // namespace tsuitate::tests
