// Life: counters over the years, whose panels fall ill at random and are mended once somebody knows.
#include <algorithm>
#include <array>
#include <bit>
#include <memory>

#include "tests/bench/touch/clerk.hpp"
#include "tests/bench/touch/counter.hpp"
#include "tests/bench/touch/report.hpp"

namespace tsuitate::bench {
namespace {

constexpr double pitch = 23;
// Once in so many sessions something happens to a panel: about twice a year at twenty PINs a day.
constexpr double sessions_to_fault = 2000;
constexpr int lifetime = 10'000;      // sessions of one counter
constexpr int longest_creep = 80;     // sessions; what creeps comes to rest
constexpr int until_repair = 60;      // sessions, until somebody comes with another panel
constexpr int calibration_rest = 20;  // sessions: nobody calibrates more often

PanelFault random_fault(Random& random, const Ground& ground) {
    switch (random.below(8)) {
        case 0:
        case 1:
        case 2:
            return shifted(random, random.between(3, 15));
        case 3:
            return shifted_to_neighbour(random, pitch);
        case 4:
            return random.chance(0.5) ? creeping(random) : stretched_and_turned(random);
        case 5:
            return {.ghosts_a_second = random.between(0.02, 0.1)};
        case 6:
            return jittery(random);
        default:
            return dead_strip(random, ground.panel, ground.box());
    }
}

// What was wrong before stays so.
PanelFault both(const PanelFault& before, const PanelFault& next) {
    PanelFault sum = before;
    sum.shift = {before.shift.x + next.shift.x, before.shift.y + next.shift.y};
    sum.creep = next.creep;
    sum.scale *= next.scale;
    sum.turn += next.turn;
    sum.ghosts_a_second = std::max(before.ghosts_a_second, next.ghosts_a_second);
    sum.jitter_mm = std::max(before.jitter_mm, next.jitter_mm);
    sum.spike_share = std::max(before.spike_share, next.spike_share);
    sum.dead = next.dead.width > 0 ? next.dead : before.dead;
    return sum;
}

// What people do about a panel. Of a pad that is only drawn they know by what goes wrong: when three of the
// last ten citizens had a wrong PIN or gave up, somebody asks why. They calibrate, and when that did not
// help, they send for another panel. Ours says so itself: after a refusal, and by its state.
enum class Wish : std::uint8_t { nothing, calibration, repair };

struct Care {
    Tally tally;
    std::uint64_t calibrations = 0;
    std::uint64_t repairs = 0;
    void add(const Care& other) {
        tally.add(other.tally);
        calibrations += other.calibrations;
        repairs += other.repairs;
    }
};

class Life {
  public:
    Life(const Ground& ground, Pad& pad, std::uint64_t seed)
        : ground_(ground),
          plain_(dynamic_cast<PlainPad*>(&pad)),
          ours_(dynamic_cast<ProductPad*>(&pad)),
          counter_(pad, ground, seed) {}

    void live(Care& care) {
        for (session_ = 0; session_ < lifetime; ++session_) {
            Random& random = counter_.random();
            if (random.chance(1 / sessions_to_fault)) {
                fault_ = both(now(), random_fault(random, ground_));
                began_ = session_;
            }
            const std::uint64_t gave_up = care.tally.helped;
            counter_.serve(now(), care.tally);
            const bool complains = counter_.wrong_pins() > 0 || care.tally.helped > gave_up;
            complaints_ = (complaints_ << 1U | (complains ? 1U : 0U)) & 0x3ffU;
            look_after(care);
        }
    }

  private:
    PanelFault now() const { return fault_.after(std::min(session_ - began_, longest_creep)); }

    Wish wish() const {
        constexpr int too_many = 3;
        constexpr int helped = 200;  // sessions that a calibration should do
        if (ours_ != nullptr) {
            const policy::PanelCause cause = ours_->monitor().cause();
            if (policy::state_of(cause) == policy::PanelState::fault) {
                return Wish::repair;
            }
            if (counter_.was_refused() || cause == policy::PanelCause::drift ||
                policy::state_of(cause) == policy::PanelState::recalibrate) {
                return Wish::calibration;
            }
        }
        if (std::popcount(complaints_) < too_many) {
            return Wish::nothing;
        }
        return session_ - calibrated_at_ < helped ? Wish::repair : Wish::calibration;
    }

