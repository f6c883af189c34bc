#include "daemon/front/front.hpp"

#include <cstdlib>
#include <optional>
#include <utility>
#include <variant>

#include "daemon/front/audit_object.hpp"
#include "daemon/front/bus.hpp"
#include "daemon/front/counter_object.hpp"
#include "daemon/front/desk.hpp"
#include "daemon/front/vault_link.hpp"
#include "daemon/log/log.hpp"
#include "daemon/loop/loop.hpp"
#include "daemon/start/handover.hpp"
#include "policy/load/load_policy.hpp"

namespace tsuitate::front {
namespace {

constexpr const char* service_name = "org.tsuitate.Counter1";

// Devices and status go to the counter, everything else is an answer to somebody.
struct Dispatch {
    CounterObject& counter;
    Desk& desk;
    void operator()(const wire::VaultTellStatus& message) const { counter.on(message); }
    void operator()(const wire::VaultTellDevice& message) const { counter.on(message); }
    template <typename Message>
    void operator()(const Message& message) const {
        desk.on(message);
    }
};

int serve(loop::Loop& loop, Bus& bus, VaultLink& vault, const policy::Policy& policy,
          const std::string& log_directory) {
    Desk desk(loop, bus, vault, policy);
    CounterObject counter(desk, bus, policy, log_directory);
    const AuditObject audit(desk, bus, log_directory);
    vault.serve(
        [&](const VaultLink::Message& message) {
            std::visit(Dispatch{counter, desk}, message);
            bus.settle();
        },
        [&loop] { loop.stop(EXIT_FAILURE); });
    try {
        bus.serve(
            service_name, [&desk](const std::string& name) { desk.on_caller_left(name); },
            [&loop] { loop.stop(EXIT_FAILURE); });
    } catch (const sdbus::Error& error) {
        log::error(
            "could not take the name org.tsuitate.Counter1; is another tsuitate-front running, and does the "
            "bus's policy let this user own the name?",
            {{"REASON", error.getMessage()}});
        return EXIT_FAILURE;
    }
    loop.stop_on_signals();
    start::notify("READY=1");
    log::info("serves the bus", {{"BUS_NAME", "org.tsuitate.Counter1"}});
    const int status = loop.run();
    desk.give_up();
    return status;
}

}  // namespace

int run_front(const Options& options) {
    const auto loaded = policy::load_policy(options.policy_directory);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        log::error("the policy cannot be used", {{"REASON", error->text()}});
        return EXIT_FAILURE;
    }
    auto channel = start::connect_to_vault(options.vault_path);
    if (!channel) {
        log::error("there is no vault to speak to; start tsuitate-vault first",
                   {{"PATH", options.vault_path}});
        return EXIT_FAILURE;
    }
    loop::Loop loop;
    VaultLink vault(loop, std::move(*channel));
    std::optional<Bus> bus;
    try {
        bus.emplace(loop);
    } catch (const sdbus::Error& error) {
        log::error("cannot reach the system bus; is dbus running, and is DBUS_SYSTEM_BUS_ADDRESS right?",
                   {{"REASON", error.getMessage()}});
        return EXIT_FAILURE;
    }
    return serve(loop, *bus, vault, std::get<policy::Policy>(loaded), options.log_directory);
}

}  // namespace tsuitate::front
