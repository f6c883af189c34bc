// The part of the desk that is about help and observers. It carries names of the policy's lists to the vault
// and the citizen's answer back; there is nothing here by which a caller could answer.
#include <array>
#include <string>
#include <utility>
#include <variant>

#include "daemon/front/arguments.hpp"
#include "daemon/front/desk_calls.hpp"

namespace tsuitate::front {
namespace {

CallError error_of(wire::AskAnswer answer) {
    switch (answer) {
        case wire::AskAnswer::busy:
            return errors::busy();
        case wire::AskAnswer::no_entry:
            return errors::no_entry();
        case wire::AskAnswer::no_session:
            return errors::no_session();
        case wire::AskAnswer::answered:
            break;
    }
    return errors::failed();
}

}  // namespace

void Desk::list_assistance(const std::string& sender, const std::string& language,
                           sdbus::Result<AssistanceChoices>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    const auto tongue = language_from(language);
    if (const auto* error = std::get_if<CallError>(&tongue)) {
        return refuse(result, *error);
    }
    struct ListCall {
        Ticket ticket;
        sdbus::Result<AssistanceChoices> result;
    };
    auto call = std::make_shared<ListCall>(ListCall{std::move(*ticket), std::move(result)});
    if_allowed(call->ticket.caller(), Action::look, "list-assistance",
               [this, call, tongue = std::get<policy::Language>(tongue)](bool allowed) {
                   if (!allowed) {
                       return refuse(call->result, errors::access_denied());
                   }
                   reply(call->result, choices_of(policy_.assistance, tongue));
               });
}

void Desk::request_assistance(const policy::SessionId& id, const std::string& sender,
                              const AssistanceNames& names, sdbus::Result<std::string>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    const std::array given = {name_from("clerk", names.clerk), name_from("reason", names.reason),
                              name_from("help", names.help)};
    for (const auto& one : given) {
        if (const auto* error = std::get_if<CallError>(&one)) {
            return refuse(result, *error);
        }
    }
    wire::FrontRequestAssistance request{.session = id,
                                         .clerk = std::get<wire::Name>(given[0]),
                                         .reason = std::get<wire::Name>(given[1]),
                                         .help = std::get<wire::Name>(given[2])};
    auto call = std::make_shared<AssistanceCall>(AssistanceCall{{std::move(*ticket), std::move(result), id}});
    ask_for_session(call, "request-assistance", [this, call, request]() mutable {
        const policy::AssistanceRules& rules = policy_.assistance;
        if (rules.clerk(request.clerk.view()) == 0 || rules.reason(request.reason.view()) == nullptr ||
            rules.help(request.help.view()) == nullptr) {
            return refuse(call->result, errors::unknown_choice());
        }
        request.request = requests_.add(std::move(*call));
        vault_.send(request);
    });
}

// Ending is always safe, and needs no permission beyond being the owner.
void Desk::end_assistance(const policy::SessionId& id, const std::string& sender, sdbus::Result<>&& result) {
    tell_session("end-assistance", id, sender, std::move(result), wire::FrontEndAssistance{.session = id});
}

void Desk::announce_observer(const policy::SessionId& id, const std::string& sender, const std::string& role,
                             sdbus::Result<std::string>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    const auto name = name_from("role", role);
    if (const auto* error = std::get_if<CallError>(&name)) {
        return refuse(result, *error);
    }
    auto call = std::make_shared<ObserverCall>(ObserverCall{{std::move(*ticket), std::move(result), id}});
    ask_for_session(call, "announce-observer", [this, call, name = std::get<wire::Name>(name)] {
        if (policy_.assistance.observer(name.view()) == 0) {
            return refuse(call->result, errors::unknown_choice());
        }
        wire::FrontAnnounceObserver request{.session = call->session, .role = name};
        request.request = requests_.add(std::move(*call));
        vault_.send(request);
    });
}

void Desk::observer_left(const policy::SessionId& id, const std::string& sender, sdbus::Result<>&& result) {
    tell_session("observer-left", id, sender, std::move(result), wire::FrontObserverLeft{.session = id});
}

template <typename Message>
void Desk::tell_session(std::string_view word, const policy::SessionId& id, const std::string& sender,
                        sdbus::Result<>&& result, const Message& message) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    auto call = std::make_shared<CloseCall>(CloseCall{std::move(*ticket), std::move(result), id});
    if (own_session(call, word) != nullptr) {
        vault_.send(message);
        reply(call->result);
    }
}

template <typename Call, typename Answer>
void Desk::settle_question(const Answer& answer, std::string_view said) {
    const auto call = call_for<Call>(answer.request);
    if (!call) {
        return;
    }
    if (call->session != answer.session) {
        refuse(call->result, errors::failed());
        return vault_.break_off("the vault answered for another session");
    }
    if (answer.answer != wire::AskAnswer::answered) {
        return refuse(call->result, error_of(answer.answer));
    }
    reply(call->result, std::string(said));
}

void Desk::on(const wire::VaultAnswerAssistance& answer) {
    settle_question<AssistanceCall>(answer, policy::name_of(answer.consent));
}

void Desk::on(const wire::VaultAnswerObserver& answer) {
    settle_question<ObserverCall>(answer, policy::name_of(answer.observer));
}

void Desk::on(const wire::VaultTellAssistance& message) {
    if (SessionObject* session = find(message.session)) {
        session->tell_assistance(message.news, message.seconds, message.tries_left);
    }
}

void Desk::on(const wire::VaultTellReceipt& message) {
    if (SessionObject* session = find(message.session)) {
        session->tell_receipt(message.number.view());
    }
}

AssistanceChoices choices_of(const policy::AssistanceRules& rules, policy::Language language) {
    AssistanceChoices choices;
    const auto add = [&](const char* what, const auto& list) {
        auto& names = choices[what];
        for (const auto& one : list) {
            names.emplace_back(one.name, one.title.in(language));
        }
    };
    add("clerks", rules.staff);
    add("reasons", rules.reasons);
    add("helps", rules.helps);
    add("observers", rules.observers);
    return choices;
}

}  // namespace tsuitate::front
