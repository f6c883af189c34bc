#include "client/counter_app/service.hpp"

#include <poll.h>

#include <array>
#include <optional>
#include <type_traits>

namespace tsuitate::counter_app {

Service::Service(client::Language language, Tell tell)
    : language_(language),
      tell_(std::move(tell)),
      follower_([this] { follow_status(); }),
      leader_([this] { lead(); }) {}

Service::~Service() {
    end_.put(0);
    follower_.join();
    leader_.join();
}

void Service::send(const Command& command) {
    commands_.put(command);
}

bool Service::pause(int also_readable, int milliseconds) const {
    std::array<pollfd, 2> watched{{{.fd = end_.descriptor(), .events = POLLIN, .revents = 0},
                                   {.fd = also_readable, .events = POLLIN, .revents = 0}}};
    poll(watched.data(), watched.size(), milliseconds);
    return watched[0].revents == 0;
}

// ------------------------------------------------------------ the status

void Service::follow_status() {
    constexpr int before_next_try = 1000;
    while (follow_until_lost()) {
        tell_(ServiceLost{});
        if (!pause(-1, before_next_try)) {
            return;
        }
    }
}

// False when this program ends.
bool Service::follow_until_lost() {
    auto connected = client::Counter::connect();
    auto* counter = std::get_if<client::Counter>(&connected);
    if (counter == nullptr) {
        return true;
    }
    auto kinds = counter->pin_kinds();
    auto choices = counter->assistance_choices(language_);
    if (const auto* error = std::get_if<client::Error>(&choices)) {
        if (error->kind == client::ErrorKind::not_reachable) {
            return true;
        }
        tell_(Failed{*error});
    }
    if (std::holds_alternative<client::Error>(kinds)) {
        return true;
    }
    ListsTold lists{.pin_kinds = std::get<std::vector<std::string>>(std::move(kinds)), .choices = {}};
    if (auto* told = std::get_if<client::AssistanceChoices>(&choices)) {
        lists.choices = std::move(*told);
    }
    tell_(std::move(lists));
    const auto lost = counter->watch([this](const client::Status& status) { tell_(StatusTold{status}); },
                                     end_.descriptor());
    return lost.has_value();
}

// ------------------------------------------------------------ sessions

void Service::lead() {
    while (pause(commands_.descriptor(), -1)) {
        for (const Command& command : commands_.take()) {
            if (const auto* start = std::get_if<Start>(&command)) {
                lead_session(*start);
            } else if (const auto* wanted = std::get_if<Calibrate>(&command)) {
                calibrate(*wanted);
            }
        }
    }
}

void Service::lead_session(const Start& start) {
    auto connected = client::Counter::connect();
    if (const auto* error = std::get_if<client::Error>(&connected)) {
        return tell_(Failed{*error});
    }
    auto opened = std::get<client::Counter>(connected).open_session(start.procedure, start.panel_language);
    if (const auto* error = std::get_if<client::Error>(&opened)) {
        return tell_(Failed{*error});
    }
    auto& session = std::get<client::Session>(opened);
    tell_(SessionOpened{});
    const client::Waiting waiting = waiting_for(session);
    const auto entered = session.enter_pin(start.pin_kind, waiting);
    if (const auto* outcome = std::get_if<client::Outcome>(&entered)) {
        tell_(EntryEnded{*outcome});
        if (const auto error = session.close(waiting)) {
            tell_(Failed{*error});
        }
    } else {
        tell_(Failed{std::get<client::Error>(entered)});
    }
    tell_(SessionEnded{});
}

client::Waiting Service::waiting_for(client::Session& session) {
    client::Waiting waiting;
    waiting.on_progress = [this](client::Progress progress) { tell_(ProgressTold{progress}); };
    waiting.on_told = [this](const client::AssistanceTold& told) { tell_(HelpTold{told}); };
    waiting.on_assistance = [this](const client::Expected<client::ConsentAnswer>& answer) {
        tell_(HelpAnswered{answer});
    };
    waiting.on_observer = [this](const client::Expected<client::ObserverAnswer>& answer) {
        tell_(ObserverAnswered{answer});
    };
    waiting.on_receipt = [this](const std::string& number) { tell_(ReceiptTold{number}); };
    waiting.on_wake = [this, &session] {
        for (const Command& command : commands_.take()) {
            in_session(session, command);
        }
    };
    waiting.wake_descriptor = commands_.descriptor();
    waiting.stop_descriptor = end_.descriptor();
    return waiting;
}

void Service::in_session(client::Session& session, const Command& command) {
    const auto error = std::visit(
        [&session](const auto& one) -> std::optional<client::Error> {
            using T = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<T, Stop>) {
                return session.begin_close();
            } else if constexpr (std::is_same_v<T, AskHelp>) {
                return session.request_assistance(one.clerk, one.reason, one.help);
            } else if constexpr (std::is_same_v<T, EndHelp>) {
                return session.end_assistance();
            } else if constexpr (std::is_same_v<T, Announce>) {
                return session.announce_observer(one.role);
            } else if constexpr (std::is_same_v<T, ObserverHasLeft>) {
                return session.observer_left();
            } else {
                return std::nullopt;  // the window offers neither while a session lasts
            }
        },
        command);
    if (error) {
        tell_(Failed{*error});
    }
}

void Service::calibrate(const Calibrate& wanted) {
    constexpr unsigned points = 5;
    auto connected = client::Counter::connect();
    if (const auto* error = std::get_if<client::Error>(&connected)) {
        return tell_(Failed{*error});
    }
    const auto ended =
        std::get<client::Counter>(connected).calibrate("finger", points, wanted.panel_language);
    if (const auto* error = std::get_if<client::Error>(&ended)) {
        return tell_(Failed{*error});
    }
    tell_(CalibrationEnded{std::get<client::Calibration>(ended)});
}

}  // namespace tsuitate::counter_app
