// ContactsUnderWay: the contacts that have begun and not ended, and the results of those that end. Each that
// begins ends in exactly one result. Only one can count at a time, so only that one's frames are kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "policy/touch/contact.hpp"
#include "policy/touch/frames.hpp"
#include "policy/touch/slots.hpp"

namespace tsuitate::policy {

class ContactsUnderWay {
  public:
    // A contact is known by its place: a slot, or the pointer (a single touch, or a pen).
    static constexpr std::size_t pointer = Slots::count;
    static constexpr std::size_t places = Slots::count + 1;

    bool at(std::size_t place) const { return contacts_.at(place).under_way; }
    std::size_t count() const;
    bool is_stylus(std::size_t place) const { return contacts_.at(place).stylus; }

    // Nothing is under way there. What spoilt the finger before (it only hovered meanwhile) still does.
    void begin(std::size_t place, std::int64_t time_us, bool stylus);
    // The first reason counts.
    void spoil(std::size_t place, ContactRejection reason);
    // Another finger is there now: it is not spoilt by what spoilt the one before.
    void forgive(std::size_t place) { contacts_.at(place).spoilt.reset(); }
    // One frame of a contact; of one that is spoilt it is not kept.
    void add_frame(std::size_t place, std::int64_t time_us, std::int32_t x, std::int32_t y);
    void end(std::size_t place, std::int64_t time_us);
    void end_all(ContactRejection reason);
    // A contact that began and ended where no frame shows it.
    void end_unseen() { add_result(ContactRejection::no_position); }

    // The only contact that is there, if it can still count.
    std::optional<Present> present() const;

    // What has ended since the last forget_results().
    std::span<const ContactResult> results() const { return {results_.data(), result_count_}; }
    void forget_results();

  private:
    struct UnderWay {
        bool under_way = false;
        bool stylus = false;
        std::int64_t down_time_us = 0;
        std::optional<ContactRejection> spoilt;
    };
    static constexpr std::size_t nowhere = places;

    ContactResult result_of(std::size_t place, std::int64_t time_us);
    void add_result(const ContactResult& result);
    void stop_measuring(std::size_t place);

    std::array<UnderWay, places> contacts_{};
    std::size_t measured_ = nowhere;  // whose frames are kept
    Frames frames_;
    // Every place can end in one frame.
    std::array<ContactResult, places> results_{};
    std::size_t result_count_ = 0;
};

}  // namespace tsuitate::policy
