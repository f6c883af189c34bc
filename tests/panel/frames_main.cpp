// tsuitate-screen-frames: the screen of the product, drawing into files instead of a display.
#include <cstdlib>
#include <memory>

#include "daemon/screen/screen_role.hpp"
#include "daemon/start/role_main.hpp"
#include "tests/panel/frames_output.hpp"
#include "tests/panel/panel_arguments.hpp"

int main(int argc, char** argv) {
    using namespace tsuitate;
    screen::RoleOptions options{.policy_directory = TSUITATE_POLICY_DIR,
                                .vault_path = "/run/tsuitate/screen.sock"};
    std::string frames = "frames";
    panel::PanelArguments arguments;
    start::Role role{
        .name = "tsuitate-screen-frames",
        .purpose = "The screen of tests and demo: draws into PNG files.",
        .options = {{"policy", "DIR", "the policy to draw by", &options.policy_directory},
                    {"vault", "PATH", "socket of the vault, where none is inherited", &options.vault_path},
                    {"frames", "DIR", "where the frames go", &frames}}};
    arguments.add_to(role.options);
    return start::run_role(role, argc, argv, [&] {
        const auto panel = arguments.panel();
        if (!panel) {
            return EXIT_FAILURE;
        }
        return screen::run_screen(options, [&](loop::Loop& loop) {
            return std::make_unique<panel::FramesOutput>(loop, frames, *panel);
        });
    });
}
