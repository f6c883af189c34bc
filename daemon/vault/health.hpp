// Health: which parts of the counter work, said to the front in words and to the citizen as one number to
// quote.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "daemon/vault/card/card_reader.hpp"
#include "daemon/vault/touch/input.hpp"
#include "daemon/wire/messages.hpp"
#include "policy/session/event.hpp"

namespace tsuitate::vault {

// The numbers on an out-of-service screen; docs/operations.md says what to do for each.
enum class FaultCode : std::uint16_t {
    none = 0,
    no_panel = 101,
    panel_refused = 102,
    no_reader = 201,
    reader_failed = 202,
    reader_hung = 203,
    screen_lost = 301,
    layout_disagreement = 302,
    ledger_not_writing = 401,
    ledger_lost = 402,
};

class Health {
  public:
    // Each returns the device message for the front. Nothing for an input device that is not used while
    // another works: it does not speak for that one.
    std::optional<wire::VaultTellDevice> set_input(const InputReport& report);
    wire::VaultTellDevice set_reader(const ReaderReport& report);
    wire::VaultTellDevice set_reader_hung();
    wire::VaultTellDevice set_screen(bool connected);
    wire::VaultTellDevice set_layout_disagreement();
    wire::VaultTellDevice set_ledger(bool connected, wire::LedgerFault fault);

    policy::PartsChanged parts() const;
    FaultCode fault_code() const;
    // All devices as last said, for a front that has just come.
    const std::array<wire::VaultTellDevice, 5>& devices() const { return devices_; }

  private:
    wire::VaultTellDevice& device(wire::DeviceClass device_class);
    const wire::VaultTellDevice& device(wire::DeviceClass device_class) const;

    std::array<wire::VaultTellDevice, 5> devices_ = initial_devices();
    bool reader_hung_ = false;
    bool layout_disagreement_ = false;
    static std::array<wire::VaultTellDevice, 5> initial_devices();
};

}  // namespace tsuitate::vault
