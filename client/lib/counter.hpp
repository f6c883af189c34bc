// Counter: the way of a C++ program to Tsuitate. Owns a connection to the system bus; nothing in it is shared
// between threads. What can be expected to fail comes back as a value. No function takes or gives a PIN.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::client {

using policy::EndReason;
using policy::Language;
using policy::Outcome;
using policy::Progress;

enum class ErrorKind : std::uint8_t {
    not_reachable,  // no bus, or no service on it
    access_denied,
    busy,
    out_of_service,
    unknown_pin_kind,
    unknown_procedure,
    command_refused,
    no_card,
    no_session,
    invalid_argument,
    too_large,
    interrupted,  // by the program itself, see Waiting
    failed,
};

struct Error {
    ErrorKind kind = ErrorKind::failed;
    std::string message;  // a sentence for the log or the clerk
};

template <typename T>
using Expected = std::variant<T, Error>;

struct Status {
    std::string state;  // "starting", "ready", "busy", "out-of-service"
    std::string card;   // "unknown", "absent", "present"
    std::uint16_t fault_code = 0;
    std::string panel;                // "ok", "advise", "recalibrate", "fault"
    bool calibration_wanted = false;  // asked for by a clerk's gesture on the panel
    std::string version;
    friend bool operator==(const Status&, const Status&) = default;
};

struct Device {
    std::string device_class;  // "panel", "keypad", "reader", "screen", "ledger"
    std::string state;         // "absent", "ready", "refused", "failed"
    std::string name;
    std::string place;
    std::string reason;
};

// One record of how the panel was: fields by name, as docs/dbus-api.md lists them, numbers in decimal.
using PanelRecord = std::map<std::string, std::string>;

struct Calibration {
    std::string result;  // "done", "astray", "implausible", "timed-out"
    double worst = 0;    // mm: how far the worst touch lay from where the others put it
};

// What may happen while a call waits for a person.
struct Waiting {
    std::function<void(Progress)> on_progress;
    // When this becomes readable the waiting ends with ErrorKind::interrupted; -1: nothing ends it.
    int stop_descriptor = -1;
};

// One session. Ends when it is destroyed, and with the program.
class Session {
  public:
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();

    // Waits until the citizen has entered the PIN, or has not. An interruption closes the session.
    Expected<Outcome> enter_pin(std::string_view kind, const Waiting& waiting = {});

    // One short APDU, 1 to 261 bytes; the answer ends with the status word.
    Expected<std::vector<std::uint8_t>> send_command(std::span<const std::uint8_t> command);

    // Returns when the session has ended. Nothing when it ended well, or had ended before.
    std::optional<Error> close();

    // Why it ended; nothing while it lives.
    std::optional<EndReason> ended() const;

  private:
    friend class Counter;
    class Implementation;
    explicit Session(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

class Counter {
  public:
    // Finds the bus by DBUS_SYSTEM_BUS_ADDRESS, as every D-Bus program.
    static Expected<Counter> connect();

    Counter(Counter&&) noexcept;
    Counter& operator=(Counter&&) noexcept;
    ~Counter();

    Expected<Status> status();
    Expected<std::vector<std::string>> pin_kinds();
    Expected<std::vector<Device>> devices();

    // Has the panel adjusted by somebody who stands before it; `tool` is "finger", "stylus", or "previous"
    // for the calibration before the last one. `points`: 5, or 9 to even out more of the hand. Takes as long
    // as they and two more do.
    Expected<Calibration> calibrate(std::string_view tool, unsigned points, Language language);

    // Of the last 400 days, oldest first.
    Expected<std::vector<PanelRecord>> panel_history();

    // An empty procedure: none is stated to the citizen.
    Expected<Session> open_session(std::string_view procedure, Language language);

    // Calls back with the status now and after each change, until `stop_descriptor` is readable (no error) or
    // the service goes away (an error).
    std::optional<Error> watch(const std::function<void(const Status&)>& on_status, int stop_descriptor = -1);

  private:
    class Implementation;
    explicit Counter(std::shared_ptr<Implementation> implementation);
    std::shared_ptr<Implementation> implementation_;  // sessions keep the connection alive
};

}  // namespace tsuitate::client
