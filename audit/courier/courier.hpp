// Courier: goes round the witnesses with the newest checkpoint, brings their signatures home, and says how it
// stands with each. Knows neither network, clock nor journal; they are given to it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/courier/cosigned_store.hpp"
#include "audit/courier/log_copy.hpp"
#include "audit/courier/standing.hpp"

namespace tsuitate::audit {

// Something that the journal should hear of: once when it begins, not at each attempt.
struct CourierNews {
    enum class Kind : std::uint8_t {
        memory_lost,  // what was kept of the witness is no signature of its
        no_signature,
        conflict,
        signs_again,
        no_status,  // the status cannot be written
    };
    Kind kind{};
    std::string witness{};
    std::string reason{};
};

class Courier {
  public:
    struct World {
        std::function<Reply(const WitnessAddress&, const std::string& body)> post;
        std::function<Moment()> now;
        std::function<double()> chance;  // from 0 to 1
        std::function<void(const CourierNews&)> tell;
    };
    // Log and store must outlive it.
    Courier(WitnessList list, const LogCopy& log, const CosignedStore& store, World world);

    // Goes to every witness that is due, and writes the status when it changed or a minute has passed.
    void go_round();
    const std::vector<Standing>& standings() const { return standings_; }

  private:
    void visit(std::size_t number, const NewestCheckpoint& newest);
    Outcome exchange(const WitnessAddress& witness, Standing& standing, const NewestCheckpoint& newest) const;
    void failed(std::size_t number, const NotCosigned& why);
    void write_status(const std::optional<Checkpoint>& newest);

    WitnessList list_;
    const LogCopy& log_;
    const CosignedStore& store_;
    World world_;
    std::vector<Standing> standings_;
    std::vector<bool> gaps_;  // as the status tells them
    bool changed_ = true;
    std::chrono::steady_clock::time_point status_written_{};
};

}  // namespace tsuitate::audit
