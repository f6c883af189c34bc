#include "daemon/vault/touch/evdev_input.hpp"

#include <libudev.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "daemon/vault/touch/device_rules.hpp"
#include "daemon/vault/touch/hidraw_siblings.hpp"

namespace tsuitate::vault {
namespace {

using UdevDevice = std::unique_ptr<udev_device, decltype(&udev_device_unref)>;

std::optional<std::string> text_or_nothing(const char* text) {
    return text == nullptr ? std::nullopt : std::optional<std::string>(text);
}

wire::DeviceClass class_of(const policy::DeviceRule& rule) {
    return rule.what == policy::DeviceRule::What::panel ? wire::DeviceClass::panel
                                                        : wire::DeviceClass::keypad;
}

std::string name_of(udev_device* device) {
    udev_device* parent = udev_device_get_parent(device);
    const char* name = parent == nullptr ? nullptr : udev_device_get_sysattr_value(parent, "name");
    return text_or_nothing(name).value_or("unnamed device");
}

// The buttons beside a pen display say ID_INPUT_TABLET too, and nobody touches a picture with them.
bool is_event_node(udev_device* device) {
    const char* name = udev_device_get_sysname(device);
    return udev_device_get_property_value(device, "ID_INPUT_TABLET_PAD") == nullptr && name != nullptr &&
           std::string_view(name).starts_with("event") && udev_device_get_devnode(device) != nullptr;
}

}  // namespace

EvdevInput::EvdevInput(loop::Loop& loop, std::vector<policy::DeviceRule> rules)
    : loop_(loop), rules_(std::move(rules)), udev_(udev_new()) {
    if (udev_ == nullptr) {
        throw std::runtime_error("udev cannot be reached");
    }
}

EvdevInput::~EvdevInput() {
    for (const Taken& taken : taken_) {
        loop_.forget(taken.device->descriptor());
    }
    if (monitor_ != nullptr) {
        loop_.forget(udev_monitor_get_fd(monitor_));
        udev_monitor_unref(monitor_);
    }
    udev_unref(udev_);
}

void EvdevInput::start(InputListener& listener) {
    listener_.emplace(listener);
    // The monitor first: what comes between scan and watching would be missed.
    monitor_ = udev_monitor_new_from_netlink(udev_, "udev");
    if (monitor_ != nullptr &&
        udev_monitor_filter_add_match_subsystem_devtype(monitor_, "input", nullptr) >= 0 &&
        udev_monitor_enable_receiving(monitor_) >= 0) {
        loop_.watch(udev_monitor_get_fd(monitor_), [this](std::uint32_t) { on_monitor(); });
    }
    scan();
    scan_again_later();
}

// A device that somebody else held, or whose neighbour was open, may be free by now.
void EvdevInput::scan_again_later() {
    constexpr auto pause = std::chrono::seconds(3);
    loop_.after(pause, [this] {
        if (!has(wire::DeviceClass::panel) || !refused_.empty()) {
            scan();
        }
        scan_again_later();
    });
}

void EvdevInput::scan() {
    const std::unique_ptr<udev_enumerate, decltype(&udev_enumerate_unref)> listing(udev_enumerate_new(udev_),
                                                                                   udev_enumerate_unref);
    udev_enumerate_add_match_subsystem(listing.get(), "input");
    udev_enumerate_add_match_sysname(listing.get(), "event*");
    udev_enumerate_scan_devices(listing.get());
    udev_list_entry* entry = nullptr;
    udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(listing.get())) {
        const UdevDevice device(udev_device_new_from_syspath(udev_, udev_list_entry_get_name(entry)),
                                udev_device_unref);
        if (device) {
            consider(device.get());
        }
    }
}

void EvdevInput::on_monitor() {
    const UdevDevice device(udev_monitor_receive_device(monitor_), udev_device_unref);
    if (!device) {
        return;
    }
    const std::string action = text_or_nothing(udev_device_get_action(device.get())).value_or("");
    if (action == "remove") {
        lose(udev_device_get_syspath(device.get()));
    } else if (action == "add" || action == "change") {
        consider(device.get());
    }
}

void EvdevInput::consider(udev_device* device) {
    if (!is_event_node(device)) {
        return;
    }
    const std::string place = udev_device_get_syspath(device);
    const bool ours =
        std::any_of(taken_.begin(), taken_.end(), [&](const Taken& one) { return one.place == place; });
    if (ours) {
        return;
    }
    const RuleMatch match = match_device(rules_, place, [device](const std::string& name) {
        return text_or_nothing(udev_device_get_property_value(device, name.c_str()));
    });
    if (match.verdict == RuleVerdict::not_listed) {
        return;
    }
    if (match.verdict == RuleVerdict::made_by_a_program) {
        report({.device = class_of(*match.rule),
                .state = wire::DeviceState::refused,
                .name = name_of(device),
                .place = place,
                .reason = "made by a program (uinput), not by hardware: it is never used"});
        return;
    }
    if (wanted(class_of(*match.rule), part_of(device))) {
        take(device, *match.rule, place);
    }
}

