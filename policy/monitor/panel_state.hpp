// PanelState: in one word how well the panel answers, and in another why. No figures: those leave the vault
// in batches (docs/panel.md).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tsuitate::policy {

enum class PanelState : std::uint8_t {
    ok,
    advise,       // works, and should be calibrated or looked at when there is time
    recalibrate,  // answers beside its keys: calibrate now
    fault,        // a calibration does not help: ghosts, noise, a dead place
};
inline constexpr std::array panel_state_names = {std::string_view("ok"), std::string_view("advise"),
                                                 std::string_view("recalibrate"), std::string_view("fault")};

enum class PanelCause : std::uint8_t {
    none,
    drift,         // it answers beside what is touched, more than people do
    rejections,    // more touches cannot be told than of such hands should be
    touched_idle,  // touched like by a finger, again and again, when nobody is served
    offset,        // the drift is more than may be corrected
    refusals,      // known taps have refused it more than once
    ghosts,        // touches that nobody made
    jitter,        // the place it tells trembles
    dead_place,    // a place does not answer
};
inline constexpr std::array panel_cause_names = {
    std::string_view("none"),         std::string_view("drift"),  std::string_view("rejections"),
    std::string_view("touched-idle"), std::string_view("offset"), std::string_view("refusals"),
    std::string_view("ghosts"),       std::string_view("jitter"), std::string_view("dead-place")};

constexpr bool valid(PanelState state) {
    return static_cast<std::size_t>(state) < panel_state_names.size();
}
constexpr std::string_view name_of(PanelState state) {
    return panel_state_names[static_cast<std::size_t>(state)];
}
constexpr std::string_view name_of(PanelCause cause) {
    return panel_cause_names[static_cast<std::size_t>(cause)];
}

// A cause stands for one state.
constexpr PanelState state_of(PanelCause cause) {
    switch (cause) {
        case PanelCause::none:
            return PanelState::ok;
        case PanelCause::drift:
        case PanelCause::rejections:
        case PanelCause::touched_idle:
            return PanelState::advise;
        case PanelCause::offset:
        case PanelCause::refusals:
            return PanelState::recalibrate;
        case PanelCause::ghosts:
        case PanelCause::jitter:
        case PanelCause::dead_place:
            return PanelState::fault;
    }
    return PanelState::fault;
}

}  // namespace tsuitate::policy
