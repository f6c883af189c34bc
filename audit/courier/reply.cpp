#include "audit/courier/reply.hpp"

#include <algorithm>

#include "audit/note/lines.hpp"

namespace tsuitate::audit {
namespace {

Outcome cosigned(const AddCheckpoint& offered, const VerifierKey& witness, std::string_view body) {
    Note note = offered.note;
    for (auto line = take_line(body); line; line = take_line(body)) {
        auto signature = signature_line_of(*line);
        // Signatures of keys that nobody here knows are let pass, and not kept.
        if (signature && signature->name == witness.name && signature->key_id == witness.id()) {
            note.signatures.push_back(std::move(*signature));
        }
    }
    const auto time = cosigned_at(note, witness);
    if (!time) {
        return NotCosigned{.trouble = Trouble::refused,
                           .reason = "answered without a valid signature of its key"};
    }
    return Cosigned{.note = std::move(note), .time = *time};
}

NotCosigned conflict(std::string reason) {
    return {.trouble = Trouble::conflict, .reason = std::move(reason)};
}

Outcome other_size(const AddCheckpoint& offered, const Reply& reply) {
    std::string_view body = reply.body;
    const auto line = take_line(body);
    const auto size = line && body.empty() ? decimal_of(*line) : std::nullopt;
    if (!size || reply.content_type != "text/x.tlog.size") {
        return NotCosigned{.trouble = Trouble::refused, .reason = "answered 409 without the size it knows"};
    }
    const std::uint64_t here = offered.checkpoint.size;
    if (*size > here) {
        return conflict("has seen " + std::to_string(*size) + " records of this log, which has " +
                        std::to_string(here) + " here");
    }
    if (*size == offered.old_size) {
        return *size == here ? Outcome(conflict("has seen other contents of the first " +
                                                std::to_string(here) + " records"))
                             : Outcome(NotCosigned{.trouble = Trouble::refused,
                                                   .reason = "contradicts itself about the size it knows"});
    }
    return OtherSize{.size = *size};
}

}  // namespace

std::string_view word_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::none:
            return "none";
        case Trouble::local:
            return "local";
        case Trouble::unreachable:
            return "unreachable";
        case Trouble::refused:
            return "refused";
        case Trouble::conflict:
            break;
    }
    return "conflict";
}

Outcome outcome_of(const AddCheckpoint& offered, const VerifierKey& witness, const Reply& reply) {
    constexpr unsigned fine = 200;
    constexpr unsigned forbidden = 403;
    constexpr unsigned not_found = 404;
    constexpr unsigned conflicting = 409;
    constexpr unsigned unprocessable = 422;
    constexpr unsigned server_errors = 500;
    switch (reply.status) {
        case 0:
            return NotCosigned{.trouble = Trouble::unreachable, .reason = reply.error};
        case fine:
            return cosigned(offered, witness, reply.body);
        case conflicting:
            return other_size(offered, reply);
        case unprocessable:
            return conflict("has seen other contents among the first " + std::to_string(offered.old_size) +
                            " records");
        case forbidden:
            return NotCosigned{.trouble = Trouble::refused,
                               .reason = "does not trust the keys of this log (403)"};
        case not_found:
            return NotCosigned{.trouble = Trouble::refused,
                               .reason = "does not look after this log, or has another path (404)"};
        default:
            return NotCosigned{
                .trouble = reply.status >= server_errors ? Trouble::unreachable : Trouble::refused,
                .reason = "answered " + std::to_string(reply.status)};
    }
}

}  // namespace tsuitate::audit
