// ChoiceList: a drop-down of names, each shown by what people call it, with its label. The label's underlined
// key reaches the list.
#pragma once

#include <gtkmm.h>

#include <string>
#include <vector>

#include "client/lib/counter.hpp"

namespace tsuitate::counter_app {

class ChoiceList : public Gtk::Box {
  public:
    explicit ChoiceList(const char* label);

    // Keeps what was chosen, where it is still among them.
    void fill(const std::vector<client::Choice>& choices);
    // The chosen one; empty names when there is none.
    client::Choice chosen() const;
    bool empty() const { return choices_.empty(); }
    void take_focus() { list_.grab_focus(); }
    void allow(bool allowed) { list_.set_sensitive(allowed); }

  private:
    Gtk::Label label_;
    Gtk::DropDown list_;
    std::vector<client::Choice> choices_;
};

}  // namespace tsuitate::counter_app
