// Checkpoints: the signed checkpoints of a log, and what their signatures are worth.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/log/anchor.hpp"
#include "audit/log/finding.hpp"
#include "audit/log/log_directory.hpp"
#include "audit/note/checkpoint.hpp"
#include "audit/note/note.hpp"

namespace tsuitate::audit {

struct SignedCheckpoint {
    std::string path{};
    Note note{};
    Checkpoint checkpoint{};
    std::uint64_t epoch = 0;   // of checkpoints/<number>; 0 for the newest
    bool signed_right = true;  // by the enrolment key and by its epoch's, as far as they are known here
    bool root_right = true;    // the records lead to its root

    bool valid() const { return signed_right && root_right; }
};

struct Checkpoints {
    std::optional<SignedCheckpoint> newest;
    std::vector<SignedCheckpoint> of_epochs;  // by number
};

// The reason, when the bytes are no signed checkpoint.
std::variant<SignedCheckpoint, std::string> signed_checkpoint_of(const std::string& path,
                                                                 std::string_view bytes);

// Reads all of them. `newest` falls back to the largest of the epochs' where the file cannot be used, after
// saying so.
Checkpoints read_checkpoints(const LogDirectory& log, unsigned threads, Findings& findings);

// What a line of this key in the note is worth.
enum class Signed : std::uint8_t { missing, wrong, valid };
Signed signed_how(const Note& note, const VerifierKey& key);

// Checks the enrolment key's signature, and marks the checkpoint when it is not there.
void check_enrolment(SignedCheckpoint& checkpoint, const VerifierKey& enrolment, Findings& findings);
// The signature of the epoch's key.
void check_epoch_key(SignedCheckpoint& checkpoint, const VerifierKey& key, Findings& findings);
// The co-signatures that somebody insists on, on the newest checkpoint or on one that was kept elsewhere, and
// those that nobody here knows.
void check_witnesses(const SignedCheckpoint& newest, const std::vector<SignedCheckpoint>& kept,
                     const std::vector<VerifierKey>& witnesses, Findings& findings);

}  // namespace tsuitate::audit
