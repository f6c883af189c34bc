#include "daemon/vault/touch/panel_watch.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "daemon/log/log.hpp"

namespace tsuitate::vault {
namespace {

// Somebody who reads slowly has touched by then; and whoever was waiting touches the next one at once.
constexpr std::chrono::seconds target_patience{8};
constexpr std::chrono::seconds at_once{5};
constexpr std::chrono::minutes idle_again{10};
constexpr std::chrono::seconds gesture_pause{2};
constexpr double tenths = 10;
constexpr double micrometres = 1000;

// Days since 1970. It only ends a batch, so a wrong clock does no harm.
std::uint32_t today() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint32_t>(
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::hours>(now).count() / 24));
}

wire::Name word(std::string_view text) {
    return wire::Name::from(text).value_or(wire::Name{});
}

std::int16_t tenths_of_mean(double sum, std::uint32_t count) {
    constexpr double farthest = 999;
    const double mean = count == 0 ? 0 : sum / count;
    return static_cast<std::int16_t>(std::clamp(std::round(mean * tenths), -farthest, farthest));
}

std::uint16_t bounded(double value) {
    constexpr double largest = 0xffff;
    return static_cast<std::uint16_t>(std::clamp(std::round(value), 0.0, largest));
}

}  // namespace

void PanelWatch::restore(const wire::LedgerTellPanel& told) {
    if (told.size == 0) {
        return;
    }
    const auto memory = policy::memory_of(std::span(told.bytes).first(told.size));
    if (!memory) {
        log::warning("what was kept of the panel is damaged; it is learnt anew");
        return;
    }
    panel_.memory() = *memory;
    judge();
}

void PanelWatch::touched_idle(const Tap& tap) {
    idle_contact(tap.duration() < policy::shortest_touch);
}

void PanelWatch::touched_idle(policy::ContactRejection /*reason*/) {
    idle_contact(false);
}

void PanelWatch::idle_contact(bool ghost_like) {
    idle_.touched(std::chrono::steady_clock::now(), ghost_like);
    if (idle_clock_) {
        loop_.cancel(*idle_clock_);
    }
    idle_clock_ = loop_.after(idle_again + std::chrono::seconds(1), [this] {
        idle_clock_.reset();
        judge();
    });
    judge();
}

bool PanelWatch::completes_clerks_gesture(const Tap& tap) {
    const auto now = std::chrono::steady_clock::now();
    if (!glass_.known() || now - last_corner_ > gesture_pause) {
        corners_ = 0;
    }
    last_corner_ = now;
    if (!glass_.known()) {
        return false;
    }
    // A quarter of the panel each, since it may answer far beside.
    const bool right = tap.down.x > glass_.size().width / 2;
    const bool low = tap.down.y > glass_.size().height / 2;
    constexpr std::array wanted = {std::pair(false, false), std::pair(true, false), std::pair(true, true),
                                   std::pair(false, true)};
    const auto corner = std::pair(right, low);
    corners_ = corner == wanted.at(corners_) ? corners_ + 1 : (corner == wanted[0] ? 1 : 0);
    if (corners_ < wanted.size()) {
        return false;
    }
    corners_ = 0;
    idle_ = {};
    judge();
    return true;
}

void PanelWatch::target_waits() {
    if (target_clock_) {
        loop_.cancel(*target_clock_);
    }
    target_clock_ = loop_.after(target_patience, [this] {
        target_clock_.reset();
        nobody_touches();
    });
}

void PanelWatch::nobody_touches() {
    left_place_ = target_place();
    moved_at_ = std::chrono::steady_clock::now();
    panel_.move_target();
    moved_();
    target_waits();
}

std::optional<std::uint8_t> PanelWatch::target_place() const {
    const policy::Layout* layout = glass_.layout_now();
    if (layout == nullptr) {
        return std::nullopt;
    }
    const auto target =
        std::find_if(layout->targets.begin(), layout->targets.end(),
                     [](const policy::Target& one) { return one.key.action == policy::KeyAction::here; });
    return target == layout->targets.end()
               ? std::nullopt
               : std::optional(policy::PlaceWatch::place_of(target->area.centre(), glass_.size()));
}

void PanelWatch::target_touched() {
    policy::PanelMonitor monitor(panel_.memory().monitor);
    if (const auto place = target_place()) {
        monitor.answered(*place);
    }
    if (left_place_ && std::chrono::steady_clock::now() - moved_at_ < at_once) {
        monitor.missed(*left_place_);
    }
    left_place_.reset();
    panel_.memory().monitor = monitor.memory();
}

void PanelWatch::target_gone() {
    left_place_.reset();
    if (target_clock_) {
        loop_.cancel(*target_clock_);
        target_clock_.reset();
    }
}

void PanelWatch::session_ended() {
    serving_ = false;
    if (panel_.learn(today())) {
        write_figures();
        keep();
    }
    judge();
}

void PanelWatch::calibrated() {
    keep();
    judge();
}

void PanelWatch::write_figures() {
    policy::PanelMonitor monitor(panel_.memory().monitor);
    const auto batch = monitor.take_batch(today());
    if (!batch) {
        return;
    }
    panel_.memory().monitor = monitor.memory();
    const policy::PointMm correction = panel_.memory().correction.offset;
    const double noise = batch->noisy == 0 ? 0 : std::sqrt(batch->noise_mm2 / batch->noisy);
    records_.write({.kind = policy::RecordKind::panel_health,
                    .count = batch->entries,
                    .detail = word(policy::name_of(policy::state_of(monitor.cause()))),
                    .figures = {.drift_x = tenths_of_mean(batch->offset.x, batch->measured),
                                .drift_y = tenths_of_mean(batch->offset.y, batch->measured),
                                .noise = bounded(noise * micrometres),
                                .ghosts = bounded(batch->ghosts),
                                .rejections = bounded(batch->rejections),
                                .refusals = bounded(batch->refusals),
                                .missed_targets = bounded(batch->missed_targets),
                                .dead_places = monitor.dead_places(),
                                .correction_x = tenths_of_mean(correction.x, 1),
                                .correction_y = tenths_of_mean(correction.y, 1)}});
}

void PanelWatch::keep() {
    const auto bytes = policy::bytes_of(panel_.memory());
    wire::VaultKeepPanel kept{.size = static_cast<std::uint16_t>(bytes.size())};
    std::copy(bytes.begin(), bytes.end(), kept.bytes.begin());
    records_.keep(kept);
}

// The worse of what the entries say and what happens while nobody is served.
void PanelWatch::judge() {
    if (serving_) {
        return;
    }
    const policy::PanelMonitor monitor(panel_.memory().monitor);
    const policy::PanelCause idle = idle_.cause(std::chrono::steady_clock::now());
    panel_.suspect_ghosts(monitor.ghosts_suspected() || idle == policy::PanelCause::ghosts);
    const policy::PanelCause worst = std::max(monitor.cause(), idle, [](auto one, auto other) {
        return policy::state_of(one) < policy::state_of(other);
    });
    if (std::exchange(cause_, worst) == worst) {
        return;
    }
    records_.write({.kind = policy::RecordKind::panel_state,
                    .subject = word(policy::name_of(worst)),
                    .detail = word(policy::name_of(policy::state_of(worst)))});
    changed_();
}

}  // namespace tsuitate::vault
