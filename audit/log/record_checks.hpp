// RecordChecks: everything that is said about records rather than about hashes: their form, their sequence,
// what they tell of epochs, sessions, clocks and of what was erased.
#pragma once

#include <string>
#include <vector>

#include "audit/log/clock_check.hpp"
#include "audit/log/epoch_check.hpp"
#include "audit/log/session_check.hpp"
#include "audit/log/tree_check.hpp"

namespace tsuitate::audit {

// What a record `entries-erased` says.
struct Erased {
    std::uint64_t first = 0;  // sequences
    std::uint64_t last = 0;
    std::string rule{};
    std::string officer{};
};

// Nothing where the record names itself or later ones: those it cannot have erased.
std::optional<Erased> erasure_in(const Record& record);

class RecordChecks {
  public:
    // A part of a log shows the form of its records; what they tell together, only the whole shows.
    enum class Depth : std::uint8_t { form, everything };
    RecordChecks(EpochCheck epochs, Depth depth) : epochs_(std::move(epochs)), depth_(depth) {}

    void take(const TileRead& tile, Believed believed, Findings& findings);
    // Only what was erased; `leaves`: the hashes of the tile's records in the tree that was signed.
    void take_erased(const TileRead& tile, const std::vector<Hash>& leaves);
    // Which of the missing entries have a record that explains them.
    void explain(const std::vector<MissingEntries>& missing, Findings& findings) const;
    // After the last record of a whole log.
    void finish(std::uint64_t size, unsigned threads, const std::vector<MissingEntries>& missing,
                Checkpoints& checkpoints, Findings& findings);

    const EpochCheck& epochs() const { return epochs_; }
    const SessionCheck& sessions() const { return sessions_; }
    std::optional<std::uint64_t> newest_time() const { return clock_.newest_time(); }
    const std::vector<Erased>& erased() const { return erased_; }

  private:
    void gap();
    void take_view(const TileRead& tile, std::uint64_t index, std::uint64_t byte, const RecordOrReason& view,
                   Findings& findings);
    void take_salvaged(const TileRead& tile, Findings& findings);
    void take_record(const RecordView& view, Findings& findings);
    void take_kept(const TileRead& tile, Findings& findings);
    void take_rare(const RecordView& view, Findings& findings);
    void note_erasure(const Record& record);
    static void report_not_erased(const Erased& erased, const std::vector<MissingEntries>& missing,
                                  Findings& findings);

    EpochCheck epochs_;
    Depth depth_;
    SessionCheck sessions_;
    ClockCheck clock_;
    std::vector<Erased> erased_;
};

}  // namespace tsuitate::audit
