#include "audit/report/continuity.hpp"

#include <algorithm>
#include <cstdlib>

namespace tsuitate::audit::report {
namespace {

// The ledger changes its key every 15 minutes, so a running machine is never silent for twice as long.
constexpr Seconds longest_silence = 30 * seconds_a_minute;
// Both clocks are read one after the other, and cut to seconds.
constexpr Seconds clock_tolerance = 5;
constexpr std::size_t ranges_kept = 4096;

}  // namespace

std::optional<Continuity::Step> Continuity::see(const Record& record, Figures& figures) {
    count_on(record.number("sequence"));
    if (record.kind == policy::RecordKind::entries_erased && erased_.size() < ranges_kept) {
        erased_.push_back({.first = record.number("first"), .last = record.number("last")});
    }
    const auto time = seconds_of(record.text("time"));
    if (!time) {
        figures.note(
            Oddity::time_unreadable,
            {.time = last_time_.value_or(0), .number = static_cast<std::int64_t>(record.number("sequence"))});
        return std::nullopt;
    }
    if (!missing_.empty() && missing_.back().time == 0) {
        missing_.back().time = *time;
    }
    const std::uint64_t uptime = record.number("uptime");
    const bool new_boot = record.text("boot") != boot_;
    Step step{.time = *time, .new_boot = new_boot};
    if (last_time_) {
        const Seconds passed = static_cast<Seconds>(uptime) - static_cast<Seconds>(last_uptime_);
        const bool clock_held = std::abs(*time - *last_time_ - passed) <= clock_tolerance;
        if (!new_boot && clock_held && *time > *last_time_) {
            (passed > longest_silence ? step.silent : step.covered) = Span(*last_time_, *time);
        }
        compare_clocks(*time, uptime, new_boot, figures);
    }
    if (new_boot) {
        boot_ = record.text("boot");
        booted_at_ = *time - static_cast<Seconds>(uptime);
    }
    last_time_ = *time;
    last_uptime_ = uptime;
    return step;
}

void Continuity::count_on(std::uint64_t sequence) {
    if (last_sequence_ != 0 && sequence != last_sequence_ + 1 && missing_.size() < ranges_kept) {
        missing_.push_back({.first = last_sequence_ + 1, .last = sequence == 0 ? 0 : sequence - 1});
    }
    last_sequence_ = sequence;
}

void Continuity::compare_clocks(Seconds time, std::uint64_t uptime, bool new_boot, Figures& figures) {
    if (new_boot) {
        if (time < *last_time_) {
            figures.note(Oddity::clock_jump, {.time = time, .number = time - *last_time_});
        }
        return;
    }
    const Seconds booted_at = time - static_cast<Seconds>(uptime);
    if (std::abs(booted_at - booted_at_) > clock_tolerance) {
        figures.note(Oddity::clock_jump, {.time = time, .number = booted_at - booted_at_});
        booted_at_ = booted_at;
    }
}

void Continuity::tell_missing(Figures& figures) const {
    for (const Range& hole : missing_) {
        const bool erased = std::any_of(erased_.begin(), erased_.end(), [&hole](const Range& range) {
            return range.first <= hole.first && hole.last <= range.last;
        });
        if (!erased) {
            figures.note(Oddity::records_missing, {.time = hole.time,
                                                   .number = static_cast<std::int64_t>(hole.first),
                                                   .other_number = static_cast<std::int64_t>(hole.last)});
        }
    }
}

}  // namespace tsuitate::audit::report
