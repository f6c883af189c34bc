// Frames: where one contact was, frame by frame, and what follows from it for the contact. Its memory is
// fixed and holds nothing of a contact that was cleared.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "policy/touch/contact.hpp"

namespace tsuitate::policy {

class Frames {
  public:
    // Every frame of three seconds at 256 a second. Of a faster panel every second frame is kept, or every
    // fourth, and so on, each standing for those after it: the end of the first 40 % is then right to one
    // kept frame of at least 384.
    static constexpr std::size_t capacity = 768;

    // One more frame. A time before that of the last frame counts as the same.
    void add(std::int64_t time_us, std::int32_t x, std::int32_t y);
    std::uint32_t count() const { return count_; }
    // Where it came down and where it is, while it lasts. Precondition: there is a frame.
    Present present() const;

    // Everything about the contact but when it came down and with what. There is at least one frame. Sorts
    // what is kept: only clear() may follow. At most two sorts of `capacity` entries.
    Contact measure(std::int64_t lift_time_us);
    // Forgets, and overwrites, all frames.
    void clear();

  private:
    struct Frame {
        std::int32_t x = 0;
        std::int32_t y = 0;
        std::uint32_t time = 0;  // µs since the first frame; for measuring, how long it stood
    };
    void keep(const Frame& frame);
    std::size_t weigh_beginning(std::uint32_t duration);

    std::array<Frame, capacity> kept_{};
    std::size_t size_ = 0;
    std::uint32_t stride_ = 1;
    std::int64_t first_time_us_ = 0;
    std::uint32_t count_ = 0;
    std::array<Frame, 3> last_{};  // the newest first
    Contact contact_;              // its box and jitter grow with the frames
};

}  // namespace tsuitate::policy
