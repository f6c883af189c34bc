#include "policy/commission/edid.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace tsuitate::policy {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t block_size = 128;
constexpr std::array<std::uint8_t, 8> header = {0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00};
constexpr std::size_t centimetres_at = 21;
constexpr std::size_t first_descriptor = 54;
constexpr std::size_t descriptor_size = 18;
constexpr std::size_t descriptors = 4;

// The low byte at one place, and four more bits in the upper or lower half of another byte.
int twelve_bits(Bytes block, std::size_t low, std::size_t high, unsigned shift) {
    const unsigned upper = static_cast<unsigned>(block[high]) >> shift & 0x0fU;
    return static_cast<int>(upper << 8U | block[low]);
}

std::string name_in(Bytes text) {
    std::string name;
    for (const std::uint8_t byte : text) {
        if (byte == '\n') {
            break;
        }
        name += byte >= ' ' && byte <= '~' ? static_cast<char>(byte) : '?';
    }
    name.erase(name.find_last_not_of(' ') + 1);
    return name;
}

// A timing with the size of its picture, or a text.
void read_descriptor(Bytes block, DisplaySays& says) {
    constexpr std::uint8_t name_tag = 0xfc;
    constexpr std::size_t text_at = 5;
    const bool timing = block[0] != 0 || block[1] != 0;
    if (timing && says.width_px == 0) {
        says.width_px = twelve_bits(block, 2, 4, 4);
        says.height_px = twelve_bits(block, 5, 7, 4);
        says.size = {static_cast<double>(twelve_bits(block, 12, 14, 4)),
                     static_cast<double>(twelve_bits(block, 13, 14, 0))};
    } else if (!timing && block[3] == name_tag) {
        says.model = name_in(block.subspan(text_at));
    }
}

}  // namespace

std::optional<DisplaySays> read_edid(Bytes bytes) {
    constexpr double millimetres = 10;
    if (bytes.size() < block_size || !std::equal(header.begin(), header.end(), bytes.begin())) {
        return std::nullopt;
    }
    const Bytes block = bytes.first(block_size);
    if (std::accumulate(block.begin(), block.end(), 0U) % 256 != 0) {
        return std::nullopt;
    }
    DisplaySays says;
    for (std::size_t i = 0; i < descriptors; ++i) {
        read_descriptor(block.subspan(first_descriptor + i * descriptor_size, descriptor_size), says);
    }
    if (says.size.width <= 0 || says.size.height <= 0) {
        // In whole centimetres. With one of the two zero, the other is a shape and no length.
        const std::uint8_t width = block[centimetres_at];
        const std::uint8_t height = block[centimetres_at + 1];
        const bool lengths = width != 0 && height != 0;
        says.size = lengths ? SizeMm{width * millimetres, height * millimetres} : SizeMm{};
    }
    return says;
}

}  // namespace tsuitate::policy
