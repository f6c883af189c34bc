// commands.toml.
#include <charconv>
#include <sstream>

#include "policy/load/readers.hpp"

namespace tsuitate::policy {
namespace {

// "00 B0 .. ..": four bytes, hexadecimal or any.
bool parse_pattern(const std::string& text, CommandRule& rule) {
    std::istringstream words(text);
    std::size_t count = 0;
    for (std::string word; words >> word; ++count) {
        if (count >= rule.value.size()) {
            return false;
        }
        if (word == "..") {
            continue;
        }
        const auto [end, error] =
            std::from_chars(word.data(), word.data() + word.size(), rule.value.at(count), 16);
        if (word.size() != 2 || error != std::errc{} || end != word.data() + word.size()) {
            return false;
        }
        rule.mask.at(count) = 0xff;
    }
    return count == rule.value.size();
}

bool could_touch_a_pin(const CommandRule& rule) {
    for (unsigned instruction = 0; instruction < 256; ++instruction) {
        const bool matches = (instruction & rule.mask[1]) == (rule.value[1] & rule.mask[1]);
        if (matches && touches_pin(static_cast<std::uint8_t>(instruction))) {
            return true;
        }
    }
    return false;
}

// The class byte holds logical channel, chaining and secure messaging: none of it is let through unseen. FF
// is no class of a card (ISO 7816-4); readers take it for themselves, PIN pads among them.
bool names_its_class(const CommandRule& rule) {
    return rule.mask[0] == 0xff && rule.value[0] != 0xff;
}

}  // namespace

void read_commands(Table& table, Policy& policy) {
    table.each("command", [&](Table& one) {
        CommandRule rule;
        rule.name = one.name("name");
        refuse_twins(one, policy.commands, rule.name);
        const std::string pattern = one.text("apdu");
        if (!pattern.empty() && !parse_pattern(pattern, rule)) {
            one.complain("apdu", "\"apdu\" must be four bytes such as \"00 B0 .. ..\"");
        } else if (!pattern.empty() && !names_its_class(rule)) {
            one.complain("apdu", "the first byte must be given, and not FF: that class speaks to the reader");
        } else if (could_touch_a_pin(rule)) {
            one.complain("apdu", "this rule would let a command through that carries or touches a PIN");
        }
        rule.max_data = static_cast<std::uint16_t>(one.number_or("max-data", 255, 0, 255));
        rule.recorded = one.flag_or("recorded", false);
        policy.commands.push_back(std::move(rule));
    });
}

}  // namespace tsuitate::policy
