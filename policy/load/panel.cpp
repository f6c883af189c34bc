// panel.toml.
#include <fnmatch.h>

#include <algorithm>
#include <optional>

#include "policy/load/readers.hpp"

namespace tsuitate::policy {
namespace {

constexpr double smallest_mm = 10;
constexpr double largest_mm = 2000;

// True for a path below /sys/devices that can match something, and nothing made by a program. "*" stands for
// every device of hardware: the vault refuses what lies under virtual/ whatever matches it.
void check_path(Table& table, const std::string& path) {
    const std::string first = path.substr(0, path.find('/'));
    const bool every = first.find_first_not_of('*') == std::string::npos;
    if (path.starts_with('/') || path.ends_with('/') ||
        ("/" + path + "/").find("/../") != std::string::npos) {
        table.complain("path", "\"path\" must be a path below /sys/devices, such as \"pci*/usb*\"");
    } else if (!every && fnmatch(first.c_str(), "virtual", 0) == 0) {
        table.complain("path", "devices under virtual/ are made by programs and are never allowed");
    }
}

// Udev's ID_INPUT_* only say what sort of device it is. Every keyboard of the machine would be taken for the
// citizen's.
bool names_a_model(const DeviceRule& rule) {
    return std::any_of(rule.properties.begin(), rule.properties.end(),
                       [](const auto& property) { return !property.first.starts_with("ID_INPUT"); });
}

DeviceRule read_device(Table& table) {
    DeviceRule rule;
    const std::string what = table.text("what");
    if (what == "keypad") {
        rule.what = DeviceRule::What::keypad;
    } else if (!what.empty() && what != "panel") {
        table.complain("what", "\"what\" must be \"panel\" or \"keypad\"");
    }
    rule.path = table.text("path");
    check_path(table, rule.path);
    table.table("properties", [&](Table& properties) { rule.properties = properties.all_texts(); });
    if (rule.properties.empty()) {
        table.complain("properties", "name at least one udev property");
    } else if (rule.what == DeviceRule::What::keypad && !names_a_model(rule)) {
        table.complain("properties", "a keypad must be named by more than ID_INPUT_*, such as ID_VENDOR_ID");
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

// Without an upper bound a slip of the pen here would be paid with tries; below the lower one nobody is
// understood.
void read_doubt(Table& table, DeciderSettings& doubt) {
    constexpr double least = 1e-5;
    constexpr double most = 0.05;
    if (!table.has("doubt")) {
        return;
    }
    const auto shares = table.numbers("doubt", 2);
    if (*std::min_element(shares.begin(), shares.end()) < least ||
        *std::max_element(shares.begin(), shares.end()) > most) {
        table.complain("doubt", "\"doubt\" must be two numbers from 0.00001 to 0.05");
        return;
    }
    doubt.doubt_digits = shares[0];
    doubt.doubt_characters = shares[1];
}

void read_pads(Table& table, PanelRules& rules) {
    if (table.has("pad")) {
        if (const auto pad = named<Pad>(pad_names, table.text("pad"))) {
            rules.pad = *pad;
        } else {
            table.complain("pad", "\"pad\" must be \"fixed\", \"floating\" or \"shuffled\"");
        }
    }
    if (!table.has("pad-choices")) {
        return;
    }
    for (const std::string& name : table.texts("pad-choices")) {
        const auto pad = named<Pad>(pad_names, name);
        auto& choices = rules.pad_choices;
        if (!pad) {
            table.complain("pad-choices", "there is no pad \"" + name + '"');
        } else if (*pad == rules.pad || std::find(choices.begin(), choices.end(), *pad) != choices.end()) {
            table.complain("pad-choices", "the pad \"" + name + "\" is named twice");
        } else {
            choices.push_back(*pad);
        }
    }
}

void read_appearance(Table& table, PanelRules& rules) {
    if (!table.has("appearance")) {
        return;
    }
    if (const auto appearance = named<Appearance>(appearance_names, table.text("appearance"))) {
        rules.appearance = *appearance;
    } else {
        table.complain("appearance", "\"appearance\" must be \"light\", \"dark\" or \"high-contrast\"");
    }
}

void read_signs(Table& table, PanelRules& rules) {
    if (!table.has("signs")) {
        return;
    }
    if (const auto signs = named<Signs>(signs_names, table.text("signs"))) {
        rules.signs = *signs;
    } else {
        table.complain("signs", "\"signs\" must be \"grid\" or \"at-once\"");
    }
}

bool is_usb_id(const std::string& text) {
    constexpr std::size_t size = 9;
    constexpr std::size_t colon = 4;
    if (text == "*") {
        return true;
    }
    std::string digits = text;
    if (digits.size() != size || digits[colon] != ':') {
        return false;
    }
    digits.erase(colon, 1);
    return digits.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

void read_panel(Table& table, Policy& policy) {
    const auto size = table.numbers("size-mm", 2);
    const bool from_display = size[0] == 0 && size[1] == 0;
    const bool measured =
        std::min(size[0], size[1]) >= smallest_mm && std::max(size[0], size[1]) <= largest_mm;
    if (!from_display && !measured) {
        table.complain("size-mm", "\"size-mm\" must be two numbers from 10 to 2000, or [0, 0]");
    }
    policy.panel.size = {size[0], size[1]};
    read_pads(table, policy.panel);
    read_appearance(table, policy.panel);
    read_signs(table, policy.panel);
    read_doubt(table, policy.panel.doubt);
    constexpr std::int64_t longest_pause = 1000;
    policy.panel.keypad_pause =
        std::chrono::milliseconds(table.number_or("keypad-pause-ms", 0, 0, longest_pause));
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