void EvdevInput::take(udev_device* device, const policy::DeviceRule& rule, const std::string& place) {
    InputReport told{.device = class_of(rule),
                     .state = wire::DeviceState::refused,
                     .name = name_of(device),
                     .place = place,
                     .reason = ""};
    // Only while no panel is in use, and so no PIN is there: who answers may look into every process. Nor may
    // a PIN's next touch wait for the answer.
    const holders::AskHolders who_holds = [in_use = has(wire::DeviceClass::panel)](dev_t number) {
        auto others = in_use ? std::vector<std::string>() : holders::ask_holders_of(number);
        return others.empty() ? holders::holders_of(number) : others;
    };
    if (auto fault = open_hidraw_sibling(udev_, device, who_holds)) {
        refuse(std::move(told), *fault);
        return;
    }
    auto opened =
        EvdevDevice::open(udev_device_get_devnode(device), udev_device_get_devnum(device), rule, who_holds);
    if (auto* fault = std::get_if<std::string>(&opened)) {
        refuse(std::move(told), *fault);
        return;
    }
    refused_.erase(place);
    taken_.push_back({.device_class = told.device,
                      .place = place,
                      .part = part_of(device),
                      .device = std::move(std::get<std::unique_ptr<EvdevDevice>>(opened))});
    EvdevDevice* reader = taken_.back().device.get();
    loop_.watch(reader->descriptor(), [this, reader, place](std::uint32_t) {
        if (!reader->read(panel_size_, *listener_)) {
            lose(place);
        }
    });
    report(*in_use(told.device));
}

void EvdevInput::refuse(InputReport told, const std::string& reason) {
    told.reason = reason;
    report(told);
    refused_.insert_or_assign(told.place, std::move(told));
}

void EvdevInput::lose(const std::string& place) {
    told_.erase(place);
    if (auto refused = refused_.extract(place)) {
        InputReport& gone = refused.mapped();
        gone.state = wire::DeviceState::absent;
        gone.reason = "unplugged";
        listener_->on_input_report(gone);
    }
    const auto found =
        std::find_if(taken_.begin(), taken_.end(), [&](const Taken& taken) { return taken.place == place; });
    if (found == taken_.end()) {
        return;
    }
    // Of a panel with a part missing nobody can say what it would not hear: it is gone, and what is left of
    // it is another.
    InputReport gone = *in_use(found->device_class);
    gone.state = wire::DeviceState::absent;
    gone.reason = "unplugged";
    const Taken lost = std::move(*found);
    taken_.erase(found);
    loop_.forget(lost.device->descriptor());
    listener_->forget_pens();
    told_.erase(gone.place);
    listener_->on_input_report(gone);
    if (const auto left = in_use(lost.device_class)) {
        report(*left);
    }
    // Another allowed panel may be there already.
    scan();
}

bool EvdevInput::has(wire::DeviceClass device_class) const {
    return std::any_of(taken_.begin(), taken_.end(),
                       [&](const Taken& taken) { return taken.device_class == device_class; });
}

bool EvdevInput::wanted(wire::DeviceClass device_class, const PanelPart& part) const {
    const bool is_panel = device_class == wire::DeviceClass::panel;
    return !has(device_class) ||
           (is_panel && std::any_of(taken_.begin(), taken_.end(), [&](const Taken& taken) {
                return taken.device_class == device_class && belong_together(taken.part, part);
            }));
}

std::optional<InputReport> EvdevInput::in_use(wire::DeviceClass device_class) const {
    std::optional<InputReport> one;
    for (const Taken& taken : taken_) {
        if (taken.device_class != device_class) {
            continue;
        }
        if (!one) {
            one = InputReport{.device = device_class,
                              .state = wire::DeviceState::ready,
                              .name = taken.device->name(),
                              .place = taken.place,
                              .reason = ""};
        } else {
            one->name += ", " + taken.device->name();
        }
    }
    return one;
}

void EvdevInput::report(const InputReport& report) {
    const std::string said = std::to_string(static_cast<int>(report.state)) + report.reason + report.name;
    if (std::exchange(told_[report.place], said) != said) {
        listener_->on_input_report(report);
    }
}

}  // namespace tsuitate::vault
