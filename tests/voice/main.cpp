// tsuitate-voice-recorded: the voice of the product with a headset that is two files.
#include <memory>

#include "daemon/start/role_main.hpp"
#include "daemon/voice/voice_role.hpp"
#include "tests/voice/recorded_headset.hpp"

int main(int argc, char** argv) {
    using namespace tsuitate;
    voice::RoleOptions options{.policy_directory = TSUITATE_POLICY_DIR,
                               .vault_path = "/run/tsuitate/voice.sock",
                               .clips = "clips",
                               .render = {}};
    std::string jack = "headset";
    std::string heard = "heard.jsonl";
    const start::Role role{
        .name = "tsuitate-voice-recorded",
        .purpose = "The voice of tests: what is heard goes into a file.",
        .options = {{"policy", "DIR", "the policy to speak by", &options.policy_directory},
                    {"vault", "PATH", "socket of the vault, where none is inherited", &options.vault_path},
                    {"clips", "DIR", "where the recorded sentences lie", &options.clips},
                    {"jack", "PATH", "a headset is in while this file exists", &jack},
                    {"heard", "PATH", "what is heard", &heard}}};
    return start::run_role(role, argc, argv, [&] {
        return voice::run_voice(options, [&](loop::Loop& loop, const policy::VoiceRules&) {
            return std::make_unique<voice::RecordedHeadset>(loop, jack, heard);
        });
    });
}
