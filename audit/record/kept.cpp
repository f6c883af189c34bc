#include "audit/record/kept.hpp"

#include "audit/note/lines.hpp"
#include "audit/record/schema.hpp"
#include "audit/tree/tile.hpp"

namespace tsuitate::audit {

std::vector<Kept> what_outlives(const std::vector<std::string_view>& entries) {
    std::vector<Kept> kept;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto record = record_of(entries[i]);
        const auto* read = std::get_if<Record>(&record);
        if (read != nullptr && outlives_erasure(read->kind)) {
            kept.push_back({.index = i, .bytes = std::string(entries[i])});
        }
    }
    return kept;
}

std::string kept_path(std::uint64_t tile) {
    return "kept/" + std::to_string(tile);
}

std::string kept_text(const std::vector<Kept>& kept) {
    std::string text;
    for (const Kept& one : kept) {
        text += std::to_string(one.index) + " " + one.bytes + "\n";
    }
    return text;
}

std::optional<std::vector<Kept>> kept_of(std::string_view text) {
    std::vector<Kept> kept;
    while (!text.empty()) {
        const auto line = take_line(text);
        const std::size_t space = line ? line->find(' ') : std::string_view::npos;
        const auto index =
            space == std::string_view::npos ? std::nullopt : decimal_of(line->substr(0, space));
        if (!index || *index >= tile_width || (!kept.empty() && *index <= kept.back().index)) {
            return std::nullopt;
        }
        kept.push_back({.index = *index, .bytes = std::string(line->substr(space + 1))});
    }
    return kept;
}

}  // namespace tsuitate::audit
