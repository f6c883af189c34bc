// tsuitate-vault: owns the touch panel and the card reader; the only process that ever holds a PIN.
#include <cstdlib>
#include <vector>

#include "daemon/log/log.hpp"
#include "daemon/start/role_main.hpp"
#include "daemon/vault/touch/evdev_input.hpp"
#include "daemon/vault/vault.hpp"
#include "daemon/wire/secret_memory.hpp"
#include "policy/load/load_policy.hpp"

namespace {

using namespace tsuitate;

int run(const std::string& policy_directory) {
    const auto loaded = policy::load_policy(policy_directory);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        log::error("the policy is broken: " + error->text());
        return EXIT_FAILURE;
    }
    const auto& rules = std::get<policy::Policy>(loaded);
    log::info("secrets lie in locked memory", {{"BACKING", wire::name_of(wire::prepare_secret_memory())}});
    loop::Loop loop;
    vault::EvdevInput input(loop, rules.panel.devices);
    vault::CardReader card(loop, {.library = TSUITATE_CCID_DRIVER, .device_name = ""},
                           rules.panel.reader_ids(), rules.limits.card_answer);
    return vault::run_vault(loop, rules, input, card);
}

}  // namespace

int main(int argc, char** argv) {
    std::string policy_directory = TSUITATE_POLICY_DIR;
    const tsuitate::start::Role role{
        .name = "tsuitate-vault",
        .purpose = "Takes the citizen's PIN from the panel to the card, and nowhere else.",
        .options = {{"policy", "DIRECTORY", "where the policy files lie", &policy_directory}}};
    return tsuitate::start::run_role(role, argc, argv, [&] { return run(policy_directory); });
}
