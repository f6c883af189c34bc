// tsuitate-ledger: the audit log; the only process that opens it.
#include <charconv>
#include <cstdlib>
#include <fstream>

#include "audit/note/key.hpp"
#include "daemon/ledger/ledger.hpp"
#include "daemon/ledger/retention.hpp"
#include "daemon/log/log.hpp"
#include "daemon/start/handover.hpp"
#include "daemon/start/role_main.hpp"
#include "policy/load/retention.hpp"

namespace {

using namespace tsuitate;

struct Arguments {
    std::string directory = "/var/lib/tsuitate/ledger";
    std::string vault_path = "/run/tsuitate/ledger.sock";
    std::string origin;
    std::string epoch_seconds = "900";
    std::string policy_directory = TSUITATE_POLICY_DIR;
    ledger::ErasureOrder erase;
};

// Not the machine id itself, which is not for everybody to know (machine-id(5)), but one made from it for
// this use.
std::string usual_origin() {
    std::string machine;
    std::ifstream("/etc/machine-id") >> machine;
    const audit::Hash hash = audit::sha256("tsuitate log of machine " + machine);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string origin = "tsuitate/";
    for (std::size_t i = 0; i < 8; ++i) {
        origin += digits[hash.at(i) >> 4U];
        origin += digits[hash.at(i) & 0x0fU];
    }
    return origin;
}

std::optional<std::chrono::seconds> seconds_of(const std::string& text) {
    constexpr int most = 86400;
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && seconds > 0 && seconds <= most ? std::optional(std::chrono::seconds(seconds))
                                                   : std::nullopt;
}

int serve(const Arguments& arguments, const std::string& origin, std::chrono::seconds epoch_length,
          ledger::Storage& storage, const ledger::MasterKeys& keys) {
    auto vault = start::connect_to_vault(arguments.vault_path);
    if (!vault) {
        log::error("the vault is not there", {{"PATH", arguments.vault_path}});
        return EXIT_FAILURE;
    }
    loop::Loop loop;
    ledger::Ledger ledger(loop, storage, keys, {.origin = origin}, epoch_length, std::move(*vault));
    loop.on_termination([&] {
        ledger.finish();
        loop.stop(EXIT_SUCCESS);
    });
    ledger.start();
    start::notify("READY=1");
    return loop.run();
}

// Instead of serving: the contents of old records go.
int erase(const Arguments& arguments, ledger::Storage& storage, const ledger::MasterKeys& keys,
          const std::string& origin) {
    const ledger::Clocks clocks;
    auto opened =
        ledger::AuditLog::open(storage, keys, {.origin = origin}, [&clocks] { return clocks.now(); });
    if (const auto* fault = std::get_if<ledger::LogFault>(&opened)) {
        log::error("the log cannot be opened", {{"REASON", fault->reason}});
        return EXIT_FAILURE;
    }
    auto& audit_log = *std::get<std::unique_ptr<ledger::AuditLog>>(opened);
    const auto done = ledger::erase_entries(storage, audit_log, arguments.erase);
    if (const auto* fault = std::get_if<ledger::LogFault>(&done)) {
        log::error("not everything was erased; repeat it", {{"REASON", fault->reason}});
        return EXIT_FAILURE;
    }
    const auto& erased = std::get<ledger::Erased>(done);
    if (erased.first == 0) {
        log::info("nothing is that old");
    } else {
        log::info("contents erased, hashes kept", {{"FIRST", erased.first}, {"LAST", erased.last}});
    }
    return EXIT_SUCCESS;
}

bool may_erase(const Arguments& arguments) {
    const auto rules = policy::load_retention(arguments.policy_directory);
    if (const auto* error = std::get_if<policy::PolicyError>(&rules)) {
        log::error("nothing is erased without rules", {{"REASON", error->text()}});
        return false;
    }
    const auto order =
        ledger::allowed(arguments.erase, std::get<policy::RetentionRules>(rules), ledger::Clocks().now());
    if (const auto* why = std::get_if<std::string>(&order)) {
        log::error("nothing is erased", {{"REASON", *why}});
        return false;
    }
    return true;
}

int run(const Arguments& arguments) {
    const auto epoch_length = seconds_of(arguments.epoch_seconds);
    constexpr std::size_t longest_origin = 100;
    if (!epoch_length || (!arguments.origin.empty() && !audit::is_key_name(arguments.origin)) ||
        arguments.origin.size() > longest_origin) {
        log::error(
            "--epoch must be 1 to 86400 seconds, --origin at most 100 bytes without spaces and plus signs");
        return 2;
    }
    const bool erasing =
        !arguments.erase.before.empty() || !arguments.erase.rule.empty() || !arguments.erase.officer.empty();
    if (erasing && !may_erase(arguments)) {
        return 2;
    }
    ledger::DirectoryStorage storage(arguments.directory);
    if (const ledger::Errno error = storage.hold()) {
        log::error("the log's directory cannot be used",
                   {{"PATH", arguments.directory},
                    {"REASON", error == EBUSY ? "another ledger has it open"
                                              : std::generic_category().message(error)}});
        return EXIT_FAILURE;
    }
    auto keys = ledger::find_master_keys(storage);
    if (const auto* fault = std::get_if<ledger::LogFault>(&keys)) {
        log::error("no keys to sign with", {{"REASON", fault->reason}});
        return EXIT_FAILURE;
    }
    const auto& found = std::get<ledger::FoundKeys>(keys);
    if (found.beside_the_log) {
        log::warning("the keys lie unsealed beside the log; on a counter they come as a sealed credential");
    }
    const std::string origin = arguments.origin.empty() ? usual_origin() : arguments.origin;
    return erasing ? erase(arguments, storage, found.keys, origin)
                   : serve(arguments, origin, *epoch_length, storage, found.keys);
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    const tsuitate::start::Role role{
        .name = "tsuitate-ledger",
        .purpose = "Writes what happened, durably, before it takes effect, and signs it.",
        .options = {
            {"directory", "DIRECTORY", "where the log lies", &arguments.directory},
            {"vault", "SOCKET", "where the vault listens, unless a socket is handed over",
             &arguments.vault_path},
            {"origin", "NAME", "the log's name (one made from the machine id)", &arguments.origin},
            {"epoch", "SECONDS", "how long a signing key is used", &arguments.epoch_seconds},
            {"policy", "DIRECTORY", "where retention.toml lies", &arguments.policy_directory},
            {"erase-before", "TIME", "do not serve: erase what is older (docs/operations.md)",
             &arguments.erase.before},
            {"rule", "NAME", "which rule of retention.toml orders the erasure", &arguments.erase.rule},
            {"officer", "NAME", "who orders it", &arguments.erase.officer}}};
    return tsuitate::start::run_role(role, argc, argv, [&] { return run(arguments); });
}
