#include "client/counter_app/clerks_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace tsuitate::counter_app {
namespace {

// Fills the places of a text of ours with what they stand for.
std::string filled(std::string text, const std::vector<std::string>& values) {
    std::size_t from = 0;
    for (const std::string& value : values) {
        const std::size_t place = text.find('%', from);
        if (place == std::string::npos) {
            break;
        }
        text.replace(place, 2, value);
        from = place + value.size();
    }
    return text;
}

std::string millimetres(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
}

}  // namespace

void ClerksView::take(const Event& event, Moment now) {
    std::visit([this, now](const auto& one) { on(one, now); }, event);
}

void ClerksView::on(const StatusTold& event, Moment) {
    status_ = event.status;
    lost_ = false;
}

void ClerksView::on(const ServiceLost&, Moment) {
    lost_ = true;
    status_.reset();
}

void ClerksView::on(const ListsTold&, Moment) {
    lists_ = true;
}

void ClerksView::on(const StartAsked&, Moment) {
    forget_session();
    notes_.clear();
    outcome_.clear();
    receipt_.clear();
    verified_ = false;
    stage_ = Stage::opening;
}

void ClerksView::on(const SessionOpened&, Moment) {
    stage_ = Stage::at_panel;
}

void ClerksView::on(const ProgressTold& event, Moment) {
    card_awaited_ = event.progress == client::Progress::waiting_for_card;
    at_help_ = event.progress == client::Progress::needs_help;
    if (event.progress == client::Progress::entering) {
        stage_ = Stage::entering;
        wish_ = wish_ == Wish::clerk ? Wish::none : wish_;  // the citizen goes on without one
    }
}

void ClerksView::on(const HelpTold& event, Moment now) {
    switch (event.told.news) {
        case client::AssistanceNews::called:
            wish_ = Wish::clerk;
            note(texts_.called);
            break;
        case client::AssistanceNews::left_alone:
            wish_ = Wish::alone;
            note(texts_.left_alone);
            break;
        case client::AssistanceNews::asking:
            help_ = Help::shown;
            break;
        case client::AssistanceNews::agreed:
            help_ = Help::agreed;
            help_began_ = now;
            help_lasts_ = std::chrono::seconds(event.told.seconds);
            break;
        case client::AssistanceNews::ended:
            help_ = Help::over;
            break;
        case client::AssistanceNews::tries_shown:
            note(filled(texts_.tries, {std::to_string(event.told.tries)}));
            break;
        case client::AssistanceNews::change_wanted:
            note(texts_.change_wanted);
            break;
    }
}

void ClerksView::on(const HelpAnswered& event, Moment now) {
    if (const auto* error = std::get_if<client::Error>(&event.answer)) {
        help_ = Help::none;
        on(Failed{*error}, now);
        return;
    }
    const auto answer = std::get<client::ConsentAnswer>(event.answer);
    note(sentence_on(answer, language_));
    // How long help lasts comes as news; without it there is none.
    if (answer != client::ConsentAnswer::agreed && help_ != Help::over) {
        help_ = Help::none;
    }
}

void ClerksView::on(const ObserverAnswered& event, Moment now) {
    if (const auto* error = std::get_if<client::Error>(&event.answer)) {
        observer_ = Observer::none;
        on(Failed{*error}, now);
        return;
    }
    const auto answer = std::get<client::ObserverAnswer>(event.answer);
    note(sentence_on(answer, language_));
    observer_ = answer == client::ObserverAnswer::accepted ? Observer::present : Observer::none;
}

void ClerksView::on(const EntryEnded& event, Moment) {
    outcome_ = sentence_on(event.outcome, language_);
    verified_ = event.outcome == client::Outcome::verified;
    stage_ = help_ == Help::over || help_ == Help::agreed ? Stage::afterwards : Stage::ending;
    help_ = Help::none;
}

void ClerksView::on(const ReceiptTold& event, Moment) {
    receipt_ = filled(texts_.receipt, {event.number});
}

void ClerksView::on(const SessionEnded&, Moment) {
    forget_session();
}

void ClerksView::on(const CalibrationEnded& event, Moment) {
    calibrating_ = false;
    note(event.calibration.result == "done"
             ? filled(texts_.calibrated, {millimetres(event.calibration.worst)})
             : texts_.not_calibrated);
}

void ClerksView::on(const Failed& event, Moment) {
    calibrating_ = false;
    if (stage_ == Stage::opening) {
        stage_ = Stage::none;
    }
    note(event.error.message);
}

void ClerksView::on(const StopAsked&, Moment) {
    stage_ = Stage::ending;
}

void ClerksView::on(const HelpAsked& event, Moment) {
    help_ = Help::asked;
    helper_ = event.clerk;
    kind_of_help_ = event.help;
}

void ClerksView::on(const HelpEndAsked&, Moment) {
    if (help_ == Help::agreed) {
        help_ = Help::over;
    }
}

void ClerksView::on(const ObserverAsked& event, Moment) {
    observer_ = Observer::asked;
    role_ = event.role;
}

void ClerksView::on(const ObserverGone&, Moment) {
    observer_ = observer_ == Observer::present ? Observer::none : observer_;
}

void ClerksView::on(const CalibrationAsked&, Moment) {
    notes_.clear();
    calibrating_ = true;
}

// The same again is not said twice in a row.
void ClerksView::note(std::string text) {
    constexpr std::size_t most = 5;
    if (notes_.empty() || notes_.back() != text) {
        notes_.push_back(std::move(text));
    }
    if (notes_.size() > most) {
        notes_.erase(notes_.begin());
    }
}

