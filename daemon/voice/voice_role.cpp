#include "daemon/voice/voice_role.hpp"

#include <cstdlib>
#include <utility>

#include "daemon/log/log.hpp"
#include "daemon/start/handover.hpp"
#include "daemon/voice/render.hpp"
#include "daemon/wire/scene_message.hpp"
#include "drawing/panel_policy.hpp"
#include "policy/load/voice.hpp"

namespace tsuitate::voice {

VoiceRole::VoiceRole(loop::Loop& loop, wire::Channel vault, Headset& headset, const policy::Policy& policy,
                     const policy::VoiceRules& rules, const drawing::AllTexts& texts,
                     std::filesystem::path clips)
    : loop_(loop),
      vault_(std::move(vault)),
      headset_(headset),
      policy_(policy),
      texts_(texts),
      clips_(std::move(clips)) {
    find_languages(rules);
}

// Half a guidance is worse than that of another language: who cannot see does not know what was left out.
void VoiceRole::find_languages(const policy::VoiceRules& rules) {
    for (const policy::VoiceLanguage& one : rules.languages) {
        int missing = 0;
        for (const std::string& text : phrase_book(one.language, policy_, texts_)) {
            missing += std::filesystem::exists(clip_path(clips_, one.language, text)) ? 0 : 1;
        }
        if (missing == 0) {
            spoken_.insert(one.language);
        } else {
            log::error("a language is not spoken until its clips are made: tsuitate-voice --render",
                       {{"LANGUAGE", policy::name_of(one.language)}, {"MISSING", missing}});
        }
    }
}

void VoiceRole::start() {
    loop_.watch(vault_.descriptor(), [this](std::uint32_t) { on_vault(); });
    headset_.start([this](bool plugged) { on_plugged(plugged); });
    start::notify("READY=1");
}

void VoiceRole::on_vault() {
    const auto received = vault_.receive<wire::FromVaultToVoice>();
    if (const auto* message = std::get_if<wire::FromVaultToVoice::Any>(&received)) {
        on(std::get<wire::VaultShowScene>(*message));
    } else if (const auto* error = std::get_if<wire::DecodeError>(&received)) {
        give_up("the vault sent " + std::string(wire::name_of(*error)));
    } else if (std::get<wire::ChannelEvent>(received) == wire::ChannelEvent::peer_gone) {
        give_up("the vault is gone");
    }
}

void VoiceRole::on(const wire::VaultShowScene& message) {
    const std::optional<policy::Scene> before = std::exchange(scene_, as_spoken(wire::scene_of(message)));
    if (!scene_) {
        say({});
    } else if (plugged_ && !greeted_) {
        greet();
    } else if (auto prompts = prompts_for(before, *scene_, policy_, texts_); !prompts.empty()) {
        say(std::move(prompts));
    }
}

void VoiceRole::on_plugged(bool plugged) {
    plugged_ = plugged;
    greeted_ = false;
    log::info(plugged ? "a headset is in" : "no headset is in");
    if (plugged && scene_) {
        greet();
    } else {
        say({});
    }
}

// Once for each headset that is put in, also when that was before the first scene.
void VoiceRole::greet() {
    greeted_ = true;
    say(greeting(*scene_, policy_, texts_));
}

std::optional<policy::Scene> VoiceRole::as_spoken(const policy::Scene& scene) const {
    for (const policy::Language language :
         {scene.language, policy::nearer(scene.language), policy::Language::english}) {
        if (spoken_.contains(language)) {
            policy::Scene spoken = scene;
            spoken.language = language;
            return spoken;
        }
    }
    return std::nullopt;
}

void VoiceRole::say(std::vector<Prompt> prompts) {
    headset_.silence();
    waiting_.assign(prompts.begin(), prompts.end());
    say_next();
}

void VoiceRole::say_next() {
    if (!plugged_ || waiting_.empty()) {
        return;
    }
    const Prompt prompt = std::move(waiting_.front());
    waiting_.pop_front();
    if (prompt.sound != Sound::none) {
        return headset_.play(tone(prompt.sound), [this] { say_next(); });
    }
    auto clip = read_wav(clip_path(clips_, scene_->language, prompt.text));
    if (auto* recorded = std::get_if<Clip>(&clip)) {
        recorded->text = prompt.text;
        return headset_.play(std::move(*recorded), [this] { say_next(); });
    }
    log::error("a clip is not played", {{"TEXT", prompt.text}, {"REASON", std::get<std::string>(clip)}});
    say_next();
}

void VoiceRole::give_up(const std::string& why) {
    log::error("cannot go on; the unit starts the voice again", {{"REASON", why}});
    headset_.silence();
    loop_.forget(vault_.descriptor());
    vault_.close();
    loop_.stop(EXIT_FAILURE);
}

int run_voice(const RoleOptions& options, const MakeHeadset& make_headset) {
    const auto loaded = drawing::load_panel_policy(options.policy_directory);
    const auto rules = policy::load_voice(options.policy_directory);
    for (const auto* error :
         {std::get_if<policy::PolicyError>(&loaded), std::get_if<policy::PolicyError>(&rules)}) {
        if (error != nullptr) {
            log::error("the policy cannot be used", {{"REASON", error->text()}});
            return EXIT_FAILURE;
        }
    }
    const auto& voice = std::get<std::optional<policy::VoiceRules>>(rules);
    if (!voice) {
        log::info("there is no voice.toml: this counter does not speak");
        return EXIT_SUCCESS;
    }
    const auto& [said, words] = std::get<drawing::PanelPolicy>(loaded);
    if (!options.render.empty()) {
        return render(*voice, said, words, options.render) ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    auto vault = start::connect_to_vault(options.vault_path);
    if (!vault) {
        log::error("no way to the vault", {{"PATH", options.vault_path}});
        return EXIT_FAILURE;
    }
    loop::Loop loop;
    loop.stop_on_signals();
    const auto headset = make_headset(loop, *voice);
    VoiceRole role(loop, std::move(*vault), *headset, said, *voice, words, options.clips);
    role.start();
    return loop.run();
}

}  // namespace tsuitate::voice
