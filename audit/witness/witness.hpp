// Witness: co-signs a log's checkpoints, each only when it continues the one it co-signed before, so that a
// log cannot show different contents to different people. Never signs two checkpoints of a log that
// contradict each other, whatever happens between two requests; never signs before its memory is durable. No
// network.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audit/witness/request.hpp"

namespace tsuitate::audit {

// What a request turned out to be.
enum class Verdict : std::uint8_t {
    consistent,    // continues what is known: to be co-signed
    malformed,     // no request at all, or one that contradicts itself
    unknown_log,   // nobody told this witness to look after that log
    not_signed,    // by no key that this witness trusts for the log
    other_size,    // starts from another size than the one known
    fork,          // of the size known, but with other contents: two signatures of the log prove it
    inconsistent,  // the proof does not hold
    forgotten,     // the memory cannot be read or written; nothing was signed
};
std::string_view word_of(Verdict verdict);

// Pure: what a request is worth to a witness that trusts these keys (named as their logs' origins) and has
// co-signed `known` of that log, or nothing yet.
Verdict judge(const AddCheckpoint& request, const std::vector<VerifierKey>& trusted,
              const std::optional<Checkpoint>& known);

// Where a witness remembers, per origin, the newest checkpoint that it co-signed.
class WitnessMemory {
  public:
    virtual ~WitnessMemory() = default;
    // Nothing for a log that was never co-signed; the reason when that cannot be told.
    virtual std::variant<std::optional<Note>, std::string> recall(const std::string& origin) = 0;
    // Returns when it is durable; the reason when it is not known to be.
    virtual std::optional<std::string> remember(const std::string& origin, const Note& newest) = 0;
    // Keeps two checkpoints that contradict each other, or might, for people to look at. As well as it can.
    virtual void keep_conflict(const std::string& origin, const Note& known,
                               const AddCheckpoint& offered) = 0;
};

// An HTTP answer, and what it is about, for the witness's own log.
struct WitnessAnswer {
    unsigned status = 0;
    std::string content_type;
    std::string body;
    Verdict verdict = Verdict::malformed;
    std::string origin;      // empty when malformed
    std::uint64_t size = 0;  // offered
    std::uint64_t known_size = 0;
    std::string detail;  // of `forgotten`
};

class Witness {
  public:
    using Clock = std::function<std::uint64_t()>;  // seconds since 1970
    // The memory must outlive the witness, and be used by no other.
    Witness(std::string name, SigningKey key, std::vector<VerifierKey> trusted, WitnessMemory& memory,
            Clock clock);

    // May be called from several threads; one request is done with before the next is looked at.
    WitnessAnswer add_checkpoint(std::string_view body);
    VerifierKey verifier_key() const;

  private:
    WitnessAnswer answer(const AddCheckpoint& request);
    WitnessAnswer cosign_checkpoint(const AddCheckpoint& request);

    std::mutex one_at_a_time_;
    std::string name_;
    SigningKey key_;
    std::vector<VerifierKey> trusted_;
    WitnessMemory& memory_;
    Clock clock_;
};

}  // namespace tsuitate::audit
