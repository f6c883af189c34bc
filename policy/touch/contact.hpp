// Contact: one touch from coming down to leaving, in axis units, and the reasons why one does not count.
// Secret while a PIN is entered.
#pragma once

#include <cstdint>
#include <variant>

namespace tsuitate::policy {

// How unsteady the reported place was: sums of squared second differences (x[i+1] − 2·x[i] + x[i−1]), in
// squared axis units. A steady drag leaves them at nothing; independent noise of variance v adds 6·v a term.
struct Jitter {
    double x = 0;
    double y = 0;
    std::uint32_t count = 0;  // terms of each sum: two less than the frames

    friend bool operator==(const Jitter&, const Jitter&) = default;
};

// A finished contact. The kernel does not repeat a frame in which nothing changed: a still finger on a coarse
// panel is one frame, however long it lasts. So frames alone do not tell a ghost; the duration does too.
struct Contact {
    // The median, each axis for itself, of where it was in the first 40 % of its time: a slip begins later.
    std::int32_t down_x = 0;
    std::int32_t down_y = 0;
    // The median of the last three frames, each axis for itself.
    std::int32_t lift_x = 0;
    std::int32_t lift_y = 0;
    // The box that holds every frame.
    std::int32_t min_x = 0;
    std::int32_t max_x = 0;
    std::int32_t min_y = 0;
    std::int32_t max_y = 0;
    // Of the frame that brought it and of the frame that said it was gone; never in reverse.
    std::int64_t down_time_us = 0;
    std::int64_t lift_time_us = 0;
    std::uint32_t frames = 0;  // that said where it was: at least one
    Jitter jitter{};
    bool stylus = false;

    friend bool operator==(const Contact&, const Contact&) = default;
};

// A contact that has not ended: as it came down and as it is now.
struct Present {
    std::int32_t down_x = 0;
    std::int32_t down_y = 0;
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::int64_t down_time_us = 0;
    Jitter jitter{};
    bool stylus = false;
};

enum class ContactRejection : std::uint8_t {
    second_finger,   // more than one contact at once: none of them counts
    events_dropped,  // the kernel lost events while it lasted
    too_long,        // longer than three seconds
    no_position,     // it never said where it was
    pen_near,        // a finger or palm while the pen is over the panel
    palm,            // the panel itself calls it a palm
    unknown_slot,    // in a slot beyond those that are followed
};

using ContactResult = std::variant<Contact, ContactRejection>;

}  // namespace tsuitate::policy
