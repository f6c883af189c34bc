#include "policy/policy.hpp"

#include <algorithm>

namespace tsuitate::policy {
namespace {

template <typename T>
const T* find_by_name(const std::vector<T>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> PanelRules::reader_ids() const {
    std::vector<std::string> ids;
    for (const ReaderRule& reader : readers) {
        ids.push_back(reader.vendor_product);
    }
    return ids;
}

const PinKind* Policy::pin_kind(std::string_view name) const {
    return find_by_name(pin_kinds, name);
}

const Procedure* Policy::procedure(std::string_view name) const {
    return find_by_name(procedures, name);
}

}  // namespace tsuitate::policy
