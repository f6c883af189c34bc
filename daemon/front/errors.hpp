// Errors: the refusals a caller can meet, one function each: the name for its program, a sentence for its
// person that says what is wrong and what to do. No message repeats what the caller sent.
#pragma once

#include <string>

#include "client/dbus/sdbus_version.hpp"

namespace tsuitate::front {

struct CallError {
    std::string name;
    std::string message;

    sdbus::Error to_bus() const { return sdbus_version::make_error(name, message); }
};

namespace errors {

inline CallError access_denied() {
    return {"org.freedesktop.DBus.Error.AccessDenied",
            "This user may not do that at this counter. The administrator allows it by polkit "
            "(org.tsuitate.counter.*) or, where polkit does not run, by the group in access.toml."};
}
inline CallError not_the_owner() {
    return {"org.freedesktop.DBus.Error.AccessDenied",
            "This session belongs to another connection. Only the connection that opened a session can use "
            "it; open one of your own."};
}
inline CallError busy() {
    return {"org.tsuitate.Error.Busy",
            "The panel serves another session or another request. Try again when it has ended; State says "
            "when."};
}
inline CallError too_many_calls() {
    return {"org.tsuitate.Error.Busy", "Too many calls wait for an answer. Wait for one before the next."};
}
inline CallError out_of_service() {
    return {
        "org.tsuitate.Error.OutOfService",
        "The counter is out of service. FaultCode is the number on the panel; ListDevices says which part "
        "and what to do."};
}
inline CallError unknown_pin_kind() {
    return {"org.tsuitate.Error.UnknownPinKind",
            "The policy names no such PIN. ListPinKinds says which there are."};
}
inline CallError unknown_procedure() {
    return {"org.tsuitate.Error.UnknownProcedure",
            "The policy names no such procedure. See procedures.toml, or leave it empty."};
}
inline CallError unknown_choice() {
    return {"org.tsuitate.Error.UnknownChoice",
            "The policy names no such clerk, reason, help or observer. ListAssistance says which there are."};
}
inline CallError no_entry() {
    return {"org.tsuitate.Error.NoEntry",
            "No PIN is being entered, so there is nothing to help with. Call EnterPin first."};
}
inline CallError command_refused() {
    return {"org.tsuitate.Error.CommandRefused",
            "The policy does not let this command reach the card. A command that touches a PIN never does; "
            "others are listed in commands.toml."};
}
inline CallError no_card() {
    return {"org.tsuitate.Error.NoCard", "There is no card in the reader. Ask the citizen to put it in."};
}
inline CallError no_session() {
    return {"org.tsuitate.Error.NoSession", "This session has ended. Open a new one."};
}
inline CallError invalid_argument(const std::string& what) {
    return {"org.tsuitate.Error.InvalidArgument", what};
}
inline CallError too_large(const std::string& what) {
    return {"org.tsuitate.Error.TooLarge", what};
}
inline CallError failed() {
    return {"org.tsuitate.Error.Failed",
            "It did not work and the service cannot say more. Close the session, look at ListDevices and the "
            "journal, and open a new one."};
}

}  // namespace errors
}  // namespace tsuitate::front
