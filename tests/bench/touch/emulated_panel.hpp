// EmulatedPanel: a panel of the simulation: makes of each touch the events that a kernel would send, 120
// frames a second, and hands them to the vault's own decoder. Knows what time it is.
#pragma once

#include <optional>
#include <vector>

#include "daemon/vault/touch/decoder.hpp"
#include "tests/bench/touch/panel_fault.hpp"
#include "tests/bench/touch/public.hpp"

namespace tsuitate::bench {

// What a panel said of one touch.
struct Sensed {
    // The first and the last place: all that a counter sees that only draws a pad.
    std::optional<policy::PointMm> first;
    std::optional<policy::PointMm> last;
    // What the decoder made of it. Most often one; none when it was spoilt, two when the panel lost it
    // meanwhile.
    std::vector<vault::Tap> taps;
};

class EmulatedPanel {
  public:
    static constexpr double frames_a_second = 120;
    static constexpr policy::AxisRange axis{0, 4095};

    // `decoded`: whether anybody wants taps, or the first and last place do.
    EmulatedPanel(policy::SizeMm size, bool decoded);

    void pass(double milliseconds);
    // Valid until the next. `ghost_beside`: a contact that nobody made comes down meanwhile.
    const Sensed& touch(Random& random, const Press& press, const PanelFault& fault,
                        bool ghost_beside = false);

  private:
    struct Heard final : vault::InputListener {
        void on_tap(const vault::Tap& tap) override { sensed.taps.push_back(tap); }
        void on_spoilt_touch(policy::ContactRejection /*reason*/) override {}
        void on_present(const std::optional<vault::Tap>& /*tap*/) override {}
        void on_keypad_held(const std::optional<policy::Key>& /*key*/) override {}
        void on_keypad(const policy::Key& /*key*/) override {}
        void on_input_report(const vault::InputReport& /*report*/) override {}
        Sensed sensed;
    };

    void say(policy::PointMm place, bool stylus);
    void lift();
    void ghost_comes(Random& random);
    void ghost_goes();
    void send(std::uint16_t type, std::uint16_t code, std::int32_t value);
    void send_changed(std::uint16_t code, std::int32_t value, std::int32_t& before);
    void end_frame();

    policy::SizeMm size_;
    bool decoded_;
    vault::Decoder decoder_;
    Heard heard_;
    std::int64_t now_us_ = 3'600'000'000;
    std::int32_t next_id_ = 0;
    std::int32_t x_ = -1;
    std::int32_t y_ = -1;
    bool down_ = false;
    bool said_something_ = false;  // in this frame
};

}  // namespace tsuitate::bench
