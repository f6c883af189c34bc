// Desk: takes the callers' requests to the vault and its answers back. Owns the sessions, the open calls and
// the sums of refusals. Checks arguments, owner and permission before the vault hears anything; never sees a
// PIN, never keeps an outcome.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/front/bus.hpp"
#include "daemon/front/caller.hpp"
#include "daemon/front/errors.hpp"
#include "daemon/front/permission.hpp"
#include "daemon/front/refusals.hpp"
#include "daemon/front/requests.hpp"
#include "daemon/front/session_object.hpp"
#include "daemon/front/vault_link.hpp"
#include "daemon/loop/loop.hpp"
#include "policy/policy.hpp"

namespace tsuitate::front {

// What a clerk's request names, all of the policy's lists.
struct AssistanceNames {
    std::string clerk;
    std::string reason;
    std::string help;
};
// "clerks", "reasons", "helps", "observers": names, and what people call them.
using AssistanceChoices = std::map<std::string, std::vector<sdbus::Struct<std::string, std::string>>>;
AssistanceChoices choices_of(const policy::AssistanceRules& rules, policy::Language language);

// What people and programs may know of a PIN, by the names of docs/dbus-api.md. Nothing of it is secret.
using PinDescription = std::map<std::string, sdbus::Variant>;
PinDescription description_of(const policy::PinKind& kind, policy::Language language);

class Desk {
  public:
    using Devices = std::vector<std::map<std::string, sdbus::Variant>>;

    Desk(loop::Loop& loop, Bus& bus, VaultLink& vault, const policy::Policy& policy);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    // From the bus. `sender` is the unique name that the bus put into the message.
    void open_session(const std::string& sender, const std::string& procedure, const std::string& language,
                      bool no_options, sdbus::Result<sdbus::ObjectPath>&& result);
    void list_devices(const std::string& sender, sdbus::Result<Devices>&& result,
                      std::function<Devices()> devices);
    // Calls `reply.read` once the reading is allowed and recorded.
    // `request` as it goes to the vault, but for its number and the caller.
    void read_log(const std::string& sender, wire::FrontReadLog request, LogReply reply);
    // Calls `reply.read` once it is allowed.
    void read_panel_history(const std::string& sender, LogReply reply);
    void calibrate(const std::string& sender, const std::string& tool, std::uint32_t points,
                   const std::string& language, sdbus::Result<std::string, double>&& result);
    void enter_pin(const policy::SessionId& id, const std::string& sender, const std::string& kind,
                   sdbus::Result<std::string>&& result);
    void send_command(const policy::SessionId& id, const std::string& sender,
                      const std::vector<std::uint8_t>& apdu,
                      sdbus::Result<std::vector<std::uint8_t>>&& result);
    void close_session(const policy::SessionId& id, const std::string& sender, sdbus::Result<>&& result);
    void describe_pin(const std::string& sender, const std::string& kind, const std::string& language,
                      sdbus::Result<PinDescription>&& result);
    void list_assistance(const std::string& sender, const std::string& language,
                         sdbus::Result<AssistanceChoices>&& result);
    void request_assistance(const policy::SessionId& id, const std::string& sender,
                            const AssistanceNames& names, sdbus::Result<std::string>&& result);
    void end_assistance(const policy::SessionId& id, const std::string& sender, sdbus::Result<>&& result);
    void announce_observer(const policy::SessionId& id, const std::string& sender, const std::string& role,
                           sdbus::Result<std::string>&& result);
    void observer_left(const policy::SessionId& id, const std::string& sender, sdbus::Result<>&& result);
    void on_caller_left(const std::string& unique_name);

    // From the vault.
    void on(const wire::VaultAnswerOpen& answer);
    void on(const wire::VaultTellProgress& message);
    void on(const wire::VaultEndEntry& answer);
    void on(const wire::VaultAnswerCommand& answer);
    void on(const wire::VaultEndSession& message);
    void on(const wire::VaultAnswerLog& answer);
    void on(const wire::VaultAnswerCalibration& answer);
    void on(const wire::VaultAnswerAssistance& answer);
    void on(const wire::VaultAnswerObserver& answer);
    void on(const wire::VaultTellAssistance& message);
    void on(const wire::VaultTellReceipt& message);

    // Answers every open call with an error and ends every session: the last thing before the exit.
    void give_up();

  private:
    struct CloseCall {
        Ticket ticket;
        sdbus::Result<> result;
        policy::SessionId session;
    };

    template <typename Result>
    std::optional<Ticket> admit(const std::string& sender, Result& result);
    // Nothing, and the call refused, unless the session lives and the caller owns it.
    template <typename Call>
    SessionObject* own_session(const std::shared_ptr<Call>& call, std::string_view word);
    template <typename Call>
    void ask_for_session(const std::shared_ptr<Call>& call, std::string_view word, std::function<void()> go);

    template <typename Message>
    void tell_session(std::string_view word, const policy::SessionId& id, const std::string& sender,
                      sdbus::Result<>&& result, const Message& message);
    template <typename Call, typename Answer>
    void settle_question(const Answer& answer, std::string_view said);
    // Takes the call that an answer is for. Nothing when there is none; a number that was never sent is
    // nonsense.
    template <typename Call>
    std::optional<Call> call_for(std::uint32_t number) {
        auto taken = requests_.take<Call>(number);
        if (auto* call = std::get_if<Call>(&taken)) {
            return std::optional<Call>(std::move(*call));
        }
        if (std::get<NoCall>(taken) == NoCall::never_asked) {
            vault_.break_off("the vault answered what it was not asked");
        }
        return std::nullopt;
    }

    void know_uid(const std::shared_ptr<Caller>& caller,
                  std::function<void(std::optional<std::uint32_t>)> then);
    void if_allowed(const std::shared_ptr<Caller>& caller, Action action, std::string_view word,
                    std::function<void(bool)> then);
    void note_refusal(std::uint32_t uid, std::string_view word);
    void send_due_refusals();

    SessionObject* find(const policy::SessionId& id);
    void publish(OpenCall call, const policy::SessionId& id);
    void answer_closers(const policy::SessionId& id);
    static void refuse_all(const std::vector<Requests::Call>& calls, const CallError& error);

    loop::Loop& loop_;
    Bus& bus_;
    VaultLink& vault_;
    const policy::Policy& policy_;
    Callers callers_;
    Requests requests_;
    Refusals refusals_;
    std::optional<loop::Loop::TimerId> refusal_timer_;
    std::map<policy::SessionId, std::unique_ptr<SessionObject>> sessions_;
    std::list<CloseCall> closers_;
    Permission permission_;
};

}  // namespace tsuitate::front
