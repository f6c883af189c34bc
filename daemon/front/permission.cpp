#include "daemon/front/permission.hpp"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "daemon/log/log.hpp"

namespace tsuitate::front {
namespace {

using sdbus_version::ReplyError;

constexpr std::chrono::seconds answer_within{10};
constexpr std::size_t database_buffer = 64UL * 1024;

using Subject = sdbus::Struct<std::string, std::map<std::string, sdbus::Variant>>;
using Authorization = sdbus::Struct<bool, bool, std::map<std::string, std::string>>;

std::optional<gid_t> group_id(const std::string& name) {
    std::vector<char> buffer(database_buffer);
    group entry{};
    group* found = nullptr;
    if (getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
        return std::nullopt;
    }
    return found->gr_gid;
}

}  // namespace

bool is_member(std::uint32_t uid, const std::string& group) {
    const std::optional<gid_t> wanted = group_id(group);
    std::vector<char> buffer(database_buffer);
    passwd entry{};
    passwd* user = nullptr;
    if (!wanted || getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &user) != 0 || user == nullptr) {
        return false;
    }
    std::vector<gid_t> groups(64);
    int count = static_cast<int>(groups.size());
    if (getgrouplist(user->pw_name, user->pw_gid, groups.data(), &count) < 0) {
        groups.resize(static_cast<std::size_t>(std::max(count, 1)));
        count = static_cast<int>(groups.size());
        if (getgrouplist(user->pw_name, user->pw_gid, groups.data(), &count) < 0) {
            return false;
        }
    }
    groups.resize(static_cast<std::size_t>(count));
    return std::find(groups.begin(), groups.end(), *wanted) != groups.end();
}

bool allowed_without_polkit(std::uint32_t uid, const std::string& group, const GroupLookup& lookup) {
    return uid == 0 || (!group.empty() && lookup(uid, group));
}

bool means_no_polkit(std::string_view error_name) {
    return error_name == "org.freedesktop.DBus.Error.ServiceUnknown" ||
           error_name == "org.freedesktop.DBus.Error.NameHasNoOwner";
}

Permission::Permission(sdbus::IConnection& connection, policy::Access access, GroupLookup lookup)
    : polkit_(sdbus_version::make_proxy(connection, "org.freedesktop.PolicyKit1",
                                        "/org/freedesktop/PolicyKit1/Authority")),
      access_(std::move(access)),
      lookup_(std::move(lookup)) {}

void Permission::ask(const std::string& caller_name, std::uint32_t caller_uid, Action action, Answer answer) {
    const Subject subject{"system-bus-name", {{"name", sdbus::Variant(caller_name)}}};
    const std::map<std::string, std::string> no_details;
    // No dialog: at a counter a password prompt on the clerk's screen would come in the middle of a session.
    const std::uint32_t no_interaction = 0;
    polkit_->callMethodAsync("CheckAuthorization")
        .onInterface("org.freedesktop.PolicyKit1.Authority")
        .withTimeout(answer_within)
        .withArguments(subject, std::string(name_of(action)), no_details, no_interaction, std::string())
        .uponReplyInvoke([this, caller_uid, action, answer = std::move(answer)](
                             ReplyError error, const Authorization& authorization) {
            if (!sdbus_version::failed(error)) {
                answer(std::get<0>(authorization));
            } else if (means_no_polkit(error->getName())) {
                const std::string& group = action == Action::audit ? access_.audit_group : access_.group;
                answer(allowed_without_polkit(caller_uid, group, lookup_));
            } else {
                log::warning("polkit gave no answer, so the caller is refused",
                             {{"REASON", error->getMessage()}});
                answer(false);
            }
        });
}

}  // namespace tsuitate::front
