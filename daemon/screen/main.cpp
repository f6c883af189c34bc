// tsuitate-screen: draws the citizen's display. Arguments, then the role on a KMS display until its end.
#include <memory>

#include "daemon/screen/drm_output.hpp"
#include "daemon/screen/screen_role.hpp"
#include "daemon/start/role_main.hpp"

int main(int argc, char** argv) {
    using namespace tsuitate;
    screen::RoleOptions options{.policy_directory = TSUITATE_POLICY_DIR,
                                .vault_path = "/run/tsuitate/screen.sock"};
    std::string card;
    std::string connector;
    const start::Role role{
        .name = "tsuitate-screen",
        .purpose = "Draws the citizen's display; never touches, and never learns which key was hit.",
        .options = {
            {"policy", "DIR", "the policy to draw by", &options.policy_directory},
            {"vault", "PATH", "socket of the vault, where none is inherited", &options.vault_path},
            {"card", "PATH", "display card; without it the first under /dev/dri with a display", &card},
            {"connector", "NAME", "such as HDMI-A-1; without it the first with a display", &connector}}};
    return start::run_role(role, argc, argv, [&] {
        return screen::run_screen(options, [&](loop::Loop& loop) {
            return std::make_unique<screen::DrmOutput>(loop, card, connector);
        });
    });
}
