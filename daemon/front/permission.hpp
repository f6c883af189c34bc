// Permission: may this caller do that? polkit decides; where polkit is not on the bus, membership in the
// policy's group does. An answer that does not come, or that nobody understands, is a no.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "client/dbus/sdbus_version.hpp"
#include "policy/policy.hpp"

namespace tsuitate::front {

// What polkit is asked about (systemd/*.policy).
enum class Action : std::uint8_t { use, look, audit };

constexpr std::string_view name_of(Action action) {
    constexpr std::array names = {std::string_view("org.tsuitate.counter.use"),
                                  std::string_view("org.tsuitate.counter.look"),
                                  std::string_view("org.tsuitate.audit.read")};
    return names.at(static_cast<std::size_t>(action));
}

// True when the user is a member of the group, by its own group or a further one.
using GroupLookup = std::function<bool(std::uint32_t uid, const std::string& group)>;

// Asks the system's user database.
bool is_member(std::uint32_t uid, const std::string& group);

// The rule where polkit does not run: root, and members of the group. No group in the policy: root only.
bool allowed_without_polkit(std::uint32_t uid, const std::string& group, const GroupLookup& lookup);

// True when this error says that there is no polkit, not that polkit had trouble.
bool means_no_polkit(std::string_view error_name);

class Permission {
  public:
    using Answer = std::function<void(bool allowed)>;

    Permission(sdbus::IConnection& connection, policy::Access access, GroupLookup lookup = is_member);

    // Calls back once, later, from the bus; never before it returns.
    void ask(const std::string& caller_name, std::uint32_t caller_uid, Action action, Answer answer);

  private:
    std::unique_ptr<sdbus::IProxy> polkit_;
    policy::Access access_;
    GroupLookup lookup_;
};

}  // namespace tsuitate::front
