// How fast events become contacts, and contacts keys: the tracker alone, and the whole of the vault's way
// from an event to a key, beside a loop that only copies each event, in turns within one run, over streams as
// panels send them. Says events per second, the share of a core that such a panel costs, how long the events
// that end a contact take, and whether any contact was lost.
#include <linux/input-event-codes.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "daemon/vault/touch/citizen_panel.hpp"
#include "daemon/vault/touch/decoder.hpp"
#include "policy/touch/contact_tracker.hpp"
#include "tests/bench/touch/ground.hpp"

namespace {

using namespace tsuitate;
using Events = std::vector<policy::InputEvent>;

struct Settings {
    int seconds = 60;  // of touching, a round
    int rounds = 9;
};

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "tsuitate-bench-contacts: %s\n", what.c_str());
    std::exit(EXIT_FAILURE);
}

struct Stream {
    const char* name;
    policy::TouchCapabilities capabilities;
    Events events;
    double seconds = 0;  // that the panel needs to send it
    std::size_t contacts = 0;
};

constexpr policy::AxisRange axis{0, 4095};

// Writes the frames of a panel, as the kernel gives them.
class Panel {
  public:
    Panel(int frames_per_second, bool slotted) : step_us_(1'000'000 / frames_per_second), slotted_(slotted) {}

    void frame(int fingers, bool first) {
        for (int finger = 0; finger < fingers; ++finger) {
            if (slotted_) {
                add(EV_ABS, ABS_MT_SLOT, finger);
                if (first) {
                    add(EV_ABS, ABS_MT_TRACKING_ID, next_id_++);
                }
            }
            // Another place with each contact, and never twice the same: every frame is sent in full.
            base_ = first ? (base_ * 5 + 77) % 4093 : base_;
            place_ = base_ + (place_ == base_ ? 1 : 0);
            add(EV_ABS, ABS_MT_POSITION_X, place_);
            add(EV_ABS, ABS_MT_POSITION_Y, 4095 - place_);
            if (!slotted_) {
                add(EV_SYN, SYN_MT_REPORT, 0);
            }
        }
        if (first) {
            add(EV_KEY, BTN_TOUCH, 1);
        }
        add(EV_ABS, ABS_X, place_);
        add(EV_ABS, ABS_Y, 4095 - place_);
        end_frame();
    }
    void lift(int fingers) {
        for (int finger = 0; slotted_ && finger < fingers; ++finger) {
            add(EV_ABS, ABS_MT_SLOT, finger);
            add(EV_ABS, ABS_MT_TRACKING_ID, -1);
        }
        add(EV_KEY, BTN_TOUCH, 0);
        end_frame();
    }
    std::int64_t now() const { return now_us_; }
    Events take_events() { return std::move(events_); }

  private:
    void add(std::uint16_t type, std::uint16_t code, std::int32_t value) {
        events_.push_back({.time_us = now_us_, .type = type, .code = code, .value = value});
    }
    void end_frame() {
        add(EV_SYN, SYN_REPORT, 0);
        now_us_ += step_us_;
    }

    std::int64_t step_us_;
    bool slotted_;
    std::int64_t now_us_ = 0;
    std::int32_t next_id_ = 0;
    std::int32_t base_ = 0;
    std::int32_t place_ = 0;
    Events events_;
};

// Fingers that are down for so many frames and away for one, over and over.
Stream stream_of(const char* name, int seconds, int frames_per_second, int fingers, int frames,
                 bool slotted) {
    Panel panel(frames_per_second, slotted);
    std::size_t contacts = 0;
    while (panel.now() < std::int64_t{1'000'000} * seconds) {
        for (int i = 0; i < frames; ++i) {
            panel.frame(fingers, i == 0);
        }
        panel.lift(fingers);
        contacts += static_cast<std::size_t>(fingers);
    }
    Stream stream{.name = name,
                  .capabilities = {.x = axis,
                                   .y = axis,
                                   .multitouch_b = slotted,
                                   .multitouch_a = !slotted,
                                   .has_touch_button = true},
                  .events = {},
                  .seconds = static_cast<double>(panel.now()) / 1e6,
                  .contacts = contacts};
    stream.events = panel.take_events();
    return stream;
}

// Of this thread: what else the machine does meanwhile is not in it.
double seconds_now() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}
double seconds_since(double start) {
    return seconds_now() - start;
}

