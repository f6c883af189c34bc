// What a slip tells: what it was about, help and what the citizen said of it, observers, checks of the PIN.
#include <algorithm>

#include "audit/log/story.hpp"
#include "audit/log/story_texts.hpp"

namespace tsuitate::audit {
namespace {

using policy::Language;
using policy::RecordKind;

std::string in_language(std::span<const StoryWord> words, std::string_view word, Language language) {
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& one) { return one.word == word; });
    if (found == words.end()) {
        return std::string(word);
    }
    return std::string(language == Language::japanese ? found->japanese : found->english);
}

// What the citizen said, said to the citizen.
constexpr std::array your_answers = {
    StoryWord{"accepted", "you accepted", "承知しました"},
    StoryWord{"declined", "you declined", "断りました"},
    StoryWord{"later", "you wanted to be asked later", "後で尋ねることにしました"},
    StoryWord{"unanswered", "no answer in time", "時間内に答えませんでした"},
    StoryWord{"stopped", "you stopped everything", "すべて中止しました"},
    StoryWord{"withdrawn", "the question was taken back", "申し出は取り下げられました"},
    StoryWord{"interrupted", "not answered", "答えないまま終わりました"},
};

std::string line_of(const Record& record, Language language) {
    const bool japanese = language == Language::japanese;
    const auto answer = [&](std::span<const StoryWord> words) {
        return in_language(words, record.text("detail"), language);
    };
    if (record.kind == RecordKind::session_opened && !record.text("procedure").empty()) {
        const std::string procedure = in_language(story_procedures, record.text("procedure"), language);
        return (japanese ? "用件: " : "For: ") + procedure;
    }
    if (record.kind == RecordKind::consent_answered) {
        const std::string pin = in_language(story_pins, record.text("pin-kind"), language);
        const std::string& clerk = record.text("clerk");
        if (record.text("detail") == "agreed") {
            return japanese ? "職員(" + clerk + ")が" + pin + "の入力を補助することに、パネルで同意しました"
                            : "You agreed on the panel to help by a clerk (" + clerk + ") with the " + pin;
        }
        return japanese ? "職員(" + clerk + ")の補助: " + answer(your_answers)
                        : "Help by a clerk (" + clerk + "): " + answer(your_answers);
    }
    if (record.kind == RecordKind::assistance_reviewed) {
        return (japanese ? "同意したかを後で尋ねた答え: " : "Asked afterwards whether you agreed: ") +
               answer(story_reviews);
    }
    if (record.kind == RecordKind::observer_answered) {
        const std::string role = in_language(story_roles, record.text("role"), language);
        return (japanese ? "立会い(" + role + "): " : "Standing by (" + role + "): ") + answer(your_answers);
    }
    return {};
}

}  // namespace

std::vector<std::string> short_story_of(const std::vector<Event>& events, Language language) {
    constexpr std::size_t most_lines = 6;
    std::vector<std::string> lines;
    std::size_t attempts = 0;
    for (const Event& event : events) {
        attempts += event.record.kind == RecordKind::pin_attempt ? 1U : 0U;
        std::string line = line_of(event.record, language);
        if (!line.empty() && lines.size() <= most_lines) {
            lines.push_back(std::move(line));
        }
    }
    const bool japanese = language == Language::japanese;
    if (lines.size() > most_lines) {
        lines.back() = japanese ? "ほかは、番号で記録をお確かめください" : "For the rest, look the number up";
    }
    const std::string number = std::to_string(attempts);
    lines.push_back(japanese
                        ? "カードでの暗証番号の照合: " + number + "回"
                        : "The card was asked about a PIN: " + number + (attempts == 1 ? " time" : " times"));
    return lines;
}

}  // namespace tsuitate::audit
