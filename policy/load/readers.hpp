// The readers of the policy files, one each. What they complain about is in the Table they are given.
#pragma once

#include <string>

#include "policy/load/toml_file.hpp"
#include "policy/policy.hpp"

namespace tsuitate::policy {

void read_pin_kinds(Table& table, Policy& policy);
void read_procedures(Table& table, Policy& policy);
void read_commands(Table& table, Policy& policy);
void read_panel(Table& table, Policy& policy);
void read_limits(Table& table, Policy& policy);
void read_access(Table& table, Policy& policy);
void read_staff(Table& table, Policy& policy);
void read_assistance(Table& table, Policy& policy);

struct PolicyFile {
    const char* name;
    void (*read)(Table&, Policy&);
};

inline constexpr PolicyFile policy_files[] = {
    {"pin-kinds.toml", read_pin_kinds}, {"procedures.toml", read_procedures},
    {"commands.toml", read_commands},   {"panel.toml", read_panel},
    {"limits.toml", read_limits},       {"access.toml", read_access},
    {"staff.toml", read_staff},         {"assistance.toml", read_assistance},
};

}  // namespace tsuitate::policy
