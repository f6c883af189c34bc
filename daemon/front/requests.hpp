// Requests: the calls that the vault has not yet answered, by the number that its answer repeats. Owns the
// callers' replies until then.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "client/dbus/sdbus_version.hpp"
#include "daemon/front/caller.hpp"
#include "daemon/front/errors.hpp"
#include "policy/session/session_id.hpp"

namespace tsuitate::front {

struct OpenCall {
    Ticket ticket;
    sdbus::Result<sdbus::ObjectPath> result;
    std::string procedure;
};
struct EntryCall {
    Ticket ticket;
    sdbus::Result<std::string> result;
    policy::SessionId session;
};
struct CommandCall {
    Ticket ticket;
    sdbus::Result<std::vector<std::uint8_t>> result;
    policy::SessionId session;
};

// A reading of the log: what to do when it is recorded, and how to refuse it.
struct LogReply {
    std::function<void()> read;
    std::function<void(const CallError&)> refuse;
};
inline void refuse(const LogReply& reply, const CallError& why) {
    reply.refuse(why);
}
struct LogCall {
    Ticket ticket;
    LogReply result;
};

struct CalibrationCall {
    Ticket ticket;
    sdbus::Result<std::string, double> result;
};

// A question that the citizen answers on the panel. Two types, so that no answer settles the other's call.
struct QuestionCall {
    Ticket ticket;
    sdbus::Result<std::string> result;
    policy::SessionId session;
};
struct AssistanceCall : QuestionCall {};
struct ObserverCall : QuestionCall {};

// An answer to no open call: one given up when its session ended, or a number that was never sent.
enum class NoCall : std::uint8_t { given_up, never_asked };

class Requests {
  public:
    using Call = std::variant<OpenCall, EntryCall, CommandCall, LogCall, CalibrationCall, AssistanceCall,
                              ObserverCall>;

    // The number under which the vault is asked.
    std::uint32_t add(Call call);

    // `T` is the kind of call that the answer is for; an answer of another kind was never asked for.
    template <typename T>
    std::variant<T, NoCall> take(std::uint32_t number) {
        const auto found = calls_.find(number);
        if (found == calls_.end()) {
            return number != 0 && number <= last_number_ ? NoCall::given_up : NoCall::never_asked;
        }
        if (!std::holds_alternative<T>(found->second)) {
            return NoCall::never_asked;
        }
        std::variant<T, NoCall> taken = std::get<T>(std::move(found->second));
        calls_.erase(found);
        return taken;
    }

    // The calls that the end of this session leaves without an answer.
    std::vector<Call> give_up(const policy::SessionId& session);
    std::vector<Call> give_up_all();

    std::size_t open() const { return calls_.size(); }

  private:
    std::map<std::uint32_t, Call> calls_;
    std::uint32_t last_number_ = 0;
};

}  // namespace tsuitate::front
