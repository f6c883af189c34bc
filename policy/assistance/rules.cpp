#include "policy/assistance/rules.hpp"

#include <algorithm>

namespace tsuitate::policy {
namespace {

template <typename T>
std::size_t place_of(const std::vector<T>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
    return found == all.end() ? 0 : static_cast<std::size_t>(found - all.begin()) + 1;
}

template <typename T>
const T* find(const std::vector<T>& all, std::string_view name) {
    const std::size_t place = place_of(all, name);
    return place == 0 ? nullptr : &all[place - 1];
}

}  // namespace

std::uint16_t AssistanceRules::clerk(std::string_view name) const {
    return static_cast<std::uint16_t>(place_of(staff, name));
}

std::uint8_t AssistanceRules::observer(std::string_view name) const {
    return static_cast<std::uint8_t>(place_of(observers, name));
}

const AssistanceReason* AssistanceRules::reason(std::string_view name) const {
    return find(reasons, name);
}

const HelpKind* AssistanceRules::help(std::string_view name) const {
    return find(helps, name);
}

std::chrono::milliseconds AssistanceRules::reading_time(Language language, std::size_t characters) const {
    constexpr std::size_t milliseconds = 1000;
    const unsigned speed =
        language == Language::japanese ? characters_per_second_japanese : characters_per_second_english;
    return std::chrono::milliseconds(characters * milliseconds / speed);
}

std::chrono::milliseconds AssistanceRules::answer_after(Language language, std::size_t characters) const {
    constexpr unsigned whole = 100;
    return reading_time(language, characters) * answer_after_percent / whole;
}

}  // namespace tsuitate::policy
