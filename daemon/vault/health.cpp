#include "daemon/vault/health.hpp"

#include <algorithm>
#include <string_view>

namespace tsuitate::vault {
namespace {

using wire::DeviceClass;
using wire::DeviceState;

// Names from devices are cut and cleaned: a firmware string must not disturb a log line or a bus message.
wire::Phrase phrase(std::string_view text) {
    constexpr std::size_t longest = 127;
    std::string clean(text.substr(0, longest));
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return wire::Phrase::from(clean).value_or(wire::Phrase{});
}

std::string_view reason_of(wire::LedgerFault fault) {
    switch (fault) {
        case wire::LedgerFault::none:
            return "";
        case wire::LedgerFault::disk_full:
            return "the disk of the log is full: free space, then restart tsuitate-ledger";
        case wire::LedgerFault::read_only:
            return "the log cannot be written: its file system is read-only";
        case wire::LedgerFault::input_output:
            return "the log cannot be written or read: see journalctl -u tsuitate-ledger";
        case wire::LedgerFault::refused_record:
            return "the log refused a record: the roles are not of one build";
    }
    return "";
}

}  // namespace

std::array<wire::VaultTellDevice, 5> Health::initial_devices() {
    std::array<wire::VaultTellDevice, 5> devices;
    for (std::size_t slot = 0; slot < devices.size(); ++slot) {
        devices.at(slot).slot = static_cast<std::uint8_t>(slot);
        devices.at(slot).device = static_cast<DeviceClass>(slot);
    }
    return devices;
}

wire::VaultTellDevice& Health::device(DeviceClass device_class) {
    return devices_.at(static_cast<std::size_t>(device_class));
}

const wire::VaultTellDevice& Health::device(DeviceClass device_class) const {
    return devices_.at(static_cast<std::size_t>(device_class));
}

std::optional<wire::VaultTellDevice> Health::set_input(const InputReport& report) {
    wire::VaultTellDevice& slot = device(report.device);
    const bool other_works = slot.state == DeviceState::ready && report.state != DeviceState::ready &&
                             slot.place.view() != phrase(report.place).view();
    if (other_works) {
        return std::nullopt;
    }
    slot.state = report.state;
    slot.name = phrase(report.name);
    slot.place = phrase(report.place);
    slot.reason = phrase(report.reason);
    return slot;
}

wire::VaultTellDevice Health::set_reader(const ReaderReport& report) {
    wire::VaultTellDevice& slot = device(DeviceClass::reader);
    slot.state = report.state;
    slot.name = phrase(report.name);
    slot.place = phrase(report.place);
    slot.reason = phrase(report.reason);
    return slot;
}

wire::VaultTellDevice Health::set_reader_hung() {
    reader_hung_ = true;
    wire::VaultTellDevice& slot = device(DeviceClass::reader);
    slot.state = DeviceState::failed;
    slot.reason =
        phrase("the reader does not answer: the service starts itself anew; unplug and replug the reader");
    return slot;
}

wire::VaultTellDevice Health::set_screen(bool connected) {
    wire::VaultTellDevice& slot = device(DeviceClass::screen);
    slot.state = connected ? DeviceState::ready : DeviceState::failed;
    slot.reason =
        phrase(connected ? "" : "the screen role is not running: see journalctl -u tsuitate-screen");
    return slot;
}

wire::VaultTellDevice Health::set_layout_disagreement() {
    layout_disagreement_ = true;
    wire::VaultTellDevice& slot = device(DeviceClass::screen);
    slot.state = DeviceState::failed;
    slot.reason =
        phrase("screen and vault place the keys differently: restart tsuitate.target after each update");
    return slot;
}

wire::VaultTellDevice Health::set_ledger(bool connected, wire::LedgerFault fault) {
    wire::VaultTellDevice& slot = device(DeviceClass::ledger);
    const bool works = connected && fault == wire::LedgerFault::none;
    slot.state = works ? DeviceState::ready : (connected ? DeviceState::failed : DeviceState::absent);
    slot.reason = phrase(connected ? reason_of(fault)
                                   : "the ledger role is not running: see journalctl -u tsuitate-ledger");
    return slot;
}

policy::PartsChanged Health::parts() const {
    const auto works = [this](DeviceClass device_class) {
        return device(device_class).state == DeviceState::ready;
    };
    return {.panel = works(DeviceClass::panel),
            .reader = works(DeviceClass::reader) && !reader_hung_,
            .screen = works(DeviceClass::screen) && !layout_disagreement_,
            .ledger = works(DeviceClass::ledger)};
}

FaultCode Health::fault_code() const {
    const policy::PartsChanged working = parts();
    if (!working.screen) {
        return layout_disagreement_ ? FaultCode::layout_disagreement : FaultCode::screen_lost;
    }
    if (!working.ledger) {
        return device(DeviceClass::ledger).state == DeviceState::failed ? FaultCode::ledger_not_writing
                                                                        : FaultCode::ledger_lost;
    }
    if (!working.panel) {
        return device(DeviceClass::panel).state == DeviceState::absent ? FaultCode::no_panel
                                                                       : FaultCode::panel_refused;
    }
    if (!working.reader) {
        if (reader_hung_) {
            return FaultCode::reader_hung;
        }
        return device(DeviceClass::reader).state == DeviceState::absent ? FaultCode::no_reader
                                                                        : FaultCode::reader_failed;
    }
    return FaultCode::none;
}

}  // namespace tsuitate::vault
