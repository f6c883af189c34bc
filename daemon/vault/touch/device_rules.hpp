// Which input device the policy allows. Pure: strings in, a verdict out.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "policy/policy.hpp"

namespace tsuitate::vault {

using PropertyLookup = std::function<std::optional<std::string>(const std::string& name)>;

enum class RuleVerdict : std::uint8_t { allowed, not_listed, made_by_a_program };

struct RuleMatch {
    RuleVerdict verdict = RuleVerdict::not_listed;
    const policy::DeviceRule* rule = nullptr;  // the one that its properties match
};

// `sys_path` is the device's real path, e.g. "/sys/devices/pci0000:00/…/input5/event5". What lies under
// /sys/devices/virtual/ is never allowed, whatever a rule says (rule R2).
RuleMatch match_device(std::span<const policy::DeviceRule> rules, std::string_view sys_path,
                       const PropertyLookup& property);

}  // namespace tsuitate::vault
