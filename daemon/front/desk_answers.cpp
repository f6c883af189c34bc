// The half of the desk that the vault sees; the callers' is in desk.cpp.
#include <string>
#include <utility>
#include <variant>

#include "daemon/front/desk.hpp"
#include "daemon/front/reply.hpp"

namespace tsuitate::front {
namespace {

CallError error_of(wire::OpenAnswer answer) {
    switch (answer) {
        case wire::OpenAnswer::busy:
            return errors::busy();
        case wire::OpenAnswer::out_of_service:
            return errors::out_of_service();
        case wire::OpenAnswer::unknown_procedure:
            return errors::unknown_procedure();
        case wire::OpenAnswer::opened:
            break;
    }
    return errors::failed();
}

CallError error_of(wire::EntryAnswer answer) {
    switch (answer) {
        case wire::EntryAnswer::busy:
            return errors::busy();
        case wire::EntryAnswer::unknown_kind:
            return errors::unknown_pin_kind();
        case wire::EntryAnswer::no_session:
            return errors::no_session();
        case wire::EntryAnswer::ended:
            break;
    }
    return errors::failed();
}

CallError error_of(wire::CommandAnswer answer) {
    switch (answer) {
        case wire::CommandAnswer::refused:
            return errors::command_refused();
        case wire::CommandAnswer::busy:
            return errors::busy();
        case wire::CommandAnswer::no_card:
            return errors::no_card();
        case wire::CommandAnswer::no_session:
            return errors::no_session();
        case wire::CommandAnswer::answered:
        case wire::CommandAnswer::failed:
            break;
    }
    return errors::failed();
}

}  // namespace

void Desk::on(const wire::VaultAnswerOpen& answer) {
    auto call = call_for<OpenCall>(answer.request);
    if (!call) {
        return;
    }
    if (answer.answer != wire::OpenAnswer::opened) {
        return refuse(call->result, error_of(answer.answer));
    }
    if (answer.session.none() || sessions_.contains(answer.session)) {
        refuse(call->result, errors::failed());
        return vault_.break_off("the vault opened a session without a new number");
    }
    publish(std::move(*call), answer.session);
}

void Desk::publish(OpenCall call, const policy::SessionId& id) {
    if (call.ticket.caller()->left) {
        return vault_.send(wire::FrontCloseSession{.session = id, .reason = wire::CloseReason::caller_left});
    }
    try {
        sessions_.emplace(
            id, std::make_unique<SessionObject>(*this, bus_, id, call.ticket.caller(), call.procedure));
    } catch (const sdbus::Error& error) {
        log::error("could not put a session on the bus", {{"REASON", error.getMessage()}});
        refuse(call.result, errors::failed());
        return vault_.send(wire::FrontCloseSession{.session = id, .reason = wire::CloseReason::asked});
    }
    reply(call.result, sdbus::ObjectPath(SessionObject::path_of(id)));
}

void Desk::on(const wire::VaultTellProgress& message) {
    SessionObject* session = find(message.session);
    // A caller that left before its session was published has none here.
    if (session != nullptr) {
        session->tell_progress(message.progress);
    }
}

void Desk::on(const wire::VaultEndEntry& answer) {
    const auto call = call_for<EntryCall>(answer.request);
    if (!call) {
        return;
    }
    if (call->session != answer.session) {
        refuse(call->result, errors::failed());
        return vault_.break_off("the vault ended an entry of another session");
    }
    if (answer.answer != wire::EntryAnswer::ended) {
        return refuse(call->result, error_of(answer.answer));
    }
    reply(call->result, std::string(name_of(answer.outcome)));
}

void Desk::on(const wire::VaultAnswerCommand& answer) {
    const auto call = call_for<CommandCall>(answer.request);
    if (!call) {
        return;
    }
    if (call->session != answer.session) {
        refuse(call->result, errors::failed());
        return vault_.break_off("the vault answered a command of another session");
    }
    if (answer.answer != wire::CommandAnswer::answered) {
        return refuse(call->result, error_of(answer.answer));
    }
    reply(call->result, std::vector<std::uint8_t>(answer.apdu.begin(), answer.apdu.begin() + answer.size));
}

void Desk::on(const wire::VaultAnswerLog& answer) {
    const auto call = call_for<LogCall>(answer.request);
    if (!call) {
        return;
    }
    if (answer.answer != wire::LogAnswer::recorded) {
        return refuse(call->result, errors::out_of_service());
    }
    call->result.read();
}

void Desk::on(const wire::VaultAnswerCalibration& answer) {
    const auto call = call_for<CalibrationCall>(answer.request);
    if (!call) {
        return;
    }
    constexpr double tenths = 10;
    switch (answer.answer) {
        case wire::CalibrationAnswer::busy:
            return refuse(call->result, errors::busy());
        case wire::CalibrationAnswer::out_of_service:
            return refuse(call->result, errors::out_of_service());
        case wire::CalibrationAnswer::done:
            return reply(call->result, std::string("done"), answer.worst / tenths);
        case wire::CalibrationAnswer::astray:
            return reply(call->result, std::string("astray"), answer.worst / tenths);
        case wire::CalibrationAnswer::implausible:
            return reply(call->result, std::string("implausible"), answer.worst / tenths);
        case wire::CalibrationAnswer::timed_out:
            return reply(call->result, std::string("timed-out"), answer.worst / tenths);
    }
}

void Desk::on(const wire::VaultEndSession& message) {
    // Not there when its opening failed, or its caller left before it was published.
    SessionObject* session = find(message.session);
    if (session == nullptr) {
        return;
    }
    refuse_all(requests_.give_up(message.session), errors::no_session());
    session->tell_end(message.reason);
    answer_closers(message.session);
    sessions_.erase(message.session);
}

void Desk::answer_closers(const policy::SessionId& id) {
    std::erase_if(closers_, [&id](const CloseCall& closer) {
        if (closer.session != id) {
            return false;
        }
        reply(closer.result);
        return true;
    });
}

void Desk::give_up() {
    refuse_all(requests_.give_up_all(), errors::out_of_service());
    for (const auto& [id, session] : sessions_) {
        session->tell_end(policy::EndReason::failure);
        answer_closers(id);
    }
    sessions_.clear();
}

void Desk::refuse_all(const std::vector<Requests::Call>& calls, const CallError& error) {
    for (const Requests::Call& one : calls) {
        std::visit([&error](const auto& call) { refuse(call.result, error); }, one);
    }
}

}  // namespace tsuitate::front
