#include "daemon/front/counter_object.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "daemon/front/desk.hpp"
#include "daemon/front/log_reply.hpp"
#include "daemon/log/log.hpp"

namespace tsuitate::front {
namespace {

constexpr std::array state_names = {std::string_view("starting"), std::string_view("ready"),
                                    std::string_view("busy"), std::string_view("out-of-service")};
constexpr std::array card_names = {std::string_view("unknown"), std::string_view("absent"),
                                   std::string_view("present")};
constexpr std::array class_names = {std::string_view("panel"), std::string_view("keypad"),
                                    std::string_view("reader"), std::string_view("screen"),
                                    std::string_view("ledger")};
constexpr std::array device_state_names = {std::string_view("absent"), std::string_view("ready"),
                                           std::string_view("refused"), std::string_view("failed")};

// The wire has checked the value's range.
template <typename Names, typename Value>
std::string word(const Names& names, Value value) {
    return std::string(names.at(static_cast<std::size_t>(value)));
}

}  // namespace

CounterObject::CounterObject(Desk& desk, Bus& bus, const policy::Policy& policy, std::string log_directory)
    : AdaptorInterfaces(bus.connection(), sdbus::ObjectPath("/org/tsuitate/Counter1")),
      desk_(desk),
      policy_(policy),
      log_(std::move(log_directory)) {
    registerAdaptor();
}

CounterObject::~CounterObject() {
    unregisterAdaptor();
}

void CounterObject::on(const wire::VaultTellStatus& status) {
    std::vector<sdbus_version::PropertyName> changed;
    if (status.service != status_.service) {
        changed.emplace_back("State");
    }
    if (status.card != status_.card) {
        changed.emplace_back("Card");
    }
    if (status.fault_code != status_.fault_code) {
        changed.emplace_back("FaultCode");
    }
    if (status.panel != status_.panel) {
        changed.emplace_back("PanelState");
    }
    if (status.calibration_wanted != status_.calibration_wanted) {
        changed.emplace_back("CalibrationWanted");
    }
    status_ = status;
    if (changed.empty()) {
        return;
    }
    try {
        getObject().emitPropertiesChangedSignal(sdbus_version::InterfaceName(INTERFACE_NAME), changed);
    } catch (const sdbus::Error& error) {
        log::warning("could not tell the change of state", {{"REASON", error.getMessage()}});
    }
}

void CounterObject::on(const wire::VaultTellDevice& device) {
    devices_[device.slot] = device;
}

void CounterObject::OpenSession(sdbus::Result<sdbus::ObjectPath>&& result, std::string procedure,
                                std::string language, std::map<std::string, sdbus::Variant> options) {
    desk_.open_session(sdbus_version::sender_now(getObject()), procedure, language, options.empty(),
                       std::move(result));
}

std::vector<std::string> CounterObject::ListPinKinds() {
    std::vector<std::string> kinds;
    for (const policy::PinKind& kind : policy_.pin_kinds) {
        kinds.push_back(kind.name);
    }
    return kinds;
}

void CounterObject::DescribePin(sdbus::Result<PinDescription>&& result, std::string kind,
                                std::string language) {
    desk_.describe_pin(sdbus_version::sender_now(getObject()), kind, language, std::move(result));
}

void CounterObject::ListAssistance(sdbus::Result<AssistanceChoices>&& result, std::string language) {
    desk_.list_assistance(sdbus_version::sender_now(getObject()), language, std::move(result));
}

void CounterObject::ListDevices(sdbus::Result<Devices>&& result) {
    desk_.list_devices(sdbus_version::sender_now(getObject()), std::move(result),
                       [this] { return devices(); });
}

void CounterObject::ListPanelHistory(sdbus::Result<PanelHistory>&& result) {
    desk_.read_panel_history(
        sdbus_version::sender_now(getObject()),
        reply_with<PanelHistory>(std::move(result), [this] { return panel_history_in(log_); }));
}

void CounterObject::Calibrate(sdbus::Result<std::string, double>&& result, std::string tool,
                              std::uint32_t points, std::string language) {
    desk_.calibrate(sdbus_version::sender_now(getObject()), tool, points, language, std::move(result));
}

CounterObject::Devices CounterObject::devices() const {
    Devices all;
    for (const auto& [slot, device] : devices_) {
        all.push_back({{"class", sdbus::Variant(word(class_names, device.device))},
                       {"state", sdbus::Variant(word(device_state_names, device.state))},
                       {"name", sdbus::Variant(std::string(device.name.view()))},
                       {"place", sdbus::Variant(std::string(device.place.view()))},
                       {"reason", sdbus::Variant(std::string(device.reason.view()))}});
    }
    return all;
}

std::string CounterObject::State() {
    return word(state_names, status_.service);
}

std::string CounterObject::Card() {
    return word(card_names, status_.card);
}

std::uint16_t CounterObject::FaultCode() {
    return status_.fault_code;
}

std::string CounterObject::PanelState() {
    return std::string(policy::name_of(status_.panel));
}

bool CounterObject::CalibrationWanted() {
    return status_.calibration_wanted != 0;
}

std::string CounterObject::Version() {
    return TSUITATE_VERSION;
}

}  // namespace tsuitate::front
