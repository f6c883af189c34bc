// Weeks: how many entries a panel's fault takes to be noticed by its monitor, and how often it notices one
// that is not there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "policy/monitor/panel_monitor.hpp"
#include "tests/bench/touch/counter.hpp"

namespace tsuitate::bench {

struct Alarms {
    std::vector<int> after;  // entries until the alarm, of each panel; sorted
    int never = 0;           // panels on which there was none within the time given
    int at(double share) const {
        return after[std::min(after.size() - 1,
                              static_cast<std::size_t>(share * static_cast<double>(after.size())))];
    }
};

// Each panel is well for a while, then has the fault. Alarms before are false, and are counted apart.
inline Alarms alarms_after(const policy::Layout& layout, const Counter::Fault& fault, int panels,
                           std::uint64_t seed) {
    constexpr int settled = 50;
    constexpr int longest = 400;
    Alarms alarms;
    for (int panel = 0; panel < panels; ++panel) {
        policy::PanelMonitor monitor;
        Counter counter(PadKind::ours, layout, seed + static_cast<std::uint64_t>(panel));
        int entries = 0;
        int alarm = 0;
        counter.on_entry([&](const policy::EntryQuality& quality) {
            ++entries;
            monitor.take(quality, 0);
            alarm = alarm == 0 && monitor.cause() != policy::PanelCause::none ? entries : alarm;
        });
        counter.serve(settled, [](Random&) { return PanelFault{}; });
        if (alarm != 0) {
            continue;  // a false one: alarms_in counts them
        }
        entries = 0;
        // A panel has one fault, and keeps it.
        Random of_panel(seed + 7919 * static_cast<std::uint64_t>(panel + 1));
        const PanelFault same = fault(of_panel);
        while (alarm == 0 && entries < longest) {
            counter.serve(1, [&](Random&) { return same; });
        }
        if (alarm == 0) {
            ++alarms.never;
        } else {
            alarms.after.push_back(alarm);
        }
    }
    std::sort(alarms.after.begin(), alarms.after.end());
    return alarms;
}

struct FalseAlarms {
    std::uint64_t entries = 0;
    std::uint64_t alarms = 0;  // each time that a panel that is well begins to look ill
};

inline FalseAlarms false_alarms(const policy::Layout& layout, std::uint64_t sessions, std::uint64_t seed) {
    FalseAlarms counted;
    policy::PanelMonitor monitor;
    Counter counter(PadKind::ours, layout, seed);
    bool ill = false;
    counter.on_entry([&](const policy::EntryQuality& quality) {
        ++counted.entries;
        monitor.take(quality, 0);
        const bool now = monitor.cause() != policy::PanelCause::none;
        counted.alarms += now && !ill ? 1U : 0U;
        ill = now;
    });
    counter.serve(sessions, [](Random&) { return PanelFault{}; });
    return counted;
}

}  // namespace tsuitate::bench
