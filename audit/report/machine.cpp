#include "audit/report/machine.hpp"

#include <algorithm>

namespace tsuitate::audit::report {
namespace {

void spread(DayFigures& day, const LocalTime& at, Seconds length,
            const std::array<DeviceState, devices>& states) {
    constexpr Seconds slot_seconds = slot_minutes * seconds_a_minute;
    const auto first = static_cast<std::size_t>(at.second / slot_seconds);
    const auto last = static_cast<std::size_t>((at.second + length - 1) / slot_seconds);
    day.seconds_in_service += length;
    for (std::size_t slot = first; slot <= last && slot < slots_a_day; ++slot) {
        day.in_service[slot] = true;
    }
    for (std::size_t which = 0; which < devices; ++which) {
        DeviceDay& device = day.device[which];
        device.seconds[static_cast<std::size_t>(states[which])] += length;
        for (std::size_t slot = first; slot <= last && slot < slots_a_day; ++slot) {
            device.slots[slot] = std::max(device.slots[slot], states[which]);
        }
    }
}

std::optional<std::size_t> place_in(const auto& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - names.begin()));
}

}  // namespace

void Machine::pass(const Continuity::Step& step, Figures& figures) {
    if (step.new_boot && running_) {
        figures.note(Oddity::ended_without_stop, {.time = last_time_});
        running_ = false;
        stopped_at_.reset();
    }
    if (step.new_boot) {
        states_ = {};
    }
    if (step.silent && running_) {
        const auto& [from, to] = *step.silent;
        figures.note(Oddity::silence, {.time = from, .number = to - from});
    }
    if (step.covered && running_) {
        Seconds from = step.covered->first;
        const Seconds to = step.covered->second;
        while (from < to) {  // in pieces, where midnight lies between
            const LocalTime at = local_time(from, figures.utc_offset_minutes);
            const Seconds length = std::min(to - from, seconds_a_day - at.second);
            if (DayFigures* day = figures.day_at(from)) {
                spread(*day, at, length, states_);
            }
            from += length;
        }
    }
    last_time_ = step.time;
}

void Machine::see(const Record& record, Seconds time, Figures& figures) {
    if (record.kind == policy::RecordKind::service_started) {
        started(record.text("detail"), time, figures);
    } else if (record.kind == policy::RecordKind::service_stopped) {
        stopped(record.text("detail"), time, figures);
    } else {
        device_changed(record, time, figures);
    }
}

void Machine::started(const std::string& version, Seconds time, Figures& figures) {
    if (running_) {
        figures.note(Oddity::ended_without_stop, {.time = time});
    } else if (stopped_at_ && local_time(*stopped_at_, figures.utc_offset_minutes).day ==
                                  local_time(time, figures.utc_offset_minutes).day) {
        figures.note(Oddity::restarted, {.time = time, .number = time - *stopped_at_});
    }
    if (!version_.empty() && version != version_) {
        figures.note(Oddity::version_changed, {.time = time, .word = version_ + " → " + version});
    }
    if (figures.day_at(time) != nullptr) {
        ++figures.services_started;
    }
    version_ = version;
    running_ = true;  // with the devices it has found: their records may come before this one
}

void Machine::stopped(const std::string& why, Seconds time, Figures& figures) {
    if (why != "asked") {
        figures.note(Oddity::reader_hung, {.time = time});
        stopped_at_.reset();
    } else {
        stopped_at_ = time;
    }
    if (figures.day_at(time) != nullptr) {
        ++figures.services_stopped;
    }
    running_ = false;
    states_ = {};
}

void Machine::device_changed(const Record& record, Seconds time, Figures& figures) {
    const auto device = place_in(device_names, record.text("subject"));
    const auto state = place_in(device_state_names, record.text("detail"));
    if (!device || !state) {
        return;
    }
    states_[*device] = static_cast<DeviceState>(*state);
    if (states_[*device] == DeviceState::failed) {
        figures.note(Oddity::device_failed, {.time = time, .word = record.text("subject")});
    } else if (states_[*device] == DeviceState::refused) {
        figures.note(Oddity::device_refused, {.time = time, .word = record.text("subject")});
    }
}

}  // namespace tsuitate::audit::report
