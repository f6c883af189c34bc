#include "drawing/wording.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

namespace tsuitate::drawing {
namespace {

using policy::Alphabet;
using policy::PinKind;

const std::string& in_language(const policy::LocalText& text, const Texts& texts) {
    return text.in(texts.language);
}

// ① to ⑳, as the notice slip numbers its PINs.
std::string circled(unsigned number) {
    if (number < 1 || number > 20) {
        return {};
    }
    return {'\xe2', '\x91', static_cast<char>(0xa0 + number - 1)};
}

std::string format_of(const PinKind& kind, const Texts& texts) {
    const Values values = {{"count", std::to_string(kind.max_length)},
                           {"min", std::to_string(kind.min_length)},
                           {"max", std::to_string(kind.max_length)}};
    if (kind.alphabet == Alphabet::capitals_and_digits) {
        return fill_in(texts.phrase(kind.needs_letter_and_digit ? "mixed-both" : "mixed"), values);
    }
    return fill_in(texts.phrase(kind.min_length == kind.max_length ? "digits-fixed" : "digits-range"),
                   values);
}

// "January 2016", by the names of the months of this language.
std::string in_words(policy::Month month, const Texts& texts) {
    std::istringstream names(texts.phrase("months"));
    std::string name;
    for (unsigned i = 0; i < month.month; ++i) {
        std::getline(names, name, '|');
    }
    return fill_in(texts.phrase("month-of-year"), {{"month", name}, {"year", std::to_string(month.year)}});
}

}  // namespace

Values values_of(const PinKind& kind, const Texts& texts) {
    const bool letters = kind.alphabet == Alphabet::capitals_and_digits;
    Values values;
    values["pin"] = in_language(kind.title, texts);
    values["purpose"] = in_language(kind.purpose, texts);
    values["when-locked"] = in_language(kind.when_locked, texts);
    values["slip"] = circled(kind.slip_number);
    values["format"] = format_of(kind, texts);
    values["characters"] = texts.phrase(letters ? "only-capitals-and-digits" : "only-digits");
    values["when-unknown"] = in_language(kind.when_unknown, texts);
    values["without"] = in_language(kind.without, texts);
    values["most-tries"] = std::to_string(kind.max_tries);
    values["since"] = in_words(kind.characters_since, texts);
    values["source"] = in_language(kind.characters_source, texts);
    return values;
}

std::vector<Sentence> lines_of_characters(const PinKind& kind, std::size_t most) {
    const std::string_view all = policy::characters_of(kind.alphabet);
    const std::size_t digits = all.find('0');
    std::vector<Sentence> lines;
    for (std::string_view rest : {all.substr(0, digits), all.substr(digits)}) {
        while (!rest.empty()) {
            lines.push_back({.text = std::string(rest.substr(0, most))});
            rest.remove_prefix(std::min(most, rest.size()));
        }
    }
    return lines;
}

namespace {

// Nothing when the text needs a value that this scene does not have.
std::optional<std::string> complete(const std::string& text, const Values& values) {
    std::string filled = fill_in(text, values);
    if (filled.find('{') != std::string::npos) {
        return std::nullopt;
    }
    return filled;
}

// Who asks or helps, in which way, and who stands by.
void add_people(Values& values, const policy::Scene& scene, const policy::AssistanceRules& rules,
                const Texts& texts) {
    if (const std::uint16_t place = rules.clerk(scene.clerk); place != 0) {
        values["clerk"] = in_language(rules.staff.at(place - 1U).title, texts);
        values["seconds"] = std::to_string(scene.seconds_left);
    }
    if (const policy::AssistanceReason* reason = rules.reason(scene.reason)) {
        values["reason"] = in_language(reason->title, texts);
    }
    if (const policy::HelpKind* help = rules.help(scene.help)) {
        values["help"] = in_language(help->title, texts);
        values["does"] = in_language(help->does, texts);
        values["sees"] = in_language(help->sees, texts);
    }
    if (const std::uint8_t place = rules.observer(scene.observer); place != 0) {
        const policy::ObserverRole& role = rules.observers.at(place - 1U);
        values["role"] = in_language(role.title, texts);
        values["place"] = in_language(role.place, texts);
    }
}

}  // namespace

std::string text_of(const Wording& wording) {
    std::string text = wording.heading;
    for (const Sentence& sentence : wording.message) {
        text += '\n' + sentence.text;
    }
    return text;
}

std::size_t character_count(std::string_view text) {
    // Every character has one byte that does not continue another.
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
    }));
}

Wording wording_of(const policy::Scene& scene, const policy::Policy& policy, const Texts& texts) {
    Values values;
    if (const PinKind* kind = policy.pin_kind(scene.pin_kind)) {
        values = values_of(*kind, texts);
    }
    if (const policy::Procedure* procedure = policy.procedure(scene.procedure)) {
        values["procedure"] = in_language(procedure->title, texts);
    }
    if (!scene.pin_kind.empty()) {
        const char* phrase = scene.procedure.empty() ? "entry" : "entry-of-procedure";
        values["entry"] = fill_in(texts.phrase(phrase), values);
    }
    if (scene.tries_left != policy::tries_unknown) {
        values["tries"] = fill_in(texts.phrase(scene.tries_left == 1 ? "tries-left-one" : "tries-left"),
                                  {{"count", std::to_string(scene.tries_left)}});
    }
    if (scene.fault_code != 0) {
        values["fault"] = std::to_string(scene.fault_code);
    }
    if (!scene.receipt.empty()) {
        values["receipt"] = scene.receipt;
    }
    add_people(values, scene, policy.assistance, texts);
    const SceneText& text = texts.scene(scene.name);
    Wording wording;
    wording.heading = complete(text.heading, values).value_or("");
    if (scene.unclear) {
        wording.message.push_back({texts.phrase("unclear"), true});
        return wording;
    }
    constexpr std::string_view strong_mark = "* ";
    for (const std::string& line : text.message) {
        if (auto sentence = complete(line, values)) {
            const bool strong = sentence->starts_with(strong_mark);
            wording.message.push_back({strong ? sentence->substr(strong_mark.size()) : *sentence, strong});
        }
    }
    return wording;
}

std::vector<std::string> mark_of(const policy::Scene& scene, const policy::Policy& policy,
                                 const Texts& texts) {
    std::vector<std::string> marks;
    Values values;
    add_people(values, scene, policy.assistance, texts);
    const policy::Marks said = policy::marks_of(scene);
    if (said.helped) {
        marks.push_back(fill_in(texts.phrase("mark-helped"), values));
    }
    if (said.help_ended) {
        marks.push_back(texts.phrase("help-ended"));
    }
    if (said.observed) {
        marks.push_back(fill_in(texts.phrase("mark-observed"), values));
    }
    return marks;
}

std::string countdown_of(const policy::Scene& scene, const Texts& texts) {
    return fill_in(texts.phrase("time-left"), {{"seconds", std::to_string(scene.seconds_to_act)}});
}

std::string typed_count(std::uint8_t count, const Texts& texts) {
    return fill_in(texts.phrase("typed-count"), {{"count", std::to_string(count)}});
}

}  // namespace tsuitate::drawing
