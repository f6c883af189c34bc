// tsuitate-screen-memory: the screen of the product, drawing into two framebuffers of plain memory as the
// installed one draws into the display's. Of each picture it writes one line of JSON: what it shows, and when
// it was complete.
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include "daemon/screen/screen_role.hpp"
#include "daemon/start/role_main.hpp"
#include "tests/bench/framebuffer.hpp"
#include "tests/panel/panel_arguments.hpp"
#include "tests/panel/scene_description.hpp"

namespace {

using namespace tsuitate;
using std::chrono::steady_clock;

class MemoryOutput final : public screen::Output {
  public:
    MemoryOutput(loop::Loop& loop, const std::string& pictures, const policy::Panel& panel)
        : loop_(loop),
          panel_(panel),
          memory_{bench::Framebuffer(panel.width_px, panel.height_px),
                  bench::Framebuffer(panel.width_px, panel.height_px)},
          buffers_({0, 0, panel.width_px, panel.height_px}),
          pictures_(pictures) {}

    void start(OnPanel on_panel, OnLost /*on_lost*/) override {
        loop_.after(std::chrono::milliseconds(0),
                    [this, on_panel = std::move(on_panel)] { on_panel(panel_); });
    }
    void show(const screen::Frame& frame, OnShown on_shown) override {
        buffers_.add(frame.picture.damage);
        const std::size_t back = buffers_.back();
        screen::copy_pixels(frame.picture.surface.get(), buffers_.turn(), memory_.at(back).pixels());
        const std::chrono::nanoseconds complete = steady_clock::now().time_since_epoch();
        auto json = panel::describe(frame.panel, frame.scene, frame.picture.layout);
        json["complete_ns"] = complete.count();
        pictures_ << json.dump() << std::endl;
        loop_.after(std::chrono::milliseconds(0), std::move(on_shown));
    }

  private:
    loop::Loop& loop_;
    policy::Panel panel_;
    std::array<bench::Framebuffer, 2> memory_;
    screen::TwoBuffers buffers_;
    std::ofstream pictures_;
};

}  // namespace

int main(int argc, char** argv) {
    screen::RoleOptions options{.policy_directory = TSUITATE_POLICY_DIR,
                                .vault_path = "/run/tsuitate/screen.sock"};
    std::string pictures = "pictures.jsonl";
    panel::PanelArguments arguments;
    start::Role role{
        .name = "tsuitate-screen-memory",
        .purpose = "The screen of a benchmark: draws into memory and says when each picture was complete.",
        .options = {{"policy", "DIR", "the policy to draw by", &options.policy_directory},
                    {"vault", "PATH", "socket of the vault, where none is inherited", &options.vault_path},
                    {"pictures", "FILE", "where the lines about the pictures go", &pictures}}};
    arguments.add_to(role.options);
    return start::run_role(role, argc, argv, [&] {
        const auto panel = arguments.panel();
        if (!panel) {
            return EXIT_FAILURE;
        }
        return screen::run_screen(options, [&](loop::Loop& loop) {
            return std::make_unique<MemoryOutput>(loop, pictures, *panel);
        });
    });
}
