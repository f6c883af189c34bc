// RoleMain: what the mains of all roles have in common: arguments, log, hardening, and no exception past
// main.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tsuitate::start {

// An option "--name VALUE" of a role.
struct Option {
    std::string name;         // without dashes
    std::string placeholder;  // "PATH"
    std::string help;
    std::string* value;  // holds the default
};

struct Role {
    std::string name;     // "tsuitate-vault"
    std::string purpose;  // one sentence, for --help
    std::vector<Option> options;
};

// Parses the arguments (--help, --version and the role's options), opens the log, makes the process
// undumpable and without ways to new privileges, then runs `body`. Returns its exit status; 2 for bad
// arguments, 1 for an exception, which is logged without any detail that could hold a secret.
int run_role(const Role& role, int argc, char** argv, const std::function<int()>& body);

}  // namespace tsuitate::start
