// DrmCard: an open display card on which this process is master, and the one connector that it drives. It
// says what is connected and sets modes; it draws nothing.
#pragma once

#include <xf86drmMode.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/wire/descriptor.hpp"
#include "drawing/damage.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::screen {

// A connector with a display on it, and how to drive it.
struct Display {
    std::uint32_t connector = 0;
    std::uint32_t crtc = 0;
    std::string name;  // "HDMI-A-1"
    drmModeModeInfo mode{};
    policy::SizeMm size;  // from the EDID; 0×0 where it does not say

    policy::Panel panel() const { return {mode.hdisplay, mode.vdisplay, size}; }
    bool same_picture_as(const Display& other) const {
        return connector == other.connector && panel() == other.panel();
    }
};

class DrmCard {
  public:
    // Opens the card at `path`, or with an empty path the first under /dev/dri with a display; `connector`
    // empty: the first that is connected. Else a sentence why not.
    static std::variant<std::unique_ptr<DrmCard>, std::string> open(const std::string& path,
                                                                    const std::string& connector);

    int descriptor() const { return card_.number(); }
    const std::string& path() const { return path_; }
    const Display& display() const { return display_; }

    // What is on the connector now, as far as the driver knows without asking the display again.
    std::optional<Display> look_again() const;

    // 0, or the negative errno of the kernel.
    int set_mode(std::uint32_t framebuffer) const;
    int flip(std::uint32_t framebuffer, void* user_data) const;
    // Tells drivers that copy the framebuffer themselves where it has changed; the others do not mind. No
    // places: everywhere.
    void mark_dirty(std::uint32_t framebuffer, const std::vector<drawing::PixelRect>& places) const;

  private:
    DrmCard(wire::Descriptor card, std::string path) : card_(std::move(card)), path_(std::move(path)) {}
    static std::variant<std::unique_ptr<DrmCard>, std::string> open_one(const std::string& path,
                                                                        const std::string& connector);

    wire::Descriptor card_;
    std::string path_;
    Display display_;
};

}  // namespace tsuitate::screen
