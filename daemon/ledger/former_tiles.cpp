#include "daemon/ledger/former_tiles.hpp"

#include <vector>

#include "audit/tree/tile.hpp"
#include "daemon/ledger/public_log.hpp"

namespace tsuitate::ledger {
namespace {

constexpr std::string_view partial_mark = ".p";
constexpr std::string_view half_made_mark = ".new";

// The walk through the folders of tiles.
class Walk {
  public:
    Walk(Storage& storage, std::uint64_t size) : storage_(storage), size_(size) {}

    MaybeFault folder(const std::string& path) const {
        std::vector<std::string> names;
        if (const Errno error = storage_.list(public_path(path), names)) {
            return fault_of(error, storage_.place() + "/" + public_path(path));
        }
        MaybeFault fault;
        for (const std::string& name : names) {
            fault = fault ? fault : entry(std::string(path).append("/").append(name), name);
        }
        return fault;
    }

  private:
    MaybeFault entry(const std::string& path, const std::string& name) const {
        if (name.ends_with(half_made_mark)) {
            const Errno error = storage_.remove(public_path(path), true);
            return error == 0 ? std::nullopt
                              : MaybeFault(fault_of(error, storage_.place() + "/" + public_path(path)));
        }
        if (name.ends_with(partial_mark)) {
            const std::string full = path.substr(0, path.size() - partial_mark.size());
            return has_full(full) ? forget_former(storage_, public_path(full), true) : folder(path);
        }
        return name.starts_with('x') ? folder(path) : std::nullopt;
    }
    // Also where its contents were erased.
    bool has_full(const std::string& path) const {
        const auto tile = audit::tile_path_of(path);
        return tile && audit::hash_tile_width(tile->level, tile->number, size_) == audit::tile_width;
    }

    Storage& storage_;
    std::uint64_t size_;
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
    const Walk walk(storage, size);
    std::vector<std::string> kinds;
    if (const Errno error = storage.list(public_path("tile"), kinds)) {
        return fault_of(error, storage.place() + "/" + public_path("tile"));
    }
    MaybeFault fault;
    for (const std::string& kind : kinds) {
        fault = fault ? fault : walk.folder("tile/" + kind);
    }
    return fault;
}

}  // namespace tsuitate::ledger
