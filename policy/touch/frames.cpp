#include "policy/touch/frames.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>

namespace tsuitate::policy {
namespace {

constexpr std::uint32_t longest_time = std::numeric_limits<std::uint32_t>::max() / 4;

// From one time to another, never negative and never beyond what is counted; any two times may come.
std::uint32_t elapsed(std::int64_t from, std::int64_t until) {
    if (until <= from) {
        return 0;
    }
    const std::uint64_t microseconds = static_cast<std::uint64_t>(until) - static_cast<std::uint64_t>(from);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(microseconds, longest_time));
}

double squared_second_difference(std::int32_t newest, std::int32_t middle, std::int32_t oldest) {
    const double difference = static_cast<double>(newest) - 2.0 * middle + oldest;
    return difference * difference;
}

// The value below and above which half of the time was spent; halfway when two share the middle.
template <typename Frame>
std::int32_t weighted_median(std::span<Frame> frames, std::int32_t Frame::*axis) {
    std::sort(frames.begin(), frames.end(),
              [axis](const Frame& a, const Frame& b) { return a.*axis < b.*axis; });
    std::uint64_t total = 0;
    for (const Frame& frame : frames) {
        total += frame.time;
    }
    std::uint64_t below = 0;
    for (auto frame = frames.begin(); frame != frames.end(); ++frame) {
        below += frame->time;
        if (2 * below > total) {
            return (*frame).*axis;
        }
        if (2 * below == total) {
            const auto next =
                std::find_if(frame + 1, frames.end(), [](const Frame& one) { return one.time > 0; });
            return next == frames.end() ? (*frame).*axis : std::midpoint((*frame).*axis, (*next).*axis);
        }
    }
    return frames.back().*axis;
}

std::int32_t median_of_three(std::int32_t a, std::int32_t b, std::int32_t c) {
    return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

}  // namespace

void Frames::add(std::int64_t time_us, std::int32_t x, std::int32_t y) {
    if (count_ == 0) {
        first_time_us_ = time_us;
        contact_.min_x = contact_.max_x = x;
        contact_.min_y = contact_.max_y = y;
    }
    const Frame frame{.x = x, .y = y, .time = std::max(last_[0].time, elapsed(first_time_us_, time_us))};
    contact_.min_x = std::min(contact_.min_x, x);
    contact_.max_x = std::max(contact_.max_x, x);
    contact_.min_y = std::min(contact_.min_y, y);
    contact_.max_y = std::max(contact_.max_y, y);
    if (count_ >= 2) {
        contact_.jitter.x += squared_second_difference(x, last_[0].x, last_[1].x);
        contact_.jitter.y += squared_second_difference(y, last_[0].y, last_[1].y);
        ++contact_.jitter.count;
    }
    if (count_ % stride_ == 0) {
        keep(frame);
    }
    last_ = {frame, last_[0], last_[1]};
    if (count_ < std::numeric_limits<std::uint32_t>::max()) {
        ++count_;
    }
}

Present Frames::present() const {
    return {.down_x = kept_[0].x,
            .down_y = kept_[0].y,
            .x = last_[0].x,
            .y = last_[0].y,
            .jitter = contact_.jitter};
}

void Frames::keep(const Frame& frame) {
    if (size_ == kept_.size()) {
        for (std::size_t i = 0; i < size_ / 2; ++i) {
            kept_.at(i) = kept_.at(2 * i);
        }
        size_ /= 2;
        stride_ *= 2;
        // What lies beyond the size, clear() does not find.
        std::fill_n(kept_.begin() + static_cast<std::ptrdiff_t>(size_), size_, Frame{});
    }
    kept_.at(size_++) = frame;
}

// Turns the times of the frames of the first 40 % into how long each stood there, and says how many they are.
// The kernel does not send a frame in which nothing changed, so that one may stand for many.
std::size_t Frames::weigh_beginning(std::uint32_t duration) {
    if (duration == 0) {
        const std::size_t beginning = (size_ * 2 + 4) / 5;
        std::for_each_n(kept_.begin(), beginning, [](Frame& frame) { frame.time = 1; });
        return beginning;
    }
    const auto end =
        std::max<std::uint32_t>(1, static_cast<std::uint32_t>(static_cast<std::uint64_t>(duration) * 2 / 5));
    std::size_t i = 0;
    for (; i < size_ && kept_.at(i).time < end; ++i) {
        const std::uint32_t next = i + 1 < size_ ? kept_.at(i + 1).time : end;
        kept_.at(i).time = std::min(next, end) - kept_.at(i).time;
    }
    return i;
}

Contact Frames::measure(std::int64_t lift_time_us) {
    Contact contact = contact_;
    contact.frames = count_;
    contact.lift_x = last_[0].x;
    contact.lift_y = last_[0].y;
    if (count_ >= last_.size()) {
        contact.lift_x = median_of_three(last_[0].x, last_[1].x, last_[2].x);
        contact.lift_y = median_of_three(last_[0].y, last_[1].y, last_[2].y);
    }
    const std::uint32_t duration = std::max(last_[0].time, elapsed(first_time_us_, lift_time_us));
    const std::span<Frame> beginning(kept_.data(), weigh_beginning(duration));
    contact.down_x = weighted_median(beginning, &Frame::x);
    contact.down_y = weighted_median(beginning, &Frame::y);
    return contact;
}

void Frames::clear() {
    std::fill_n(kept_.begin(), size_, Frame{});
    size_ = 0;
    stride_ = 1;
    first_time_us_ = 0;
    count_ = 0;
    last_ = {};
    contact_ = {};
}

}  // namespace tsuitate::policy
