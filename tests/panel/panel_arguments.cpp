#include "tests/panel/panel_arguments.hpp"

#include <charconv>
#include <iostream>

namespace tsuitate::panel {

std::optional<std::pair<int, int>> parse_pair(const std::string& text) {
    std::pair<int, int> pair;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, pair.first);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != 'x') {
        return std::nullopt;
    }
    const auto second = std::from_chars(first.ptr + 1, end, pair.second);
    const bool good = second.ec == std::errc{} && second.ptr == end && pair.first > 0 && pair.second > 0 &&
                      pair.first <= 10'000 && pair.second <= 10'000;
    return good ? std::optional(pair) : std::nullopt;
}

void PanelArguments::add_to(std::vector<start::Option>& options) {
    options.push_back({"size", "WxH", "pixels of the panel", &size});
    options.push_back({"size-mm", "WxH", "millimetres of the panel", &size_mm});
}

std::optional<policy::Panel> PanelArguments::panel() const {
    const auto pixels = parse_pair(size);
    const auto millimetres = parse_pair(size_mm);
    if (!pixels || !millimetres) {
        std::cerr << "--size and --size-mm take WIDTHxHEIGHT, as in 1280x800\n";
        return std::nullopt;
    }
    return policy::Panel{.width_px = pixels->first,
                         .height_px = pixels->second,
                         .size = {.width = static_cast<double>(millimetres->first),
                                  .height = static_cast<double>(millimetres->second)}};
}

}  // namespace tsuitate::panel
