// The half of the desk that the callers see; the vault's is in desk_answers.cpp.
#include "daemon/front/desk.hpp"

#include <array>
#include <chrono>
#include <utility>
#include <variant>

#include "daemon/front/arguments.hpp"
#include "daemon/front/desk_calls.hpp"

namespace tsuitate::front {

Desk::Desk(loop::Loop& loop, Bus& bus, VaultLink& vault, const policy::Policy& policy)
    : loop_(loop), bus_(bus), vault_(vault), policy_(policy), permission_(bus.connection(), policy.access) {}

Desk::~Desk() {
    if (refusal_timer_) {
        loop_.cancel(*refusal_timer_);
    }
}

void Desk::open_session(const std::string& sender, const std::string& procedure, const std::string& language,
                        bool no_options, sdbus::Result<sdbus::ObjectPath>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    const auto name = name_from("procedure", procedure);
    if (const auto* error = std::get_if<CallError>(&name)) {
        return refuse(result, *error);
    }
    // None named: the procedure's, which is known only to who may use the counter.
    std::optional<policy::Language> named;
    if (!language.empty()) {
        const auto tongue = language_from(language);
        if (const auto* error = std::get_if<CallError>(&tongue)) {
            return refuse(result, *error);
        }
        named = std::get<policy::Language>(tongue);
    }
    if (!no_options) {
        return refuse(result, errors::invalid_argument("options must be empty: this version knows none."));
    }
    auto call = std::make_shared<OpenCall>(OpenCall{std::move(*ticket), std::move(result), procedure});
    const auto caller = call->ticket.caller();
    wire::FrontOpenSession request{.procedure = std::get<wire::Name>(name), .language = {}};
    if_allowed(caller, Action::use, "open-session",
               [this, call, caller, request, named](bool allowed) mutable {
                   if (!allowed) {
                       return refuse(call->result, errors::access_denied());
                   }
                   if (caller->left) {
                       return;
                   }
                   const policy::Procedure* known = policy_.procedure(call->procedure);
                   if (!call->procedure.empty() && known == nullptr) {
                       return refuse(call->result, errors::unknown_procedure());
                   }
                   const auto usual = known == nullptr ? std::nullopt : known->language;
                   request.language = named.value_or(usual.value_or(policy::Language::japanese));
                   request.caller_uid = *caller->uid;
                   request.request = requests_.add(std::move(*call));
                   vault_.send(request);
               });
}

void Desk::list_devices(const std::string& sender, sdbus::Result<Devices>&& result,
                        std::function<Devices()> devices) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    struct LookCall {
        Ticket ticket;
        sdbus::Result<Devices> result;
    };
    auto call = std::make_shared<LookCall>(LookCall{std::move(*ticket), std::move(result)});
    if_allowed(call->ticket.caller(), Action::look, "list-devices",
               [call, devices = std::move(devices)](bool allowed) {
                   if (!allowed) {
                       return refuse(call->result, errors::access_denied());
                   }
                   reply(call->result, devices());
               });
}

void Desk::read_log(const std::string& sender, wire::FrontReadLog request, LogReply reply) {
    auto ticket = admit(sender, reply);
    if (!ticket) {
        return;
    }
    auto call = std::make_shared<LogCall>(LogCall{std::move(*ticket), std::move(reply)});
    constexpr std::array words = {std::string_view("query-log"), std::string_view("prove"),
                                  std::string_view("permit-report")};
    const std::string_view word = words.at(static_cast<std::size_t>(request.reading));
    const auto caller = call->ticket.caller();
    if_allowed(caller, Action::audit, word, [this, call, caller, request](bool allowed) mutable {
        if (!allowed) {
            return refuse(call->result, errors::access_denied());
        }
        request.caller_uid = *caller->uid;
        request.request = requests_.add(std::move(*call));
        vault_.send(request);
    });
}

void Desk::read_panel_history(const std::string& sender, LogReply reply) {
    auto ticket = admit(sender, reply);
    if (!ticket) {
        return;
    }
    auto call = std::make_shared<LogCall>(LogCall{std::move(*ticket), std::move(reply)});
    if_allowed(call->ticket.caller(), Action::look, "list-panel-history", [call](bool allowed) {
        if (!allowed) {
            return refuse(call->result, errors::access_denied());
        }
        call->result.read();
    });
}

