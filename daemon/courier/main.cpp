// tsuitate-courier: the only program of a counter that speaks to the network.
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <random>
#include <string_view>

#include "audit/courier/courier.hpp"
#include "audit/slip/slip.hpp"
#include "daemon/courier/http_post.hpp"
#include "daemon/log/log.hpp"
#include "daemon/loop/loop.hpp"
#include "daemon/start/handover.hpp"
#include "daemon/start/role_main.hpp"

namespace {

using namespace tsuitate;

struct Places {
    std::string witnesses = "/etc/tsuitate/witnesses.toml";
    std::string log = "/var/lib/tsuitate/ledger/log";
    std::string state = "/var/lib/tsuitate-courier";
};

constexpr int exit_settings = 2;
// How often the log is looked at; reading one small file.
constexpr std::chrono::seconds pause_between_rounds{1};

int complain(const std::string& reason, int status = EXIT_FAILURE) {
    log::error(reason);
    return status;
}

void tell(const audit::CourierNews& news) {
    using Kind = audit::CourierNews::Kind;
    const log::Field witness("WITNESS", news.witness);
    const log::Field reason("REASON", news.reason);
    switch (news.kind) {
        case Kind::memory_lost:
            log::warning("what was kept of a witness cannot be used; it is asked from the beginning",
                         {witness, reason});
            return;
        case Kind::no_signature:
            log::warning("no signature of the witness", {witness, reason});
            return;
        case Kind::conflict:
            log::error("the log was changed or set back, or a witness errs", {witness, reason});
            return;
        case Kind::signs_again:
            log::info("the witness signs again", {witness});
            return;
        case Kind::no_status:
            log::error("the status cannot be written", {reason});
            return;
    }
}

audit::Courier::World world() {
    return {.post = audit::post_to,
            .now =
                [] {
                    return audit::Moment{.time = static_cast<std::uint64_t>(std::time(nullptr)),
                                         .steady = std::chrono::steady_clock::now()};
                },
            .chance =
                [random = std::mt19937(std::random_device{}())]() mutable {
                    return std::uniform_real_distribution(0.0, 1.0)(random);
                },
            .tell = tell};
}

int carry(const Places& places) {
    auto loaded = audit::load_witness_list(places.witnesses);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        return complain(error->text(), exit_settings);
    }
    auto& list = std::get<audit::WitnessList>(loaded);
    const auto opened = audit::CosignedStore::open(places.state, list);
    if (const auto* reason = std::get_if<std::string>(&opened)) {
        return complain(*reason);
    }
    const audit::LogCopy log(places.log);
    audit::Courier courier(std::move(list), log, std::get<audit::CosignedStore>(opened), world());
    loop::Loop loop;
    loop.stop_on_signals();
    const std::function<void()> round = [&] {
        courier.go_round();
        loop.after(pause_between_rounds, round);
    };
    loop.after(std::chrono::seconds(0), round);
    start::notify("READY=1");
    return loop.run();
}

int print_slip(const Places& places) {
    const auto newest = audit::LogCopy(places.log).newest();
    if (const auto* reason = std::get_if<std::string>(&newest)) {
        return complain(*reason);
    }
    const auto slip = audit::slip_of(std::get<audit::NewestCheckpoint>(newest).note);
    if (!slip) {
        return complain("the checkpoint has too many signatures for a QR code");
    }
    std::cout << *slip;
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    Places places;
    const start::Option log_option{"log", "DIRECTORY", "where the ledger publishes the log", &places.log};
    if (argc > 1 && std::string_view(argv[1]) == "slip") {
        const start::Role role{.name = "tsuitate-courier slip",
                               .purpose = "Prints the newest checkpoint as text and as a QR code, for paper.",
                               .options = {log_option}};
        return start::run_role(role, argc - 1, argv + 1, [&] { return print_slip(places); });
    }
    const start::Role role{
        .name = "tsuitate-courier",
        .purpose =
            "Brings the log's checkpoints to its witnesses, and their signatures back.\n"
            "\"tsuitate-courier slip\" prints the newest checkpoint for paper.",
        .options = {{"witnesses", "FILE", "the witnesses", &places.witnesses},
                    log_option,
                    {"state", "DIRECTORY", "where signatures and status are kept", &places.state}}};
    return start::run_role(role, argc, argv, [&] { return carry(places); });
}
