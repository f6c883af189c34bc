// Slots: which fingers a multitouch panel says are there at the end of a frame, and where. Both protocols of
// Documentation/input/multi-touch-protocol.rst: B, whose slots keep a finger's place, and A, whose nameless
// places are put into slots here. Knows nothing of contacts: hovering, buttons and pens are judged elsewhere.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace tsuitate::policy {

// One finger's place. What the kernel does not repeat because it did not change is kept, also from finger to
// finger.
struct Slot {
    std::optional<std::int32_t> x;
    std::optional<std::int32_t> y;
    std::int32_t distance = 0;  // ABS_MT_DISTANCE: above the glass when not zero
    std::int32_t tool = 0;      // ABS_MT_TOOL_TYPE
    bool present = false;       // a finger is in it
    bool came = false;          // and came in this frame
    bool went = false;          // the finger that was in it when the frame began has left
};

class Slots {
  public:
    // No panel that we know of has more; the last one stands for all beyond.
    static constexpr std::size_t count = 64;
    static constexpr std::size_t beyond = count - 1;

    explicit Slots(bool slotted) : slotted_(slotted) {}

    // Axis events of the frame. True when a finger that had come in this very frame went again.
    bool take_axis(std::uint16_t code, std::int32_t value);
    // Protocol A: SYN_MT_REPORT, after each place.
    void take_report();
    // The frame is complete, and with protocol A its places go into slots. A frame without places says that
    // none is there if `nothing_means_gone`.
    void settle(bool nothing_means_gone);
    // The next frame begins.
    void next_frame();

    // After lost events: which fingers are there, and where, is unknown; whose slot the next events mean is
    // not.
    void lose();

    std::size_t used() const { return used_; }  // slots from this one on were never used
    const Slot& at(std::size_t slot) const { return slots_.at(slot).shown; }
    bool any_came() const;
    bool any_present() const;

  private:
    static constexpr std::int32_t nobody = -1;

    struct Kept {
        Slot shown;
        std::int32_t id = nobody;  // tracking id, or what stands for one
        bool matched = false;      // protocol A: a place of this frame went into it
    };
    // A place of protocol A.
    struct Place {
        std::optional<std::int32_t> x;
        std::optional<std::int32_t> y;
        std::int32_t distance = 0;
        std::int32_t tool = 0;
        std::int32_t id = nobody;
    };

    static bool replace(Kept& slot, std::int32_t id);
    void take_place_axis(std::uint16_t code, std::int32_t value);
    Kept* slot_for(const Place& place);

    bool slotted_;
    std::array<Kept, count> slots_{};
    std::size_t used_ = 0;
    std::size_t current_ = 0;
    Place place_;  // protocol A: what the axes said since the last SYN_MT_REPORT
    std::array<Place, count> places_{};
    std::size_t place_count_ = 0;
    bool reported_ = false;  // this frame had a SYN_MT_REPORT
};

}  // namespace tsuitate::policy
