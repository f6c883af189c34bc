// Service: the counter app's way to Tsuitate. Owns two threads, for the client library waits: one follows the
// status, one leads a session or a calibration. What happens is told as events, in those threads. It asks; it
// has nothing to answer with.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include "client/counter_app/event.hpp"
#include "client/counter_app/mailbox.hpp"

namespace tsuitate::counter_app {

struct Start {
    std::string pin_kind;
    std::string procedure;
    std::optional<client::Language> panel_language;
};
struct Stop {};
struct AskHelp {
    std::string clerk;
    std::string reason;
    std::string help;
};
struct EndHelp {};
struct Announce {
    std::string role;
};
struct ObserverHasLeft {};
struct Calibrate {
    client::Language panel_language{};
};
using Command = std::variant<Start, Stop, AskHelp, EndHelp, Announce, ObserverHasLeft, Calibrate>;

class Service {
  public:
    using Tell = std::function<void(Event)>;

    // `language`: of the titles in the lists.
    Service(client::Language language, Tell tell);
    // Ends the session, if there is one.
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    void send(const Command& command);

  private:
    void follow_status();
    bool follow_until_lost();
    void lead();
    void lead_session(const Start& start);
    void in_session(client::Session& session, const Command& command);
    void calibrate(const Calibrate& wanted);
    client::Waiting waiting_for(client::Session& session);
    // False when this program ends.
    bool pause(int also_readable, int milliseconds) const;

    client::Language language_;
    Tell tell_;
    Mailbox<Command> commands_;
    Mailbox<int> end_;  // readable when this program ends; never taken from
    std::thread follower_;
    std::thread leader_;
};

}  // namespace tsuitate::counter_app
