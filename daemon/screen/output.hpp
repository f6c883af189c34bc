// Output: where the pictures go. The installed screen has one implementation, DrmOutput; files and windows
// for tests and demo are others, and live outside this folder.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "drawing/picture.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::screen {

// One picture and what it was drawn from. The surface is drawn over for the next frame: what is still to be
// shown of this one then is the next.
struct Frame {
    std::uint32_t serial = 0;
    policy::Scene scene;
    policy::Panel panel;
    drawing::Picture picture;
};

class Output {
  public:
    // The display as it describes itself, with size 0×0 where it does not say.
    using OnPanel = std::function<void(const policy::Panel& panel)>;
    using OnShown = std::function<void()>;
    using OnLost = std::function<void(const std::string& why)>;

    virtual ~Output() = default;
    // Begins to look for a display. Says when there is one, again when it changes, and when it was there and
    // is gone; on the loop's thread, as are all callbacks.
    virtual void start(OnPanel on_panel, OnLost on_lost) = 0;
    // Puts the frame on the glass and calls back when it is there. A frame that is not yet there is replaced,
    // and its callback never comes; nor does it when the display goes away.
    virtual void show(const Frame& frame, OnShown on_shown) = 0;
};

}  // namespace tsuitate::screen
