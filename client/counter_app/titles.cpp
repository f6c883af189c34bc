#include "client/counter_app/titles.hpp"

#include <algorithm>

#include "policy/load/load_policy.hpp"

namespace tsuitate::counter_app {

std::string Titles::of_pin_kind(const std::string& name) const {
    const auto found = std::find_if(pin_kinds.begin(), pin_kinds.end(),
                                    [&name](const client::Choice& one) { return one.name == name; });
    return found == pin_kinds.end() ? name : found->title;
}

Titles read_titles(const std::string& policy_directory, client::Language language) {
    const auto loaded = policy::load_policy(policy_directory);
    const auto* policy = std::get_if<policy::Policy>(&loaded);
    Titles titles;
    if (policy == nullptr) {
        return titles;
    }
    for (const policy::Procedure& one : policy->procedures) {
        titles.procedures.push_back({.name = one.name, .title = one.title.in(language)});
    }
    for (const policy::PinKind& one : policy->pin_kinds) {
        titles.pin_kinds.push_back({.name = one.name, .title = one.title.in(language)});
    }
    return titles;
}

}  // namespace tsuitate::counter_app
