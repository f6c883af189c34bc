#include "audit/note/note.hpp"

#include <algorithm>

#include "audit/note/base64.hpp"

namespace tsuitate::audit {
namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::size_t most_signatures = 100;
constexpr std::size_t largest_note = 1'000'000;
constexpr std::size_t time_bytes = 8;
constexpr unsigned bits_a_byte = 8;

bool names(const SignatureLine& line, const VerifierKey& key) {
    return line.name == key.name && line.key_id == key.id();
}

std::string cosigned_text(std::string_view text, std::uint64_t time) {
    return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

SignatureLine line_of(const VerifierKey& key, std::vector<std::uint8_t> bytes) {
    return {.name = key.name, .key_id = key.id(), .bytes = std::move(bytes)};
}

bool verifies_line(const SignatureLine& line, const VerifierKey& key, std::string_view text) {
    Signature signature{};
    if (key.use == KeyUse::note) {
        if (line.bytes.size() != signature.size()) {
            return false;
        }
        std::copy(line.bytes.begin(), line.bytes.end(), signature.begin());
        return verifies(key.key, text, signature);
    }
    if (line.bytes.size() != time_bytes + signature.size()) {
        return false;
    }
    std::uint64_t time = 0;
    for (std::size_t i = 0; i < time_bytes; ++i) {
        time = time << bits_a_byte | line.bytes[i];
    }
    std::copy(line.bytes.begin() + time_bytes, line.bytes.end(), signature.begin());
    return verifies(key.key, cosigned_text(text, time), signature);
}

// The line of this key, when it is there and every line that names the key verifies.
const SignatureLine* valid_line(const Note& note, const VerifierKey& key) {
    const SignatureLine* found = nullptr;
    for (const SignatureLine& line : note.signatures) {
        if (names(line, key)) {
            if (!verifies_line(line, key, note.text)) {
                return nullptr;
            }
            found = &line;
        }
    }
    return found;
}

}  // namespace

std::string SignatureLine::text() const {
    std::vector<std::uint8_t> all(key_id.begin(), key_id.end());
    all.insert(all.end(), bytes.begin(), bytes.end());
    return std::string(dash) + name + " " + to_base64(all) + "\n";
}

std::string Note::bytes() const {
    std::string all = text + "\n";
    for (const SignatureLine& line : signatures) {
        all += line.text();
    }
    return all;
}

std::optional<SignatureLine> signature_line_of(std::string_view line) {
    if (!line.starts_with(dash)) {
        return std::nullopt;
    }
    line.remove_prefix(dash.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) {
        return std::nullopt;
    }
    const auto bytes = from_base64(line.substr(space + 1));
    SignatureLine found{.name = std::string(line.substr(0, space)), .bytes = {}};
    if (!bytes || bytes->size() <= found.key_id.size()) {
        return std::nullopt;
    }
    std::copy_n(bytes->begin(), found.key_id.size(), found.key_id.begin());
    found.bytes.assign(bytes->begin() + static_cast<std::ptrdiff_t>(found.key_id.size()), bytes->end());
    return found;
}

std::optional<Note> note_of(std::string_view bytes) {
    const bool controls = std::any_of(bytes.begin(), bytes.end(), [](char character) {
        return static_cast<unsigned char>(character) < ' ' && character != '\n';
    });
    const std::size_t split = bytes.rfind("\n\n");
    if (controls || bytes.size() > largest_note || split == std::string_view::npos ||
        !bytes.ends_with('\n')) {
        return std::nullopt;
    }
    Note note{.text = std::string(bytes.substr(0, split + 1)), .signatures = {}};
    std::string_view rest = bytes.substr(split + 2);
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        auto line = signature_line_of(rest.substr(0, end));
        if (!line || note.signatures.size() == most_signatures) {
            return std::nullopt;
        }
        note.signatures.push_back(std::move(*line));
        rest.remove_prefix(end + 1);
    }
    return note.signatures.empty() ? std::nullopt : std::optional(std::move(note));
}

SignatureLine sign_note(std::string_view text, const std::string& name, const SigningKey& key) {
    const VerifierKey verifier{.name = name, .use = KeyUse::note, .key = key.public_key()};
    const Signature signature = key.sign(text);
    return line_of(verifier, {signature.begin(), signature.end()});
}

SignatureLine cosign(std::string_view text, const std::string& name, const SigningKey& key,
                     std::uint64_t time) {
    const VerifierKey verifier{.name = name, .use = KeyUse::cosignature, .key = key.public_key()};
    const Signature signature = key.sign(cosigned_text(text, time));
    std::vector<std::uint8_t> bytes;
    for (unsigned shift = time_bytes * bits_a_byte; shift > 0; shift -= bits_a_byte) {
        bytes.push_back(static_cast<std::uint8_t>(time >> (shift - bits_a_byte)));
    }
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return line_of(verifier, std::move(bytes));
}

bool signed_by(const Note& note, const VerifierKey& key) {
    return valid_line(note, key) != nullptr;
}

std::optional<std::uint64_t> cosigned_at(const Note& note, const VerifierKey& key) {
    const SignatureLine* line = key.use == KeyUse::cosignature ? valid_line(note, key) : nullptr;
    if (line == nullptr) {
        return std::nullopt;
    }
    std::uint64_t time = 0;
    for (std::size_t i = 0; i < time_bytes; ++i) {
        time = time << bits_a_byte | line->bytes[i];
    }
    return time;
}

}  // namespace tsuitate::audit
