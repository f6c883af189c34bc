#include "daemon/vault/session/calibration_driver.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tsuitate::vault {
namespace {

constexpr std::chrono::seconds longest_pause{20};  // between two points

wire::Name word(std::string_view text) {
    return wire::Name::from(text).value_or(wire::Name{});
}

std::string_view name_of(wire::CalibrationTool tool) {
    constexpr std::array names = {std::string_view("finger"), std::string_view("stylus"),
                                  std::string_view("previous")};
    return names.at(static_cast<std::size_t>(tool));
}

// Of those that are recorded.
std::string_view name_of(wire::CalibrationAnswer answer) {
    constexpr std::array names = {std::string_view("done"), std::string_view("astray"),
                                  std::string_view("implausible"), std::string_view("timed-out")};
    return names.at(static_cast<std::size_t>(answer));
}

std::uint16_t tenths_of(double millimetres) {
    constexpr double largest = 60'000;
    return static_cast<std::uint16_t>(std::clamp(std::round(millimetres * 10), 0.0, largest));
}

}  // namespace

CalibrationDriver::CalibrationDriver(loop::Loop& loop, const policy::Policy& policy, FrontLink& front,
                                     Records& records, Glass& glass, CitizenPanel& panel)
    : loop_(loop), policy_(policy), front_(front), records_(records), glass_(glass), panel_(panel) {}

void CalibrationDriver::start(const wire::FrontCalibrate& asked, policy::SizeMm panel) {
    asked_ = asked;
    ++number_;
    run_.emplace(panel, asked.tool == wire::CalibrationTool::stylus,
                 static_cast<policy::FittedPoints>(asked.points));
    if (asked.tool == wire::CalibrationTool::previous) {
        return finish(wire::CalibrationAnswer::done);
    }
    touching_ = true;
    show(policy::SceneName::calibrate);
    wait_for_touch();
}

void CalibrationDriver::take(const Tap& raw) {
    const bool no_finger = raw.duration() < policy::shortest_touch || panel_.goes_on(raw);
    if (!touching_ || no_finger || glass_.layout_under(raw) == nullptr) {
        return;
    }
    switch (run_->take(raw.down)) {
        case policy::CalibrationVerdict::going_on:
            show(policy::SceneName::calibrate);
            return wait_for_touch();
        case policy::CalibrationVerdict::done:
            return finish(wire::CalibrationAnswer::done);
        case policy::CalibrationVerdict::astray:
            return finish(wire::CalibrationAnswer::astray);
        case policy::CalibrationVerdict::implausible:
            return finish(wire::CalibrationAnswer::implausible);
    }
}

void CalibrationDriver::abandon() {
    if (asked_) {
        answer(wire::CalibrationAnswer::out_of_service);
        end();
    }
}

void CalibrationDriver::show(policy::SceneName name) {
    policy::Scene scene;
    scene.name = name;
    scene.language = asked_->language;
    scene.appearance = policy_.panel.appearance;
    scene.proof_cell = touching_ ? run_->next() : std::uint8_t{0};
    glass_.show(scene);
}

void CalibrationDriver::wait_for_touch() {
    if (clock_) {
        loop_.cancel(*clock_);
    }
    clock_ = loop_.after(longest_pause, [this] {
        clock_.reset();
        finish(wire::CalibrationAnswer::timed_out);
    });
}

// The record comes first (rule R4), whatever the result.
void CalibrationDriver::finish(wire::CalibrationAnswer result) {
    if (clock_) {
        loop_.cancel(*clock_);
        clock_.reset();
    }
    touching_ = false;
    const policy::Misses misses = run_->misses();
    records_.write({.kind = policy::RecordKind::panel_calibrated,
                    .caller_uid = asked_->caller_uid,
                    .subject = word(name_of(asked_->tool)),
                    .detail = word(name_of(result)),
                    .calibration = {.mean_miss = tenths_of(misses.mean),
                                    .worst_fitted = tenths_of(misses.worst_fitted),
                                    .worst_checked = tenths_of(misses.worst_checked)}},
                   [this, result, number = number_](bool durable) {
                       if (asked_ && number == number_) {
                           recorded(result, durable);
                       }
                   });
}

void CalibrationDriver::recorded(wire::CalibrationAnswer result, bool durable) {
    if (!durable) {
        return abandon();
    }
    const bool good = result == wire::CalibrationAnswer::done;
    if (good) {
        put_into_effect();
    }
    answer(result);
    show(good ? policy::SceneName::calibrated : policy::SceneName::not_calibrated);
    clock_ = loop_.after(policy_.limits.outcome, [this] {
        clock_.reset();
        end();
    });
}

void CalibrationDriver::put_into_effect() {
    if (asked_->tool == wire::CalibrationTool::previous) {
        panel_.restore_previous_calibration();
    } else {
        panel_.calibrate(run_->result());
    }
    changed_();
}

// Once: who asked waits for one answer.
void CalibrationDriver::answer(wire::CalibrationAnswer result) {
    if (const std::uint32_t request = std::exchange(asked_->request, 0)) {
        front_.send(wire::VaultAnswerCalibration{
            .request = request, .answer = result, .worst = tenths_of(run_->misses().worst())});
    }
}

void CalibrationDriver::end() {
    if (clock_) {
        loop_.cancel(*clock_);
        clock_.reset();
    }
    touching_ = false;
    run_.reset();
    asked_.reset();
    ended_();
}

}  // namespace tsuitate::vault
