#include "audit/log/story.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "audit/log/record_view.hpp"
#include "audit/log/story_texts.hpp"

namespace tsuitate::audit {
namespace {

using policy::Language;
using policy::RecordKind;
using Words = std::span<const StoryWord>;

constexpr std::int64_t japan = std::int64_t{9} * 60 * 60;  // seconds ahead of UTC

std::tm in_japan(std::string_view time) {
    const std::time_t seconds = seconds_of(time) + japan;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return parts;
}

std::string formatted(const std::tm& time, const char* format) {
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &time)};
}

std::string day_of(const std::tm& time, Language language) {
    if (language == Language::japanese) {
        return std::to_string(time.tm_year + 1900) + "年" + std::to_string(time.tm_mon + 1) + "月" +
               std::to_string(time.tm_mday) + "日";
    }
    constexpr std::array months = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};
    return std::to_string(time.tm_mday) + " " + months[static_cast<std::size_t>(time.tm_mon)] + " " +
           std::to_string(time.tm_year + 1900);
}

std::string translated(Words words, std::string_view word, Language language) {
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& one) { return one.word == word; });
    if (found == words.end()) {
        return std::string(word);
    }
    return std::string(language == Language::japanese ? found->japanese : found->english);
}

void replace(std::string& text, std::string_view mark, std::string_view by) {
    const std::size_t at = text.find(mark);
    if (at != std::string::npos) {
        text.replace(at, mark.size(), by);
    }
}

std::string tries_of(const Record& record, Language language) {
    const auto& value = record.fields.find("tries-left")->second;
    const auto* number = std::get_if<std::uint64_t>(&value);
    if (language == Language::japanese) {
        return number == nullptr ? "残り回数は分かりません" : "残り " + std::to_string(*number) + " 回";
    }
    if (number == nullptr) {
        return "how many tries were left is not known";
    }
    return std::to_string(*number) + (*number == 1 ? " try was left" : " tries were left");
}

// What stands for itself: names and numbers, or the policy's and the log's words.
void fill_in_help(std::string& text, const Record& record, Language language) {
    struct Part {
        std::string_view key;
        std::string_view mark;
        Words words;
    };
    const std::array parts = {Part{"clerk", "{clerk}", {}},
                              Part{"reason", "{reason}", story_reasons},
                              Part{"help", "{help}", story_helps},
                              Part{"role", "{role}", story_roles},
                              Part{"language", "{language}", story_languages},
                              Part{"receipt", "{receipt}", {}}};
    for (const Part& part : parts) {
        if (record.has(part.key)) {
            replace(text, part.mark, translated(part.words, record.text(part.key), language));
        }
    }
    if (record.has("seconds")) {
        replace(text, "{seconds}", std::to_string(record.number("seconds")));
    }
    if (record.has("manner")) {
        // In what manner something else than yes was said matters to nobody.
        const bool told = record.text("detail") == "agreed";
        replace(text, "{manner}", told ? translated(story_manners, record.text("manner"), language) : "");
    }
}

std::string sentence_of(const Record& record, Language language) {
    const std::string name(policy::name_of(record.kind));
    std::string text = translated(story_events, name, language);
    if (record.has("pin-kind")) {
        replace(text, "{pin}", translated(story_pins, record.text("pin-kind"), language));
    }
    if (record.has("procedure")) {
        const std::string& procedure = record.text("procedure");
        replace(text, "{procedure}",
                procedure.empty() ? std::string()
                                  : translated(story_procedure, "", language) +
                                        translated(story_procedures, procedure, language));
        replace(text, "{caller}", std::to_string(record.number("caller-uid")));
    }
    if (record.has("outcome")) {
        const bool asked = record.kind == RecordKind::pin_outcome;
        replace(text, "{outcome}",
                translated(asked ? Words(story_card_outcomes) : Words(story_outcomes), record.text("outcome"),
                           language));
    }
    if (record.has("detail")) {
        replace(text, "{detail}", translated(story_details_of(record.kind), record.text("detail"), language));
    }
    if (record.has("tries-left")) {
        replace(text, "{tries}", tries_of(record, language));
    }
    fill_in_help(text, record, language);
    return text;
}

std::string times(std::int64_t number) {
    return number == 1 ? "once" : number == 2 ? "twice" : std::to_string(number) + " times";
}

