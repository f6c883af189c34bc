#include "daemon/ledger/frame.hpp"

#include <sodium/crypto_generichash_blake2b.h>

#include <algorithm>
#include <vector>

#include "audit/record/schema.hpp"

namespace tsuitate::ledger {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::size_t tag_digits = 32;
constexpr std::size_t longest_frame = audit::longest_record + 1 + tag_digits;

}  // namespace

Tag next_tag(const Tag& before, std::string_view record) {
    crypto_generichash_blake2b_state state;
    crypto_generichash_blake2b_init(&state, nullptr, 0, before.size());
    crypto_generichash_blake2b_update(&state, before.data(), before.size());
    crypto_generichash_blake2b_update(&state, reinterpret_cast<const std::uint8_t*>(record.data()),
                                      record.size());
    Tag tag{};
    crypto_generichash_blake2b_final(&state, tag.data(), tag.size());
    return tag;
}

std::string text_of(const Tag& tag) {
    std::string text;
    for (const std::uint8_t byte : tag) {
        text += digits[byte >> 4U];
        text += digits[byte & 0x0fU];
    }
    return text;
}

std::optional<Tag> tag_of(std::string_view text) {
    Tag tag{};
    if (text.size() != tag_digits || text.find_first_not_of(digits) != std::string_view::npos) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < tag.size(); ++i) {
        tag.at(i) = static_cast<std::uint8_t>(digits.find(text[2 * i]) << 4U | digits.find(text[2 * i + 1]));
    }
    return tag;
}

void append_frame(std::string& frames, std::string_view record, Tag& tag) {
    tag = next_tag(tag, record);
    frames += record;
    frames += ' ';
    frames += text_of(tag);
    frames += '\n';
}

std::optional<std::string_view> take_frame(std::string_view& frames, Tag& tag) {
    const std::size_t end = frames.substr(0, longest_frame + 1).find('\n');
    if (end == std::string_view::npos || end <= tag_digits || frames[end - tag_digits - 1] != ' ') {
        return std::nullopt;
    }
    const std::string_view record = frames.substr(0, end - tag_digits - 1);
    const Tag expected = next_tag(tag, record);
    if (frames.substr(end - tag_digits, tag_digits) != text_of(expected)) {
        return std::nullopt;
    }
    tag = expected;
    frames.remove_prefix(end + 1);
    return record;
}

}  // namespace tsuitate::ledger
