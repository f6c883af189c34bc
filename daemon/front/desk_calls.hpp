// What every call of a session goes through: the right to wait for an answer, whose session it is, and
// whether this user may. Private to the desk's own files.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "daemon/front/desk.hpp"
#include "daemon/front/reply.hpp"

namespace tsuitate::front {

template <typename Result>
std::optional<Ticket> Desk::admit(const std::string& sender, Result& result) {
    auto ticket = callers_.admit(sender);
    if (!ticket) {
        refuse(result, errors::too_many_calls());
    }
    return ticket;
}

template <typename Call>
SessionObject* Desk::own_session(const std::shared_ptr<Call>& call, std::string_view word) {
    SessionObject* session = find(call->session);
    if (session == nullptr) {
        refuse(call->result, errors::no_session());
        return nullptr;
    }
    if (session->owner() == call->ticket.caller()) {
        return session;
    }
    know_uid(call->ticket.caller(), [this, call, word](std::optional<std::uint32_t> uid) {
        if (uid) {
            note_refusal(*uid, word);
        }
        refuse(call->result, errors::not_the_owner());
    });
    return nullptr;
}

template <typename Call>
void Desk::ask_for_session(const std::shared_ptr<Call>& call, std::string_view word,
                           std::function<void()> go) {
    if (own_session(call, word) == nullptr) {
        return;
    }
    if_allowed(call->ticket.caller(), Action::use, word, [this, call, go = std::move(go)](bool allowed) {
        if (!allowed) {
            return refuse(call->result, errors::access_denied());
        }
        // It may have ended while the permission was asked for.
        const SessionObject* session = find(call->session);
        if (session == nullptr || session->closing()) {
            return refuse(call->result, errors::no_session());
        }
        go();
    });
}

}  // namespace tsuitate::front
