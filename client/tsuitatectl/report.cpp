#include "client/tsuitatectl/report.hpp"

#include <iostream>

#include "client/tsuitatectl/commands.hpp"

namespace tsuitate::tsuitatectl {
namespace {

int exit_status_of(client::ErrorKind kind) {
    switch (kind) {
        case client::ErrorKind::not_reachable:
            return exit_not_reachable;
        case client::ErrorKind::access_denied:
            return exit_access_denied;
        case client::ErrorKind::busy:
        case client::ErrorKind::out_of_service:
            return exit_unavailable;
        case client::ErrorKind::unknown_pin_kind:
        case client::ErrorKind::unknown_procedure:
        case client::ErrorKind::unknown_choice:
        case client::ErrorKind::invalid_argument:
        case client::ErrorKind::too_large:
            return exit_usage;
        case client::ErrorKind::interrupted:
            return exit_interrupted;
        case client::ErrorKind::command_refused:
        case client::ErrorKind::no_card:
        case client::ErrorKind::no_entry:
        case client::ErrorKind::no_session:
        case client::ErrorKind::failed:
            break;
    }
    return exit_error;
}

}  // namespace

int report(const client::Error& error) {
    std::cerr << "tsuitatectl: " << error.message << '\n';
    return exit_status_of(error.kind);
}

}  // namespace tsuitate::tsuitatectl
