// AssistanceRules: who may help a citizen, for what reasons and in what ways, who may stand by, and how long
// a yes lives. All of it is data (staff.toml, assistance.toml); none of it can give a yes.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/pin/pin_kind.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::policy {

// One of the staff list. `title` is what the panel calls them: a number or a name, as the list says.
struct Clerk {
    std::string name;  // "clerk-014": on the bus, in the log
    LocalText title;
};

// Why a clerk may ask to help.
struct AssistanceReason {
    std::string name;
    LocalText title;
};

// In which way a clerk may help.
struct HelpKind {
    std::string name;
    LocalText title;
    LocalText does;  // what the clerk will do, one sentence
    LocalText sees;  // what the clerk may see by it, one sentence
};

// In which role somebody may stand by.
struct ObserverRole {
    std::string name;
    LocalText title;
    LocalText place;  // where they stand, and that they do not see the screen: one sentence
};

// Characters a second that an unhurried reader takes in.
class ReadingSpeeds {
  public:
    void set(Language language, unsigned speed);
    // Where none is set: that of Japanese for what is written with as few characters, else that of English.
    unsigned of(Language language) const;

  private:
    std::array<unsigned, language_names.size()> speeds_{};  // 0: not set
};

struct AssistanceRules {
    std::vector<Clerk> staff;
    std::vector<AssistanceReason> reasons;
    std::vector<HelpKind> helps;
    std::vector<ObserverRole> observers;
    std::chrono::seconds window{90};       // a consent lives so long: 60 to 120
    std::chrono::seconds question{90};     // a question about help or observers stays so long
    std::chrono::seconds receipt{60};      // the receipt stays so long
    std::chrono::milliseconds hold{1500};  // "yes" is held so long
    ReadingSpeeds reading_speeds;
    unsigned answer_after_percent = 60;  // the share of the reading time after which "yes" answers at all

    // Places in the lists, counted from 1; 0 when there is none of this name.
    std::uint16_t clerk(std::string_view name) const;
    std::uint8_t observer(std::string_view name) const;
    const AssistanceReason* reason(std::string_view name) const;
    const HelpKind* help(std::string_view name) const;

    // How long an unhurried reader needs for a text of so many characters.
    std::chrono::milliseconds reading_time(Language language, std::size_t characters) const;
    // How long it must have been up before "yes" answers.
    std::chrono::milliseconds answer_after(Language language, std::size_t characters) const;
};

}  // namespace tsuitate::policy
