// panel.toml.
#include <algorithm>

#include "policy/load/readers.hpp"

namespace tsuitate::policy {
namespace {

constexpr double largest_mm = 2000;

DeviceRule read_device(Table& table) {
    DeviceRule rule;
    const std::string what = table.text("what");
    if (what == "keypad") {
        rule.what = DeviceRule::What::keypad;
    } else if (!what.empty() && what != "panel") {
        table.complain("what", "\"what\" must be \"panel\" or \"keypad\"");
    }
    rule.path = table.text("path");
    if (rule.path.starts_with("virtual") || rule.path.starts_with("/devices/virtual")) {
        table.complain("path", "devices under virtual/ are made by programs and are never allowed");
    }
    table.table("properties", [&](Table& properties) { rule.properties = properties.all_texts(); });
    if (rule.properties.empty()) {
        table.complain("properties", "name at least one udev property");
    }
    if (table.has("calibration")) {
        const auto values = table.numbers("calibration", rule.calibration.values.size());
        std::copy(values.begin(), values.end(), rule.calibration.values.begin());
        const auto& m = rule.calibration.values;
        if (m[0] * m[4] - m[1] * m[3] == 0.0) {
            table.complain("calibration", "this matrix maps the whole panel onto a line");
        }
    }
    return rule;
}

bool is_usb_id(const std::string& text) {
    constexpr std::size_t size = 9;
    return text == "*" || (text.size() == size && text[4] == ':' &&
                           text.find_first_not_of("0123456789abcdef:") == std::string::npos);
}

}  // namespace

void read_panel(Table& table, Policy& policy) {
    const auto size = table.numbers("size-mm", 2);
    if (size[0] < 0 || size[1] < 0 || size[0] > largest_mm || size[1] > largest_mm) {
        table.complain("size-mm", "\"size-mm\" must be two numbers from 0 to 2000");
    }
    policy.panel.size = {size[0], size[1]};
    table.each("device", [&](Table& one) { policy.panel.devices.push_back(read_device(one)); });
    table.each("reader", [&](Table& one) {
        ReaderRule rule{.vendor_product = one.text("usb")};
        if (!rule.vendor_product.empty() && !is_usb_id(rule.vendor_product)) {
            one.complain(
                "usb", "\"usb\" must be vendor:product in small hexadecimal such as \"08e6:4433\", or \"*\"");
        }
        policy.panel.readers.push_back(std::move(rule));
    });
}

}  // namespace tsuitate::policy
