// What a display, udev or an administrator's file says is read without falling over; a panel.toml that can be
// read before and after has the new size, and its readers.
#include <cstdlib>
#include <optional>

#include "policy/commission/assessment.hpp"
#include "policy/commission/edid.hpp"
#include "policy/commission/panel_file.hpp"
#include "policy/load/readers.hpp"

using namespace tsuitate;

namespace {

std::optional<policy::PanelRules> read(const std::string& text) {
    policy::Policy policy;
    const auto error = policy::read_toml_text(
        text, "panel.toml", [&](policy::Table& table) { policy::read_panel(table, policy); });
    return error ? std::nullopt : std::optional(policy.panel);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    policy::read_edid({data, size});
    const std::string text(data, data + size);
    policy::matrix_of(text);
    policy::size_of(text);
    const policy::PanelSettings panel{.size = {344, 194},
                                      .path = "pci*",
                                      .properties = {{"ID_VENDOR_ID", "0eef"}},
                                      .matrix = {{1, 0, 0.125, 0, 1, 0}}};
    const std::string once = policy::with_panel(text, panel);
    const auto before = read(text);
    const auto after = read(once);
    if (before && after && (after->size != panel.size || after->readers.size() != before->readers.size())) {
        std::abort();
    }
    return 0;
}
