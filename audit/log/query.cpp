#include "audit/log/query.hpp"

#include <algorithm>
#include <map>

#include "audit/log/salvage.hpp"
#include "audit/record/kept.hpp"
#include "policy/named.hpp"

namespace tsuitate::audit {
namespace {

bool names_caller(std::string_view bytes, std::uint64_t uid) {
    const std::string field = "\"caller-uid\":" + std::to_string(uid);
    const std::size_t at = bytes.find(field);
    // The keys are sorted: another follows. And a longer number is another one.
    return at != std::string_view::npos && bytes.substr(at + field.size(), 1) == ",";
}

bool are_all_there(const std::vector<std::string_view>& entries, const std::vector<Hash>& leaves) {
    std::vector<Hash> computed(entries.size());
    leaf_hashes(entries, computed);
    return computed == leaves;
}

// How well it answers, and when it came and went.
bool is_about_panel(const RecordView& record) {
    return policy::name_of(record.kind).starts_with("panel-") ||
           (record.kind == policy::RecordKind::device_changed &&
            record.bytes.find(R"("subject":"panel")") != std::string_view::npos);
}

class Scan {
  public:
    Scan(const LogDirectory& log, TreeReader& tree, const Query& query,
         const std::function<bool(const Hit&)>& hit)
        : log_(log), tree_(tree), query_(query), hit_(hit) {}

    std::vector<Unread> run() {
        for (std::uint64_t tile = 0; tile < tree_.tiles() && going_on_; ++tile) {
            scan_tile(tile);
        }
        for (Unread& unread : unread_) {
            unread.erased =
                unread.erased || std::any_of(erased_.begin(), erased_.end(), [&](const Erased& erased) {
                    return erased.first <= unread.first && unread.last <= erased.last;
                });
        }
        return std::move(unread_);
    }

  private:
    void scan_tile(std::uint64_t number);
    void scan_salvage(std::uint64_t number, const std::string& path, const Salvage& salvage);
    void look_at(std::uint64_t number, std::size_t place, std::string_view bytes);
    void look_at_kept(std::uint64_t number);
    void skip(std::uint64_t first, std::uint64_t last, std::string why);

