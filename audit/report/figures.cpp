#include "audit/report/figures.hpp"

namespace tsuitate::audit::report {

Figures::Figures(Period its_period, int offset_minutes)
    : period(its_period), utc_offset_minutes(offset_minutes), days(its_period.days()) {}

DayFigures* Figures::day_at(Seconds time) {
    const Day day = local_time(time, utc_offset_minutes).day;
    return period.has(day) ? &days[static_cast<std::size_t>((day - period.first).count())] : nullptr;
}

void Figures::note(Oddity what, const Occurrence& occurrence) {
    const Day day = local_time(occurrence.time, utc_offset_minutes).day;
    if (!period.has(day)) {
        return;
    }
    OddityFigures& oddity = oddities[static_cast<std::size_t>(what)];
    ++oddity.count;
    ++oddity.days[day];
    if (oddity.first.size() < occurrences_kept) {
        oddity.first.push_back(occurrence);
    }
}

PinKindFigures& Figures::pin_kind(const std::string& name) {
    // The policy knows four; a log that names thousands shall not fill the memory.
    return pin_kinds.size() < pin_kinds_kept || pin_kinds.contains(name) ? pin_kinds[name] : pin_kinds[""];
}

}  // namespace tsuitate::audit::report
