#include "audit/witness/witness.hpp"

#include <algorithm>

namespace tsuitate::audit {
namespace {

constexpr const char* plain_text = "text/plain; charset=utf-8";
constexpr const char* size_text = "text/x.tlog.size";

WitnessAnswer refusal(Verdict verdict, unsigned status, const std::string& sentence) {
    return {.status = status,
            .content_type = plain_text,
            .body = sentence + "\n",
            .verdict = verdict,
            .origin = {},
            .detail = {}};
}

WitnessAnswer answer_to(Verdict verdict, std::uint64_t known_size) {
    constexpr unsigned bad_request = 400;
    constexpr unsigned forbidden = 403;
    constexpr unsigned not_found = 404;
    constexpr unsigned conflict = 409;
    constexpr unsigned unprocessable = 422;
    switch (verdict) {
        case Verdict::unknown_log:
            return refusal(verdict, not_found, "this witness does not know that log");
        case Verdict::not_signed:
            return refusal(verdict, forbidden, "no valid signature of a key that this witness trusts");
        case Verdict::inconsistent:
            return refusal(verdict, unprocessable, "the consistency proof does not hold");
        case Verdict::other_size:
        case Verdict::fork: {
            WitnessAnswer answer = refusal(verdict, conflict, std::to_string(known_size));
            answer.content_type = size_text;
            return answer;
        }
        case Verdict::malformed:
        case Verdict::consistent:
        case Verdict::forgotten:
            break;
    }
    return refusal(Verdict::malformed, bad_request, "this is no add-checkpoint request");
}

WitnessAnswer forgotten(std::string detail) {
    constexpr unsigned server_error = 500;
    WitnessAnswer answer = refusal(Verdict::forgotten, server_error,
                                   "this witness cannot use its memory, and signs nothing without it");
    answer.detail = std::move(detail);
    return answer;
}

// The note with the signatures that were verified, and nobody else's: what is remembered has a limited size.
Note without_strangers(Note note, const std::vector<VerifierKey>& trusted) {
    std::erase_if(note.signatures, [&](const SignatureLine& line) {
        return std::none_of(trusted.begin(), trusted.end(), [&](const VerifierKey& key) {
            return line.name == key.name && line.key_id == key.id();
        });
    });
    return note;
}

}  // namespace

std::string_view word_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::consistent:
            return "consistent";
        case Verdict::malformed:
            return "malformed";
        case Verdict::unknown_log:
            return "unknown-log";
        case Verdict::not_signed:
            return "not-signed";
        case Verdict::other_size:
            return "other-size";
        case Verdict::fork:
            return "fork";
        case Verdict::inconsistent:
            return "inconsistent";
        case Verdict::forgotten:
            break;
    }
    return "forgotten";
}

Verdict judge(const AddCheckpoint& request, const std::vector<VerifierKey>& trusted,
              const std::optional<Checkpoint>& known) {
    const Checkpoint& offered = request.checkpoint;
    const auto of_this_log = [&](const VerifierKey& key) { return key.name == offered.origin; };
    if (std::none_of(trusted.begin(), trusted.end(), of_this_log)) {
        return Verdict::unknown_log;
    }
    if (std::none_of(trusted.begin(), trusted.end(), [&](const VerifierKey& key) {
            return of_this_log(key) && signed_by(request.note, key);
        })) {
        return Verdict::not_signed;
    }
    if (request.old_size > offered.size) {
        return Verdict::malformed;
    }
    const std::uint64_t known_size = known ? known->size : 0;
    if (known && offered.size == known_size && offered.root != known->root) {
        return Verdict::fork;
    }
    if (request.old_size != known_size) {
        return Verdict::other_size;
    }
    // A tree without records has one root only; the proof from nothing would let any pass.
    const bool empty_as_should_be = offered.size > 0 || offered.root == empty_root();
    const bool consistent = is_consistent(known_size, known ? known->root : empty_root(), offered.size,
                                          offered.root, request.proof);
    return empty_as_should_be && consistent ? Verdict::consistent : Verdict::inconsistent;
}

Witness::Witness(std::string name, SigningKey key, std::vector<VerifierKey> trusted, WitnessMemory& memory,
                 Clock clock)
    : name_(std::move(name)),
      key_(std::move(key)),
      trusted_(std::move(trusted)),
      memory_(memory),
      clock_(std::move(clock)) {}

VerifierKey Witness::verifier_key() const {
    return {.name = name_, .use = KeyUse::cosignature, .key = key_.public_key()};
}

WitnessAnswer Witness::add_checkpoint(std::string_view body) {
    const auto request = add_checkpoint_of(body);
    if (!request) {
        return answer_to(Verdict::malformed, 0);
    }
    const std::lock_guard alone(one_at_a_time_);
    WitnessAnswer found = answer(*request);
    found.origin = request->checkpoint.origin;
    found.size = request->checkpoint.size;
    return found;
}

WitnessAnswer Witness::answer(const AddCheckpoint& request) {
    const std::string& origin = request.checkpoint.origin;
    // Before the memory is asked: a stranger's request must not reach the disk.
    const Verdict at_first = judge(request, trusted_, std::nullopt);
    if (at_first == Verdict::unknown_log || at_first == Verdict::not_signed ||
        at_first == Verdict::malformed) {
        return answer_to(at_first, 0);
    }
    auto recalled = memory_.recall(origin);
    if (auto* reason = std::get_if<std::string>(&recalled)) {
        return forgotten(std::move(*reason));
    }
    const auto& note = std::get<std::optional<Note>>(recalled);
    const auto known = note ? checkpoint_of(note->text) : std::nullopt;
    if (note && (!known || known->origin != origin)) {
        return forgotten("what is remembered is no checkpoint of " + origin);
    }
    const Verdict verdict = judge(request, trusted_, known);
    if (note && (verdict == Verdict::fork || verdict == Verdict::inconsistent)) {
        memory_.keep_conflict(origin, *note, request);
    }
    const std::uint64_t known_size = known ? known->size : 0;
    WitnessAnswer found =
        verdict == Verdict::consistent ? cosign_checkpoint(request) : answer_to(verdict, known_size);
    found.known_size = known_size;
    return found;
}

WitnessAnswer Witness::cosign_checkpoint(const AddCheckpoint& request) {
    // Also when it is the checkpoint known already: it may have been read back from a file that was in place
    // but not yet durable when the witness was killed.
    if (auto reason =
            memory_.remember(request.checkpoint.origin, without_strangers(request.note, trusted_))) {
        return forgotten(std::move(*reason));
    }
    constexpr unsigned fine = 200;
    WitnessAnswer answer = refusal(Verdict::consistent, fine, {});
    answer.body = cosign(request.note.text, name_, key_, clock_()).text();
    return answer;
}

}  // namespace tsuitate::audit
