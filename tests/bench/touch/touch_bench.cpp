// How often a touch becomes another digit than was meant, on well and on faulty panels: the decoder of the
// product beside the three usual ways, with the same public in the same run. `--short` asserts the orders of
// magnitude.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/touch/counter.hpp"
#include "tests/bench/touch/weeks.hpp"

namespace {

using namespace tsuitate;
using namespace tsuitate::bench;

struct Settings {
    std::uint64_t sessions = 100'000;  // a cell of the tables
    std::uint64_t seed = 1;
    bool short_form = false;
    bool only_weeks = false;
};

struct Situation {
    std::string name;
    Counter::Fault fault;
};

std::vector<Situation> situations(double pitch) {
    std::vector<Situation> all = {{"healthy", [](Random&) { return PanelFault{}; }}};
    for (const int millimetres : {4, 8, 12, 15}) {
        all.push_back({"shifted " + std::to_string(millimetres) + " mm",
                       [millimetres](Random& random) { return shifted(random, millimetres); }});
    }
    all.push_back({"shifted one pitch", [pitch](Random& random) {
                       // Towards one of the eight neighbours.
                       const auto towards = static_cast<double>(random.below(8)) / 4;
                       const double x = std::round(std::cos(towards * 3.14159265));
                       const double y = std::round(std::sin(towards * 3.14159265));
                       return PanelFault{.shift = {x * pitch, y * pitch}};
                   }});
    all.push_back({"ghosts 0.1/s", [](Random&) { return PanelFault{.ghosts_a_second = 0.1}; }});
    all.push_back({"jitter 2 mm", [](Random&) { return PanelFault{.jitter_mm = 2}; }});
    return all;
}

Tally simulate(PadKind kind, double pitch, const Counter::Fault& fault, const Settings& settings) {
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<Tally> parts(threads);
    std::vector<std::thread> workers;
    const policy::Layout layout = digit_pad(pitch - 3, pitch);
    for (unsigned i = 0; i < threads; ++i) {
        workers.emplace_back([&, i] {
            parts[i] =
                Counter(kind, layout, settings.seed + 1000 * i).serve(settings.sessions / threads, fault);
        });
    }
    Tally tally;
    for (unsigned i = 0; i < threads; ++i) {
        workers[i].join();
        tally.add(parts[i]);
    }
    return tally;
}

double per(std::uint64_t count, std::uint64_t of, double scale) {
    return of == 0 ? 0 : scale * static_cast<double>(count) / static_cast<double>(of);
}

void print(const char* pad, const Tally& tally) {
    std::printf("  %-28s %9.2f %9.3f %10.2f %8.2f %9.3f %8.2f %6.2f\n", pad,
                per(tally.wrong_keys, tally.presses, 1e4), per(tally.rejections, tally.entries, 1),
                per(tally.wrong_pins, tally.sessions, 1e4), per(tally.locked, tally.sessions, 1e4),
                per(tally.refused, tally.sessions, 100), per(tally.helped, tally.sessions, 100),
                per(tally.known_taps, tally.sessions, 1));
}

// The least that a share can be, and the most, at 99.9 % (Wilson).
double bound(std::uint64_t count, std::uint64_t of, double sign) {
    constexpr double z = 3.29;
    const auto n = static_cast<double>(of);
    const double p = static_cast<double>(count) / n;
    const double middle = p + z * z / (2 * n);
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return (middle + sign * half) / (1 + z * z / n);
}
double at_most(std::uint64_t count, std::uint64_t of) {
    return bound(count, of, 1);
}
double at_least(std::uint64_t count, std::uint64_t of) {
    return bound(count, of, -1);
}

bool failed = false;
void expect(bool right, const std::string& what) {
    if (!right) {
        std::printf("NOT SO: %s\n", what.c_str());
        failed = true;
    }
}

// Well inside what the long form measures, and far from what the usual pads do.
void check(const std::string& name, PadKind kind, const Tally& tally) {
    if (kind == PadKind::touch_down && name == "shifted 12 mm") {
        expect(per(tally.wrong_pins, tally.sessions, 1) > 0.3,
               "the simulated fault is one: a plain pad gets many PINs wrong");
    }
    if (!is_ours(kind)) {
        return;
    }
    expect(at_most(tally.wrong_pins, tally.sessions) < 0.004, name + ": hardly a wrong PIN");
    expect(tally.locked == 0, name + ": no card is locked");
    if (name == "healthy") {
        expect(at_most(tally.wrong_keys, tally.presses) < 0.0008, "healthy: hardly a wrong digit");
        expect(at_most(tally.refused, tally.sessions) < 0.006, "healthy: hardly a refusal");
        expect(per(tally.rejections, tally.entries, 1) < 0.8, "healthy: few rejections");
    }
    if (name == "shifted 12 mm") {
        expect(at_least(tally.refused, tally.sessions) > 0.9, "12 mm: the panel is refused");
    }
    if (name == "shifted one pitch") {
        expect(at_least(tally.refused, tally.sessions) > 0.99, "one pitch: the panel is refused");
        expect(tally.wrong_keys == 0, "one pitch: nothing is typed");
    }
}

void tables(const Settings& settings) {
    for (const double pitch :
         settings.short_form ? std::vector<double>{23} : std::vector<double>{15, 23, 30, 40}) {
        std::printf("pitch %.0f mm, keys %.0f mm; %llu sessions a line\n", pitch, pitch - 3,
                    static_cast<unsigned long long>(settings.sessions));
        std::printf("  %-28s %9s %9s %10s %8s %9s %8s %6s\n", "", "wrong/10k", "rejected", "wrong PINs",
                    "locked", "refused", "helped", "known");
        std::printf("  %-28s %9s %9s %10s %8s %9s %8s %6s\n", "", "presses", "a PIN", "/10k sess.", "/10k",
                    "%", "%", "taps");
        for (const Situation& situation : situations(pitch)) {
            const bool plain = pitch != 23 && situation.name != "healthy";
            if (plain) {
                continue;
            }
            std::printf("%s\n", situation.name.c_str());
            for (const PadKind kind : {PadKind::touch_down, PadKind::lift_off, PadKind::guard_band,
                                       PadKind::ours, PadKind::ours_suspecting_ghosts}) {
                if (kind == PadKind::ours_suspecting_ghosts && !situation.name.starts_with("ghosts")) {
                    continue;
                }
                const Tally tally = simulate(kind, pitch, situation.fault, settings);
                print(name_of(kind), tally);
                if (settings.short_form) {
                    check(situation.name, kind, tally);
                }
            }
        }
    }
}

// How soon the monitor says that something is wrong.
void weeks(const Settings& settings) {
    const policy::Layout layout = digit_pad(20, 23);
    const int panels = settings.short_form ? 300 : 5000;
    struct Wanted {
        const char* name;
        Counter::Fault fault;
        int within;  // entries
    };
    const std::vector<Wanted> all = {
        {"shifted 4 mm", [](Random& random) { return shifted(random, 4); }, 25},
        {"shifted 6 mm", [](Random& random) { return shifted(random, 6); }, 12},
        {"shifted 12 mm", [](Random& random) { return shifted(random, 12); }, 4},
        {"ghosts 0.1/s", [](Random&) { return PanelFault{.ghosts_a_second = 0.1}; }, 0},
    };
    std::printf("entries until the monitor says so, of %d panels\n", panels);
    std::printf("  %-28s %8s %8s %8s %8s\n", "", "median", "p95", "p99", "never");
    for (const Wanted& one : all) {
        const Alarms alarms = alarms_after(layout, one.fault, panels, settings.seed);
        std::printf("  %-28s %8d %8d %8d %8d\n", one.name, alarms.at(0.5), alarms.at(0.95), alarms.at(0.99),
                    alarms.never);
        if (settings.short_form && one.within > 0) {
            expect(alarms.at(0.9) <= one.within && alarms.never == 0,
                   std::string(one.name) + ": noticed in time");
        }
    }
    const FalseAlarms none = false_alarms(layout, settings.sessions, settings.seed);
    std::printf("  well: %llu false alarms in %llu entries, %.3f in 1000\n",
                static_cast<unsigned long long>(none.alarms), static_cast<unsigned long long>(none.entries),
                per(none.alarms, none.entries, 1000));
    if (settings.short_form) {
        expect(at_least(none.alarms, none.entries) < 0.0003, "a panel that is well hardly ever looks ill");
    }
}

// One decision, beside the plain lookup of the key under a point.
void times(const Settings& settings) {
    const policy::Layout layout = digit_pad(20, 23);
    Random random(settings.seed);
    const Person person = somebody(random);
    std::vector<policy::Touch> touches;
    for (int i = 0; i < 20'000; ++i) {
        touches.push_back(touch_at(random, person, {}, layout.targets[random.below(10)].area.centre()));
    }
    const auto measure = [&](const char* name, auto&& decide) {
        std::vector<double> microseconds;
        for (const policy::Touch& touch : touches) {
            const auto start = std::chrono::steady_clock::now();
            decide(touch);
            microseconds.push_back(
                std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
        }
        std::sort(microseconds.begin(), microseconds.end());
        std::printf("%-28s p50 %7.3f us, p99 %7.3f us\n", name, microseconds[microseconds.size() / 2],
                    microseconds[microseconds.size() * 99 / 100]);
    };
    Pad pad(PadKind::ours, layout, {});
    volatile std::size_t found = 0;
    measure("key under the point", [&](const policy::Touch& touch) {
        found = found + (policy::target_at(layout, touch.down) < layout.targets.size() ? 1 : 0);
    });
    measure("posterior of 10 keys",
            [&](const policy::Touch& touch) { found = found + (pad.decide(touch).key ? 1 : 0); });
}

int usage() {
    std::fputs("usage: tsuitate-bench-touch [--sessions N] [--seed N] [--short] [--weeks]\n", stderr);
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    Settings settings;
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if (option == "--short") {
            settings.short_form = true;
            settings.sessions = 20'000;
        } else if (option == "--weeks") {
            settings.only_weeks = true;
        } else if ((option == "--sessions" || option == "--seed") && i + 1 < argc) {
            (option == "--seed" ? settings.seed : settings.sessions) = std::strtoull(argv[++i], nullptr, 10);
        } else {
            return usage();
        }
    }
    if (!settings.only_weeks) {
        tables(settings);
    }
    weeks(settings);
    times(settings);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
