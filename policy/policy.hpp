// Policy: all rules of a counter, read once at start from the files under policy/ and never changed after.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/assistance/rules.hpp"
#include "policy/card/command_filter.hpp"
#include "policy/decoder/key_decider.hpp"
#include "policy/pin/pin_kind.hpp"
#include "policy/session/vocabulary.hpp"
#include "policy/touch/calibration.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

// The time that is left is told in steps: a number that changes every second is all that one would look at.
inline constexpr std::chrono::seconds countdown_step{5};

// Time limits; all in seconds in the file.
struct Limits {
    std::chrono::seconds card_wait{60};     // for a card to come
    std::chrono::seconds explain{60};       // on the explaining screen
    std::chrono::seconds entry_idle{45};    // without a touch during the entry
    std::chrono::seconds entry_total{180};  // for one entry
    std::chrono::seconds countdown{20};     // how long before either the panel says so; 0: never
    std::chrono::seconds question{60};      // on the last-try question
    std::chrono::seconds outcome{6};        // an outcome stays on the glass
    std::chrono::seconds session{2400};     // for one session
    std::chrono::seconds card_answer{10};   // for one command; VERIFY past it is inconclusive
    std::chrono::seconds record{5};         // for the ledger to say "durable"
};

// One device the vault may open, by udev properties (all named ones must be equal, `*` at the end allowed)
// and by physical path below /sys/devices. `what` says for what.
struct DeviceRule {
    enum class What : std::uint8_t { panel, keypad };
    What what = What::panel;
    std::string path;  // glob below /sys/devices, e.g. "pci*/usb*/**"; never matches virtual/
    std::vector<std::pair<std::string, std::string>> properties;
    CalibrationMatrix calibration;
};

struct ReaderRule {
    std::string vendor_product;  // "08e6:4433", or "*"
};

// When the panel says that a touch was taken. Each instant that it shows tells its screen something of the
// PIN.
enum class Signs : std::uint8_t {
    grid,     // at multiples of a quarter of a second
    at_once,  // when the finger is lifted
};
inline constexpr std::array signs_names = {std::string_view("grid"), std::string_view("at-once")};

struct PanelRules {
    SizeMm size;  // 0×0: as the display's EDID says
    std::vector<DeviceRule> devices;
    std::vector<ReaderRule> readers;
    Pad pad = Pad::fixed;                       // how the keys of an entry lie
    std::vector<Pad> pad_choices;               // what the citizen may have instead
    Appearance appearance = Appearance::light;  // in which a session begins, and the panel waits
    Signs signs = Signs::grid;                  // of a touch that was taken
    DeciderSettings doubt;                      // how sure a touch must be to be taken for a key
    // After a key of the tactile keypad no other one counts for so long.
    std::chrono::milliseconds keypad_pause{0};
    std::vector<std::string> reader_ids() const;
};

struct Access {
    std::string group;        // may use the counter where polkit does not answer
    std::string audit_group;  // may read the log there; empty: root alone
};

struct Policy {
    std::vector<PinKind> pin_kinds;
    std::vector<Procedure> procedures;
    std::vector<CommandRule> commands;
    Limits limits;
    PanelRules panel;
    Access access;
    AssistanceRules assistance;

    // Null when there is none of this name.
    const PinKind* pin_kind(std::string_view name) const;
    const Procedure* procedure(std::string_view name) const;
};

}  // namespace tsuitate::policy
