// How often a touch becomes another key than was meant, on well and on faulty panels, on the product's pads,
// with a finger and with a stylus, and what the limits of the proof are worth.
#include <array>
#include <functional>
#include <memory>
#include <string_view>

#include "tests/bench/touch/clerk.hpp"
#include "tests/bench/touch/counter.hpp"
#include "tests/bench/touch/report.hpp"

namespace tsuitate::bench {
namespace {

// What the short form holds: of the product wrong keys a session and rejections a PIN, at most, and sessions
// refused, at least and at most; and that the fault is one: wrong keys a session of a plain pad, at least.
struct Bounds {
    double wrong_keys;
    double rejections;
    double refused_least;
    double refused_most;
    double harm;
};
constexpr double any = 1e9;

struct Situation {
    std::string name;
    std::function<PanelFault(Random&)> fault;
    Bounds bounds;
    unsigned sessions_a_panel = 1;  // of which it creeps, and learns
};

struct Choice {
    std::string name;
    std::function<std::unique_ptr<Pad>()> make;
    bool stylus = false;
    bool mended = false;  // a panel that was refused is calibrated, and the session begins again
};

template <typename Kind, typename... Arguments>
std::function<std::unique_ptr<Pad>()> maker(Arguments... arguments) {
    return [=] { return std::make_unique<Kind>(arguments...); };
}

const Choice touch_down{"key under touch-down", maker<PlainPad>(PlainPad::Rule::touch_down)};
const Choice down_and_lift{"same key at down and lift", maker<PlainPad>(PlainPad::Rule::down_and_lift)};
const Choice guard_band{"the same, 10 % guard band", maker<PlainPad>(PlainPad::Rule::guard_band)};
const Choice ours{"Tsuitate", maker<ProductPad>()};
const Choice ours_mended{"Tsuitate, calibrated if refused", maker<ProductPad>(), false, true};
const Choice ours_suspecting{"Tsuitate, ghosts suspected", maker<ProductPad>(true)};

PanelFault nothing(Random& /*random*/) {
    return {};
}

std::vector<Situation> situations(const Ground& ground, double pitch) {
    const auto shift = [](double millimetres) {
        return [millimetres](Random& random) { return shifted(random, millimetres); };
    };
    const auto ghosts = [](double a_second) {
        return [a_second](Random&) { return PanelFault{.ghosts_a_second = a_second}; };
    };
    return {{"healthy", nothing, {0.0035, 0.6, 0, 0.005, 0.002}},
            {"shifted 4 mm", shift(4), {0.0035, 1, 0, 0.05, 0.006}},
            {"shifted 8 mm", shift(8), {0.003, any, 0.4, any, 0.1}},
            {"shifted 12 mm", shift(12), {0.0025, any, 0.95, any, 1}},
            {"shifted 15 mm", shift(15), {0.0025, any, 0.98, any, 1}},
            {"shifted one pitch",
             [pitch](Random& random) { return shifted_to_neighbour(random, pitch); },
             {0.0015, any, 0.998, any, 1}},
            {"4 % and 2 degrees", stretched_and_turned, {0.0035, 0.8, 0, 0.005, 0}},
            {"dead strip of 10 mm",
             [&ground](Random& random) { return dead_strip(random, ground.panel, ground.box()); },
             {0.0035, any, 0, 0.02, 0}},
            {"ghosts 0.02/s", ghosts(0.02), {0.0045, 0.7, 0, 0.005, 0.003}},
            {"ghosts 0.1/s", ghosts(0.1), {0.006, 0.9, 0, 0.01, 0.025}},
            {"jitter 2 mm, 3 % spikes", jittery, {0.0025, any, 0, 0.2, 0.012}},
            {"creep, 100 sessions", creeping, {0.003, 1, 0, 0.4, 0.3}, 100}};
}

// The clerk calibrates, and the session goes on; refused it is only when it is so again.
void begin_again(Counter& counter, ProductPad& pad, const Ground& ground, const PanelFault& fault,
                 Tally& tally) {
    const auto calibration = calibrate(counter.random(), ground.panel, fault);
    if (calibration) {
        pad.panel().calibrate(*calibration);
        Tally again;
        counter.serve(fault, again);
        again.sessions = 0;
        tally.add(again);
        --tally.refused;
    }
}

Tally simulate(const Choice& choice, const Ground& ground, const Situation& situation,
               const Settings& settings, std::uint64_t sessions) {
    return in_parts<Tally>([&](unsigned part, unsigned parts) {
        Tally tally;
        const auto pad = choice.make();
        Counter counter(*pad, ground, settings.seed + 1000 * part);
        if (choice.stylus) {
            counter.take_styluses();
        }
        while (tally.sessions < sessions / parts) {
            pad->forget();
            const PanelFault fault = situation.fault(counter.random());
            for (unsigned session = 0; session < situation.sessions_a_panel; ++session) {
                const PanelFault now = fault.after(session);
                counter.serve(now, tally);
                if (choice.mended && counter.was_refused() && counter.wrong_pins() == 0) {
                    begin_again(counter, static_cast<ProductPad&>(*pad), ground, now, tally);
                }
            }
        }
        return tally;
    });
}

void print_head(const std::string& what, std::uint64_t sessions) {
    std::printf("%s; %llu sessions a line\n", what.c_str(), static_cast<unsigned long long>(sessions));
    std::printf("  %-32s %9s %9s %8s %9s %8s %8s %8s %8s %7s\n", "", "wrong/10k", "wrong/10k", "rejected",
                "wr. PINs", "omitted", "retyped", "locked", "refused", "helped");
    std::printf("  %-32s %9s %9s %8s %9s %8s %8s %8s %8s %7s\n", "", "presses", "sessions", "a PIN",
                "/10k s.", "/10k s.", "/10k s.", "/10k s.", "%", "%");
}

void print(const std::string& pad, const Tally& tally) {
    const auto in_sessions = [&](std::uint64_t count) { return per(count, tally.sessions, 1e4); };
    std::printf("  %-32s %9.2f %9.2f %8.3f %9.2f %8.2f %8.1f %8.2f %8.3f %7.2f\n", pad.c_str(),
                per(tally.wrong_keys, tally.presses, 1e4), in_sessions(tally.wrong_keys),
                per(tally.rejections, tally.pins, 1), in_sessions(tally.wrong_pins),
                in_sessions(tally.omissions), in_sessions(tally.retyped), in_sessions(tally.locked),
                in_sessions(tally.refused) / 100, in_sessions(tally.helped) / 100);
    std::fflush(stdout);
}

void check(Report& report, const Situation& situation, const Choice& choice, const Tally& tally) {
    const std::string who = situation.name + ": ";
    const Bounds& bounds = situation.bounds;
    if (choice.name == touch_down.name && bounds.harm > 0) {
        report.expect(mean_at_least(tally.wrong_keys, tally.sessions) > bounds.harm,
                      who + "it does harm to a plain pad");
    }
    if (choice.name != ours.name) {
        return;
    }
    report.expect(tally.locked == 0, who + "no card is locked");
    report.expect(mean_at_most(tally.wrong_keys, tally.sessions) < bounds.wrong_keys, who + "few wrong keys");
    report.expect(mean_at_most(tally.wrong_pins, tally.sessions) < bounds.wrong_keys, who + "few wrong PINs");
    report.expect(mean_at_most(tally.rejections, tally.pins) < bounds.rejections, who + "few rejections");
    report.expect(at_least(tally.refused, tally.sessions) >= bounds.refused_least,
                  who + "the panel is refused");
    report.expect(at_most(tally.refused, tally.sessions) < bounds.refused_most,
                  who + "the panel is not refused");
}

}  // namespace

void wrong_keys(Report& report) {
    const Settings& settings = report.settings;
    for (const double pitch :
         settings.short_form ? std::vector<double>{23} : std::vector<double>{15, 23, 30, 40}) {
        const Ground ground = digits_of(pitch - 3, pitch);
        print_head(ground.name, settings.sessions);
        for (const Situation& situation : situations(ground, pitch)) {
            if (pitch != 23 && situation.name != "healthy") {
                continue;
            }
            std::printf("%s\n", situation.name.c_str());
            std::vector<Choice> choices = {touch_down, down_and_lift, guard_band, ours};
            if (situation.name.starts_with("ghosts")) {
                choices.push_back(ours_suspecting);
            } else if (situation.name.starts_with("shifted") || situation.name.starts_with("4 %")) {
                choices.push_back(ours_mended);
            }
            for (const Choice& choice : choices) {
                // Little is asserted of the usual pads: a quarter of the sessions will do.
                const bool few = settings.short_form && choice.name != ours.name;
                const Tally tally =
                    simulate(choice, ground, situation, settings, settings.sessions / (few ? 4 : 1));
                print(choice.name, tally);
                check(report, situation, choice, tally);
            }
        }
    }
}

void own_pads(Report& report) {
    const std::uint64_t sessions = report.settings.sessions / (report.settings.short_form ? 10 : 5);
    const Situation healthy{"healthy", nothing, {}};
    print_head("the product's pads, healthy", sessions);
    for (const Ground& ground :
         {product_digits(PanelSize::ten_inches), product_digits(PanelSize::fifteen_inches),
          product_letters(PanelSize::ten_inches), product_letters(PanelSize::fifteen_inches)}) {
        std::printf("%s\n", ground.name.c_str());
        for (const bool stylus : {false, true}) {
            for (Choice choice : {guard_band, ours}) {
                choice.stylus = stylus;
                const Tally tally = simulate(choice, ground, healthy, report.settings, sessions);
                print(choice.name + (stylus ? ", stylus" : ""), tally);
                if (choice.name == ours.name) {
                    report.expect(mean_at_most(tally.wrong_pins, tally.sessions) < (stylus ? 0.018 : 0.03),
                                  ground.name + ": few wrong PINs");
                }
            }
        }
    }
}

void limits(Report& report) {
    constexpr double key = 20;
    constexpr double pitch = 23;
    const Ground ground = digits_of(key, pitch);
    const policy::FilterSettings now;
    policy::FilterSettings narrow;
    narrow.jump_share = 0.005;
    narrow.largest_offset = 4.5;
    narrow.largest_offset_pitch = 0.22;
    policy::FilterSettings unlikely = now;
    unlikely.jump_share = 0.005;
    print_head("limits of the proof; " + ground.name, report.settings.sessions);
    const std::vector<Choice> choices = {
        ours,
        {"5.5 mm, 0.25 of the key, 1 %", maker<LimitsPad>(now, key)},
        {"5.5 mm, 0.25 of the pitch, 1 %", maker<LimitsPad>(now, pitch)},
        {"5.5 mm, 0.25 of the pitch, 0.5 %", maker<LimitsPad>(unlikely, pitch)},
        {"4.5 mm, 0.22 of the pitch, 0.5 %", maker<LimitsPad>(narrow, pitch)}};
    for (const Situation& situation : situations(ground, pitch)) {
        if (situation.name != "healthy" && !situation.name.starts_with("shifted")) {
            continue;
        }
        std::printf("%s\n", situation.name.c_str());
        for (const Choice& choice : choices) {
            print(choice.name,
                  simulate(choice, ground, situation, report.settings, report.settings.sessions));
        }
    }
}

}  // namespace tsuitate::bench
