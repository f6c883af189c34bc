// The few lines that a citizen takes home.
#include <gtest/gtest.h>

#include "audit/log/story.hpp"
#include "tests/audit/help_records.hpp"

namespace tsuitate::tests {
namespace {

using policy::Language;
using policy::RecordKind;
using Lines = std::vector<std::string>;

audit::Event event(RecordKind kind, const HelpWords& words = {}) {
    return {.record = {.kind = kind, .fields = help_fields(kind, std::string(32, '1'), words)},
            .verified = true};
}

TEST(ShortStory, tells_the_citizen_what_they_said) {
    const std::vector<audit::Event> events = {
        event(RecordKind::observer_answered, {.detail = "declined"}),
        event(RecordKind::consent_shown),
        event(RecordKind::consent_answered, {.detail = "declined", .clerk = "clerk-02"}),
        event(RecordKind::consent_answered, {.detail = "agreed"}),
        event(RecordKind::pin_attempt),
        event(RecordKind::assistance_reviewed, {.detail = "not-asked"}),
    };
    EXPECT_EQ(
        audit::short_story_of(events, Language::english),
        (Lines{"Standing by (a section chief): you declined", "Help by a clerk (clerk-02): you declined",
               "You agreed on the panel to help by a clerk (clerk-01) with the PIN of the signature "
               "certificate",
               "Asked afterwards whether you agreed: “I was not asked”",
               "The card was asked about a PIN: 1 time"}));
    EXPECT_EQ(audit::short_story_of(events, Language::japanese).front(), "立会い(係長): 断りました");
}

TEST(ShortStory, has_no_word_of_the_log_untranslated) {
    for (const RecordKind kind :
         {RecordKind::consent_answered, RecordKind::observer_answered, RecordKind::assistance_reviewed}) {
        for (const audit::FieldRule& rule : audit::rules_of(kind)) {
            for (const std::string_view word :
                 rule.key == "detail" ? rule.words : std::vector<std::string_view>()) {
                const auto lines =
                    audit::short_story_of({event(kind, {.detail = std::string(word)})}, Language::japanese);
                EXPECT_EQ(lines.front().find(word), std::string::npos) << lines.front();
            }
        }
    }
}

TEST(ShortStory, stays_short) {
    const std::vector<audit::Event> events(40, event(RecordKind::consent_answered, {.detail = "declined"}));
    const auto lines = audit::short_story_of(events, Language::english);
    EXPECT_LE(lines.size(), 8U);
    EXPECT_EQ(lines.at(lines.size() - 2), "For the rest, look the number up");
}

}  // namespace
}  // namespace tsuitate::tests
