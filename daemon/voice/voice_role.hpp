// VoiceRole: what the voice's process does: it says what the screen shows, to a headset and to nothing else.
// It owns the channel to the vault, over which it is told and says nothing; it never learns which key was
// hit.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "daemon/loop/loop.hpp"
#include "daemon/voice/headset.hpp"
#include "daemon/voice/spoken.hpp"
#include "daemon/wire/channel.hpp"
#include "drawing/texts.hpp"
#include "policy/policy.hpp"
#include "policy/voice/rules.hpp"

namespace tsuitate::voice {

class VoiceRole {
  public:
    VoiceRole(loop::Loop& loop, wire::Channel vault, Headset& headset, const policy::Policy& policy,
              const policy::VoiceRules& rules, const drawing::AllTexts& texts, std::filesystem::path clips);

    void start();

  private:
    void find_languages(const policy::VoiceRules& rules);
    void on_vault();
    void on_plugged(bool plugged);
    void on(const wire::VaultShowScene& message);
    // In a language that is spoken here; nothing where there is none.
    std::optional<policy::Scene> as_spoken(const policy::Scene& scene) const;
    void greet();
    void say(std::vector<Prompt> prompts);
    void say_next();
    void give_up(const std::string& why);

    loop::Loop& loop_;
    wire::Channel vault_;
    Headset& headset_;
    const policy::Policy& policy_;
    const drawing::AllTexts& texts_;
    std::filesystem::path clips_;
    std::set<policy::Language> spoken_;  // every text of these has its clip
    std::optional<policy::Scene> scene_;
    bool plugged_ = false;
    bool greeted_ = false;
    std::deque<Prompt> waiting_;
};

// Policy and texts, read and complaints logged; then the role until its end. `make_headset` is called once.
struct RoleOptions {
    std::string policy_directory;
    std::string vault_path;
    std::string clips;
    std::string render;  // where clips are to be made; empty: the role is wanted
};
using MakeHeadset =
    std::function<std::unique_ptr<Headset>(loop::Loop& loop, const policy::VoiceRules& rules)>;
int run_voice(const RoleOptions& options, const MakeHeadset& make_headset);

}  // namespace tsuitate::voice
