#include "daemon/vault/touch/device_rules.hpp"

#include <fnmatch.h>

#include <algorithm>

namespace tsuitate::vault {
namespace {

constexpr std::string_view devices_root = "/sys/devices/";
constexpr std::string_view virtual_root = "/sys/devices/virtual/";

bool value_matches(const std::string& pattern, const std::string& value) {
    if (pattern.ends_with('*')) {
        return value.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
    }
    return pattern == value;
}

bool properties_match(const policy::DeviceRule& rule, const PropertyLookup& property) {
    return std::all_of(rule.properties.begin(), rule.properties.end(), [&](const auto& wanted) {
        const auto value = property(wanted.first);
        return value && value_matches(wanted.second, *value);
    });
}

bool path_matches(const policy::DeviceRule& rule, std::string_view sys_path) {
    const std::string below(sys_path.substr(devices_root.size()));
    // Anchored at its begin; what lies below the named place belongs to it.
    return fnmatch(rule.path.c_str(), below.c_str(), 0) == 0 ||
           fnmatch((rule.path + "/*").c_str(), below.c_str(), 0) == 0;
}

}  // namespace

RuleMatch match_device(std::span<const policy::DeviceRule> rules, std::string_view sys_path,
                       const PropertyLookup& property) {
    for (const policy::DeviceRule& rule : rules) {
        if (!properties_match(rule, property)) {
            continue;
        }
        if (!sys_path.starts_with(devices_root) || sys_path.starts_with(virtual_root) ||
            sys_path.find("/../") != std::string_view::npos) {
            return {.verdict = RuleVerdict::made_by_a_program, .rule = &rule};
        }
        if (path_matches(rule, sys_path)) {
            return {.verdict = RuleVerdict::allowed, .rule = &rule};
        }
    }
    return {};
}

}  // namespace tsuitate::vault