    const LogDirectory& log_;
    TreeReader& tree_;
    const Query& query_;
    const std::function<bool(const Hit&)>& hit_;
    bool going_on_ = true;
    std::vector<Unread> unread_;
    std::vector<Erased> erased_;
};

void Scan::skip(std::uint64_t first, std::uint64_t last, std::string why) {
    unread_.push_back({.first = first, .last = last, .why = std::move(why)});
}

void Scan::scan_tile(std::uint64_t number) {
    const std::uint64_t first = number * tile_width + 1;
    const std::uint64_t width = hash_tile_width(0, number, tree_.checkpoint().size);
    const std::string path = entries_tile_path(number, width);
    std::string bytes;
    if (const auto error = log_.read(path, bytes)) {
        skip(first, first + width - 1, error->text());
        look_at_kept(number);
        return;
    }
    const auto entries = entries_of(bytes, width);
    const auto* leaves = tree_.leaves(number);
    if (leaves != nullptr && (!entries || !are_all_there(*entries, *leaves))) {
        scan_salvage(number, path, salvage(bytes, *leaves));
    } else if (!entries) {
        skip(first, first + width - 1, path + " is damaged");
    } else {
        for (std::size_t i = 0; i < entries->size() && going_on_; ++i) {
            look_at(number, i, (*entries)[i]);
        }
    }
}

// Each record that is still there in its place, and what stands in the place of others.
void Scan::scan_salvage(std::uint64_t number, const std::string& path, const Salvage& salvage) {
    std::map<std::uint64_t, std::string_view> there;
    for (std::size_t i = 0; i < salvage.genuine.size(); ++i) {
        if (salvage.genuine[i]) {
            there.emplace(i, salvage.genuine[i]->bytes);
        }
    }
    for (const Salvage::Place& place : salvage.altered) {
        there.emplace(place.index, place.piece.bytes);
    }
    for (const auto& [place, bytes] : there) {
        if (going_on_) {
            look_at(number, place, bytes);
        }
    }
    const std::uint64_t first = number * tile_width + 1;
    for (const Salvage::Place& place : salvage.altered) {
        skip(first + place.index, first + place.index, "it is not the one in the tree");
    }
    for (const std::uint64_t missing : salvage.missing) {
        skip(first + missing, first + missing, path + " does not have it any more");
    }
}

// What erasing left of the tile.
void Scan::look_at_kept(std::uint64_t number) {
    std::string text;
    if (log_.read(kept_path(number), text)) {
        return;
    }
    for (const Kept& one : kept_of(text).value_or(std::vector<Kept>())) {
        look_at(number, one.index, one.bytes);
    }
}

void Scan::look_at(std::uint64_t number, std::size_t place, std::string_view bytes) {
    const std::uint64_t sequence = number * tile_width + place + 1;
    const auto viewed = view_of(bytes);
    const auto* view = std::get_if<RecordView>(&viewed);
    if (view == nullptr) {
        skip(sequence, sequence, "it does not fit its schema: " + std::get<std::string>(viewed));
        return;
    }
    const bool erasure = view->kind == policy::RecordKind::entries_erased;
    const bool wanted = query_.wants(*view);
    if (!erasure && !wanted) {
        return;
    }
    const auto* leaves = tree_.leaves(number);
    const bool verified = leaves != nullptr && place < leaves->size() && (*leaves)[place] == leaf_hash(bytes);
    if (erasure && verified) {
        const auto parsed = record_of(bytes);
        if (auto erased = erasure_in(std::get<Record>(parsed))) {
            erased_.push_back(std::move(*erased));
        }
    }
    if (wanted) {
        going_on_ = hit_({.record = *view, .sequence = sequence, .verified = verified});
    }
}

}  // namespace

bool Query::wants(const RecordView& record) const {
    const bool of_kind =
        events.empty() || std::find(events.begin(), events.end(), record.kind) != events.end();
    if (!of_kind || (from && record.time < *from) || (to && record.time >= *to)) {
        return false;
    }
    if (panel && !is_about_panel(record)) {
        return false;
    }
    if ((!pin_kind.empty() && record.pin_kind != pin_kind) ||
        (!outcome.empty() && record.outcome != outcome)) {
        return false;
    }
    if ((!clerk.empty() && record.clerk != clerk) || (!role.empty() && record.role != role)) {
        return false;
    }
    if (!session.empty() && record.bytes.find("\"session\":\"" + session) == std::string_view::npos) {
        return false;
    }
    if (caller && !names_caller(record.bytes, *caller)) {
        return false;
    }
    return subject.empty() || record.bytes.find("\"subject\":\"" + subject + "\"") != std::string_view::npos;
}

std::vector<Unread> scan(const LogDirectory& log, TreeReader& tree, const Query& query,
                         const std::function<bool(const Hit&)>& hit) {
    return Scan(log, tree, query, hit).run();
}

std::optional<std::int64_t> time_of(std::string_view text) {
    const std::string whole = text.size() == 10 ? std::string(text) + "T00:00:00Z" : std::string(text);
    constexpr std::string_view shape = "9999-99-99T99:99:99Z";
    const bool fits = whole.size() == shape.size() &&
                      std::equal(whole.begin(), whole.end(), shape.begin(), [](char one, char wanted) {
                          return wanted == '9' ? one >= '0' && one <= '9' : one == wanted;
                      });
    // What is no day of the calendar comes back as another.
    return fits && time_text(seconds_of(whole)) == whole ? std::optional(seconds_of(whole)) : std::nullopt;
}

std::optional<policy::RecordKind> event_named(std::string_view name) {
    return policy::named<policy::RecordKind>(policy::record_kind_names, name);
}

}  // namespace tsuitate::audit
