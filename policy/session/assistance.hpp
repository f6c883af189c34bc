// The words of assistance and observation: what was asked, what the citizen answered, how it ended. The same
// on the bus, in the log and between the roles.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tsuitate::policy {

// What a citizen can take before anybody else touches anything, from the help screen. Each is one touch away.
enum class HelpStep : std::uint8_t {
    check_panel,  // known taps once more
    larger_keys,
    use_pen,     // known taps once more, with a stylus
    use_keypad,  // the tactile keypad takes over
    other_side,  // the keys on the other side of the panel
    call_clerk,
    leave_alone,  // "I do this alone": told to the app
    show_tries,   // the clerk may see how many tries are left
};
inline constexpr std::array help_step_names = {
    std::string_view("check-panel"), std::string_view("larger-keys"), std::string_view("use-pen"),
    std::string_view("use-keypad"),  std::string_view("other-side"),  std::string_view("call-clerk"),
    std::string_view("leave-alone"), std::string_view("show-tries"),
};

// What became of the question whether a clerk may help.
enum class ConsentAnswer : std::uint8_t {
    agreed,
    declined,
    unanswered,   // its time was over
    stopped,      // by the citizen
    withdrawn,    // by who had asked
    interrupted,  // the entry ended otherwise: card, panel or caller gone
};
inline constexpr std::array consent_answer_names = {
    std::string_view("agreed"),  std::string_view("declined"),  std::string_view("unanswered"),
    std::string_view("stopped"), std::string_view("withdrawn"), std::string_view("interrupted"),
};

// How help that had been agreed to ended.
enum class AssistanceEnd : std::uint8_t {
    attempted,      // the one attempt was made
    expired,        // the agreed time was over
    withdrawn,      // by the citizen, who goes on alone
    stopped,        // by the citizen, with everything else
    ended,          // by the clerk
    clerk_changed,  // somebody else was named: what was agreed to holds for one clerk
    interrupted,
};
inline constexpr std::array assistance_end_names = {
    std::string_view("attempted"),   std::string_view("expired"), std::string_view("withdrawn"),
    std::string_view("stopped"),     std::string_view("ended"),   std::string_view("clerk-changed"),
    std::string_view("interrupted"),
};

// What the citizen said afterwards, when asked "did you agree to this yourself?".
enum class Review : std::uint8_t { agreed, not_agreed, not_asked, unanswered };
inline constexpr std::array review_names = {
    std::string_view("agreed"),
    std::string_view("not-agreed"),
    std::string_view("not-asked"),
    std::string_view("unanswered"),
};

// Whether the citizen wants to change the PIN that somebody may have seen.
enum class ChangeAnswer : std::uint8_t { accepted, declined, unanswered };
inline constexpr std::array change_answer_names = {
    std::string_view("accepted"),
    std::string_view("declined"),
    std::string_view("unanswered"),
};

enum class ObserverAnswer : std::uint8_t { accepted, declined, later, unanswered, interrupted };
inline constexpr std::array observer_answer_names = {
    std::string_view("accepted"),   std::string_view("declined"),    std::string_view("later"),
    std::string_view("unanswered"), std::string_view("interrupted"),
};

// In what manner a yes was given. It may have been somebody else's hand; nobody can know (SECURITY.md).
enum class Manner : std::uint8_t {
    usual,
    hurried,     // before an unhurried reader has read the text
    other_hand,  // not as the known taps of this entry: another tool, or far steadier or less steady
    hurried_other_hand,
};
inline constexpr std::array manner_names = {
    std::string_view("usual"),
    std::string_view("hurried"),
    std::string_view("other-hand"),
    std::string_view("hurried-other-hand"),
};

// Why a request of the app is not put to the citizen.
enum class AssistanceRefusal : std::uint8_t {
    busy,      // another question is open, or what was typed is being checked
    no_entry,  // help with what?
    no_session,
};
inline constexpr std::array assistance_refusal_names = {
    std::string_view("busy"), std::string_view("no-entry"), std::string_view("no-session")};

// What the app learns between its question and the answer.
enum class AssistanceNews : std::uint8_t {
    called,      // the citizen wants a clerk
    left_alone,  // the citizen wants none
    asking,      // the question is on the panel
    agreed,      // help may begin, for so many seconds
    ended,
    tries_shown,    // the citizen lets the clerk see how many tries are left
    change_wanted,  // the citizen wants to change the PIN that was typed with help
};
inline constexpr std::array assistance_news_names = {
    std::string_view("called"),        std::string_view("left-alone"), std::string_view("asking"),
    std::string_view("agreed"),        std::string_view("ended"),      std::string_view("tries-shown"),
    std::string_view("change-wanted"),
};

constexpr bool valid(HelpStep value) {
    return static_cast<std::size_t>(value) < help_step_names.size();
}
constexpr bool valid(ConsentAnswer value) {
    return static_cast<std::size_t>(value) < consent_answer_names.size();
}
constexpr bool valid(ObserverAnswer value) {
    return static_cast<std::size_t>(value) < observer_answer_names.size();
}
constexpr bool valid(Manner value) {
    return static_cast<std::size_t>(value) < manner_names.size();
}
constexpr bool valid(AssistanceNews value) {
    return static_cast<std::size_t>(value) < assistance_news_names.size();
}
constexpr std::string_view name_of(HelpStep value) {
    return help_step_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(ConsentAnswer value) {
    return consent_answer_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(AssistanceEnd value) {
    return assistance_end_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(Review value) {
    return review_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(ChangeAnswer value) {
    return change_answer_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(ObserverAnswer value) {
    return observer_answer_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(Manner value) {
    return manner_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(AssistanceRefusal value) {
    return assistance_refusal_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(AssistanceNews value) {
    return assistance_news_names[static_cast<std::size_t>(value)];
}

}  // namespace tsuitate::policy
