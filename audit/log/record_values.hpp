// RecordValues: takes the values of a record off its front, one after the other, without copying any.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/log/digits.hpp"
#include "audit/log/record_time.hpp"
#include "audit/log/record_view.hpp"

namespace tsuitate::audit {

inline constexpr std::size_t longest_name = 31;
inline constexpr std::string_view time_shape = "9999-99-99T99:99:99Z";

constexpr std::array<bool, 256> make_name_characters() {
    std::array<bool, 256> allowed{};
    for (const char character : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789-")) {
        allowed[static_cast<std::uint8_t>(character)] = true;
    }
    return allowed;
}

inline constexpr auto name_characters = make_name_characters();

// Whether as many bytes are the same. What stands between values is short: a call of memcmp costs more.
inline bool same(const char* one, const char* other, std::size_t size) {
    constexpr std::size_t step = sizeof(std::uint64_t);
    const auto word = [](const char* at) {
        std::uint64_t value = 0;
        std::memcpy(&value, at, step);
        return value;
    };
    if (size < step) {
        return std::equal(one, one + size, other);
    }
    std::uint64_t differences = word(one + size - step) ^ word(other + size - step);
    for (std::size_t i = 0; i + step < size; i += step) {
        differences |= word(one + i) ^ word(other + i);
    }
    return differences == 0;
}

// Takes one value after the other off the front.
class RecordValues {
  public:
    explicit RecordValues(std::string_view rest) : rest_(rest) {}

    bool take(std::string_view text) {
        if (rest_.size() < text.size() || !same(rest_.data(), text.data(), text.size())) {
            return false;
        }
        rest_.remove_prefix(text.size());
        return true;
    }
    bool done() const { return rest_.empty(); }

    std::optional<std::uint64_t> number(std::uint64_t largest) {
        const Digits digits = digits_of(rest_);
        const bool padded = digits.count > 1 && rest_.front() == '0';
        if (digits.count == 0 || padded || digits.value > largest) {
            return std::nullopt;
        }
        rest_.remove_prefix(digits.count);
        return digits.value;
    }
    std::optional<Identifier> identifier(RecordBefore::Read& before) {
        const auto text = quoted(Identifier::digits);
        if (!text || same_as(before.text, *text)) {
            return text ? std::optional(before.value) : std::nullopt;
        }
        const auto value = identifier_of(*text);
        if (value) {
            before = {.text = *text, .value = *value};
        }
        return value;
    }
    // In seconds since 1970.
    std::optional<std::int64_t> time(RecordBefore& before) {
        constexpr std::size_t seconds_at = 17;
        const auto text = quoted(time_shape.size());
        if (!text || !is_digit((*text)[seconds_at]) || !is_digit((*text)[seconds_at + 1]) ||
            text->back() != 'Z') {
            return std::nullopt;
        }
        const std::int64_t seconds = ((*text)[seconds_at] - '0') * 10 + ((*text)[seconds_at + 1] - '0');
        if (!same_as(before.minute, *text)) {
            if (!has_shape_of_time(*text)) {
                return std::nullopt;
            }
            before.minute = text->substr(0, seconds_at);
            before.minute_begins = seconds_of(*text) - seconds;
        }
        return before.minute_begins + seconds;
    }
    std::optional<std::string_view> name(bool may_be_empty) {
        std::size_t length = 1;
        while (length < rest_.size() && length <= longest_name + 1 &&
               name_characters[static_cast<std::uint8_t>(rest_[length])]) {
            ++length;
        }
        const auto text = quoted(length - 1);
        const bool fits = text && text->size() <= longest_name &&
                          (text->empty() ? may_be_empty : text->front() >= 'a' && text->front() <= 'z');
        return fits ? text : std::nullopt;
    }
    // As name(false), where it is mostly the one before.
    std::optional<std::string_view> name_as(std::string_view& before) {
        if (!before.empty() && take(before)) {
            return inside(before);
        }
        const char* begin = rest_.data();
        const auto text = name(false);
        if (text) {
            before = {begin, text->size() + 2};
        }
        return text;
    }
    // One of these, which are in their quotes.
    std::optional<std::string_view> word(const std::vector<std::string>& words) {
        for (const std::string& word : words) {
            const std::string_view rest = rest_;
            if (take(word)) {
                return inside(rest.substr(0, word.size()));
            }
        }
        return std::nullopt;
    }

  private:
    // Whether there is something before, with which the text begins.
    static bool same_as(std::string_view before, std::string_view text) {
        return !before.empty() && same(before.data(), text.data(), before.size());
    }
    static bool has_shape_of_time(std::string_view text) {
        return std::equal(text.begin(), text.end(), time_shape.begin(),
                          [](char one, char shape) { return shape == '9' ? is_digit(one) : one == shape; });
    }
    static std::string_view inside(std::string_view quoted) { return quoted.substr(1, quoted.size() - 2); }

    // A text of this many characters, whatever they are.
    std::optional<std::string_view> quoted(std::size_t length) {
        if (rest_.size() < length + 2 || rest_.front() != '"' || rest_[length + 1] != '"') {
            return std::nullopt;
        }
        const std::string_view text = rest_.substr(1, length);
        rest_.remove_prefix(length + 2);
        return text;
    }

    std::string_view rest_;
};

}  // namespace tsuitate::audit
