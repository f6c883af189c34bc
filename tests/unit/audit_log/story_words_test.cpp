// No word of the log reaches a citizen untranslated.
#include <gtest/gtest.h>

#include <algorithm>

#include "audit/log/story_texts.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::tests {
namespace {

using audit::StoryWord;

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

}  // namespace
}  // namespace tsuitate::tests
