// The phrase book: every page of every scene that the policy makes possible, put through the function that
// speaks them. Sentences are spoken one by one, so what does not stand in one sentence is not multiplied.
#include "daemon/voice/spoken.hpp"

namespace tsuitate::voice {
namespace {

using policy::Scene;
using policy::SceneName;

constexpr std::uint8_t most_dots = 16;

template <typename T>
std::vector<std::string> names_or_none(const std::vector<T>& all) {
    std::vector<std::string> names = {""};
    for (const T& one : all) {
        names.push_back(one.name);
    }
    return names;
}

class PhraseBook {
  public:
    PhraseBook(policy::Language language, const policy::Policy& policy, const drawing::AllTexts& texts)
        : policy_(policy), texts_(texts) {
        scene_.language = language;
        scene_.keypad = true;
        scene_.seconds_left = static_cast<std::uint8_t>(policy.assistance.window.count());
    }

    std::set<std::string> write() {
        for (const std::string& kind : names_or_none(policy_.pin_kinds)) {
            scene_.pin_kind = kind;
            for (const std::string& procedure : names_or_none(policy_.procedures)) {
                scene_.procedure = procedure;
                add_pages();
            }
        }
        add_people();
        add_changes();
        return std::move(phrases_);
    }

  private:
    void keep(const std::vector<Prompt>& prompts) {
        for (const Prompt& prompt : prompts) {
            if (!prompt.text.empty()) {
                phrases_.insert(prompt.text);
            }
        }
    }
    void add(const Scene& scene) { keep(prompts_for(std::nullopt, scene, policy_, texts_)); }

    void add_pages() {
        const policy::PinKind* kind = policy_.pin_kind(scene_.pin_kind);
        const unsigned most_tries = kind == nullptr ? 0U : kind->max_tries;
        for (std::size_t i = 0; i < policy::scene_names.size(); ++i) {
            Scene scene = scene_;
            scene.name = static_cast<SceneName>(i);
            add(scene);
            for (unsigned tries = 0; tries <= most_tries; ++tries) {
                scene.tries_left = static_cast<std::uint8_t>(tries);
                add(scene);
            }
        }
        for (const policy::AssistanceReason& reason : policy_.assistance.reasons) {
            for (const policy::HelpKind& help : policy_.assistance.helps) {
                Scene scene = scene_;
                scene.name = SceneName::consent;
                scene.reason = reason.name;
                scene.help = help.name;
                add(with_clerk(scene, 0));
            }
        }
    }

    Scene with_clerk(Scene scene, std::size_t number) const {
        if (number < policy_.assistance.staff.size()) {
            scene.clerk = policy_.assistance.staff[number].name;
        }
        return scene;
    }

    // Each clerk and each observer, where they are asked about and where they are.
    void add_people() {
        for (const SceneName name : {SceneName::consent, SceneName::entry, SceneName::assistance_over,
                                     SceneName::observer_question}) {
            Scene scene = scene_;
            scene.name = name;
            for (std::size_t i = 0; i < policy_.assistance.staff.size(); ++i) {
                add(with_clerk(scene, i));
            }
            for (const policy::ObserverRole& role : policy_.assistance.observers) {
                scene.observer = role.name;
                add(scene);
            }
        }
        Scene ended = scene_;
        ended.name = SceneName::entry;
        ended.helped = true;
        add(ended);
    }

    void add_changes() {
        Scene entry = scene_;
        entry.name = SceneName::entry;
        keep(greeting(entry, policy_, texts_));
        Scene changed = entry;
        changed.blank = true;
        changed.unclear = true;
        changed.can_confirm = true;
        changed.seconds_to_act = 1;
        for (changed.dots = 1; changed.dots <= most_dots; ++changed.dots) {
            keep(prompts_for(entry, changed, policy_, texts_));
        }
        keep(prompts_for(changed, entry, policy_, texts_));
        Scene numbers = scene_;
        numbers.name = SceneName::receipt;
        numbers.receipt = "0123456789";
        add(numbers);
        numbers.name = SceneName::out_of_service;
        numbers.fault_code = 1;
        add(numbers);
    }

    const policy::Policy& policy_;
    const drawing::AllTexts& texts_;
    Scene scene_;
    std::set<std::string> phrases_;
};

}  // namespace

std::set<std::string> phrase_book(policy::Language language, const policy::Policy& policy,
                                  const drawing::AllTexts& texts) {
    return PhraseBook(language, policy, texts).write();
}

}  // namespace tsuitate::voice
