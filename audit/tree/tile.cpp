#include "audit/tree/tile.hpp"

#include <algorithm>
#include <charconv>

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

std::optional<std::uint64_t> number_of(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(number)
                                                                        : std::nullopt;
}

}  // namespace

std::string TilePath::text() const {
    return entries ? entries_tile_path(number, width) : hash_tile_path(level, number, width);
}

std::optional<TilePath> tile_path_of(std::string_view path) {
    const std::string_view whole = path;
    constexpr std::string_view folder = "tile/";
    constexpr std::size_t most_digits = 15;
    if (!path.starts_with(folder)) {
        return std::nullopt;
    }
    path.remove_prefix(folder.size());
    TilePath tile;
    const std::string_view kind = path.substr(0, path.find('/'));
    tile.entries = kind == "entries";
    const auto level = tile.entries ? std::optional<std::uint64_t>(0) : number_of(kind);
    if (!level || *level > 7 || kind.size() == path.size()) {
        return std::nullopt;
    }
    tile.level = static_cast<unsigned>(*level);
    path.remove_prefix(kind.size() + 1);
    const std::size_t partial = path.find(".p/");
    if (partial != std::string_view::npos) {
        tile.width = number_of(path.substr(partial + 3)).value_or(0);
        path = path.substr(0, partial);
    }
    std::string digits(path);
    std::erase_if(digits, [](char character) { return character == 'x' || character == '/'; });
    const auto number = number_of(digits);
    if (!number || digits.size() > most_digits) {
        return std::nullopt;
    }
    tile.number = *number;
    // What is written otherwise than the layout writes it is the path of no tile.
    return tile.width > 0 && tile.width <= tile_width && tile.text() == whole ? std::optional(tile)
                                                                              : std::nullopt;
}

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
