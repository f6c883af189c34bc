// The words that everybody uses alike: on the bus, in the log, between the roles and in the tests.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "policy/named.hpp"

namespace tsuitate::policy {

// How a PIN entry ended. The first four are what a card said; the others cost no try.
enum class Outcome : std::uint8_t {
    verified,
    wrong,
    locked,
    inconclusive,    // the card was asked and its answer is not known; the PIN is never sent again by itself
    stopped,         // by the citizen
    timed_out,       // nobody touched the panel, or no card came
    card_removed,    // before the card was asked
    foreign_card,    // not a My Number Card
    no_pin_service,  // this card has no such PIN (a card set to face authentication)
    withdrawn,       // by the caller, or the caller left the bus
    out_of_service,  // panel, reader, screen or log failed before the card was asked
    panel_refused,   // the panel answered beside what was touched: nothing was typed on it
};

// What the citizen sees. One word a screen; `policy/session/scene.hpp` says what else a picture needs.
enum class SceneName : std::uint8_t {
    out_of_service,
    idle,
    insert_card,
    reading_card,
    explain,            // which PIN and why, with the start button
    prove_panel,        // one button at a place that the vault chose: is it hit?
    panel_refused,      // the panel answers beside what is touched: what can be done now
    last_try_question,  // one try is left: really?
    entry,
    checking,
    verified,
    wrong,
    locked,
    inconclusive,
    foreign_card,
    no_pin_service,
    stopped,
    timed_out,
    card_removed,
    interrupted,  // the caller left or a part failed; nothing was sent to the card
    help,
    remove_card,
    calibrate,          // one point after the other, for a clerk
    calibrated,         // the panel answers where it is touched now
    not_calibrated,     // the touches did not fit each other: nothing was changed
    call_clerk,         // a clerk is being called; the citizen may go on alone
    consent,            // may this clerk help, and how? yes by holding, no
    observer_question,  // may somebody stand by?
    assistance_over,    // the help has ended; did you agree to it yourself?
    change_offer,       // somebody may have seen the PIN: change it now?
    receipt,            // the number by which this session is found in the log
    choose_language,    // and how the panel looks
    pin_guide,          // what this PIN is for, how long it is, and what happens when it is locked
    pin_unknown,        // the citizen does not know it: what can be done today, and what goes without
    pin_characters,     // which characters it can have and never could, since when, and who says so
    stop_question,      // what was typed is gone; go on all the same?
};

// Of the citizen's panel. What clerks and officers read is in Japanese or English.
enum class Language : std::uint8_t {
    japanese,
    plain_japanese,  // やさしい日本語: short sentences, few kanji, for whoever is still learning it
    english,
    chinese,  // in simplified characters
    korean,
    vietnamese,
    portuguese,
    filipino,
};

// How the keys of an entry are laid out.
enum class Pad : std::uint8_t {
    fixed,
    floating,  // the whole pad lies elsewhere in each entry
    shuffled,  // the digits change places, once an entry
};

enum class Appearance : std::uint8_t { light, dark, high_contrast };

// How far an entry is, for the caller: never how many characters, never when.
enum class Progress : std::uint8_t { waiting_for_card, entering, needs_help };

enum class EndReason : std::uint8_t { closed, caller_left, stopped, timed_out, card_removed, failure };

inline constexpr std::array outcome_names = {
    std::string_view("verified"),     std::string_view("wrong"),          std::string_view("locked"),
    std::string_view("inconclusive"), std::string_view("stopped"),        std::string_view("timed-out"),
    std::string_view("card-removed"), std::string_view("foreign-card"),   std::string_view("no-pin-service"),
    std::string_view("withdrawn"),    std::string_view("out-of-service"), std::string_view("panel-refused"),
};
inline constexpr std::array scene_names = {
    std::string_view("out-of-service"),
    std::string_view("idle"),
    std::string_view("insert-card"),
    std::string_view("reading-card"),
    std::string_view("explain"),
    std::string_view("prove-panel"),
    std::string_view("panel-refused"),
    std::string_view("last-try-question"),
    std::string_view("entry"),
    std::string_view("checking"),
    std::string_view("verified"),
    std::string_view("wrong"),
    std::string_view("locked"),
    std::string_view("inconclusive"),
    std::string_view("foreign-card"),
    std::string_view("no-pin-service"),
    std::string_view("stopped"),
    std::string_view("timed-out"),
    std::string_view("card-removed"),
    std::string_view("interrupted"),
    std::string_view("help"),
    std::string_view("remove-card"),
    std::string_view("calibrate"),
    std::string_view("calibrated"),
    std::string_view("not-calibrated"),
    std::string_view("call-clerk"),
    std::string_view("consent"),
    std::string_view("observer-question"),
    std::string_view("assistance-over"),
    std::string_view("change-offer"),
    std::string_view("receipt"),
    std::string_view("choose-language"),
    std::string_view("pin-guide"),
    std::string_view("pin-unknown"),
    std::string_view("pin-characters"),
    std::string_view("stop-question"),
};
// BCP 47.
inline constexpr std::array language_names = {
    std::string_view("ja"),      std::string_view("ja-x-plain"), std::string_view("en"),
    std::string_view("zh-Hans"), std::string_view("ko"),         std::string_view("vi"),
    std::string_view("pt-BR"),   std::string_view("fil"),
};
inline constexpr std::array pad_names = {std::string_view("fixed"), std::string_view("floating"),
                                         std::string_view("shuffled")};
inline constexpr std::array appearance_names = {std::string_view("light"), std::string_view("dark"),
                                                std::string_view("high-contrast")};
inline constexpr std::array progress_names = {std::string_view("waiting-for-card"),
                                              std::string_view("entering"), std::string_view("needs-help")};
inline constexpr std::array end_reason_names = {
    std::string_view("closed"),    std::string_view("caller-left"),  std::string_view("stopped"),
    std::string_view("timed-out"), std::string_view("card-removed"), std::string_view("failure"),
};

constexpr bool valid(Outcome value) {
    return static_cast<std::size_t>(value) < outcome_names.size();
}
constexpr bool valid(SceneName value) {
    return static_cast<std::size_t>(value) < scene_names.size();
}
constexpr bool valid(Language value) {
    return static_cast<std::size_t>(value) < language_names.size();
}
constexpr bool valid(Pad value) {
    return static_cast<std::size_t>(value) < pad_names.size();
}
constexpr bool valid(Appearance value) {
    return static_cast<std::size_t>(value) < appearance_names.size();
}
constexpr bool valid(Progress value) {
    return static_cast<std::size_t>(value) < progress_names.size();
}
constexpr bool valid(EndReason value) {
    return static_cast<std::size_t>(value) < end_reason_names.size();
}

constexpr std::string_view name_of(Outcome value) {
    return outcome_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(SceneName value) {
    return scene_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(Language value) {
    return language_names[static_cast<std::size_t>(value)];
}
// Nothing when the panel has none of this name.
constexpr std::optional<Language> language_named(std::string_view name) {
    return named<Language>(language_names, name);
}
constexpr std::string_view name_of(Pad value) {
    return pad_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(Appearance value) {
    return appearance_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(Progress value) {
    return progress_names[static_cast<std::size_t>(value)];
}
constexpr std::string_view name_of(EndReason value) {
    return end_reason_names[static_cast<std::size_t>(value)];
}

}  // namespace tsuitate::policy
