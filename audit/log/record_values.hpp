// RecordValues: takes the values of a record off its front, one after the other, without copying any.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

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

constexpr bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

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
    bool take_rest(std::string_view text) const { return rest_ == text; }

    std::optional<std::uint64_t> number(std::uint64_t largest) {
        constexpr std::size_t most_digits = 16;
        std::size_t length = 0;
        std::uint64_t value = 0;
        while (length < rest_.size() && length <= most_digits && is_digit(rest_[length])) {
            value = value * 10 + static_cast<std::uint64_t>(rest_[length] - '0');
            ++length;
        }
        const bool padded = length > 1 && rest_.front() == '0';
        if (length == 0 || length > most_digits || padded || value > largest) {
            return std::nullopt;
        }
        rest_.remove_prefix(length);
        return value;
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
        const auto text = quoted(time_shape.size());
        if (!text || !has_shape_of_time(*text, same_as(before.minute, *text) ? before.minute.size() : 0)) {
            return std::nullopt;
        }
        constexpr std::size_t seconds_at = 17;
        if (!same_as(before.minute, *text)) {
            before.minute = text->substr(0, seconds_at);
            before.minute_begins = seconds_of(*text) - seconds_in(*text);
        }
        return before.minute_begins + seconds_in(*text);
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
    std::optional<std::string_view> word(const FieldRule& rule) {
        const std::size_t end = rest_.find('"', 1);
        const auto text = end == std::string_view::npos ? std::nullopt : quoted(end - 1);
        const bool known = text && std::find(rule.words.begin(), rule.words.end(), *text) != rule.words.end();
        return known ? text : std::nullopt;
    }

  private:
    // Whether there is something before, with which the text begins.
    static bool same_as(std::string_view before, std::string_view text) {
        return !before.empty() && same(before.data(), text.data(), before.size());
    }
    static bool has_shape_of_time(std::string_view text, std::size_t from) {
        return std::equal(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                          time_shape.begin() + static_cast<std::ptrdiff_t>(from),
                          [](char one, char shape) { return shape == '9' ? is_digit(one) : one == shape; });
    }
    static std::int64_t seconds_in(std::string_view time) { return (time[17] - '0') * 10 + (time[18] - '0'); }

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