// Every event goes into a ring, and nothing is made of it.
double copy(const Events& events) {
    static std::array<policy::InputEvent, 256> ring;
    const double start = seconds_now();
    std::size_t next = 0;
    for (const policy::InputEvent& event : events) {
        ring.at(next++ % ring.size()) = event;
        // The compiler must believe that somebody reads it.
        asm volatile("" : : "r"(ring.data()) : "memory");
    }
    return seconds_since(start);
}

void hold_that_none_is_lost(const Stream& stream, std::size_t ended) {
    if (ended != stream.contacts) {
        fail(std::string(stream.name) + ": " + std::to_string(stream.contacts) + " contacts went in and " +
             std::to_string(ended) + " came out");
    }
}

double track(const Stream& stream) {
    policy::ContactTracker tracker(stream.capabilities);
    std::size_t ended = 0;
    const double start = seconds_now();
    for (const policy::InputEvent& event : stream.events) {
        ended += tracker.feed(event).size();
    }
    const double seconds = seconds_since(start);
    hold_that_none_is_lost(stream, ended);
    return seconds;
}

// The vault's way from an event to a key.
class Vault final : public vault::InputListener {
  public:
    Vault(const Stream& stream, const bench::Ground& ground)
        : ground_(ground), decoder_(stream.capabilities, {}) {
        panel_.begin_entry();
    }
    void feed(const policy::InputEvent& event) {
        decoder_.feed(event, std::chrono::steady_clock::time_point(std::chrono::microseconds(event.time_us)),
                      ground_.panel, *this);
    }
    std::size_t ended() const { return ended_; }

  private:
    void on_tap(const vault::Tap& tap) override {
        ++ended_;
        keys_ += panel_.meaning(ground_.entry, panel_.calibrated(tap)).key ? 1U : 0U;
    }
    void on_spoilt_touch(policy::ContactRejection /*reason*/) override { ++ended_; }
    void on_present(const std::optional<vault::Tap>& /*tap*/) override {}
    void on_keypad_held(const std::optional<policy::Key>& /*key*/) override {}
    void on_keypad(const policy::Key& /*key*/) override {}
    void on_input_report(const vault::InputReport& /*report*/) override {}

    const bench::Ground& ground_;
    vault::Decoder decoder_;
    vault::CitizenPanel panel_;
    std::size_t ended_ = 0;
    std::size_t keys_ = 0;
};

// Seconds; `ended`: contacts that came out.
double decide(const Stream& stream, const bench::Ground& ground, std::size_t& ended) {
    Vault vault(stream, ground);
    const double start = seconds_now();
    for (const policy::InputEvent& event : stream.events) {
        vault.feed(event);
    }
    const double seconds = seconds_since(start);
    ended = vault.ended();
    hold_that_none_is_lost(stream, ended);
    return seconds;
}

