// Wording: numbers, days and times as the reader of a report gets to see them, in one of two languages and as
// exactly as the report may be.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "audit/report/figures.hpp"

namespace tsuitate::audit::report {

// The same said in both languages. Placeholders are {1}, {2} …
struct Text {
    std::string_view japanese;
    std::string_view english;
};

// From this number on figures about people are told, rounded to its multiples. Without the rounding the small
// ones could be found by taking parts from sums.
inline constexpr std::uint64_t smallest_told = 5;

class Wording {
  public:
    Wording(policy::Language language, bool detailed, int utc_offset_minutes)
        : language_(language), detailed_(detailed), utc_offset_minutes_(utc_offset_minutes) {}

    bool detailed() const { return detailed_; }
    bool japanese() const { return language_ == policy::Language::japanese; }
    int utc_offset_minutes() const { return utc_offset_minutes_; }

    std::string say(const Text& text, std::initializer_list<std::string> values = {}) const;
    // The log's word in the reader's language; the word itself where the texts do not know it.
    std::string word(std::string_view from_log) const;

    // How often a machine did something: exactly.
    std::string exact(std::int64_t number) const;
    // How often people did something: for a table, and within a sentence.
    std::string count(std::uint64_t number) const;
    std::string about(std::uint64_t number) const;
    // The same as a length in a drawing.
    double drawn(std::uint64_t number) const;

    std::string day(Day day) const;        // 11月16日（月）
    std::string full_day(Day day) const;   // 2026年11月16日（月）
    std::string date(Seconds time) const;  // 2026-11-16, for narrow columns that need the year
    std::string time(Seconds time) const;  // 09:30
    std::string duration(Seconds length) const;
    std::string zone() const;  // UTC+9

  private:
    policy::Language language_;
    bool detailed_;
    int utc_offset_minutes_;
};

}  // namespace tsuitate::audit::report
