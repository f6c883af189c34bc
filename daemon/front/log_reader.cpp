#include "daemon/front/log_reader.hpp"

#include <algorithm>
#include <optional>

#include "audit/log/log_directory.hpp"
#include "audit/note/checkpoint.hpp"
#include "audit/note/tlog_proof.hpp"
#include "audit/record/schema.hpp"
#include "audit/tree/tile_nodes.hpp"

namespace tsuitate::front {
namespace {

using audit::LogDirectory;

CallError unreadable(const std::string& what) {
    return {"org.tsuitate.Error.LogUnreadable",
            "The log cannot be read: " + what + ". tsuitate-audit verify says what is wrong with it."};
}

bool is_time_or_empty(std::string_view text) {
    constexpr std::string_view pattern = "0000-00-00T00:00:00Z";
    return text.empty() ||
           (text.size() == pattern.size() &&
            std::equal(text.begin(), text.end(), pattern.begin(), [](char given, char wanted) {
                return wanted == '0' ? given >= '0' && given <= '9' : given == wanted;
            }));
}

// The newest checkpoint, and the tree's nodes as its tiles give them.
struct Published {
    audit::Note note;
    audit::Checkpoint checkpoint;
    audit::ReadNode nodes;
};

std::variant<Published, CallError> published_in(const LogDirectory& log) {
    std::string bytes;
    if (const auto error = log.read("checkpoint", bytes)) {
        return unreadable(error->text());
    }
    auto note = audit::note_of(bytes);
    auto checkpoint = note ? audit::checkpoint_of(note->text) : std::nullopt;
    if (!checkpoint) {
        return unreadable("its checkpoint is none");
    }
    auto tiles = [&log](unsigned level, std::uint64_t number,
                        std::uint64_t width) -> std::optional<std::vector<audit::Hash>> {
        std::string tile;
        if (log.read(audit::hash_tile_path(level, number, width), tile)) {
            return std::nullopt;
        }
        return audit::hashes_of(tile, width);
    };
    auto nodes = audit::nodes_from_tiles(checkpoint->size, tiles);
    const auto edge = audit::edge_of(checkpoint->size, nodes);
    if (!edge || edge->root() != checkpoint->root) {
        return unreadable("its tiles do not lead to its checkpoint");
    }
    return Published{
        .note = std::move(*note), .checkpoint = std::move(*checkpoint), .nodes = std::move(nodes)};
}

// The records of one tile, each compared with the tree; nothing for a tile whose contents were erased.
std::variant<std::vector<std::string>, CallError> records_of(const LogDirectory& log,
                                                             const Published& published, std::uint64_t tile) {
    const std::uint64_t first = tile * audit::tile_width;
    const std::uint64_t width = std::min(published.checkpoint.size - first, audit::tile_width);
    std::string bytes;
    if (const auto error = log.read(audit::entries_tile_path(tile, width), bytes)) {
        return error->missing()
                   ? std::variant<std::vector<std::string>, CallError>(std::vector<std::string>())
                   : unreadable(error->text());
    }
    const auto entries = audit::entries_of(bytes, width);
    std::vector<std::string> records;
    for (std::size_t i = 0; entries && i < entries->size(); ++i) {
        if (published.nodes(audit::Node{.level = 0, .index = first + i}) != audit::leaf_hash((*entries)[i])) {
            break;
        }
        records.emplace_back((*entries)[i]);
    }
    if (records.size() != width) {
        return unreadable("record " + std::to_string(first + records.size() + 1) +
                          " is not what the tree says");
    }
    return records;
}

// Cheap, and before anything is taken apart: whether it may be of one of these kinds.
bool may_be(const std::vector<policy::RecordKind>& kinds, const std::string& bytes) {
    return kinds.empty() || std::any_of(kinds.begin(), kinds.end(), [&](policy::RecordKind kind) {
               return bytes.find("\"" + std::string(policy::name_of(kind)) + "\"") != std::string::npos;
           });
}

bool fits(const LogQuery& query, const std::string& bytes) {
    if (!may_be(query.kinds, bytes)) {
        return false;
    }
    const auto record = audit::record_of(bytes);
    const auto* read = std::get_if<audit::Record>(&record);
    const bool of_kind = read != nullptr &&
                         (query.kinds.empty() ||
                          std::find(query.kinds.begin(), query.kinds.end(), read->kind) != query.kinds.end());
    if (!of_kind) {
        return false;
    }
    const std::string& time = read->text("time");
    return (query.from.empty() || time >= query.from) && (query.to.empty() || time < query.to) &&
           (query.session.empty() || (read->has("session") && read->text("session") == query.session));
}

}  // namespace

std::variant<LogQuery, CallError> log_query_from(const std::string& from, const std::string& to,
                                                 const std::string& session, std::uint32_t limit) {
    constexpr std::size_t session_digits = 32;
    if (!is_time_or_empty(from) || !is_time_or_empty(to)) {
        return errors::invalid_argument("from and to must be times such as 2026-11-23T05:40:12Z, or empty.");
    }
    if (!session.empty() && (session.size() != session_digits ||
                             session.find_first_not_of("0123456789abcdef") != std::string::npos)) {
        return errors::invalid_argument("session must be its 32 hexadecimal digits, or empty.");
    }
    if (limit == 0 || limit > most_records) {
        return errors::invalid_argument("limit must be 1 to 1000 records.");
    }
    return LogQuery{.from = from, .to = to, .session = session, .limit = limit};
}

std::variant<std::vector<std::string>, CallError> LogReader::query(const LogQuery& query) const {
    const auto opened = LogDirectory::open(directory_);
    if (const auto* error = std::get_if<audit::ReadError>(&opened)) {
        return unreadable(error->text());
    }
    const auto& log = std::get<LogDirectory>(opened);
    const auto published = published_in(log);
    if (const auto* error = std::get_if<CallError>(&published)) {
        return *error;
    }
    const auto& tree = std::get<Published>(published);
    std::vector<std::string> newest_first;
    for (std::uint64_t tile = (tree.checkpoint.size + audit::tile_width - 1) / audit::tile_width;
         tile > 0 && newest_first.size() < query.limit; --tile) {
        auto records = records_of(log, tree, tile - 1);
        if (auto* error = std::get_if<CallError>(&records)) {
            return std::move(*error);
        }
        auto& found = std::get<std::vector<std::string>>(records);
        for (auto record = found.rbegin(); record != found.rend() && newest_first.size() < query.limit;
             ++record) {
            if (fits(query, *record)) {
                newest_first.push_back(std::move(*record));
            }
        }
    }
    std::reverse(newest_first.begin(), newest_first.end());
    return newest_first;
}

std::variant<std::string, CallError> LogReader::prove(std::uint64_t sequence) const {
    const auto opened = LogDirectory::open(directory_);
    if (const auto* error = std::get_if<audit::ReadError>(&opened)) {
        return unreadable(error->text());
    }
    const auto& log = std::get<LogDirectory>(opened);
    const auto published = published_in(log);
    if (const auto* error = std::get_if<CallError>(&published)) {
        return *error;
    }
    const auto& tree = std::get<Published>(published);
    if (sequence == 0 || sequence > tree.checkpoint.size) {
        return errors::invalid_argument("The log has no signed record of this sequence (yet).");
    }
    const std::uint64_t index = sequence - 1;
    auto records = records_of(log, tree, index / audit::tile_width);
    if (auto* error = std::get_if<CallError>(&records)) {
        return std::move(*error);
    }
    const auto& found = std::get<std::vector<std::string>>(records);
    const auto hashes = audit::inclusion_proof(index, tree.checkpoint.size, tree.nodes);
    if (!hashes) {
        return unreadable("hashes are missing");
    }
    const std::string record = found.empty() ? "" : found[index % audit::tile_width];
    return audit::TlogProof{.extra = record, .index = index, .hashes = *hashes, .checkpoint = tree.note}
        .text();
}

}  // namespace tsuitate::front
