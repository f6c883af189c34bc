// Report: what a run was asked for, what it prints in common, and whether what it asserts held.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/touch/tally.hpp"

namespace tsuitate::bench {

struct Settings {
    std::uint64_t sessions = 100'000;  // a line of the tables
    std::uint64_t seed = 1;
    bool short_form = false;  // asserts
};

class Report {
  public:
    explicit Report(const Settings& asked) : settings(asked) {}

    // In the short form only: its bounds lie well inside what the long form measures, and far from what a pad
    // does that does not prove the panel.
    void expect(bool right, const std::string& what) {
        if (settings.short_form && !right) {
            std::printf("NOT SO: %s\n", what.c_str());
            failed_ = true;
        }
    }
    bool failed() const { return failed_; }

    const Settings settings;

  private:
    bool failed_ = false;
};

// Runs the parts at the same time, and adds what they return.
template <typename Sum, typename Part>
Sum in_parts(Part&& part) {
    // Always two, so that a seed is the same run on every machine.
    constexpr unsigned parts = 2;
    std::vector<Sum> sums(parts);
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < parts; ++i) {
        workers.emplace_back([&sums, &part, i] { sums[i] = part(i, parts); });
    }
    Sum whole;
    for (unsigned i = 0; i < parts; ++i) {
        workers[i].join();
        whole.add(sums[i]);
    }
    return whole;
}

void wrong_keys(Report& report);    // tables.cpp: faults and pads
void own_pads(Report& report);      // tables.cpp: the product's layouts, finger and stylus
void limits(Report& report);        // tables.cpp: of the proof
void weeks(Report& report);         // weeks.cpp: how soon the monitor speaks
void life(Report& report);          // life.cpp: counters with random faults
void calibrations(Report& report);  // calibration_table.cpp

}  // namespace tsuitate::bench