// Microseconds of each event that ended a contact.
std::vector<double> ending_times(const Stream& stream, const bench::Ground& ground) {
    Vault vault(stream, ground);
    std::vector<double> microseconds;
    for (const policy::InputEvent& event : stream.events) {
        const std::size_t before = vault.ended();
        const double start = seconds_now();
        vault.feed(event);
        const double took = seconds_since(start) * 1e6;
        if (vault.ended() > before) {
            microseconds.push_back(took);
        }
    }
    std::sort(microseconds.begin(), microseconds.end());
    return microseconds;
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

void report(const Stream& stream, const bench::Ground& ground, int rounds) {
    std::vector<double> copying;
    std::vector<double> tracking;
    std::vector<double> deciding;
    std::size_t ended = 0;
    for (int round = 0; round < rounds; ++round) {
        copying.push_back(copy(stream.events));
        tracking.push_back(track(stream));
        deciding.push_back(decide(stream, ground, ended));
    }
    const double events = static_cast<double>(stream.events.size());
    const double decided = median(deciding);
    const std::vector<double> endings = ending_times(stream, ground);
    std::printf("  %-34s %8.0f %9.1f %9.1f %9.1f %7.3f %9.1f %9.1f %9zu %5zu\n", stream.name,
                events / stream.seconds, events / median(copying) / 1e6, events / median(tracking) / 1e6,
                events / decided / 1e6, 100 * decided / stream.seconds, endings[endings.size() / 2],
                endings[endings.size() * 99 / 100], ended, stream.contacts - ended);
}

policy::Layout pad_of(policy::Alphabet alphabet) {
    policy::PinKind kind;
    kind.alphabet = alphabet;
    policy::Scene scene;
    scene.name = policy::SceneName::entry;
    return policy::layout_of({.width_px = 1280, .height_px = 800, .size = {217, 136}}, scene, &kind);
}

// Which key a contact means; all over the pad, some of it between keys. `anew`: another picture was touched
// before, so that the field of the keys is made too.
void report_decisions(const char* name, const policy::Layout& pad, const policy::Layout& other, bool anew) {
    constexpr int touches = 20'000;
    vault::CitizenPanel panel;
    std::vector<double> microseconds;
    std::chrono::steady_clock::time_point at{std::chrono::hours(1)};
    const auto touch = [&](const policy::Layout& layout, std::size_t number) {
        const policy::RectMm& area = layout.targets[number % layout.targets.size()].area;
        const double along = static_cast<double>(number % 101) / 100;
        const policy::PointMm where = {area.x + along * area.width, area.y + (1 - along) * area.height};
        at += std::chrono::seconds(1);
        const vault::Tap tap{.down = where,
                             .lift = where,
                             .down_at = at,
                             .lifted_at = at + std::chrono::milliseconds(90),
                             .frames = 9};
        const double start = seconds_now();
        volatile bool taken = panel.meaning(layout, tap).key.has_value();
        static_cast<void>(taken);
        return seconds_since(start) * 1e6;
    };
    for (std::size_t i = 0; i < touches; ++i) {
        if (anew) {
            touch(other, i);
        }
        microseconds.push_back(touch(pad, i));
    }
    std::sort(microseconds.begin(), microseconds.end());
    std::printf("%-34s %9.1f %9.1f\n", name, microseconds[touches / 2], microseconds[touches * 99 / 100]);
}

void report_all_decisions() {
    const policy::Layout digits = pad_of(policy::Alphabet::digits);
    const policy::Layout letters = pad_of(policy::Alphabet::capitals_and_digits);
    std::printf("\n%-34s %9s %9s\n", "which key it means", "p50 (us)", "p99 (us)");
    report_decisions("digits", digits, letters, false);
    report_decisions("digits, first touch of a picture", digits, letters, true);
    report_decisions("letters", letters, digits, false);
    report_decisions("letters, first touch of a picture", letters, digits, true);
}

Settings settings_of(int argc, char** argv) {
    Settings settings;
    for (int i = 1; i < argc; i += 2) {
        const std::string option = argv[i];
        const int value = i + 1 < argc ? std::atoi(argv[i + 1]) : 0;
        if (option == "--seconds" && value > 0) {
            settings.seconds = value;
        } else if (option == "--rounds" && value > 0) {
            settings.rounds = value;
        } else {
            fail("usage: [--seconds N] [--rounds N]");
        }
    }
    return settings;
}

}  // namespace

int main(int argc, char** argv) {
    const Settings settings = settings_of(argc, argv);
    const int seconds = settings.seconds;
    const std::vector<Stream> streams = {
        stream_of("taps, 120 Hz, 11 frames each", seconds, 120, 1, 11, true),
        stream_of("taps without slots, 120 Hz", seconds, 120, 1, 11, false),
        stream_of("ten fingers, 120 Hz", seconds, 120, 10, 60, true),
        stream_of("chatter, 1000 Hz, 1 frame each", seconds, 1000, 1, 1, true),
        stream_of("3 s at 200 Hz", seconds, 200, 1, 599, true),
        stream_of("flood, 20,000 events/s, 3 s each", seconds, 3334, 1, 9900, true),
        stream_of("flood, 20,000 events/s, 45 ms each", seconds, 3334, 1, 150, true),
    };
    for (const bench::Ground& ground : {bench::product_digits(bench::PanelSize::ten_inches),
                                        bench::product_letters(bench::PanelSize::ten_inches)}) {
        std::printf("%s, %zu places to touch\n", ground.name.c_str(), ground.entry.targets.size());
        std::printf("  %-34s %8s %9s %9s %9s %7s %9s %9s %9s %5s\n", "", "panel", "copied", "tracked",
                    "decided", "core", "end p50", "end p99", "contacts", "lost");
        std::printf("  %-34s %8s %9s %9s %9s %7s %9s %9s\n", "", "(ev/s)", "(Mev/s)", "(Mev/s)", "(Mev/s)",
                    "(%)", "(us)", "(us)");
        for (const Stream& stream : streams) {
            report(stream, ground, settings.rounds);
        }
    }
    report_all_decisions();
    return EXIT_SUCCESS;
}
