// Titles: what procedures and PINs are called, from the policy files of this machine. The bus knows their
// names alone.
#pragma once

#include <string>
#include <vector>

#include "client/lib/counter.hpp"

namespace tsuitate::counter_app {

struct Titles {
    std::vector<client::Choice> procedures;
    std::vector<client::Choice> pin_kinds;

    // The title of a PIN; its name where the policy is not to be read.
    std::string of_pin_kind(const std::string& name) const;
};

// Nothing in it when the policy cannot be read: the counter works without titles.
Titles read_titles(const std::string& policy_directory, client::Language language);

}  // namespace tsuitate::counter_app
