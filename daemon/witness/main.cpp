// tsuitate-witness: a witness for the logs of counters elsewhere.
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <span>
#include <string_view>
#include <thread>

#include <unistd.h>

#include "audit/witness/key_file.hpp"
#include "audit/witness/settings.hpp"
#include "audit/witness/state_directory.hpp"
#include "audit/witness/witness.hpp"
#include "daemon/log/log.hpp"
#include "daemon/start/handover.hpp"
#include "daemon/start/role_main.hpp"
#include "daemon/witness/server.hpp"

namespace {

using namespace tsuitate;

struct Places {
    std::string settings = "/etc/tsuitate/witness.toml";
    std::string state = "/var/lib/tsuitate-witness";
};

constexpr int exit_settings = 2;

std::filesystem::path credential() {
    const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
    const auto file = std::filesystem::path(directory == nullptr ? "" : directory) / "tsuitate.witness-key";
    std::error_code error;
    return directory != nullptr && std::filesystem::exists(file, error) ? file : std::filesystem::path();
}

int complain(const std::string& reason, int status = EXIT_FAILURE) {
    log::error(reason);
    return status;
}

// Until SIGTERM or SIGINT; they must be blocked in all threads.
int serve_until_signal(audit::WitnessServer& server, const sigset_t& signals) {
    bool failed = false;
    std::thread serving([&] {
        failed = !server.serve();
        kill(getpid(), SIGTERM);
    });
    start::notify("READY=1");
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
    serving.join();
    return failed ? complain("the server ended by itself") : EXIT_SUCCESS;
}

int serve(const Places& places) {
    sigset_t signals{};
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    const auto loaded = audit::load_witness_settings(places.settings);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        return complain(error->text(), exit_settings);
    }
    const auto& settings = std::get<audit::WitnessSettings>(loaded);
    auto state = audit::StateDirectory::open(places.state);
    if (const auto* reason = std::get_if<std::string>(&state)) {
        return complain(*reason);
    }
    auto key = audit::signing_key_from(credential(), std::filesystem::path(places.state) / "key",
                                       audit::IfMissing::make);
    if (const auto* reason = std::get_if<std::string>(&key)) {
        return complain(*reason);
    }
    audit::Witness witness(settings.name, std::move(std::get<audit::SigningKey>(key)), settings.logs,
                           std::get<audit::StateDirectory>(state),
                           [] { return static_cast<std::uint64_t>(std::time(nullptr)); });
    audit::WitnessServer server(settings, witness);
    if (const auto reason = server.bind()) {
        return complain(*reason);
    }
    log::info("looks after logs", {{"KEY", witness.verifier_key().text()}, {"LOGS", settings.logs.size()}});
    return serve_until_signal(server, signals);
}

int print_key(const Places& places) {
    const auto loaded = audit::load_witness_settings(places.settings);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        return complain(error->text(), exit_settings);
    }
    const auto key = audit::signing_key_from(credential(), std::filesystem::path(places.state) / "key",
                                             audit::IfMissing::fail);
    if (const auto* reason = std::get_if<std::string>(&key)) {
        return complain(*reason);
    }
    const audit::VerifierKey verifier{.name = std::get<audit::WitnessSettings>(loaded).name,
                                      .use = audit::KeyUse::cosignature,
                                      .key = std::get<audit::SigningKey>(key).public_key()};
    std::cout << verifier.text() << "\n";
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    Places places;
    const std::vector<start::Option> options = {
        {"settings", "FILE", "who this witness is, and which logs it looks after", &places.settings},
        {"state", "DIRECTORY", "where it remembers them, and keeps its key", &places.state}};
    if (argc > 1 && std::string_view(argv[1]) == "key") {
        const start::Role role{.name = "tsuitate-witness key",
                               .purpose = "Prints the key with which others check this witness's signatures.",
                               .options = options};
        return start::run_role(role, argc - 1, argv + 1, [&] { return print_key(places); });
    }
    const start::Role role{
        .name = "tsuitate-witness",
        .purpose =
            "Co-signs the checkpoints of counters' logs, unless one contradicts what it has seen before.\n"
            "\"tsuitate-witness key\" prints its verifier key.",
        .options = options};
    return start::run_role(role, argc, argv, [&] { return serve(places); });
}
