// Note: a text with signature lines (C2SP signed-note).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/note/key.hpp"

namespace tsuitate::audit {

struct SignatureLine {
    std::string name;
    std::array<std::uint8_t, 4> key_id{};
    std::vector<std::uint8_t> bytes;  // after the key id

    std::string text() const;  // with its line feed
    bool operator==(const SignatureLine&) const = default;
};

struct Note {
    std::string text;  // ends with a line feed
    std::vector<SignatureLine> signatures;

    std::string bytes() const;
};

// Nothing when it is no signed note: it needs a text, an empty line and at least one signature line; at most
// 100 of these, and no control characters.
std::optional<Note> note_of(std::string_view bytes);
// One line without its line feed.
std::optional<SignatureLine> signature_line_of(std::string_view line);

SignatureLine sign_note(std::string_view text, const std::string& name, const SigningKey& key);
// A witness's: signs the text together with the time (C2SP tlog-cosignature, seconds since 1970).
SignatureLine cosign(std::string_view text, const std::string& name, const SigningKey& key,
                     std::uint64_t time);

// Whether the note carries a valid signature of this key. Lines of unknown keys do not matter; a line that
// names this key and does not verify makes the note invalid.
bool signed_by(const Note& note, const VerifierKey& key);
// When the witness with this key co-signed; nothing when it did not, or not validly.
std::optional<std::uint64_t> cosigned_at(const Note& note, const VerifierKey& key);

}  // namespace tsuitate::audit