void ClerksView::forget_session() {
    stage_ = Stage::none;
    help_ = Help::none;
    observer_ = Observer::none;
    card_awaited_ = false;
    at_help_ = false;
    wish_ = Wish::none;
}

View ClerksView::view(Moment now) const {
    View view;
    view.notes = notes_;
    view.outcome = outcome_;
    view.receipt = receipt_;
    say_state(view);
    say_help(view, now);
    say_panel(view);
    if (observer_ == Observer::present) {
        view.notes.push_back(filled(texts_.observer_present, {role_}));
    }
    allow(view);
    return view;
}

void ClerksView::say_state(View& view) const {
    const auto say = [&view](const std::string& headline, const std::string& detail, Tone tone) {
        view.headline = headline;
        view.detail = detail;
        view.tone = tone;
    };
    if (lost_) {
        say(texts_.unreachable, texts_.unreachable_detail, Tone::attention);
    } else if (!status_) {
        say(texts_.connecting, "", Tone::calm);
    } else if (status_->state == "starting") {
        say(texts_.starting, "", Tone::calm);
    } else if (status_->state == "out-of-service") {
        say(texts_.out_of_service, filled(texts_.fault_detail, {std::to_string(status_->fault_code)}),
            Tone::attention);
    } else if (calibrating_) {
        say(texts_.calibrating, texts_.calibrating_detail, Tone::waiting);
    } else if (stage_ != Stage::none) {
        say_session(view);
    } else if (status_->state == "busy" && !receipt_.empty()) {
        say(texts_.receipt_shown, texts_.receipt_detail, Tone::waiting);
    } else if (status_->state == "busy") {
        say(texts_.busy_elsewhere, "", Tone::waiting);
    } else {
        const char* card = status_->card == "present" ? texts_.card_present : texts_.no_card;
        say(texts_.ready, std::string(texts_.ready_detail) + " " + card, verified_ ? Tone::good : Tone::calm);
    }
}

void ClerksView::say_session(View& view) const {
    const auto say = [&view](const char* headline, const std::string& detail, Tone tone) {
        view.headline = headline;
        view.detail = detail;
        view.tone = tone;
    };
    if (stage_ == Stage::afterwards) {
        say(texts_.afterwards, texts_.afterwards_detail, Tone::waiting);
    } else if (help_ == Help::asked || help_ == Help::shown) {
        const std::string question = filled(texts_.asking_detail, {helper_, kind_of_help_});
        say(texts_.asking_help, help_ == Help::shown ? question + "\n" + texts_.asking_shown : question,
            Tone::waiting);
    } else if (help_ == Help::agreed) {
        say(texts_.helping, filled(texts_.helping_detail, {kind_of_help_}), Tone::attention);
    } else if (observer_ == Observer::asked) {
        say(texts_.asking_observer, filled(texts_.observer_detail, {role_}), Tone::waiting);
    } else if (stage_ == Stage::opening) {
        say(texts_.opening, "", Tone::calm);
    } else if (card_awaited_ && status_->card != "present") {
        say(texts_.waiting_for_card, texts_.no_card, Tone::waiting);
    } else if (wish_ == Wish::clerk) {
        say(texts_.called, texts_.called_detail, Tone::attention);
    } else if (at_help_) {
        say(texts_.needs_help, texts_.stay_away, Tone::waiting);
    } else if (wish_ == Wish::alone) {
        say(texts_.left_alone, texts_.stay_away, Tone::calm);
    } else {
        say(stage_ == Stage::entering ? texts_.entering : texts_.at_panel, texts_.stay_away, Tone::calm);
    }
}

void ClerksView::say_panel(View& view) const {
    if (!serves()) {
        return;
    }
    view.panel_wants_care = status_->panel != "ok" || status_->calibration_wanted;
    view.panel_urgent = status_->panel == "recalibrate" || status_->panel == "fault";
    if (status_->panel == "recalibrate") {
        view.banner = texts_.recalibrate;
    } else if (status_->panel == "fault") {
        view.banner = texts_.panel_fault;
    } else if (status_->calibration_wanted) {
        view.banner = texts_.calibration_wanted;
    } else if (status_->panel == "advise") {
        view.banner = texts_.advise;
    } else {
        view.banner = texts_.panel_ok;
    }
}

void ClerksView::say_help(View& view, Moment now) const {
    if (help_ != Help::agreed || help_lasts_.count() <= 0) {
        return;
    }
    const std::chrono::duration<double> spent = now - help_began_;
    const std::chrono::duration<double> lasts = help_lasts_;
    const double left = std::clamp(1.0 - spent / lasts, 0.0, 1.0);
    view.time_left = left;
    const long seconds = std::lround(left * lasts.count());
    view.time_text = filled(texts_.seconds_left, {std::to_string(seconds)});
}

void ClerksView::allow(View& view) const {
    const bool idle =
        stage_ == Stage::none && !calibrating_ && !lost_ && status_ && status_->state == "ready";
    const bool running = (stage_ == Stage::at_panel || stage_ == Stage::entering) && !lost_;
    const bool pending = help_ == Help::asked || help_ == Help::shown;
    view.can_start = idle && lists_;
    view.can_calibrate = idle;
    view.can_stop = running;
    view.can_ask = running && !pending && help_ != Help::agreed;
    view.question_is_open = running && pending;
    view.can_end_help = running && (pending || help_ == Help::agreed);
    view.can_announce = running && observer_ == Observer::none;
    view.can_say_observer_left = running && observer_ != Observer::none;
}

}  // namespace tsuitate::counter_app
