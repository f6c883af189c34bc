#include "client/lib/bus_error.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tsuitate::client {
namespace {

using Known = std::pair<std::string_view, ErrorKind>;

constexpr std::array known_errors = {
    Known{"org.freedesktop.DBus.Error.AccessDenied", ErrorKind::access_denied},
    Known{"org.tsuitate.Error.Busy", ErrorKind::busy},
    Known{"org.tsuitate.Error.OutOfService", ErrorKind::out_of_service},
    Known{"org.tsuitate.Error.UnknownPinKind", ErrorKind::unknown_pin_kind},
    Known{"org.tsuitate.Error.UnknownProcedure", ErrorKind::unknown_procedure},
    Known{"org.tsuitate.Error.UnknownChoice", ErrorKind::unknown_choice},
    Known{"org.tsuitate.Error.NoEntry", ErrorKind::no_entry},
    Known{"org.tsuitate.Error.CommandRefused", ErrorKind::command_refused},
    Known{"org.tsuitate.Error.NoCard", ErrorKind::no_card},
    Known{"org.tsuitate.Error.NoSession", ErrorKind::no_session},
    Known{"org.tsuitate.Error.InvalidArgument", ErrorKind::invalid_argument},
    Known{"org.tsuitate.Error.TooLarge", ErrorKind::too_large},
    // An object that has gone is a session that has ended.
    Known{"org.freedesktop.DBus.Error.UnknownObject", ErrorKind::no_session},
    Known{"org.freedesktop.DBus.Error.UnknownMethod", ErrorKind::no_session},
    Known{"org.freedesktop.DBus.Error.ServiceUnknown", ErrorKind::not_reachable},
    Known{"org.freedesktop.DBus.Error.NameHasNoOwner", ErrorKind::not_reachable},
    Known{"org.freedesktop.DBus.Error.NoReply", ErrorKind::not_reachable},
    Known{"org.freedesktop.DBus.Error.Disconnected", ErrorKind::not_reachable},
    Known{"org.freedesktop.DBus.Error.NoServer", ErrorKind::not_reachable},
    Known{"org.freedesktop.DBus.Error.FileNotFound", ErrorKind::not_reachable},
    // sd-bus, when the bus itself went away.
    Known{"System.Error.ECONNRESET", ErrorKind::not_reachable},
    Known{"System.Error.ENOTCONN", ErrorKind::not_reachable},
    Known{"System.Error.EPIPE", ErrorKind::not_reachable},
};

}  // namespace

Error from_bus(const sdbus::Error& error) {
    const std::string& name = error.getName();
    const auto found = std::find_if(known_errors.begin(), known_errors.end(),
                                    [&name](const Known& known) { return known.first == name; });
    if (found == known_errors.end()) {
        return {ErrorKind::failed, error.getMessage()};
    }
    if (found->second == ErrorKind::not_reachable) {
        return {ErrorKind::not_reachable, "The service does not answer. Is tsuitate-front running?"};
    }
    if (name == "org.freedesktop.DBus.Error.UnknownObject" ||
        name == "org.freedesktop.DBus.Error.UnknownMethod") {
        return {ErrorKind::no_session, "This session has ended. Open a new one."};
    }
    return {found->second, error.getMessage()};
}

}  // namespace tsuitate::client
