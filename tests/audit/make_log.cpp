// tsuitate-make-log: a log of any size for tests and benchmarks. Prints the anchor. With another time the
// same seed gives another log under the same keys: what only a forger would make. With --panel the panel's
// health is in it; with --erased the contents of the first 256 records are gone, under a rule; with --helped
// every tenth session is one with help and a receipt. With --given it has the lines of standard input as its
// records after the first, whatever they are.
#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/audit/drifting_panel.hpp"
#include "tests/audit/log_maker.hpp"

namespace {

int make_of_given(const std::string& directory) {
    tsuitate::tests::LogMaker log(directory, "counter1.example/log", 1);
    for (std::string record; std::getline(std::cin, record);) {
        log.add_bytes(record);
    }
    log.publish();
    std::cout << log.anchor();
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string usage =
        "usage: tsuitate-make-log [--panel | --erased | --helped] DIRECTORY RECORDS [SEED [ORIGIN [TIME]]]\n"
        "       tsuitate-make-log --given DIRECTORY <RECORDS\n";
    if (argc == 3 && std::string_view(argv[1]) == "--given") {
        return make_of_given(argv[2]);
    }
    const bool with_panel = argc > 1 && std::string_view(argv[1]) == "--panel";
    const bool erased = argc > 1 && std::string_view(argv[1]) == "--erased";
    const bool helped = argc > 1 && std::string_view(argv[1]) == "--helped";
    if (with_panel || erased || helped) {
        --argc;
        ++argv;
    }
    if (argc < 3 || argc > 6) {
        std::cerr << usage;
        return 2;
    }
    const std::uint64_t records = std::stoull(argv[2]);
    const std::uint64_t seed = argc > 3 ? std::stoull(argv[3]) : 1;
    tsuitate::tests::LogMaker log(argv[1], argc > 4 ? argv[4] : "counter1.example/log", seed);
    if (argc > 5) {
        log.now = std::stoll(argv[5]);
    }
    tsuitate::tests::DriftingPanel panel;
    constexpr std::uint64_t sessions_a_day = 10;
    constexpr std::uint64_t sessions_an_epoch = 200;
    for (std::uint64_t session = 1; log.size() < records; ++session) {
        log.add_session(session % 3 == 0 ? "signature" : "user-authentication",
                        session % 10 == 0 ? "wrong" : "verified");
        if (helped && session % sessions_a_day == 0) {
            log.add_helped_session(session);
        }
        if (with_panel && session % sessions_a_day == 0) {
            for (auto& [kind, fields] : panel.evening(sessions_a_day)) {
                log.add(kind, std::move(fields));
            }
        }
        if (session % sessions_an_epoch == 0) {
            log.next_epoch();
        }
    }
    log.publish();
    if (erased) {
        log.erase_tile(0);
    }
    std::cout << log.anchor();
    return EXIT_SUCCESS;
}
