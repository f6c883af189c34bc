// LogMaker: writes logs for tests and benchmarks, with keys of its own and any records one likes, also wrong
// ones. It writes just what the ledger would (docs/audit-log.md), without its care for the disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "audit/note/note.hpp"
#include "audit/publish/publisher.hpp"
#include "audit/record/epoch.hpp"

namespace tsuitate::tests {

class LogMaker {
  public:
    // Starts a log in this directory (which becomes the log/ of docs/audit-log.md) with epoch 1. `seed`
    // chooses all keys and random fields: the same seed gives the same bytes.
    LogMaker(std::filesystem::path directory, std::string origin, std::uint64_t seed);

    // Adds a record; the fields every record has are filled in. Time and uptime advance by a second each.
    void add(policy::RecordKind kind, audit::JsonObject fields);
    // Adds these bytes as a record, whatever they are.
    void add_bytes(std::string_view bytes);
    // A whole session: opened, entry started, attempt, outcome, ended. Returns its id.
    std::string add_session(const std::string& pin_kind, const std::string& outcome);
    // One in which a clerk helped after a yes, with an observer and this receipt. Returns its id.
    std::string add_helped_session(std::uint64_t receipt);
    // Ends the epoch: publishes unless `seal` is false (a power cut), and starts the next.
    void next_epoch(bool seal = true, bool after_start = false);
    // Publishes tiles and a checkpoint with both signatures.
    void publish();

    // Takes the contents of this full tile away, as the ledger does when the legal time is over.
    void erase_tile(std::uint64_t tile);

    const audit::VerifierKey& enrolment() const { return enrolment_key_; }
    std::string anchor() const;
    std::uint64_t size() const { return publisher_.size(); }
    std::int64_t now = 1'795'000'000;  // seconds since 1970
    std::uint64_t uptime = 100;        // seconds
    std::string boot;

  private:
    std::string identifier();
    audit::SigningKey key_of_epoch(std::uint64_t number) const;
    void start_epoch(bool after_start);
    void write(const std::string& path, std::string_view bytes) const;

    std::filesystem::path directory_;
    std::string origin_;
    std::uint64_t seed_;
    std::uint64_t random_;
    audit::SigningKey enrolment_;
    audit::VerifierKey enrolment_key_;
    std::uint64_t epoch_ = 0;
    audit::Publisher publisher_;
};

}  // namespace tsuitate::tests
