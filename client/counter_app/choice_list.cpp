#include "client/counter_app/choice_list.hpp"

#include <algorithm>

namespace tsuitate::counter_app {

ChoiceList::ChoiceList(const char* label) : Gtk::Box(Gtk::Orientation::VERTICAL, 2), label_(label, true) {
    label_.set_xalign(0);
    label_.add_css_class("field");
    label_.set_mnemonic_widget(list_);
    list_.set_hexpand(true);
    append(label_);
    append(list_);
}

void ChoiceList::fill(const std::vector<client::Choice>& choices) {
    const std::string before = chosen().name;
    choices_ = choices;
    std::vector<Glib::ustring> titles;
    for (const client::Choice& choice : choices_) {
        titles.emplace_back(choice.title);
    }
    list_.set_model(Gtk::StringList::create(titles));
    const auto found = std::find_if(choices_.begin(), choices_.end(),
                                    [&before](const client::Choice& one) { return one.name == before; });
    if (found != choices_.end()) {
        list_.set_selected(static_cast<guint>(found - choices_.begin()));
    }
}

client::Choice ChoiceList::chosen() const {
    const guint place = list_.get_selected();
    return place < choices_.size() ? choices_[place] : client::Choice{};
}

}  // namespace tsuitate::counter_app
