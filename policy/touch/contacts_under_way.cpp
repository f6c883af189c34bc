#include "policy/touch/contacts_under_way.hpp"

#include <algorithm>

namespace tsuitate::policy {
namespace {

constexpr std::uint64_t longest_contact_us = 3'000'000;

}  // namespace

std::size_t ContactsUnderWay::count() const {
    return static_cast<std::size_t>(std::count_if(contacts_.begin(), contacts_.end(),
                                                  [](const UnderWay& contact) { return contact.under_way; }));
}

std::optional<Present> ContactsUnderWay::present() const {
    if (count() != 1 || measured_ == nowhere || !at(measured_) || contacts_.at(measured_).spoilt) {
        return std::nullopt;
    }
    Present present = frames_.present();
    present.down_time_us = contacts_.at(measured_).down_time_us;
    present.stylus = contacts_.at(measured_).stylus;
    return present;
}

void ContactsUnderWay::begin(std::size_t place, std::int64_t time_us, bool stylus) {
    UnderWay& contact = contacts_.at(place);
    contact.under_way = true;
    contact.stylus = stylus;
    contact.down_time_us = time_us;
}

void ContactsUnderWay::spoil(std::size_t place, ContactRejection reason) {
    UnderWay& contact = contacts_.at(place);
    if (!contact.spoilt) {
        contact.spoilt = reason;
    }
    stop_measuring(place);
}

void ContactsUnderWay::add_frame(std::size_t place, std::int64_t time_us, std::int32_t x, std::int32_t y) {
    if (contacts_.at(place).spoilt) {
        return;
    }
    if (measured_ == nowhere) {
        measured_ = place;
    }
    if (measured_ == place) {
        frames_.add(time_us, x, y);
    }
}

ContactResult ContactsUnderWay::result_of(std::size_t place, std::int64_t time_us) {
    const UnderWay& ended = contacts_.at(place);
    if (ended.spoilt) {
        return *ended.spoilt;
    }
    if (measured_ != place) {
        return ContactRejection::no_position;
    }
    // A clock that ran backwards has no say in how long it was.
    const std::int64_t lift = std::max(time_us, ended.down_time_us);
    if (static_cast<std::uint64_t>(lift) - static_cast<std::uint64_t>(ended.down_time_us) >
        longest_contact_us) {
        return ContactRejection::too_long;
    }
    Contact contact = frames_.measure(lift);
    contact.down_time_us = ended.down_time_us;
    contact.lift_time_us = lift;
    contact.stylus = ended.stylus;
    return contact;
}

void ContactsUnderWay::end(std::size_t place, std::int64_t time_us) {
    add_result(result_of(place, time_us));
    stop_measuring(place);
    contacts_.at(place).under_way = false;
}

void ContactsUnderWay::end_all(ContactRejection reason) {
    for (std::size_t place = 0; place < places; ++place) {
        if (at(place)) {
            add_result(reason);
        }
        contacts_.at(place) = {};
    }
    stop_measuring(measured_);
}

void ContactsUnderWay::stop_measuring(std::size_t place) {
    if (measured_ == place && measured_ != nowhere) {
        frames_.clear();
        measured_ = nowhere;
    }
}

void ContactsUnderWay::add_result(const ContactResult& result) {
    results_.at(result_count_++) = result;
}

void ContactsUnderWay::forget_results() {
    std::fill_n(results_.begin(), result_count_, Contact{});
    result_count_ = 0;
}

}  // namespace tsuitate::policy
