// What a name is, and the value of an enumeration that has this one, where its names stand in the order of
// its values.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tsuitate::policy {

inline constexpr std::size_t longest_name = 31;  // bytes

// [a-z0-9-], a letter first: names go into the log, and no PIN shall look like one.
constexpr bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= longest_name && text.front() >= 'a' && text.front() <= 'z' &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

// Nothing when none has it.
template <typename Value, std::size_t count>
constexpr std::optional<Value> named(const std::array<std::string_view, count>& names,
                                     std::string_view name) {
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == name) {
            return static_cast<Value>(i);
        }
    }
    return std::nullopt;
}

}  // namespace tsuitate::policy
