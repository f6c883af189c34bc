// Window: the clerk's side of the counter, as GTK shows it. Shows a View and hands what the clerk does to the
// Service. Owns the widgets, the view and the service; decides nothing.
#pragma once

#include <gtkmm.h>

#include <memory>
#include <optional>

#include "client/counter_app/choice_list.hpp"
#include "client/counter_app/clerks_view.hpp"
#include "client/counter_app/mailbox.hpp"
#include "client/counter_app/service.hpp"
#include "client/counter_app/titles.hpp"

namespace tsuitate::counter_app {

class Window : public Gtk::ApplicationWindow {
  public:
    Window(client::Language language, Titles titles);

  private:
    void build_status();
    void build_entry();
    void build_help();
    void build_observer();
    void build_news();
    void connect_buttons();
    void take(const Event& event);
    // What the clerk did: handed to the service, and shown at once.
    void hand_over(const Command& command, const Event& event);
    bool take_news();
    bool refresh();
    void show_view(const View& view);
    void show_banner(const View& view);
    void move_focus(const View& view);
    void show_news(const View& view);
    // Nothing: the procedure's.
    std::optional<client::Language> panel_language() const;

    client::Language language_;
    const Texts& texts_;
    Titles titles_;
    ClerksView clerks_view_;
    View shown_;
    bool shown_once_ = false;

    Gtk::Box all_;
    Gtk::Box status_;
    Gtk::Label headline_;
    Gtk::Label detail_;
    Gtk::Box time_row_;
    Gtk::Label time_text_;
    Gtk::ProgressBar time_left_;
    Gtk::Box banner_;
    Gtk::Label banner_text_;
    Gtk::Box columns_;
    Gtk::Box left_;
    Gtk::Box right_;
    Gtk::Box entry_;
    ChoiceList procedure_;
    ChoiceList pin_kind_;
    ChoiceList panel_language_;
    Gtk::Box entry_buttons_;
    Gtk::Button start_;
    Gtk::Button stop_;
    Gtk::Button calibrate_;
    Gtk::Box help_;
    ChoiceList clerk_;
    ChoiceList reason_;
    ChoiceList kind_of_help_;
    Gtk::Box help_buttons_;
    Gtk::Button ask_;
    Gtk::Label end_help_label_;
    Gtk::Button end_help_;
    Gtk::Box observer_;
    ChoiceList role_;
    Gtk::Box observer_buttons_;
    Gtk::Button announce_;
    Gtk::Button observer_left_;
    Gtk::Box news_;
    Gtk::Label outcome_;
    Gtk::Label receipt_;
    Gtk::Label notes_;

    Mailbox<Event> events_;
    std::unique_ptr<Service> service_;
};

// The look: large calm type. For the whole application, once.
void apply_look();

}  // namespace tsuitate::counter_app
