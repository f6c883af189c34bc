// How many sessions a panel's fault takes to be noticed by its monitor, and how often it notices one that is
// not there.
#include <algorithm>
#include <cmath>
#include <functional>

#include "tests/bench/touch/counter.hpp"
#include "tests/bench/touch/report.hpp"

namespace tsuitate::bench {
namespace {

using Fault = std::function<PanelFault(Random&)>;

constexpr int settled = 50;
constexpr int longest = 400;

struct Alarms {
    std::vector<int> after;     // sessions until the alarm, of each panel
    std::vector<double> crept;  // mm until then
    std::uint64_t panels = 0;   // that had no false alarm before

    void add(const Alarms& other) {
        after.insert(after.end(), other.after.begin(), other.after.end());
        crept.insert(crept.end(), other.crept.begin(), other.crept.end());
        panels += other.panels;
    }
    std::uint64_t never() const { return panels - after.size(); }
    std::uint64_t later_than(int sessions) const {
        return never() + static_cast<std::uint64_t>(std::count_if(
                             after.begin(), after.end(), [sessions](int one) { return one > sessions; }));
    }
};

template <typename Value>
Value quantile(std::vector<Value> values, double share) {
    if (values.empty()) {
        return {};
    }
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

// Each panel is well for a while, then has one fault, and keeps it.
Alarms alarms_after(const Ground& ground, const Fault& fault, int panels, std::uint64_t seed) {
    return in_parts<Alarms>([&](unsigned part, unsigned parts) {
        Alarms alarms;
        Tally tally;
        for (int panel = static_cast<int>(part); panel < panels; panel += static_cast<int>(parts)) {
            ProductPad pad;
            Counter counter(pad, ground, seed + 7919 * static_cast<std::uint64_t>(panel + 1));
            const auto alarm = [&pad] { return pad.monitor().cause() != policy::PanelCause::none; };
            bool false_alarm = false;
            for (int session = 0; session < settled; ++session) {
                counter.serve({}, tally);
                false_alarm = false_alarm || alarm();
            }
            if (false_alarm) {
                continue;  // false_alarms() counts them
            }
            ++alarms.panels;
            const PanelFault same = fault(counter.random());
            for (int session = 1; session <= longest; ++session) {
                counter.serve(same.after(session), tally);
                if (alarm()) {
                    alarms.after.push_back(session);
                    alarms.crept.push_back(session * std::hypot(same.creep.x, same.creep.y));
                    break;
                }
            }
        }
        return alarms;
    });
}

struct FalseAlarms {
    std::uint64_t alarms = 0;  // each time that a panel that is well begins to look ill
    std::uint64_t refused = 0;
    std::uint64_t sessions = 0;
    void add(const FalseAlarms& other) {
        alarms += other.alarms;
        refused += other.refused;
        sessions += other.sessions;
    }
};

FalseAlarms false_alarms(const Ground& ground, const Settings& settings) {
    return in_parts<FalseAlarms>([&](unsigned part, unsigned parts) {
        FalseAlarms counted;
        ProductPad pad;
        Counter counter(pad, ground, settings.seed + 1000 * part);
        Tally tally;
        bool ill = false;
        while (tally.sessions < 4 * settings.sessions / parts) {
            counter.serve({}, tally);
            const bool now = pad.monitor().cause() != policy::PanelCause::none;
            counted.alarms += now && !ill ? 1U : 0U;
            ill = now;
        }
        counted.sessions = tally.sessions;
        counted.refused = tally.refused;
        return counted;
    });
}

struct Illness {
    const char* name;
    Fault fault;
    int wanted;  // sessions; 0: nothing was
    int held;    // the short form: nine in ten are noticed within so many
};

std::vector<Illness> illnesses(const Ground& ground) {
    return {
        {"shifted 4 mm", [](Random& random) { return shifted(random, 4); }, 25, 25},
        {"shifted 6 mm", [](Random& random) { return shifted(random, 6); }, 12, 12},
        {"shifted 12 mm", [](Random& random) { return shifted(random, 12); }, 4, 4},
        {"4 % and 2 degrees", stretched_and_turned, 0, 0},
        {"creep 0.05 to 0.2 mm a session", creeping, 0, 150},
        {"ghosts 0.02/s", [](Random&) { return PanelFault{.ghosts_a_second = 0.02}; }, 0, 0},
        {"ghosts 0.1/s", [](Random&) { return PanelFault{.ghosts_a_second = 0.1}; }, 0, 120},
        {"jitter 2 mm, 3 % spikes", jittery, 0, 20},
        {"dead strip of 10 mm",
         [&ground](Random& random) { return dead_strip(random, ground.panel, ground.box()); }, 0, 0},
    };
}

}  // namespace

void weeks(Report& report) {
    const Settings& settings = report.settings;
    const Ground ground = digits_of(20, 23);
    const int panels = settings.short_form ? 200 : 2000;
    std::printf("sessions until the monitor says so, of %d panels, within %d\n", panels, longest);
    std::printf("  %-32s %8s %8s %8s %8s %8s %12s\n", "", "median", "p95", "p99", "never", "wanted",
                "crept (mm)");
    for (const Illness& one : illnesses(ground)) {
        if (settings.short_form && one.held == 0) {
            continue;
        }
        const Alarms alarms = alarms_after(ground, one.fault, panels, settings.seed);
        std::printf("  %-32s %8d %8d %8d %7.1f%% %8s %5.1f (%.1f)\n", one.name, quantile(alarms.after, 0.5),
                    quantile(alarms.after, 0.95), quantile(alarms.after, 0.99),
                    per(alarms.never(), alarms.panels, 100),
                    one.wanted > 0 ? std::to_string(one.wanted).c_str() : "", quantile(alarms.crept, 0.5),
                    quantile(alarms.crept, 0.95));
        std::fflush(stdout);
        if (one.held > 0) {
            report.expect(at_most(alarms.later_than(one.held), alarms.panels) < 0.1,
                          std::string(one.name) + ": noticed in time");
        }
    }
    const FalseAlarms none = false_alarms(ground, settings);
    std::printf("  well: %llu false alarms in %llu sessions, %.4f in 1000; %.3f refused in 1000\n",
                static_cast<unsigned long long>(none.alarms), static_cast<unsigned long long>(none.sessions),
                per(none.alarms, none.sessions, 1000), per(none.refused, none.sessions, 1000));
    report.expect(at_most(none.alarms, none.sessions) < 0.001, "a panel that is well hardly ever looks ill");
    report.expect(at_most(none.refused, none.sessions) < 0.004,
                  "a panel that is well is hardly ever refused");
}

}  // namespace tsuitate::bench
