#include "daemon/front/log_reader.hpp"

#include <algorithm>
#include <optional>

#include "audit/log/tree_reader.hpp"
#include "audit/record/kept.hpp"
#include "audit/record/schema.hpp"

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

using Records = std::vector<std::string>;

// The log as it was when somebody asked. Tiles are read from the newest on: a record that says what was
// erased is newer than that.
class Reading {
  public:
    Reading(const LogDirectory& log, audit::TreeReader tree) : log_(log), tree_(std::move(tree)) {}

    audit::TreeReader& tree() { return tree_; }
    // The records of one tile, each compared with the tree; none of a tile whose contents were erased.
    std::variant<Records, CallError> records(std::uint64_t tile);

  private:
    std::variant<Records, CallError> left_of(std::uint64_t tile, const std::vector<audit::Hash>& leaves);
    void note_erasure(std::string_view record);

    const LogDirectory& log_;
    audit::TreeReader tree_;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> erased_;  // sequences, as the records so far tell
};

std::variant<Records, CallError> Reading::records(std::uint64_t tile) {
    const auto* leaves = tree_.leaves(tile);
    if (leaves == nullptr) {
        return unreadable("its tiles do not lead to its checkpoint");
    }
    std::string bytes;
    if (const auto error = log_.read(audit::entries_tile_path(tile, leaves->size()), bytes)) {
        return error->missing() ? left_of(tile, *leaves) : unreadable(error->text());
    }
    const auto entries = audit::entries_of(bytes, leaves->size());
    Records records;
    for (std::size_t i = 0; entries && i < entries->size(); ++i) {
        if ((*leaves)[i] != audit::leaf_hash((*entries)[i])) {
            break;
        }
        records.emplace_back((*entries)[i]);
        note_erasure(records.back());
    }
    if (records.size() != leaves->size()) {
        return unreadable("record " + std::to_string(tile * audit::tile_width + records.size() + 1) +
                          " is not what the tree says");
    }
    return records;
}

// Of a tile whose contents are missing: nothing, when a record tells that they were erased.
std::variant<Records, CallError> Reading::left_of(std::uint64_t tile,
                                                  const std::vector<audit::Hash>& leaves) {
    const std::uint64_t first = tile * audit::tile_width + 1;
    const std::uint64_t last = first + leaves.size() - 1;
    const bool told = std::any_of(erased_.begin(), erased_.end(), [&](const auto& range) {
        return range.first <= first && last <= range.second;
    });
    if (!told) {
        return unreadable("records " + std::to_string(first) + " to " + std::to_string(last) +
                          " are missing, and no record says that they were erased");
    }
    std::string text;
    if (!log_.read(audit::kept_path(tile), text)) {
        for (const audit::Kept& one : audit::kept_of(text).value_or(std::vector<audit::Kept>())) {
            if (one.index < leaves.size() && leaves[one.index] == audit::leaf_hash(one.bytes)) {
                note_erasure(one.bytes);
            }
        }
    }
    return Records();
}

void Reading::note_erasure(std::string_view record) {
    if (record.find(R"("event":"entries-erased")") == std::string_view::npos) {
        return;
    }
    const auto parsed = audit::record_of(record);
    if (const auto* said = std::get_if<audit::Record>(&parsed)) {
        erased_.emplace_back(said->number("first"), said->number("last"));
    }
}

std::variant<Reading, CallError> reading_of(const std::variant<LogDirectory, audit::ReadError>& opened) {
    if (const auto* error = std::get_if<audit::ReadError>(&opened)) {
        return unreadable(error->text());
    }
    const auto& log = std::get<LogDirectory>(opened);
    auto tree = audit::TreeReader::open(log);
    if (const auto* reason = std::get_if<std::string>(&tree)) {
        return unreadable(*reason);
    }
    return Reading(log, std::move(std::get<audit::TreeReader>(tree)));
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
    const auto log = LogDirectory::open(directory_);
    auto opened = reading_of(log);
    if (auto* error = std::get_if<CallError>(&opened)) {
        return std::move(*error);
    }
    auto& reading = std::get<Reading>(opened);
    std::vector<std::string> newest_first;
    for (std::uint64_t tile = reading.tree().tiles(); tile > 0 && newest_first.size() < query.limit; --tile) {
        auto records = reading.records(tile - 1);
        if (auto* error = std::get_if<CallError>(&records)) {
            return std::move(*error);
        }
        auto& found = std::get<Records>(records);
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
    const auto log = LogDirectory::open(directory_);
    auto opened = reading_of(log);
    if (auto* error = std::get_if<CallError>(&opened)) {
        return std::move(*error);
    }
    auto& reading = std::get<Reading>(opened);
    audit::TreeReader& tree = reading.tree();
    if (sequence == 0 || sequence > tree.checkpoint().size) {
        return errors::invalid_argument("The log has no signed record of this sequence (yet).");
    }
    const std::uint64_t index = sequence - 1;
    const std::uint64_t wanted = index / audit::tile_width;
    auto records = reading.records(wanted);
    if (std::holds_alternative<CallError>(records)) {
        // It may have been erased: only newer records tell.
        for (std::uint64_t tile = tree.tiles() - 1; tile > wanted; --tile) {
            if (std::holds_alternative<CallError>(reading.records(tile))) {
                break;
            }
        }
        records = reading.records(wanted);
    }
    if (auto* error = std::get_if<CallError>(&records)) {
        return std::move(*error);
    }
    const auto& found = std::get<Records>(records);
    const auto hashes = tree.inclusion(index);
    if (!hashes) {
        return unreadable("hashes are missing");
    }
    const std::string record = found.empty() ? "" : found[index % audit::tile_width];
    return audit::TlogProof{.extra = record, .index = index, .hashes = *hashes, .checkpoint = tree.note()}
        .text();
}

}  // namespace tsuitate::front
