// PanelMemory: what is known of the panel from one start of the service to the next, as bytes. Nothing in it
// comes from what anybody typed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "policy/calibration/affine.hpp"
#include "policy/decoder/correction.hpp"
#include "policy/monitor/panel_monitor.hpp"

namespace tsuitate::policy {

struct PanelMemory {
    Affine calibration{};  // of touches, before the correction
    Affine previous{};     // the calibration before that
    Correction correction{};
    MonitorMemory monitor{};
    friend bool operator==(const PanelMemory&, const PanelMemory&) = default;
};

// Lengths to a micrometre, and to a millionth what else is a fraction.
std::vector<std::uint8_t> bytes_of(const PanelMemory& memory);
// Nothing when they are damaged, or of another version.
std::optional<PanelMemory> memory_of(std::span<const std::uint8_t> bytes);

}  // namespace tsuitate::policy