    void look_after(Care& care) {
        Wish wanted = wish();
        if (wanted == Wish::calibration && session_ - calibrated_at_ >= calibration_rest) {
            calibrated_at_ = session_;
            if (const auto calibration = calibrate(counter_.random(), ground_.panel, now())) {
                ++care.calibrations;
                complaints_ = 0;
                take(*calibration);
            } else {
                wanted = Wish::repair;
            }
        }
        if (wanted == Wish::repair && !repair_at_) {
            repair_at_ = session_ + until_repair;
        }
        if (repair_at_ && session_ >= *repair_at_) {
            ++care.repairs;
            replace();
        }
    }

    void replace() {
        repair_at_.reset();
        complaints_ = 0;
        fault_ = {};
        if (ours_ != nullptr) {
            ours_->forget();
        } else {
            plain_->calibrate({});
        }
    }

    void take(const policy::Affine& calibration) {
        if (ours_ != nullptr) {
            ours_->panel().calibrate(calibration);
        } else {
            plain_->calibrate(calibration);
        }
    }

    const Ground& ground_;
    PlainPad* plain_;
    ProductPad* ours_;
    Counter counter_;
    PanelFault fault_;
    int session_ = 0;
    int began_ = 0;  // the fault
    int calibrated_at_ = -lifetime;
    std::optional<int> repair_at_;
    unsigned complaints_ = 0;  // of the last ten, one bit each
};

struct Kind {
    const char* name;
    std::unique_ptr<Pad> (*make)();
};
const std::array kinds = {
    Kind{"key under touch-down",
         [] { return std::unique_ptr<Pad>(new PlainPad(PlainPad::Rule::touch_down)); }},
    Kind{"the same, 10 % guard band",
         [] { return std::unique_ptr<Pad>(new PlainPad(PlainPad::Rule::guard_band)); }},
    Kind{"Tsuitate", [] { return std::unique_ptr<Pad>(new ProductPad); }},
};

}  // namespace

void life(Report& report) {
    const Settings& settings = report.settings;
    const Ground ground = digits_of(pitch - 3, pitch);
    const std::uint64_t counters = std::max<std::uint64_t>(2, 5 * settings.sessions / lifetime);
    std::printf("life of %llu counters, %d sessions each, a fault in %.0f sessions; in 10,000 sessions\n",
                static_cast<unsigned long long>(counters), lifetime, sessions_to_fault);
    std::printf("  %-32s %10s %8s %8s %8s %10s %8s\n", "", "wrong PINs", "locked", "refused", "given up",
                "calibrated", "replaced");
    for (const Kind& kind : kinds) {
        const Care care = in_parts<Care>([&](unsigned part, unsigned parts) {
            Care sum;
            for (std::uint64_t i = part; i < counters; i += parts) {
                const auto pad = kind.make();
                Life(ground, *pad, settings.seed + 7919 * (i + 1)).live(sum);
            }
            return sum;
        });
        const Tally& tally = care.tally;
        const auto share = [&](std::uint64_t count) { return per(count, tally.sessions, 1e4); };
        std::printf("  %-32s %10.2f %8.3f %8.1f %8.1f %10.2f %8.2f\n", kind.name, share(tally.wrong_pins),
                    share(tally.locked), share(tally.refused), share(tally.helped), share(care.calibrations),
                    share(care.repairs));
        std::fflush(stdout);
        if (&kind == &kinds.front()) {
            report.expect(mean_at_least(tally.wrong_pins, tally.sessions) > 0.009,
                          "life: a plain pad has many wrong PINs");
        }
        if (&kind == &kinds.back()) {
            report.expect(mean_at_most(tally.wrong_pins, tally.sessions) < 0.002, "life: few wrong PINs");
            report.expect(tally.locked == 0, "life: no card is locked");
        }
    }
}

}  // namespace tsuitate::bench
