// How often a touch becomes another key than was meant, and how soon a faulty panel is noticed: the vault's
// own decoder, fed with events, beside the usual pads, with the same public in the same run. `--short`
// asserts orders of magnitude.
#include <sodium.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/bench/touch/report.hpp"

namespace {

using namespace tsuitate::bench;

struct Part {
    std::string_view name;
    void (*run)(Report&);
};
constexpr std::array parts = {Part{"keys", wrong_keys}, Part{"pads", own_pads},
                              Part{"limits", limits},   Part{"weeks", weeks},
                              Part{"life", life},       Part{"calibration", calibrations}};

int usage() {
    std::fputs(
        "usage: tsuitate-bench-touch [--only PART] [--sessions N] [--seed N] [--short]\n"
        "parts: keys pads limits weeks life calibration\n",
        stderr);
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    Settings settings;
    std::string_view only;
    for (int i = 1; i < argc; ++i) {
        const std::string_view option = argv[i];
        if (option == "--short") {
            settings.short_form = true;
            settings.sessions = 10'000;
        } else if (option == "--only" && i + 1 < argc) {
            only = argv[++i];
        } else if ((option == "--sessions" || option == "--seed") && i + 1 < argc) {
            (option == "--seed" ? settings.seed : settings.sessions) = std::strtoull(argv[++i], nullptr, 10);
        } else {
            return usage();
        }
    }
    if (sodium_init() < 0) {
        return EXIT_FAILURE;
    }
    Report report(settings);
    bool ran = false;
    for (const Part& part : parts) {
        // The limits are for whoever chooses them; nothing is asserted about those that were not chosen.
        const bool asked = only.empty() ? !(settings.short_form && part.run == limits) : only == part.name;
        if (!asked) {
            continue;
        }
        ran = true;
        const auto start = std::chrono::steady_clock::now();
        part.run(report);
        std::printf("(%s: %.0f s)\n\n", std::string(part.name).c_str(),
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    if (!ran) {
        return usage();
    }
    return report.failed() ? EXIT_FAILURE : EXIT_SUCCESS;
}
