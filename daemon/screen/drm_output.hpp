// DrmOutput: the citizen's display, driven by the kernel's mode setting without any window system. Two
// framebuffers; a frame counts as shown when the kernel says that the display has turned to it. Waits for a
// card or a display that is not there, and never blocks the loop for it.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "daemon/loop/loop.hpp"
#include "daemon/screen/drm_buffer.hpp"
#include "daemon/screen/drm_card.hpp"
#include "daemon/screen/output.hpp"
#include "daemon/screen/two_buffers.hpp"

namespace tsuitate::screen {

class DrmOutput final : public Output {
  public:
    // Empty: the first card with a display, the first connector with one.
    DrmOutput(loop::Loop& loop, std::string card, std::string connector);
    ~DrmOutput() override;
    DrmOutput(const DrmOutput&) = delete;
    DrmOutput& operator=(const DrmOutput&) = delete;

    void start(OnPanel on_panel, OnLost on_lost) override;
    void show(const Frame& frame, OnShown on_shown) override;

  private:
    struct Waiting {
        drawing::Surface surface;
        OnShown on_shown;
    };

    void look();
    void look_for_card();
    void look_at_display();
    bool make_buffers();
    void present(Waiting next);
    bool present_by_mode(const DrmBuffer& buffer);
    void on_card_event();
    void on_flipped();
    void on_flip_overdue();
    void lose(const std::string& why);
    void release();
    void say_once(const std::string& why);

    loop::Loop& loop_;
    std::string wanted_card_;
    std::string wanted_connector_;
    OnPanel on_panel_;
    OnLost on_lost_;

    std::unique_ptr<DrmCard> card_;
    std::array<std::unique_ptr<DrmBuffer>, 2> buffers_;
    TwoBuffers lacking_;
    bool mode_is_set_ = false;
    bool can_flip_ = true;
    std::optional<OnShown> flipping_;  // the frame on its way to the glass
    std::optional<Waiting> next_;      // the one after it
    std::optional<loop::Loop::TimerId> overdue_;
    std::string last_complaint_;
};

}  // namespace tsuitate::screen
