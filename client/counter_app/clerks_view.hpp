// ClerksView: what a clerk is shown, worked out from what happened. Events in, a View out; no window, no bus,
// no clock of its own. It holds no secret: none reaches this program.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "client/counter_app/event.hpp"
#include "client/counter_app/texts.hpp"

namespace tsuitate::counter_app {

using Moment = std::chrono::steady_clock::time_point;

// How the headline looks: never by colour alone, its words say the same.
enum class Tone { calm, waiting, attention, good };

struct View {
    std::string headline;
    std::string detail;
    Tone tone = Tone::calm;
    std::string banner;  // how the panel answers, and what is to be done
    bool panel_wants_care = false;
    bool panel_urgent = false;
    std::vector<std::string> notes;  // what the citizen lets the clerk know, newest last
    std::string outcome;
    std::string receipt;
    std::optional<double> time_left;  // of the help: 1 at its begin, 0 at its end
    std::string time_text;
    bool can_start = false;
    bool can_stop = false;
    bool can_ask = false;
    bool can_end_help = false;
    bool question_is_open = false;  // ending help takes the question back
    bool can_announce = false;
    bool can_say_observer_left = false;
    bool can_calibrate = false;
    friend bool operator==(const View&, const View&) = default;
};

class ClerksView {
  public:
    explicit ClerksView(client::Language language) : language_(language), texts_(texts_in(language)) {}

    void take(const Event& event, Moment now);
    View view(Moment now) const;

  private:
    enum class Stage { none, opening, at_panel, entering, afterwards, ending };
    enum class Help { none, asked, shown, agreed, over };
    enum class Observer { none, asked, present };

    void on(const StatusTold& event, Moment now);
    void on(const ServiceLost& event, Moment now);
    void on(const ListsTold& event, Moment now);
    void on(const SessionOpened& event, Moment now);
    void on(const ProgressTold& event, Moment now);
    void on(const HelpTold& event, Moment now);
    void on(const HelpAnswered& event, Moment now);
    void on(const ObserverAnswered& event, Moment now);
    void on(const EntryEnded& event, Moment now);
    void on(const ReceiptTold& event, Moment now);
    void on(const SessionEnded& event, Moment now);
    void on(const CalibrationEnded& event, Moment now);
    void on(const Failed& event, Moment now);
    void on(const StartAsked& event, Moment now);
    void on(const StopAsked& event, Moment now);
    void on(const HelpAsked& event, Moment now);
    void on(const HelpEndAsked& event, Moment now);
    void on(const ObserverAsked& event, Moment now);
    void on(const ObserverGone& event, Moment now);
    void on(const CalibrationAsked& event, Moment now);

    void note(std::string text);
    void forget_session();
    void say_state(View& view) const;
    void say_session(View& view) const;
    void say_panel(View& view) const;
    void say_help(View& view, Moment now) const;
    void allow(View& view) const;
    bool serves() const { return status_ && (status_->state == "ready" || status_->state == "busy"); }

    client::Language language_;
    const Texts& texts_;
    std::optional<client::Status> status_;
    bool lost_ = false;
    bool lists_ = false;
    bool calibrating_ = false;
    Stage stage_ = Stage::none;
    bool card_awaited_ = false;
    bool at_help_ = false;  // the citizen looks at the help of the panel
    enum class Wish { none, clerk, alone } wish_ = Wish::none;
    Help help_ = Help::none;
    std::string helper_;        // the clerk who was named
    std::string kind_of_help_;  // and what they would do
    Moment help_began_;
    std::chrono::seconds help_lasts_{0};
    Observer observer_ = Observer::none;
    std::string role_;
    std::vector<std::string> notes_;
    std::string outcome_;
    bool verified_ = false;
    std::string receipt_;
};

}  // namespace tsuitate::counter_app
