// Event: everything that the counter app's window can learn: from the service, and from the clerk's own hand.
// There is none that answers for the citizen.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "client/lib/counter.hpp"

namespace tsuitate::counter_app {

// From the service.
struct StatusTold {
    client::Status status;
};
struct ServiceLost {};
struct ListsTold {
    std::vector<std::string> pin_kinds;
    client::AssistanceChoices choices;
};
struct SessionOpened {};
struct ProgressTold {
    client::Progress progress{};
};
struct HelpTold {
    client::AssistanceTold told;
};
struct HelpAnswered {
    client::Expected<client::ConsentAnswer> answer;
};
struct ObserverAnswered {
    client::Expected<client::ObserverAnswer> answer;
};
struct EntryEnded {
    client::Outcome outcome{};
};
struct ReceiptTold {
    std::string number;
};
struct SessionEnded {};
struct CalibrationEnded {
    client::Calibration calibration;
};
// Something that the clerk asked for did not work.
struct Failed {
    client::Error error;
};

// From the clerk, when it has been handed to the service. Titles, as the clerk chose them.
struct StartAsked {};
struct StopAsked {};
struct HelpAsked {
    std::string clerk;
    std::string help;
};
struct HelpEndAsked {};
struct ObserverAsked {
    std::string role;
};
struct ObserverGone {};
struct CalibrationAsked {};

using Event = std::variant<StatusTold, ServiceLost, ListsTold, SessionOpened, ProgressTold, HelpTold,
                           HelpAnswered, ObserverAnswered, EntryEnded, ReceiptTold, SessionEnded,
                           CalibrationEnded, Failed, StartAsked, StopAsked, HelpAsked, HelpEndAsked,
                           ObserverAsked, ObserverGone, CalibrationAsked>;

}  // namespace tsuitate::counter_app
