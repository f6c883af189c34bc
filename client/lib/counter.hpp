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

#include "policy/session/assistance.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::client {

using policy::AssistanceNews;
using policy::ConsentAnswer;
using policy::EndReason;
using policy::Language;
using policy::ObserverAnswer;
using policy::Outcome;
using policy::Progress;

enum class ErrorKind : std::uint8_t {
    not_reachable,  // no bus, or no service on it
    access_denied,
    busy,
    out_of_service,
    unknown_pin_kind,
    unknown_procedure,
    unknown_choice,  // of clerk, reason, help or observer
    no_entry,        // no PIN is being entered, so there is nothing to help with
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

// What people and programs may know of a PIN, in one language; the fields of DescribePin in docs/dbus-api.md.
struct PinDescription {
    std::string name;
    std::string title;
    std::string purpose;
    unsigned slip_number = 0;
    unsigned min_length = 0;
    unsigned max_length = 0;
    std::string alphabet;    // "digits", "capitals-and-digits"
    std::string characters;  // each that it can have
    bool needs_letter_and_digit = false;
    std::string characters_since;  // "2016-01"
    std::string characters_source;
    unsigned max_tries = 0;
    std::string when_locked;
    std::string when_unknown;
    std::string without;
};

struct Calibration {
    std::string result;  // "done", "astray", "implausible", "timed-out"
    double worst = 0;    // mm: how far the worst touch lay from where the others put it
};

// What may be asked of the citizen: names of the policy's lists, each with what people call it.
struct Choice {
    std::string name;
    std::string title;
};
struct AssistanceChoices {
    std::vector<Choice> clerks;
    std::vector<Choice> reasons;
    std::vector<Choice> helps;
    std::vector<Choice> observers;
};

// Something about help that happened at the panel.
struct AssistanceTold {
    AssistanceNews news{};
    unsigned seconds = 0;  // of AssistanceNews::agreed: how long help may last from now
    unsigned tries = 0;    // of AssistanceNews::tries_shown: how many are left
};

// What may happen while a call waits for a person. All of it is called in the thread that waits.
struct Waiting {
    std::function<void(Progress)> on_progress{};
    std::function<void(const AssistanceTold&)> on_told{};
    std::function<void(const Expected<ConsentAnswer>&)> on_assistance{};  // answers request_assistance
    std::function<void(const Expected<ObserverAnswer>&)> on_observer{};   // answers announce_observer
    std::function<void(const std::string& number)> on_receipt{};
    // Called when the descriptor is readable, to be read empty; may use the session, not wait with it.
    std::function<void()> on_wake{};
    int wake_descriptor = -1;
    // When this becomes readable the waiting ends with ErrorKind::interrupted; -1: nothing ends it.
    int stop_descriptor = -1;
};

// One session. Ends when it is destroyed, and with the program. No function answers for the citizen: what
// request_assistance and announce_observer give is a question, and the answer comes from the panel.
class Session {
  public:
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();

    // Waits until the citizen has entered the PIN, or has not. An interruption closes the session.
    Expected<Outcome> enter_pin(std::string_view kind, const Waiting& waiting = {});

    // Asks the citizen whether this clerk may help, or whether somebody may stand by. Returns at once, with
    // an error when it could not be sent; the answer comes to the call that waits.
    std::optional<Error> request_assistance(std::string_view clerk, std::string_view reason,
                                            std::string_view help);
    std::optional<Error> announce_observer(std::string_view role);

    // Takes the question back, or ends the help.
    std::optional<Error> end_assistance();
    std::optional<Error> observer_left();

    // One short APDU, 1 to 261 bytes; the answer ends with the status word.
    Expected<std::vector<std::uint8_t>> send_command(std::span<const std::uint8_t> command);

    // Asks for the end without waiting for it: an entry under way ends as withdrawn.
    std::optional<Error> begin_close();

    // Returns when the session has ended. Nothing when it ended well, or had ended before. After help this
    // takes as long as the citizen is asked about it, and `waiting` learns the receipt's number. An
    // interruption leaves the end to the service.
    std::optional<Error> close(const Waiting& waiting = {});

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
    Expected<PinDescription> describe_pin(std::string_view kind, Language language);
    Expected<std::vector<Device>> devices();
    Expected<AssistanceChoices> assistance_choices(Language language);

    // Has the panel adjusted by somebody who stands before it; `tool` is "finger", "stylus", or "previous"
    // for the calibration before the last one. `points`: 5, or 9 to even out more of the hand. Takes as long
    // as they and two more do.
    Expected<Calibration> calibrate(std::string_view tool, unsigned points, Language language);

    // For officers: has it recorded in the audit log that a detailed report about these days ("2026-11-01")
    // is wanted. tsuitate-audit makes none without that record.
    std::optional<Error> permit_report(const std::string& first_day, const std::string& last_day);

    // Of the last 400 days, oldest first.
    Expected<std::vector<PanelRecord>> panel_history();

    // An empty procedure: none is stated to the citizen. No language: the procedure's, else Japanese.
    Expected<Session> open_session(std::string_view procedure, std::optional<Language> language);

    // Calls back with the status now and after each change, until `stop_descriptor` is readable (no error) or
    // the service goes away (an error).
    std::optional<Error> watch(const std::function<void(const Status&)>& on_status, int stop_descriptor = -1);

  private:
    class Implementation;
    explicit Counter(std::shared_ptr<Implementation> implementation);
    std::shared_ptr<Implementation> implementation_;  // sessions keep the connection alive
};

}  // namespace tsuitate::client
