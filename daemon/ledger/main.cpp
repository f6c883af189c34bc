// tsuitate-ledger: the audit log; the only process that opens it.
#include <cstdlib>

#include "daemon/ledger/ledger.hpp"
#include "daemon/log/log.hpp"
#include "daemon/start/handover.hpp"
#include "daemon/start/role_main.hpp"

namespace {

int run(const std::string& directory, const std::string& vault_path) {
    using namespace tsuitate;
    auto vault = start::connect_to_vault(vault_path);
    if (!vault) {
        log::error("the vault is not there", {{"PATH", vault_path}});
        return EXIT_FAILURE;
    }
    loop::Loop loop;
    loop.stop_on_signals();
    ledger::DirectoryStorage storage(directory);
    ledger::Ledger ledger(loop, storage, std::move(*vault));
    ledger.start();
    start::notify("READY=1");
    return loop.run();
}

}  // namespace

int main(int argc, char** argv) {
    std::string directory = "/var/lib/tsuitate/ledger";
    std::string vault_path = "/run/tsuitate/ledger.sock";
    const tsuitate::start::Role role{
        .name = "tsuitate-ledger",
        .purpose = "Writes what happened, durably, before it takes effect.",
        .options = {
            {"directory", "DIRECTORY", "where the log lies", &directory},
            {"vault", "SOCKET", "where the vault listens, unless a socket is handed over", &vault_path}}};
    return tsuitate::start::run_role(role, argc, argv, [&] { return run(directory, vault_path); });
}
