// tsuitate-vault-rehearsal: the vault of tests and demo. The same vault, with the emulated panel and a reader
// driver of choice instead of real devices. It is another binary than the installed one, and is never
// installed (rule R6).
#include <cstdlib>

#include "daemon/log/log.hpp"
#include "daemon/start/role_main.hpp"
#include "daemon/vault/vault.hpp"
#include "daemon/wire/secret_memory.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/panel/replay_input.hpp"

namespace {

using namespace tsuitate;

struct Options {
    std::string policy = TSUITATE_POLICY_DIR;
    std::string panel = "/tmp/tsuitate-panel.sock";
    std::string reader_library = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
    std::string reader_device = "/dev/null:0x8C7B";
};

int run(const Options& options) {
    const auto loaded = policy::load_policy(options.policy);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        log::error("the policy is broken: " + error->text());
        return EXIT_FAILURE;
    }
    const auto& rules = std::get<policy::Policy>(loaded);
    log::warning("this is the rehearsal vault: emulated panel, chosen reader");
    log::info("secrets lie in locked memory", {{"BACKING", wire::name_of(wire::prepare_secret_memory())}});
    loop::Loop loop;
    vault::ReplayInput input(loop, options.panel);
    vault::CardReader card(loop, {.library = options.reader_library, .device_name = options.reader_device},
                           {}, rules.limits.card_answer);
    return vault::run_vault(loop, rules, input, card);
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    const tsuitate::start::Role role{
        .name = "tsuitate-vault-rehearsal",
        .purpose = "The vault with an emulated panel and a chosen reader driver, for tests and demo.",
        .options = {{"policy", "DIRECTORY", "where the policy files lie", &options.policy},
                    {"panel", "SOCKET", "where the emulated panel connects", &options.panel},
                    {"reader-library", "FILE", "IFD handler to load", &options.reader_library},
                    {"reader-device", "NAME", "device name for the handler", &options.reader_device}}};
    return tsuitate::start::run_role(role, argc, argv, [&] { return run(options); });
}