// What help and observers come down to; nothing where there were none.
std::string help_summary(const std::vector<Event>& events, Language language) {
    const auto count = [&](RecordKind kind, std::string_view detail) {
        return std::count_if(events.begin(), events.end(), [&](const Event& event) {
            return event.record.kind == kind && (detail.empty() || event.record.text("detail") == detail);
        });
    };
    const auto shown = count(RecordKind::consent_shown, "");
    const auto agreed = count(RecordKind::consent_answered, "agreed");
    const auto with_help = count(RecordKind::assistance_ended, "attempted");
    const auto denied = count(RecordKind::assistance_reviewed, "not-agreed") +
                        count(RecordKind::assistance_reviewed, "not-asked");
    const auto observers = count(RecordKind::observer_answered, "");
    const auto accepted = count(RecordKind::observer_answered, "accepted");
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    std::string text;
    if (language == Language::japanese) {
        text += shown == 0
                    ? ""
                    : "職員の補助について本人に尋ねたのは " + number(shown) + " 回、同意は " +
                          number(agreed) + " 回、補助のもとでの照合は " + number(with_help) + " 回です。";
        text += denied == 0
                    ? ""
                    : "後の確認で、本人は補助に同意していない、または尋ねられていないと答えています。";
        text += observers == 0 ? ""
                               : "立会いについて尋ねたのは " + number(observers) + " 回、承知は " +
                                     number(accepted) + " 回です。";
        return text;
    }
    text += shown == 0
                ? ""
                : "The citizen was asked " + times(shown) + " whether a clerk may help, and said yes " +
                      (agreed == 0 ? "never" : times(agreed)) + "; with help the card was asked " +
                      (with_help == 0 ? "never" : times(with_help)) + ". ";
    text += denied == 0 ? "" : "Afterwards the citizen denied having agreed, or having been asked. ";
    text += observers == 0
                ? ""
                : "Asked " + times(observers) + " about somebody standing by, the citizen accepted " +
                      (accepted == 0 ? "never" : times(accepted)) + ". ";
    return text;
}

// What it comes down to.
std::string summary_of(const std::vector<Event>& events, Language language) {
    const auto count = [&](RecordKind kind) {
        return std::count_if(events.begin(), events.end(),
                             [&](const Event& event) { return event.record.kind == kind; });
    };
    const bool ended = count(RecordKind::session_ended) > 0;
    const bool sound =
        std::all_of(events.begin(), events.end(), [](const Event& event) { return event.verified; });
    const std::string attempts = std::to_string(count(RecordKind::pin_attempt));
    std::string text;
    if (language == Language::japanese) {
        text = "まとめ: カードに暗証番号の照合を求めたのは " + attempts + " 回です。";
        text += help_summary(events, language);
        text += ended ? "" : "手続きの終わりは記録されていません(停電や再起動で中断した可能性があります)。";
        text += sound ? "上の記録はすべて、署名されたログのものと一致しました。"
                      : "「!」の付いた記録は、署名されたログと一致しません。信用しないでください。";
        return text + "暗証番号そのものは、どこにも記録されません。\n";
    }
    text = "In short: the card was asked " + attempts + (attempts == "1" ? " time" : " times") +
           " whether a PIN is right. " + help_summary(events, language);
    text +=
        ended ? ""
              : "The end of the session is not recorded; a power cut or a restart may have interrupted it. ";
    text += sound ? "Every line above was found unchanged in the signed log. "
                  : "Lines marked with ! are not those of the signed log. Do not rely on them. ";
    return text + "The PIN itself is recorded nowhere.\n";
}

}  // namespace

std::span<const StoryWord> story_details_of(RecordKind kind) {
    const std::array lists = {std::pair(RecordKind::session_ended, Words(story_ends)),
                              std::pair(RecordKind::help_asked, Words(story_help_steps)),
                              std::pair(RecordKind::assistance_refused, Words(story_refusals)),
                              std::pair(RecordKind::consent_answered, Words(story_consents)),
                              std::pair(RecordKind::assistance_ended, Words(story_assistance_ends)),
                              std::pair(RecordKind::assistance_reviewed, Words(story_reviews)),
                              std::pair(RecordKind::change_answered, Words(story_changes)),
                              std::pair(RecordKind::observer_answered, Words(story_observer_answers))};
    const auto* found =
        std::find_if(lists.begin(), lists.end(), [&](const auto& one) { return one.first == kind; });
    return found == lists.end() ? Words(story_details) : found->second;
}

std::string minute_text(const std::string& time, Language language) {
    const std::tm parts = in_japan(time);
    return day_of(parts, language) + (language == Language::japanese ? " " : ", ") +
           formatted(parts, "%H:%M");
}

std::string story_of(const std::string& session, const std::vector<Event>& events, Language language) {
    const bool japanese = language == Language::japanese;
    std::string story = (japanese ? "手続きの記録 " : "Session ") + session + "\n";
    std::string day;
    for (const Event& event : events) {
        const std::tm time = in_japan(event.record.text("time"));
        const std::string today = day_of(time, language);
        if (today != day) {
            story += "\n" + today + (japanese ? "(日本時間)\n" : " (time of Japan)\n");
            day = today;
        }
        const std::string number = std::to_string(event.record.number("sequence"));
        story += (event.verified ? "  " : "! ") + formatted(time, "%H:%M:%S") + "  " +
                 sentence_of(event.record, language) +
                 (japanese ? " [記録 " + number + "]\n" : " [record " + number + "]\n");
    }
    return story + "\n" + summary_of(events, language);
}

}  // namespace tsuitate::audit
