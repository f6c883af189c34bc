// How soon a scene that the vault sends is in the framebuffer that is turned to the glass next, through the
// whole of the screen's role: after a typed character, and after another page was asked for. Beside it a
// picture drawn from nothing, and a full repaint by Cairo of one that is ready; in turns within one run, at
// the sizes of panels.
#include <sys/socket.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "daemon/log/log.hpp"
#include "daemon/screen/screen_role.hpp"
#include "daemon/screen/two_buffers.hpp"
#include "daemon/wire/scene_message.hpp"
#include "drawing/panel_policy.hpp"
#include "drawing/redraw.hpp"
#include "tests/bench/framebuffer.hpp"

namespace {

using namespace tsuitate;
using bench::Framebuffer;

constexpr double frame_ms = 1000.0 / 60;

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "tsuitate-bench-screen: %s\n", what.c_str());
    std::exit(EXIT_FAILURE);
}

// Of this thread: what else the machine does meanwhile is not in it.
double now_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

class Times {
  public:
    void measure(const std::function<void()>& work) {
        const double start = now_ms();
        work();
        add(now_ms() - start);
    }
    void add(double milliseconds) { times_.push_back(milliseconds); }
    double quantile(double share) const {
        std::vector<double> sorted = times_;
        std::sort(sorted.begin(), sorted.end());
        return sorted.at(static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1)));
    }

  private:
    std::vector<double> times_;
};

// The display: what it is shown goes into the framebuffer that would be turned to the glass.
class Glass final : public screen::Output {
  public:
    Glass(loop::Loop& loop, const policy::Panel& panel)
        : loop_(loop),
          panel_(panel),
          memory_{Framebuffer(panel.width_px, panel.height_px), Framebuffer(panel.width_px, panel.height_px)},
          buffers_({0, 0, panel.width_px, panel.height_px}) {}

    void start(OnPanel on_panel, OnLost /*on_lost*/) override {
        loop_.after(std::chrono::milliseconds(0),
                    [this, on_panel = std::move(on_panel)] { on_panel(panel_); });
    }
    void show(const screen::Frame& frame, OnShown on_shown) override {
        damage_ = frame.picture.damage;
        buffers_.add(damage_);
        const std::size_t back = buffers_.back();
        screen::copy_pixels(frame.picture.surface.get(), buffers_.turn(), memory_.at(back).pixels());
        shown_at_ = now_ms();
        on_shown();
    }
    double shown_at() const { return shown_at_; }
    double share_of_picture() const {
        return static_cast<double>(damage_.pixel_count()) /
               (static_cast<double>(panel_.width_px) * panel_.height_px);
    }

  private:
    loop::Loop& loop_;
    const policy::Panel& panel_;
    std::array<Framebuffer, 2> memory_;
    screen::TwoBuffers buffers_;
    drawing::Damage damage_;
    double shown_at_ = 0;
};

struct Figures {
    Times peer;
    Times anew;
    Times first;  // pages that this process has not drawn before
    Times page;
    Times typed;
    double typed_share = 0;
};

struct Ground {
    const policy::Panel& panel;
    const policy::PinKind& kind;
    const policy::Policy& policy;
    const drawing::AllTexts& texts;

    policy::Scene scene(policy::SceneName name) const {
        policy::Scene scene;
        scene.name = name;
        scene.pin_kind = kind.name;
        scene.tries_left = kind.max_tries;
        return scene;
    }
    policy::Scene entry(std::uint8_t dots, bool taken) const {
        policy::Scene entry = scene(policy::SceneName::entry);
        entry.dots = dots;
        entry.taken = taken;
        return entry;
    }
};

// What a picture costs that is drawn whole: by us, and by Cairo from one that is ready.
class Whole {
  public:
    explicit Whole(const Ground& ground)
        : ground_(ground),
          memory_(ground.panel.width_px, ground.panel.height_px),
          ready_(draw().surface),
          repainted_(drawing::make_surface(ground.panel.width_px, ground.panel.height_px)) {}

    void measure(Figures& figures) {
        figures.peer.measure([this] {
            cairo_t* context = cairo_create(repainted_.get());
            cairo_set_source_surface(context, ready_.get(), 0, 0);
            cairo_paint(context);
            cairo_destroy(context);
            copy(repainted_.get());
        });
        figures.anew.measure([this] { copy(draw().surface.get()); });
    }

  private:
    drawing::Picture draw() const {
        return drawing::draw_picture(ground_.panel, ground_.entry(1, false), ground_.policy, ground_.texts);
    }
    void copy(cairo_surface_t* surface) const {
        screen::copy_pixels(surface, drawing::Damage({0, 0, ground_.panel.width_px, ground_.panel.height_px}),
                            memory_.pixels());
    }

    const Ground& ground_;
    Framebuffer memory_;
    drawing::Surface ready_;
    drawing::Surface repainted_;
};

// The vault's end of the channel: sends a scene when the one before is shown.
class Vault {
  public:
    struct Step {
        policy::Scene scene;
        Times* times = nullptr;  // null: only on the way to the next
        bool whole_too = false;
    };

    Vault(const Ground& ground, std::vector<Step> steps, Figures& figures)
        : ground_(ground), steps_(std::move(steps)), figures_(figures), glass_(loop_, ground.panel) {}