void Desk::calibrate(const std::string& sender, const std::string& tool, std::uint32_t points,
                     const std::string& language, sdbus::Result<std::string, double>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    const auto known = tool_from(tool);
    const auto count = points_from(points);
    const auto tongue = language_from(language);
    if (const auto* error = std::get_if<CallError>(&known)) {
        return refuse(result, *error);
    }
    if (const auto* error = std::get_if<CallError>(&count)) {
        return refuse(result, *error);
    }
    if (const auto* error = std::get_if<CallError>(&tongue)) {
        return refuse(result, *error);
    }
    auto call = std::make_shared<CalibrationCall>(CalibrationCall{std::move(*ticket), std::move(result)});
    const auto caller = call->ticket.caller();
    wire::FrontCalibrate request{.tool = std::get<wire::CalibrationTool>(known),
                                 .language = std::get<policy::Language>(tongue),
                                 .points = std::get<std::uint8_t>(count)};
    if_allowed(caller, Action::use, "calibrate", [this, call, caller, request](bool allowed) mutable {
        if (!allowed) {
            return refuse(call->result, errors::access_denied());
        }
        request.caller_uid = *caller->uid;
        request.request = requests_.add(std::move(*call));
        vault_.send(request);
    });
}

void Desk::enter_pin(const policy::SessionId& id, const std::string& sender, const std::string& kind,
                     sdbus::Result<std::string>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    const auto name = name_from("kind", kind);
    if (const auto* error = std::get_if<CallError>(&name)) {
        return refuse(result, *error);
    }
    auto call = std::make_shared<EntryCall>(EntryCall{std::move(*ticket), std::move(result), id});
    ask_for_session(call, "enter-pin", [this, call, name = std::get<wire::Name>(name)] {
        if (policy_.pin_kind(name.view()) == nullptr) {
            return refuse(call->result, errors::unknown_pin_kind());
        }
        wire::FrontEnterPin request{.session = call->session, .pin_kind = name};
        request.request = requests_.add(std::move(*call));
        vault_.send(request);
    });
}

void Desk::send_command(const policy::SessionId& id, const std::string& sender,
                        const std::vector<std::uint8_t>& apdu,
                        sdbus::Result<std::vector<std::uint8_t>>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    const auto command = command_from(apdu);
    if (const auto* error = std::get_if<CallError>(&command)) {
        return refuse(result, *error);
    }
    auto call = std::make_shared<CommandCall>(CommandCall{std::move(*ticket), std::move(result), id});
    ask_for_session(call, "send-command", [this, call, command = std::get<Command>(command)] {
        wire::FrontSendCommand request{.session = call->session, .size = command.size, .apdu = command.bytes};
        request.request = requests_.add(std::move(*call));
        vault_.send(request);
    });
}

// Needs no permission beyond being the owner: ending is always safe.
void Desk::close_session(const policy::SessionId& id, const std::string& sender, sdbus::Result<>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    auto call = std::make_shared<CloseCall>(CloseCall{std::move(*ticket), std::move(result), id});
    SessionObject* session = own_session(call, "close-session");
    if (session == nullptr) {
        return;
    }
    closers_.push_back(std::move(*call));  // answered when the session has ended
    if (!session->closing()) {
        session->set_closing();
        vault_.send(wire::FrontCloseSession{.session = id, .reason = wire::CloseReason::asked});
    }
}

void Desk::on_caller_left(const std::string& unique_name) {
    const auto caller = callers_.leave(unique_name);
    if (!caller) {
        return;
    }
    for (const auto& [id, session] : sessions_) {
        if (session->owner() == caller && !session->closing()) {
            session->set_closing();
            vault_.send(wire::FrontCloseSession{.session = id, .reason = wire::CloseReason::caller_left});
        }
    }
}

void Desk::know_uid(const std::shared_ptr<Caller>& caller,
                    std::function<void(std::optional<std::uint32_t>)> then) {
    if (caller->uid) {
        then(caller->uid);
        return;
    }
    bus_.ask_uid(caller->name, [caller, then = std::move(then)](std::optional<std::uint32_t> uid) {
        caller->uid = uid;
        then(uid);
    });
}

void Desk::if_allowed(const std::shared_ptr<Caller>& caller, Action action, std::string_view word,
                      std::function<void(bool)> then) {
    know_uid(caller, [this, caller, action, word, then = std::move(then)](std::optional<std::uint32_t> uid) {
        if (!uid) {
            then(false);
            return;
        }
        permission_.ask(caller->name, *uid, action, [this, uid, word, then](bool allowed) {
            if (!allowed) {
                note_refusal(*uid, word);
            }
            then(allowed);
        });
    });
}

void Desk::note_refusal(std::uint32_t uid, std::string_view word) {
    if (const auto report = refusals_.note(uid, word, loop::Clock::now())) {
        vault_.send(*report);
    }
    send_due_refusals();
}

void Desk::send_due_refusals() {
    const auto now = loop::Clock::now();
    for (const wire::FrontReportRefusal& report : refusals_.due(now)) {
        vault_.send(report);
    }
    const auto next = refusals_.next_due();
    if (next && !refusal_timer_) {
        refusal_timer_ = loop_.after(*next - now, [this] {
            refusal_timer_.reset();
            send_due_refusals();
        });
    }
}

SessionObject* Desk::find(const policy::SessionId& id) {
    const auto found = sessions_.find(id);
    return found == sessions_.end() ? nullptr : found->second.get();
}

}  // namespace tsuitate::front
