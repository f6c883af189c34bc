// named: the value of an enumeration that has this name, where its names stand in the order of its values.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tsuitate::policy {

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
