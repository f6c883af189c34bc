// tsuitate-voice: says what the citizen's display shows, to a headset. Arguments, then the role until its
// end.
#include <memory>

#include "daemon/start/role_main.hpp"
#include "daemon/voice/alsa_headset.hpp"
#include "daemon/voice/voice_role.hpp"

int main(int argc, char** argv) {
    using namespace tsuitate;
    voice::RoleOptions options{.policy_directory = TSUITATE_POLICY_DIR,
                               .vault_path = "/run/tsuitate/voice.sock",
                               .clips = TSUITATE_CLIPS_DIR,
                               .render = {}};
    const start::Role role{
        .name = "tsuitate-voice",
        .purpose = "Says what the citizen's display shows, to a headset; never learns which key was hit.",
        .options = {{"policy", "DIR", "the policy to speak by", &options.policy_directory},
                    {"vault", "PATH", "socket of the vault, where none is inherited", &options.vault_path},
                    {"clips", "DIR", "where the recorded sentences lie", &options.clips},
                    {"render", "DIR", "make the recorded sentences there and exit", &options.render}}};
    return start::run_role(role, argc, argv, [&] {
        return voice::run_voice(options, [](loop::Loop& loop, const policy::VoiceRules& rules) {
            return std::make_unique<voice::AlsaHeadset>(loop, rules);
        });
    });
}
