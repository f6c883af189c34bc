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

void ReadingSpeeds::set(Language language, unsigned speed) {
    speeds_.at(static_cast<std::size_t>(language)) = speed;
}

unsigned ReadingSpeeds::of(Language language) const {
    constexpr unsigned of_japanese = 6;
    constexpr unsigned of_english = 14;
    if (const unsigned own = speeds_.at(static_cast<std::size_t>(language)); own != 0) {
        return own;
    }
    switch (language) {
        case Language::japanese:
            return of_japanese;
        case Language::plain_japanese:
        case Language::chinese:
        case Language::korean:
            return of(Language::japanese);
        case Language::english:
            return of_english;
        case Language::vietnamese:
        case Language::portuguese:
        case Language::filipino:
            break;
    }
    return of(Language::english);
}

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
    return std::chrono::milliseconds(characters * milliseconds / reading_speeds.of(language));
}

std::chrono::milliseconds AssistanceRules::answer_after(Language language, std::size_t characters) const {
    constexpr unsigned whole = 100;
    return reading_time(language, characters) * answer_after_percent / whole;
}

}  // namespace tsuitate::policy
