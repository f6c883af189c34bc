#include "tests/panel/evemu_text.hpp"

#include <linux/input-event-codes.h>

#include <charconv>
#include <vector>

namespace tsuitate {
namespace {

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    while (!line.empty()) {
        const std::size_t begin = line.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos || line[begin] == '#') {
            break;
        }
        line.remove_prefix(begin);
        const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
    return words;
}

template <typename T>
std::optional<T> number(std::string_view text, int base) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// Sets what words from `first` on, a byte each, say about the codes from eight times `byte_index` on.
template <std::size_t size>
bool take_bytes(std::bitset<size>& bits, std::size_t& byte_index, const std::vector<std::string_view>& words,
                std::size_t first) {
    for (std::size_t i = first; i < words.size(); ++i, ++byte_index) {
        const auto byte = number<std::uint8_t>(words[i], 16);
        if (!byte) {
            return false;
        }
        for (std::size_t bit = 0; bit < 8; ++bit) {
            const std::size_t code = byte_index * 8 + bit;
            if ((static_cast<unsigned>(*byte) >> bit & 1U) != 0 && code < bits.size()) {
                bits.set(code);
            }
        }
    }
    return true;
}

bool take_bits(EvemuDescription& description, const std::vector<std::string_view>& words) {
    const auto type = words.size() > 1 ? number<unsigned>(words[1], 16) : std::nullopt;
    if (!type) {
        return false;
    }
    std::size_t& byte_index = description.bytes_read[*type];
    if (*type == EV_KEY) {
        return take_bytes(description.keys, byte_index, words, 2);
    }
    if (*type == EV_ABS) {
        return take_bytes(description.axes, byte_index, words, 2);
    }
    std::bitset<0> of_no_interest;
    return take_bytes(of_no_interest, byte_index, words, 2);
}

bool take_axis(EvemuDescription& description, const std::vector<std::string_view>& words) {
    if (words.size() < 4) {
        return false;
    }
    const auto code = number<std::uint16_t>(words[1], 16);
    const auto minimum = number<int>(words[2], 10);
    const auto maximum = number<int>(words[3], 10);
    if (!code || !minimum || !maximum || *code >= description.axes.size()) {
        return false;
    }
    description.ranges[*code] = {.minimum = *minimum, .maximum = *maximum};
    description.axes.set(*code);
    return true;
}

}  // namespace

policy::TouchCapabilities EvemuDescription::capabilities() const {
    return policy::capabilities_of(
        {.has_key = [this](std::uint16_t code) { return keys.test(code); },
         .has_axis = [this](std::uint16_t code) { return axes.test(code); },
         .has_property = [this](std::uint16_t code) { return properties.test(code); },
         .range_of =
             [this](std::uint16_t code) {
                 const auto found = ranges.find(code);
                 return found == ranges.end() ? policy::AxisRange{} : found->second;
             }});
}

bool EvemuDescription::is_touch() const {
    return axes.test(ABS_X) || axes.test(ABS_MT_POSITION_X);
}

bool take_description_line(EvemuDescription& description, std::string_view line) {
    const auto words = words_of(line);
    if (words.empty()) {
        return true;
    }
    if (words[0] == "N:") {
        description.name = line.substr(line.find(':') + 1);
        description.name.erase(0, description.name.find_first_not_of(' '));
        return true;
    }
    if (words[0] == "I:" || words[0] == "L:" || words[0] == "S:") {
        return true;
    }
    if (words[0] == "P:") {
        return take_bytes(description.properties, description.property_bytes_read, words, 1);
    }
    if (words[0] == "B:") {
        return take_bits(description, words);
    }
    return words[0] == "A:" && take_axis(description, words);
}

std::optional<policy::InputEvent> event_of_line(std::string_view line) {
    const auto words = words_of(line);
    if (words.size() != 5 || words[0] != "E:") {
        return std::nullopt;
    }
    const std::size_t dot = words[1].find('.');
    if (dot == std::string_view::npos) {
        return std::nullopt;
    }
    const auto seconds = number<std::int64_t>(words[1].substr(0, dot), 10);
    const auto fraction = number<std::int64_t>(words[1].substr(dot + 1), 10);
    const auto type = number<std::uint16_t>(words[2], 16);
    const auto code = number<std::uint16_t>(words[3], 16);
    const auto value = number<std::int32_t>(words[4], 10);
    constexpr std::int64_t second = 1'000'000;
    const bool in_range = seconds && fraction && *seconds >= 0 && *seconds < INT64_MAX / second - 1 &&
                          *fraction >= 0 && *fraction < second;
    if (!in_range || !type || !code || !value) {
        return std::nullopt;
    }
    return policy::InputEvent{
        .time_us = *seconds * second + *fraction, .type = *type, .code = *code, .value = *value};
}

}  // namespace tsuitate
