// The text form of evemu: a description of an input device (N, I, P, B and A lines) and its events (E lines).
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "policy/touch/capabilities.hpp"
#include "policy/touch/input_event.hpp"

namespace tsuitate {

struct EvemuDescription {
    std::string name;
    std::bitset<0x20> properties;                       // P:
    std::size_t property_bytes_read = 0;                // P lines follow one another
    std::bitset<0x300> keys;                            // B: 01
    std::bitset<0x40> axes;                             // B: 03
    std::map<std::uint16_t, policy::AxisRange> ranges;  // A:
    std::map<unsigned, std::size_t> bytes_read;         // B lines of a type follow one another

    policy::TouchCapabilities capabilities() const;
    bool is_touch() const;
};

// Takes a description line; false when it is none or broken. Comments and empty lines are taken and mean
// nothing.
bool take_description_line(EvemuDescription& description, std::string_view line);

// "E: 1.250000 0003 0035 120", or nothing.
std::optional<policy::InputEvent> event_of_line(std::string_view line);

}  // namespace tsuitate
