// What damage to a checkpoint of SmallLog does, by the rules of the format alone: which mechanisms must say
// so, and no others of their kind. Worked out from the untouched bytes; nothing of audit/ is asked.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "audit/log/finding.hpp"

namespace tsuitate::tests {

using Mechanisms = std::set<audit::What>;

// Everything that judges the bytes of one checkpoint and not the records under it.
inline const Mechanisms mechanisms_of_checkpoints = {
    audit::What::checkpoint_malformed,      audit::What::origin_differs,
    audit::What::enrolment_signature_wrong, audit::What::enrolment_signature_missing,
    audit::What::epoch_signature_wrong,     audit::What::epoch_signature_missing};

// Its lines: origin, size, root, an empty one, and the signatures of the enrolment key and of the epoch's.
class CheckpointDamage {
  public:
    // `newest`: the origin and size of this one are taken for the log's.
    CheckpointDamage(std::string_view bytes, bool newest) : bytes_(bytes), newest_(newest) {}

    Mechanisms flipped(std::size_t at, unsigned bit) const {
        const char changed = static_cast<char>(bytes_[at] ^ (1 << bit));
        if (bytes_[at] == '\n' || static_cast<unsigned char>(changed) < ' ') {
            return malformed;  // lines run together or break, or there is a control character
        }
        const std::size_t begin = at == 0 ? 0 : bytes_.rfind('\n', at - 1) + 1;
        const std::string_view line = bytes_.substr(begin, bytes_.find('\n', begin) - begin);
        switch (line_of(at)) {
            case 0:
                // The newest says in whose name the epochs' keys are looked for.
                return {audit::What::origin_differs,
                        newest_ ? audit::What::epoch_signature_missing : audit::What::epoch_signature_wrong};
            case 1:
                return size_flipped(at == begin, changed);
            case 2:
                // A root is 32 bytes long, and one without its "=" is not.
                return line[at - begin] == '=' || in_base64(line, at - begin, changed) == Coded::no
                           ? malformed
                           : text_changed;
            case 4:
                return signature_flipped(line, at - begin, changed, audit::What::enrolment_signature_missing,
                                         audit::What::enrolment_signature_wrong);
            default:
                return signature_flipped(line, at - begin, changed, audit::What::epoch_signature_missing,
                                         audit::What::epoch_signature_wrong);
        }
    }

    // Only where the first signature is whole and nothing is behind it, it is a note still.
    Mechanisms cut(std::size_t at) const {
        return at > 0 && bytes_[at - 1] == '\n' && line_of(at) == 5
                   ? Mechanisms{audit::What::epoch_signature_missing}
                   : malformed;
    }

  private:
    enum class Coded : std::uint8_t { no, key_id_changed, bytes_changed };

    static inline const Mechanisms malformed = {audit::What::checkpoint_malformed};
    static inline const Mechanisms text_changed = {audit::What::enrolment_signature_wrong,
                                                   audit::What::epoch_signature_wrong};

    std::size_t line_of(std::size_t at) const {
        std::size_t line = 0;
        for (const char character : bytes_.substr(0, at)) {
            line += character == '\n' ? 1U : 0U;
        }
        return line;
    }

    Mechanisms size_flipped(bool first_digit, char changed) const {
        if (changed < '0' || changed > '9' || (first_digit && changed == '0')) {
            return malformed;
        }
        // The newest of another size: there are no records for it, and so no key of its epoch.
        return newest_ ? Mechanisms{audit::What::enrolment_signature_wrong} : text_changed;
    }

    static std::optional<unsigned> value_of(char character) {
        constexpr std::string_view digits =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const std::size_t at = digits.find(character);
        return at == std::string_view::npos ? std::nullopt : std::optional(static_cast<unsigned>(at));
    }

    // A character of a base 64 text that ends in one "=": two bits of its last digit are unused and zero. Of
    // a signature's, the first 32 bits are the key's id.
    static Coded in_base64(std::string_view text, std::size_t place, char changed) {
        const auto value = value_of(changed);
        if (!value || text[place] == '=') {
            // Without "=" it is one byte longer, and well-formed.
            return value ? Coded::bytes_changed : Coded::no;
        }
        if (place + 2 == text.size()) {
            return *value % 4 == 0 ? Coded::bytes_changed : Coded::no;
        }
        const unsigned bits = *value ^ *value_of(text[place]);
        return place < 5 || (place == 5 && bits >= 16) ? Coded::key_id_changed : Coded::bytes_changed;
    }

    // A dash of three bytes, a space, a name, a space, and base 64.
    static Mechanisms signature_flipped(std::string_view line, std::size_t place, char changed,
                                        audit::What missing, audit::What wrong) {
        constexpr std::size_t name = 4;
        const std::size_t space = line.find(' ', name);
        if (place < name || place == space) {
            return malformed;
        }
        if (place < space) {
            return changed == ' ' || changed == '+' || changed == 0x7f ? malformed : Mechanisms{missing};
        }
        switch (in_base64(line.substr(space + 1), place - space - 1, changed)) {
            case Coded::no:
                return malformed;
            case Coded::key_id_changed:
                return {missing};
            case Coded::bytes_changed:
                return {wrong};
        }
        return {};
    }

    std::string_view bytes_;
    bool newest_;
};

}  // namespace tsuitate::tests
