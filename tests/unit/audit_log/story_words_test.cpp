// No word of the log reaches a citizen untranslated.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "audit/log/story.hpp"
#include "audit/log/story_texts.hpp"
#include "policy/assistance/receipt.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::tests {
namespace {

using audit::StoryWord;
using policy::RecordKind;

// A value that can be found again in a sentence.
audit::JsonValue example_of(const audit::FieldRule& rule) {
    if (rule.form == audit::Form::number) {
        return rule.smallest;
    }
    if (rule.form == audit::Form::word) {
        return std::string(rule.words.front());
    }
    if (rule.form == audit::Form::time) {
        return std::string("2026-11-23T05:40:12Z");
    }
    return rule.form == audit::Form::receipt ? policy::receipt_text(12345678901)
                                             : "of-" + std::string(rule.key);
}

bool has(std::span<const StoryWord> words, std::string_view wanted) {
    return std::any_of(words.begin(), words.end(), [&](const StoryWord& one) { return one.word == wanted; });
}

TEST(StoryWords, ThereAreSomeForEachOutcome) {
    using policy::Outcome;
    for (const std::string_view outcome : policy::outcome_names) {
        const bool by_card = outcome == "verified" || outcome == "wrong" || outcome == "inconclusive";
        EXPECT_TRUE(has(audit::story_outcomes, outcome) || by_card) << outcome;
        EXPECT_TRUE(has(audit::story_card_outcomes, outcome) || !by_card) << outcome;
    }
}

TEST(StoryWords, ThereAreSomeForEachEndAndEachProof) {
    for (const std::string_view reason : policy::end_reason_names) {
        EXPECT_TRUE(has(audit::story_ends, reason)) << reason;
    }
    for (const char* verdict : {"proven", "refused"}) {
        EXPECT_TRUE(has(audit::story_details, verdict)) << verdict;
    }
}

TEST(StoryWords, ThereIsASentenceForEachEventOfASession) {
    std::size_t sentences = 0;
    for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
        if (policy::has_field(static_cast<RecordKind>(i), policy::RecordField::session)) {
            EXPECT_TRUE(has(audit::story_events, policy::record_kind_names[i]))
                << policy::record_kind_names[i];
            ++sentences;
        }
    }
    EXPECT_GE(sentences, 22U);
}

// A sentence that leaves a field out, or a place for it unfilled, would tell less than the record.
TEST(StoryWords, EachSentenceOfHelpTellsAllItsFields) {
    for (std::size_t i = static_cast<std::size_t>(RecordKind::help_asked);
         i < policy::record_kind_names.size(); ++i) {
        audit::JsonObject fields;
        for (const audit::FieldRule& rule : audit::rules_of(static_cast<RecordKind>(i))) {
            fields.emplace(std::string(rule.key), example_of(rule));
        }
        fields.insert_or_assign("detail", std::string("agreed"));
        const audit::Record record{.kind = static_cast<RecordKind>(i), .fields = fields};
        for (const auto language : {policy::Language::japanese, policy::Language::english}) {
            const std::string story = audit::story_of("s", {{.record = record, .verified = true}}, language);
            EXPECT_EQ(story.find('{'), std::string::npos) << story;
            for (const std::string_view key : {"clerk", "reason", "help", "role", "receipt"}) {
                const auto field = record.has(key) ? record.text(key) : std::string();
                EXPECT_NE(story.find(field), std::string::npos) << key << " in " << story;
            }
        }
    }
}

TEST(StoryWords, ThereAreSomeForEachWordOfHelp) {
    for (std::size_t i = static_cast<std::size_t>(RecordKind::help_asked);
         i < policy::record_kind_names.size(); ++i) {
        const auto kind = static_cast<RecordKind>(i);
        for (const audit::FieldRule& rule : audit::rules_of(kind)) {
            const bool told = rule.key == "detail" || rule.key == "manner" || rule.key == "language";
            for (const std::string_view word : told ? rule.words : std::vector<std::string_view>()) {
                EXPECT_TRUE(has(rule.key == "detail"   ? audit::story_details_of(kind)
                                : rule.key == "manner" ? std::span<const StoryWord>(audit::story_manners)
                                                       : audit::story_languages,
                                word))
                    << policy::name_of(kind) << " " << word;
            }
        }
    }
}

// The policy that comes with the program; a city's own names are told as they are.
TEST(StoryWords, ThereAreSomeForEachNameOfTheDefaultPolicy) {
    std::ifstream file(TSUITATE_SOURCE_DIR "/policy/default/assistance.toml");
    const std::map<std::string, std::span<const StoryWord>> lists = {{"[[reason]]", audit::story_reasons},
                                                                     {"[[help]]", audit::story_helps},
                                                                     {"[[observer]]", audit::story_roles}};
    std::string heading;
    std::size_t names = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("[[")) {
            heading = line;
        } else if (line.starts_with("name = ")) {
            const std::string name = line.substr(8, line.size() - 9);
            EXPECT_TRUE(has(lists.at(heading), name)) << name;
            ++names;
        }
    }
    EXPECT_GE(names, 8U);
}

TEST(StoryWords, AHurriedYesIsToldAsOneAndANoIsNot) {
    const auto told = [](const std::string& detail, const std::string& manner) {
        audit::Record record{.kind = RecordKind::consent_answered, .fields = {}};
        for (const audit::FieldRule& rule : audit::rules_of(record.kind)) {
            record.fields.emplace(std::string(rule.key), example_of(rule));
        }
        record.fields.insert_or_assign("detail", detail);
        record.fields.insert_or_assign("manner", manner);
        return audit::story_of("s", {{.record = record, .verified = true}}, policy::Language::english);
    };
    EXPECT_NE(told("agreed", "hurried").find("sooner"), std::string::npos);
    EXPECT_EQ(told("agreed", "usual").find("sooner"), std::string::npos);
    EXPECT_EQ(told("declined", "hurried").find("sooner"), std::string::npos);
}

}  // namespace
}  // namespace tsuitate::tests
