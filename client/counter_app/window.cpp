#include "client/counter_app/window.hpp"

#include <string>

namespace tsuitate::counter_app {
namespace {

constexpr int gap = 10;
constexpr int margin = 14;
constexpr int width = 1000;
constexpr int height = 720;
constexpr unsigned refresh_milliseconds = 250;

// A group of widgets with a heading above it.
void make_group(Gtk::Box& box, const char* heading) {
    box.set_orientation(Gtk::Orientation::VERTICAL);
    box.set_spacing(gap);
    box.add_css_class("group");
    auto* label = Gtk::make_managed<Gtk::Label>(heading);
    label->set_xalign(0);
    label->add_css_class("heading");
    box.append(*label);
}

// The label is a widget of its own: only then is the button's name for a screen reader free of the
// underscore.
void label_button(Gtk::Button& button, Gtk::Label& label, const char* text) {
    label.set_text_with_mnemonic(text);
    label.set_mnemonic_widget(button);
    button.set_child(label);
}

void label_button(Gtk::Button& button, const char* text) {
    label_button(button, *Gtk::make_managed<Gtk::Label>(), text);
}

void make_button(Gtk::Box& row, Gtk::Button& button, const char* text) {
    label_button(button, text);
    button.set_hexpand(true);
    row.append(button);
}

void make_row(Gtk::Box& group, Gtk::Box& row) {
    row.set_spacing(gap);
    row.set_homogeneous(true);
    group.append(row);
}

const char* class_of(Tone tone) {
    switch (tone) {
        case Tone::calm:
            return "calm";
        case Tone::waiting:
            return "waiting";
        case Tone::attention:
            return "attention";
        case Tone::good:
            return "good";
    }
    return "calm";
}

void make_text(Gtk::Label& label, const char* css_class) {
    label.set_xalign(0);
    label.set_wrap(true);
    label.add_css_class(css_class);
}

}  // namespace

Window::Window(client::Language language, Titles titles)
    : language_(language),
      texts_(texts_in(language)),
      titles_(std::move(titles)),
      clerks_view_(language),
      all_(Gtk::Orientation::VERTICAL, gap),
      status_(Gtk::Orientation::VERTICAL, 4),
      columns_(Gtk::Orientation::HORIZONTAL, gap),
      left_(Gtk::Orientation::VERTICAL, gap),
      right_(Gtk::Orientation::VERTICAL, gap),
      procedure_(texts_.procedure),
      pin_kind_(texts_.pin_kind),
      panel_language_(texts_.panel_language),
      clerk_(texts_.clerk),
      reason_(texts_.reason),
      kind_of_help_(texts_.kind_of_help),
      role_(texts_.role) {
    set_title(texts_.window);
    set_default_size(width, height);
    all_.set_margin(margin);
    build_status();
    build_entry();
    build_help();
    build_observer();
    build_news();
    columns_.set_homogeneous(true);
    columns_.append(left_);
    columns_.append(right_);
    columns_.set_vexpand(true);
    all_.append(columns_);
    set_child(all_);
    connect_buttons();
    Glib::signal_io().connect([this](Glib::IOCondition) { return take_news(); }, events_.descriptor(),
                              Glib::IOCondition::IO_IN);
    Glib::signal_timeout().connect([this] { return refresh(); }, refresh_milliseconds);
    service_ = std::make_unique<Service>(language_, [this](Event event) { events_.put(std::move(event)); });
    refresh();
}

void Window::build_status() {
    status_.add_css_class("status");
    make_text(headline_, "headline");
    make_text(detail_, "detail");
    // Two lines are always there, so that nothing below jumps.
    detail_.set_lines(2);
    detail_.set_yalign(0);
    make_text(time_text_, "time");
    time_row_.set_spacing(gap);
    time_left_.set_hexpand(true);
    time_left_.set_valign(Gtk::Align::CENTER);
    time_row_.append(time_text_);
    time_row_.append(time_left_);
    status_.append(headline_);
    status_.append(detail_);
    status_.append(time_row_);
    all_.append(status_);

    banner_.set_spacing(gap);
    banner_.add_css_class("banner");
    make_text(banner_text_, "banner-text");
    banner_text_.set_hexpand(true);
    banner_.append(banner_text_);
    label_button(calibrate_, texts_.calibrate);
    calibrate_.set_halign(Gtk::Align::END);
    calibrate_.set_hexpand(true);
    banner_.append(calibrate_);
    all_.append(banner_);
}

void Window::build_entry() {
    make_group(entry_, texts_.entry);
    std::vector<client::Choice> procedures{{.name = "", .title = texts_.no_procedure}};
    procedures.insert(procedures.end(), titles_.procedures.begin(), titles_.procedures.end());
    procedure_.fill(procedures);
    std::vector<client::Choice> languages{{.name = "", .title = texts_.language_of_procedure}};
    for (std::size_t i = 0; i < policy::language_names.size(); ++i) {
        languages.push_back(
            {.name = std::string(policy::language_names.at(i)), .title = language_titles.at(i)});
    }
    panel_language_.fill(languages);
    entry_.append(procedure_);
    entry_.append(pin_kind_);
    entry_.append(panel_language_);
    make_row(entry_, entry_buttons_);
    make_button(entry_buttons_, start_, texts_.start);
    make_button(entry_buttons_, stop_, texts_.stop);
    start_.add_css_class("suggested-action");
    left_.append(entry_);
}

void Window::build_help() {
    make_group(help_, texts_.help);
    help_.append(clerk_);
    help_.append(reason_);
    help_.append(kind_of_help_);
    make_row(help_, help_buttons_);
    make_button(help_buttons_, ask_, texts_.ask);
    label_button(end_help_, end_help_label_, texts_.end_help);
    help_buttons_.append(end_help_);
    right_.append(help_);
}

void Window::build_observer() {
    make_group(observer_, texts_.observer);
    observer_.append(role_);
    make_row(observer_, observer_buttons_);
    make_button(observer_buttons_, announce_, texts_.announce);
    make_button(observer_buttons_, observer_left_, texts_.observer_left);
    right_.append(observer_);
}

void Window::build_news() {
    make_group(news_, texts_.last_entry);
    news_.set_vexpand(true);
    make_text(outcome_, "outcome");
    make_text(receipt_, "receipt");
    make_text(notes_, "notes");
    // A receipt's number is read out and copied.
    receipt_.set_selectable(true);
    news_.append(outcome_);
    news_.append(receipt_);
    news_.append(notes_);
    left_.append(news_);
}

std::optional<client::Language> Window::panel_language() const {
    return policy::language_named(panel_language_.chosen().name);
}

void Window::connect_buttons() {
    start_.signal_clicked().connect([this] {
        hand_over(Start{.pin_kind = pin_kind_.chosen().name,
                        .procedure = procedure_.chosen().name,
                        .panel_language = panel_language()},
                  StartAsked{});
    });
    stop_.signal_clicked().connect([this] { hand_over(Stop{}, StopAsked{}); });
    ask_.signal_clicked().connect([this] {
        const client::Choice clerk = clerk_.chosen();
        const client::Choice help = kind_of_help_.chosen();
        hand_over(AskHelp{.clerk = clerk.name, .reason = reason_.chosen().name, .help = help.name},
                  HelpAsked{.clerk = clerk.title, .help = help.title});
    });
    end_help_.signal_clicked().connect([this] { hand_over(EndHelp{}, HelpEndAsked{}); });
    announce_.signal_clicked().connect([this] {
        const client::Choice role = role_.chosen();
        hand_over(Announce{.role = role.name}, ObserverAsked{.role = role.title});
    });
    observer_left_.signal_clicked().connect([this] { hand_over(ObserverHasLeft{}, ObserverGone{}); });
    calibrate_.signal_clicked().connect([this] {
        hand_over(Calibrate{.panel_language = panel_language().value_or(client::Language::japanese)},
                  CalibrationAsked{});
    });
}

void Window::hand_over(const Command& command, const Event& event) {
    take(event);
    service_->send(command);
    refresh();
}

void Window::take(const Event& event) {
    if (const auto* lists = std::get_if<ListsTold>(&event)) {
        std::vector<client::Choice> kinds;
        for (const std::string& name : lists->pin_kinds) {
            kinds.push_back({.name = name, .title = titles_.of_pin_kind(name)});
        }
        pin_kind_.fill(kinds);
        clerk_.fill(lists->choices.clerks);
        reason_.fill(lists->choices.reasons);
        kind_of_help_.fill(lists->choices.helps);
        role_.fill(lists->choices.observers);
    }
    clerks_view_.take(event, std::chrono::steady_clock::now());
}

bool Window::take_news() {
    for (const Event& event : events_.take()) {
        take(event);
    }
    return refresh();
}

bool Window::refresh() {
    const View view = clerks_view_.view(std::chrono::steady_clock::now());
    if (!shown_once_ || view != shown_) {
        show_view(view);
        shown_ = view;
        shown_once_ = true;
    }
    return true;
}

void Window::show_view(const View& view) {
    headline_.set_text(view.headline);
    detail_.set_text(view.detail);
    for (const Tone tone : {Tone::calm, Tone::waiting, Tone::attention, Tone::good}) {
        status_.remove_css_class(class_of(tone));
    }
    status_.add_css_class(class_of(view.tone));
    time_row_.set_visible(view.time_left.has_value());
    if (view.time_left) {
        status_.add_css_class("timed");
    } else {
        status_.remove_css_class("timed");
    }
    time_left_.set_fraction(view.time_left.value_or(0));
    time_text_.set_text(view.time_text);
    show_banner(view);
    show_news(view);
    procedure_.allow(view.can_start);
    pin_kind_.allow(view.can_start);
    panel_language_.allow(view.can_start);
    start_.set_sensitive(view.can_start && !pin_kind_.empty());
    stop_.set_sensitive(view.can_stop);
    ask_.set_sensitive(view.can_ask && !clerk_.empty());
    end_help_.set_sensitive(view.can_end_help);
    end_help_label_.set_text_with_mnemonic(view.question_is_open ? texts_.take_back : texts_.end_help);
    announce_.set_sensitive(view.can_announce && !role_.empty());
    observer_left_.set_sensitive(view.can_say_observer_left);
    move_focus(view);
}

// Where the clerk goes on by keyboard: a button that has just gone dead would keep the keys to itself.
void Window::move_focus(const View& view) {
    if (view.can_start && !shown_.can_start) {
        start_.grab_focus();
    } else if (view.can_ask && !shown_.can_stop) {
        clerk_.take_focus();
    }
}

// The way to a calibration is always there; it stands out when it is needed.
void Window::show_banner(const View& view) {
    banner_text_.set_text(view.banner);
    banner_text_.set_visible(!view.banner.empty());
    for (const char* css_class : {"urgent", "asked"}) {
        banner_.remove_css_class(css_class);
    }
    if (view.panel_wants_care) {
        banner_.add_css_class(view.panel_urgent ? "urgent" : "asked");
    }
    calibrate_.set_sensitive(view.can_calibrate);
}

void Window::show_news(const View& view) {
    outcome_.set_text(view.outcome);
    receipt_.set_text(view.receipt);
    outcome_.set_visible(!view.outcome.empty());
    receipt_.set_visible(!view.receipt.empty());
    std::string notes;
    for (const std::string& note : view.notes) {
        notes += (notes.empty() ? "" : "\n") + note;
    }
    const bool nothing = notes.empty() && view.outcome.empty() && view.receipt.empty();
    notes_.set_text(nothing ? texts_.nothing_yet : notes);
}

void apply_look() {
    const auto style = Gtk::CssProvider::create();
    style->load_from_data(R"(
        window, popover { font-size: 12.5pt; color: #1f2328; }
        window { background: #f4f3ef; }
        .status { padding: 10px 18px 14px 18px; border-radius: 8px; border-left: 10px solid #8a8f98; background: #ffffff; }
        .status.waiting { border-left-color: #1f5fa8; }
        .status.attention { border-left-color: #b3541e; }
        .status.good { border-left-color: #2f7d4f; }
        .headline { font-size: 24pt; font-weight: bold; }
        .detail { font-size: 13.5pt; min-height: 3em; }
        .banner { padding: 6px 18px; border-radius: 8px; }
        .banner.urgent { background: #b3541e; color: #ffffff; font-weight: bold; }
        .banner.asked { background: #f6e3b4; }
        .group { padding: 10px 18px 14px 18px; border-radius: 8px; background: #ffffff; }
        .heading { font-weight: bold; font-size: 13.5pt; }
        .field { color: #4a5058; font-size: 11pt; }
        .outcome { font-size: 15pt; font-weight: bold; }
        .receipt { font-size: 20pt; font-weight: bold; }
        .notes { font-size: 13.5pt; }
        button { padding: 8px 14px; }
        button:disabled label, dropdown:disabled label { color: #6b7178; }
        progressbar trough, progressbar progress { min-height: 14px; }
        .status.timed .detail { min-height: 0; }
        .time { font-size: 16pt; font-weight: bold; }
    )");
    Gtk::StyleContext::add_provider_for_display(Gdk::Display::get_default(), style,
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

}  // namespace tsuitate::counter_app
