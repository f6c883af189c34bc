#include "daemon/voice/spoken.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "drawing/wording.hpp"

namespace tsuitate::voice {
namespace {

using policy::Scene;
using policy::SceneName;

// Signs that are drawn and not read: "②" becomes "2" and a pause, and a space that holds words together one
// that does not.
std::string readable(std::string text) {
    constexpr std::string_view circle = "\xe2\x91";
    constexpr std::string_view holding = "\xc2\xa0";
    constexpr unsigned char first_circled = 0xa0;
    constexpr unsigned char last_circled = 0xb3;
    for (std::size_t at = text.find(circle); at != std::string::npos; at = text.find(circle, at + 1)) {
        const auto sign = static_cast<unsigned char>(text[at + 2]);
        if (sign >= first_circled && sign <= last_circled) {
            const bool before_name = text.compare(at + 3, holding.size(), holding) == 0;
            text.replace(at, 3, std::to_string(sign - first_circled + 1) + (before_name ? "," : ""));
        }
    }
    for (std::size_t at = text.find(holding); at != std::string::npos; at = text.find(holding, at + 1)) {
        text.replace(at, holding.size(), " ");
    }
    return text;
}

// How the keypad answers a scene; empty where it does not.
std::string_view keys_of(SceneName name) {
    constexpr std::array<std::pair<SceneName, std::string_view>, 13> keys = {{
        {SceneName::explain, "spoken-explain"},
        {SceneName::prove_panel, "spoken-refused"},
        {SceneName::panel_refused, "spoken-refused"},
        {SceneName::last_try_question, "spoken-last-try"},
        {SceneName::stop_question, "spoken-stop-question"},
        {SceneName::entry, "spoken-entry"},
        {SceneName::help, "spoken-help"},
        {SceneName::pin_guide, "spoken-back"},
        {SceneName::pin_unknown, "spoken-back"},
        {SceneName::call_clerk, "spoken-back"},
        {SceneName::consent, "spoken-consent"},
        {SceneName::observer_question, "spoken-observer"},
        {SceneName::assistance_over, "spoken-review"},
    }};
    for (const auto& [scene, phrase] : keys) {
        if (scene == name) {
            return phrase;
        }
    }
    return name == SceneName::change_offer ? "spoken-yes-no" : "";
}

class Speaker {
  public:
    Speaker(const policy::Policy& policy, const drawing::AllTexts& all, policy::Language language)
        : policy_(policy), texts_(all.of(language)) {}

    void say(std::string text) {
        if (!text.empty()) {
            prompts_.push_back({.sound = Sound::none, .text = readable(std::move(text))});
        }
    }
    void phrase(std::string_view id) { say(texts_.phrase(id)); }
    void sound(Sound sound) { prompts_.push_back({.sound = sound, .text = {}}); }

    void count(std::uint8_t dots) {
        say(dots == 1 ? texts_.phrase("spoken-count-one")
                      : drawing::fill_in(texts_.phrase("spoken-count"), {{"count", std::to_string(dots)}}));
    }

    // A number that nobody could have recorded beforehand, digit by digit.
    void digits(std::string_view number) {
        for (const char sign : number) {
            if (sign >= '0' && sign <= '9') {
                say({sign});
            }
        }
    }

    // Heading and sentences, without what is said in other words here.
    void words(const Scene& scene) {
        Scene plain = scene;
        plain.fault_code = 0;
        plain.receipt.clear();
        const drawing::Wording wording = drawing::wording_of(plain, policy_, texts_);
        say(wording.heading);
        for (const drawing::Sentence& sentence : wording.message) {
            say(sentence.text);
        }
    }

    // Who helps and who stands by; for how long still, the screen says.
    void people(const Scene& scene) {
        const policy::Marks marks = policy::marks_of(scene);
        if (marks.helped) {
            drawing::Values values;
            if (const std::uint16_t place = policy_.assistance.clerk(scene.clerk); place != 0) {
                values["clerk"] = policy_.assistance.staff.at(place - 1U).title.in(texts_.language);
            }
            say(drawing::fill_in(texts_.phrase("spoken-helped"), values));
        }
        if (marks.help_ended) {
            phrase("help-ended");
        }
        if (marks.observed) {
            Scene alone = scene;
            alone.clerk.clear();
            alone.helped = false;
            for (const std::string& mark : drawing::mark_of(alone, policy_, texts_)) {
                say(mark);
            }
        }
    }

    void page(const Scene& scene) {
        people(scene);
        if (scene.name == SceneName::help && scene.keypad) {
            // The page speaks of the panel's keys; the keypad's have other names.
            say(texts_.scene(scene.name).heading);
            phrase("spoken-entry");
        } else {
            words(scene);
        }
        if (scene.fault_code != 0) {
            phrase("spoken-fault");
            digits(std::to_string(scene.fault_code));
        }
        if (!scene.receipt.empty()) {
            phrase("spoken-receipt");
            digits(scene.receipt);
        }
        if (const std::string_view keys = keys_of(scene.name); scene.keypad && !keys.empty()) {
            phrase(keys);
        }
        if (scene.dots > 0) {
            count(scene.dots);
        }
    }

    std::vector<Prompt> take() { return std::move(prompts_); }

  private:
    const policy::Policy& policy_;
    const drawing::Texts& texts_;
    std::vector<Prompt> prompts_;
};

bool same_page(const Scene& before, const Scene& now) {
    return before.name == now.name && before.language == now.language && before.pin_kind == now.pin_kind &&
           before.tries_left == now.tries_left && before.proof_cell == now.proof_cell &&
           before.fault_code == now.fault_code && before.receipt == now.receipt &&
           before.clerk == now.clerk && before.observer == now.observer &&
           before.said_again == now.said_again;
}

void say_change(Speaker& speaker, const Scene& before, const Scene& now) {
    if (before.blank != now.blank) {
        speaker.phrase(now.blank ? "spoken-picture-off" : "spoken-picture-on");
    }
    if (now.unclear && !before.unclear) {
        speaker.phrase("unclear");
    }
    if (now.seconds_to_act != 0 && before.seconds_to_act == 0) {
        speaker.phrase("spoken-time");
    }
    if (now.dots != before.dots) {
        speaker.sound(now.dots > before.dots ? Sound::typed : Sound::taken_back);
        speaker.count(now.dots);
        if (now.name == SceneName::entry && now.can_confirm && !before.can_confirm && now.keypad) {
            speaker.phrase("spoken-complete");
        }
    }
}

}  // namespace

std::vector<Prompt> prompts_for(const std::optional<Scene>& before, const Scene& now,
                                const policy::Policy& policy, const drawing::AllTexts& texts) {
    Speaker speaker(policy, texts, now.language);
    if (!before || !same_page(*before, now)) {
        speaker.page(now);
    } else {
        say_change(speaker, *before, now);
    }
    return speaker.take();
}

std::vector<Prompt> greeting(const Scene& now, const policy::Policy& policy, const drawing::AllTexts& texts) {
    Speaker speaker(policy, texts, now.language);
    speaker.phrase("spoken-start");
    if (now.keypad) {
        speaker.phrase("spoken-keys");
    }
    speaker.page(now);
    return speaker.take();
}

}  // namespace tsuitate::voice
