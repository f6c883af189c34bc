// What a display says of itself in its EDID (VESA Enhanced EDID Standard, base block of 128 bytes): which
// model it is, how many pixels it likes to have and how large it is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

struct DisplaySays {
    std::string model;  // printable ASCII, at most 13 characters; empty where it does not say
    int width_px = 0;   // of the mode it prefers; 0 where it does not say
    int height_px = 0;
    SizeMm size;  // 0 x 0 where it does not say
};

// Nothing when the bytes are no EDID: too short, without its header, or with a wrong checksum.
std::optional<DisplaySays> read_edid(std::span<const std::uint8_t> bytes);

}  // namespace tsuitate::policy
