// AssistanceFigures: what a report says of help by clerks, observers and receipts, as plain values. Names of
// clerks and single times have a place here, and only a detailed report shows them.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "audit/report/time.hpp"
#include "policy/session/assistance.hpp"

namespace tsuitate::audit::report {

// Something that lasted, or happened, with help: what the drawing of a detailed report shows.
enum class HelpSign : std::uint8_t {
    helped,             // from the yes to the end
    not_agreed,         // a question that was not answered with yes
    denied,             // afterwards the citizen said not to have agreed
    observed,           // somebody stood by
    observer_declined,  // and was not to
};
struct HelpMark {
    HelpSign sign{};
    Seconds from = 0;
    Seconds to = 0;
    std::string name{};  // the clerk, or the role of the observer
};
inline constexpr std::size_t help_marks_kept = 2048;
inline constexpr std::size_t clerks_kept = 64;

template <const auto& names>
using CountsOf = std::array<std::uint64_t, names.size()>;

// The way of a consent.
enum class ConsentStep : std::uint8_t {
    asked,      // the question was on the panel
    given,      // answered with yes
    refused,    // answered with anything else, or not at all
    withdrawn,  // the citizen ended the help that was agreed to
};
inline constexpr std::size_t consent_steps = 4;
template <typename Each>
using OfConsentSteps = std::array<Each, consent_steps>;

struct AssistanceFigures {
    std::uint64_t requested = 0;  // by clerks
    std::uint64_t not_put = 0;    // of these not put to the citizen
    std::uint64_t asked = 0;      // the question was on the panel
    std::uint64_t called = 0;     // the citizen called a clerk
    std::uint64_t receipts = 0;
    std::uint64_t observers_announced = 0;
    CountsOf<policy::consent_answer_names> answers{};
    CountsOf<policy::manner_names> manners{};  // of a yes
    CountsOf<policy::assistance_end_names> ends{};
    CountsOf<policy::review_names> reviews{};
    CountsOf<policy::change_answer_names> changes{};
    CountsOf<policy::observer_answer_names> observer_answers{};
    CountsOf<policy::help_step_names> steps{};
    OfConsentSteps<std::array<std::uint64_t, half_hours_a_day>> by_half_hour{};  // of all days together
    std::map<std::string, std::uint64_t> clerks;                                 // how often each helped
    std::vector<HelpMark> marks;  // the first so many, in the order in which they ended

    bool any() const;
};

}  // namespace tsuitate::audit::report
