// tsuitate-screen-window: the screen of the product in a window, with an emulated touch panel behind its
// glass.
#include <cstdlib>
#include <iostream>
#include <memory>

#include "daemon/screen/screen_role.hpp"
#include "daemon/start/role_main.hpp"
#include "tests/panel/panel_arguments.hpp"
#include "tests/panel/window_output.hpp"
#include "tests/panel/window_touch.hpp"

int main(int argc, char** argv) {
    using namespace tsuitate;
    screen::RoleOptions options{.policy_directory = TSUITATE_POLICY_DIR,
                                .vault_path = "/run/tsuitate/screen.sock"};
    std::string panel_socket;
    panel::PanelArguments arguments;
    start::Role role{
        .name = "tsuitate-screen-window",
        .purpose = "The screen of the demo: draws into a window that can be touched.",
        .options = {{"policy", "DIR", "the policy to draw by", &options.policy_directory},
                    {"vault", "PATH", "socket of the vault, where none is inherited", &options.vault_path},
                    {"panel-socket", "PATH", "where the emulated panel's events go", &panel_socket}}};
    arguments.add_to(role.options);
    return start::run_role(role, argc, argv, [&] {
        const auto panel = arguments.panel();
        if (!panel || panel_socket.empty()) {
            std::cerr << "give a --panel-socket, and sizes as WIDTHxHEIGHT\n";
            return EXIT_FAILURE;
        }
        std::unique_ptr<panel::WindowTouch> touch;
        return screen::run_screen(options, [&](loop::Loop& loop) {
            touch = std::make_unique<panel::WindowTouch>(loop, panel_socket);
            return std::make_unique<panel::WindowOutput>(
                loop, *panel, [&touch](bool down, double x, double y) { touch->contact(down, x, y); });
        });
    });
}
