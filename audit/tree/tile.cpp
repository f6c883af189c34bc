#include "audit/tree/tile.hpp"

#include <algorithm>

namespace tsuitate::audit {
namespace {

constexpr std::uint64_t group = 1000;
constexpr unsigned bits_a_byte = 8;

// The number in groups of three digits, all but the last marked with an x: 1234067 is x001/x234/067.
std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number % group);
    std::string path = std::string(3 - digits.size(), '0') + digits;
    for (number /= group; number > 0; number /= group) {
        digits = std::to_string(number % group);
        path.insert(0, "x" + std::string(3 - digits.size(), '0') + digits + "/");
    }
    return path;
}

std::string partial(std::uint64_t width) {
    return width == tile_width ? "" : ".p/" + std::to_string(width);
}

}  // namespace

std::string hash_tile_path(unsigned tile_level, std::uint64_t number, std::uint64_t width) {
    return "tile/" + std::to_string(tile_level) + "/" + grouped(number) + partial(width);
}

std::string entries_tile_path(std::uint64_t number, std::uint64_t width) {
    return "tile/entries/" + grouped(number) + partial(width);
}

std::uint64_t hash_tile_width(unsigned tile_level, std::uint64_t number, std::uint64_t size) {
    const std::uint64_t nodes = size >> (tile_level * tile_height);
    const std::uint64_t first = number * tile_width;
    return nodes <= first ? 0 : std::min(nodes - first, tile_width);
}

void append_entry(std::string& tile, std::string_view entry) {
    tile += static_cast<char>(static_cast<std::uint8_t>(entry.size() >> bits_a_byte));
    tile += static_cast<char>(static_cast<std::uint8_t>(entry.size()));
    tile += entry;
}

std::optional<std::vector<std::string_view>> entries_of(std::string_view tile, std::uint64_t count) {
    std::vector<std::string_view> entries;
    entries.reserve(std::min(count, tile_width));
    while (tile.size() >= 2 && entries.size() < count) {
        const auto high = static_cast<std::uint8_t>(tile[0]);
        const auto low = static_cast<std::uint8_t>(tile[1]);
        const std::size_t size = static_cast<std::size_t>(high) << bits_a_byte | low;
        if (tile.size() - 2 < size) {
            return std::nullopt;
        }
        entries.push_back(tile.substr(2, size));
        tile.remove_prefix(2 + size);
    }
    if (!tile.empty() || entries.size() != count) {
        return std::nullopt;
    }
    return entries;
}

}  // namespace tsuitate::audit
