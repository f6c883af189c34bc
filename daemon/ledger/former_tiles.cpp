#include "daemon/ledger/former_tiles.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "audit/tree/tile.hpp"
#include "daemon/ledger/public_log.hpp"

namespace tsuitate::ledger {
namespace {

constexpr std::string_view partial_mark = ".p";
constexpr std::string_view half_made_mark = ".new";

bool is_number(std::string_view name) {
    return !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
}

// The name without this mark, when it is a number with it.
std::optional<std::string> number_before(const std::string& name, std::string_view mark) {
    std::string number = name.substr(0, name.size() - std::min(name.size(), mark.size()));
    return name.ends_with(mark) && is_number(number) ? std::optional(std::move(number)) : std::nullopt;
}

// The walk through the folders of tiles. What has another name than the layout gives is none of ours.
class Walk {
  public:
    Walk(Storage& storage, std::uint64_t size) : storage_(storage), size_(size) {}

    void folder(const std::string& path) {
        std::vector<std::string> names;
        note(storage_.list(public_path(path), names), path);
        for (const std::string& name : names) {
            entry(path, name);
        }
    }
    const MaybeFault& fault() const { return fault_; }

  private:
    void entry(const std::string& folder_path, const std::string& name) {
        const std::string path = std::string(folder_path).append("/").append(name);
        if (number_before(name, half_made_mark)) {
            note(storage_.remove(public_path(path), true), path);
        } else if (const auto number = number_before(name, partial_mark)) {
            const std::string full = std::string(folder_path).append("/").append(*number);
            if (!has_full(full)) {
                folder(path);
            } else if (auto fault = forget_former(storage_, public_path(full), true)) {
                fault_ = fault_ ? fault_ : fault;
            }
        } else if (name.starts_with('x') && is_number(std::string_view(name).substr(1))) {
            folder(path);
        }
    }
    // Also where its contents were erased.
    bool has_full(const std::string& path) const {
        const auto tile = audit::tile_path_of(path);
        return tile && audit::hash_tile_width(tile->level, tile->number, size_) == audit::tile_width;
    }
    void note(Errno error, const std::string& path) {
        if (error != 0 && !fault_) {
            fault_ = fault_of(error, storage_.place() + "/" + public_path(path));
        }
    }

    Storage& storage_;
    std::uint64_t size_;
    MaybeFault fault_;  // the first
};

}  // namespace

MaybeFault forget_former(Storage& storage, const std::string& full_tile, bool durable) {
    const std::string folder = full_tile + std::string(partial_mark);
    std::vector<std::string> widths;
    Errno error = storage.list(folder, widths);
    for (std::size_t i = 0; error == 0 && i < widths.size(); ++i) {
        error = storage.remove(std::string(folder).append("/").append(widths[i]), false);
    }
    if (error == 0) {
        error = storage.remove_directory(folder, durable);
    }
    if (error == 0) {
        error = storage.remove(full_tile + std::string(half_made_mark), durable);
    }
    return error == 0 ? std::nullopt : MaybeFault(fault_of(error, storage.place() + "/" + folder));
}

MaybeFault forget_all_former(Storage& storage, std::uint64_t size) {
    Walk walk(storage, size);
    std::vector<std::string> kinds;
    if (const Errno error = storage.list(public_path("tile"), kinds)) {
        return fault_of(error, storage.place() + "/" + public_path("tile"));
    }
    for (const std::string& kind : kinds) {
        if (kind == "entries" || is_number(kind)) {
            walk.folder("tile/" + kind);
        }
    }
    return walk.fault();
}

}  // namespace tsuitate::ledger
