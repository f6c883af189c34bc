// CounterObject: the counter on the bus: what works, and the way to a session. Owns its place there and what
// the vault last said of itself and its devices.
#pragma once

#include <tsuitate_dbus/counter1_adaptor.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "daemon/front/bus.hpp"
#include "daemon/front/panel_history.hpp"
#include "daemon/wire/messages.hpp"
#include "policy/policy.hpp"

namespace tsuitate::front {

class Desk;

class CounterObject final : public sdbus::AdaptorInterfaces<org::tsuitate::Counter1_adaptor> {
  public:
    // `log_directory`: the log/ of docs/audit-log.md.
    CounterObject(Desk& desk, Bus& bus, const policy::Policy& policy, std::string log_directory);
    ~CounterObject();
    CounterObject(const CounterObject&) = delete;
    CounterObject& operator=(const CounterObject&) = delete;

    // Tells everybody which of the properties have changed.
    void on(const wire::VaultTellStatus& status);
    void on(const wire::VaultTellDevice& device);

  private:
    using Devices = std::vector<std::map<std::string, sdbus::Variant>>;

    void OpenSession(sdbus::Result<sdbus::ObjectPath>&& result, std::string procedure, std::string language,
                     std::map<std::string, sdbus::Variant> options) override;
    std::vector<std::string> ListPinKinds() override;
    void DescribePin(sdbus::Result<std::map<std::string, sdbus::Variant>>&& result, std::string kind,
                     std::string language) override;
    void ListAssistance(
        sdbus::Result<std::map<std::string, std::vector<sdbus::Struct<std::string, std::string>>>>&& result,
        std::string language) override;
    void ListDevices(sdbus::Result<Devices>&& result) override;
    void ListPanelHistory(sdbus::Result<PanelHistory>&& result) override;
    void Calibrate(sdbus::Result<std::string, double>&& result, std::string tool, std::uint32_t points,
                   std::string language) override;
    std::string State() override;
    std::string Card() override;
    std::uint16_t FaultCode() override;
    std::string PanelState() override;
    bool CalibrationWanted() override;
    std::string Version() override;

    Devices devices() const;

    Desk& desk_;
    const policy::Policy& policy_;
    LogReader log_;
    wire::VaultTellStatus status_;
    std::map<std::uint8_t, wire::VaultTellDevice> devices_;  // by slot
};

}  // namespace tsuitate::front
