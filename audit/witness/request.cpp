#include "audit/witness/request.hpp"

#include "audit/note/base64.hpp"
#include "audit/note/lines.hpp"

namespace tsuitate::audit {
namespace {

constexpr std::string_view old_word = "old ";
constexpr std::size_t longest_proof = 63;

}  // namespace

std::string AddCheckpoint::body() const {
    std::string text = std::string(old_word) + std::to_string(old_size) + "\n";
    for (const Hash& hash : proof) {
        text += to_base64(hash) + "\n";
    }
    return text + "\n" + note.bytes();
}

std::optional<AddCheckpoint> add_checkpoint_of(std::string_view body) {
    if (body.size() > largest_add_checkpoint) {
        return std::nullopt;
    }
    const auto first = take_line(body);
    if (!first || !first->starts_with(old_word)) {
        return std::nullopt;
    }
    const auto old_size = decimal_of(first->substr(old_word.size()));
    if (!old_size) {
        return std::nullopt;
    }
    Proof proof;
    for (auto line = take_line(body); !line || !line->empty(); line = take_line(body)) {
        const auto hash = line ? hash_of(*line) : std::nullopt;
        if (!hash || proof.size() == longest_proof) {
            return std::nullopt;
        }
        proof.push_back(*hash);
    }
    auto note = note_of(body);
    auto checkpoint = note ? checkpoint_of(note->text) : std::nullopt;
    if (!checkpoint) {
        return std::nullopt;
    }
    return AddCheckpoint{.old_size = *old_size,
                         .proof = std::move(proof),
                         .note = std::move(*note),
                         .checkpoint = std::move(*checkpoint)};
}

}  // namespace tsuitate::audit