    void run() {
        std::array<int, 2> ends{};
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            fail("no channel");
        }
        channel_ = wire::Channel(wire::Descriptor(ends[0]));
        screen::ScreenRole role(loop_, wire::Channel(wire::Descriptor(ends[1])), glass_, ground_.policy,
                                ground_.texts);
        loop_.watch(channel_.descriptor(), [this](std::uint32_t) { on_told(); });
        role.start();
        if (loop_.run() != EXIT_SUCCESS) {
            fail("the screen gave up");
        }
    }

  private:
    void on_told() {
        const auto received = channel_.receive<wire::FromScreen>();
        const auto* message = std::get_if<wire::FromScreen::Any>(&received);
        if (message == nullptr) {
            fail("the screen does not answer");
        }
        if (std::holds_alternative<wire::ScreenTellShown>(*message)) {
            on_shown(steps_.at(next_++));
        }
        if (next_ == steps_.size()) {
            loop_.stop(EXIT_SUCCESS);
            return;
        }
        if (steps_.at(next_).whole_too) {
            whole_.measure(figures_);
        }
        sent_at_ = now_ms();
        if (!channel_.send(wire::message_of(steps_.at(next_).scene, next_ + 1))) {
            fail("the screen is gone");
        }
    }
    void on_shown(const Step& step) {
        if (step.times != nullptr) {
            step.times->add(glass_.shown_at() - sent_at_);
        }
        if (step.times == &figures_.typed) {
            figures_.typed_share = glass_.share_of_picture();
        }
    }

    const Ground& ground_;
    std::vector<Step> steps_;
    Figures& figures_;
    loop::Loop loop_;
    Glass glass_;
    Whole whole_{ground_};
    wire::Channel channel_;
    std::uint32_t next_ = 0;
    double sent_at_ = 0;
};

// As a citizen sees them: a page, an entry, a character typed, and the sign of it gone again.
std::vector<Vault::Step> steps_of(const Ground& ground, int rounds, Figures& figures) {
    std::vector<Vault::Step> steps = {{.scene = ground.scene(policy::SceneName::idle)}};
    for (std::size_t i = 1; i < policy::scene_names.size(); ++i) {
        steps.push_back({.scene = ground.scene(static_cast<policy::SceneName>(i)), .times = &figures.first});
    }
    for (int i = 0; i < rounds; ++i) {
        steps.push_back({.scene = ground.scene(policy::SceneName::help)});
        steps.push_back({.scene = ground.entry(0, false), .times = &figures.page, .whole_too = true});
        for (std::uint8_t typed = 1; typed <= ground.kind.min_length; ++typed) {
            steps.push_back({.scene = ground.entry(typed, true), .times = &figures.typed});
            steps.push_back({.scene = ground.entry(typed, false)});
        }
    }
    return steps;
}

void print(const char* name, const Times& times, const Times& peer) {
    const double p50 = times.quantile(0.5);
    std::printf("  %-44s %8.2f %8.2f %8.2f %8.3f\n", name, p50, times.quantile(0.99),
                p50 / peer.quantile(0.5), times.quantile(0.99) / frame_ms);
}

void report(const Ground& ground, const Figures& figures) {
    std::printf("%d x %d, %s\n", ground.panel.width_px, ground.panel.height_px, ground.kind.name.c_str());
    std::printf("  %-44s %8s %8s %8s %8s\n", "", "p50 (ms)", "p99 (ms)", "x peer", "of 1/60s");
    print("full repaint by Cairo of a ready picture", figures.peer, figures.peer);
    print("drawn from nothing", figures.anew, figures.peer);
    print("a page for the first time", figures.first, figures.peer);
    print("another page: help to entry", figures.page, figures.peer);
    print("a typed character", figures.typed, figures.peer);
    std::printf("  %-44s %8.1f %%\n", "which changes of the picture", 100 * figures.typed_share);
}

int rounds_of(int argc, char** argv) {
    if (argc == 1) {
        return 200;
    }
    const int rounds = argc == 3 && std::string(argv[1]) == "--rounds" ? std::atoi(argv[2]) : 0;
    if (rounds <= 0) {
        fail("usage: [--rounds N]");
    }
    return rounds;
}

}  // namespace

int main(int argc, char** argv) {
    log::open("tsuitate-bench-screen");
    const int rounds = rounds_of(argc, argv);
    const auto loaded = drawing::load_panel_policy(TSUITATE_POLICY_DIR);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        fail(error->text());
    }
    const auto& [rules, texts] = std::get<drawing::PanelPolicy>(loaded);
    const std::array<policy::Panel, 3> panels = {
        {{1024, 768, {246, 184}}, {1920, 1080, {344, 194}}, {3840, 2160, {344, 194}}}};
    for (const policy::Panel& panel : panels) {
        for (const char* name : {"user-authentication", "signature"}) {
            const policy::PinKind& kind = *rules.pin_kind(name);
            const Ground ground{panel, kind, rules, texts};
            Figures figures;
            Vault(ground, steps_of(ground, rounds, figures), figures).run();
            report(ground, figures);
        }
    }
    return EXIT_SUCCESS;
}
