// What a calibration leaves beside the keys, and whether one with a touch that went astray is found: the
// product's run beside the two programs that are common on Linux.
#include <algorithm>
#include <cmath>
#include <functional>

#include "tests/bench/touch/clerk.hpp"
#include "tests/bench/touch/ground.hpp"
#include "tests/bench/touch/report.hpp"

namespace tsuitate::bench {
namespace {

using policy::KnownPoint;
using policy::PointMm;
using policy::SizeMm;
using Points = std::vector<PointMm>;

// Of one calibration: nothing when it found itself not good.
using Fitted = std::optional<policy::Affine>;

struct Method {
    const char* name;
    Points points;
    std::size_t checking;  // of the points: the last ones, which are not fitted
    std::function<Fitted(const std::vector<KnownPoint>& touched, SizeMm panel, bool stylus)> fit;
    bool ours = false;
};

double distance(PointMm one, PointMm other) {
    return std::hypot(one.x - other.x, one.y - other.y);
}

// weston-touch-calibrator: exact through three; a fourth may lie a tenth of the panel beside.
Fitted three_exact(const std::vector<KnownPoint>& touched, SizeMm panel, bool /*stylus*/) {
    const auto fitted = policy::fit(std::span(touched).first(3));
    if (!fitted) {
        return std::nullopt;
    }
    const PointMm at = fitted->apply(touched[3].touched);
    const double miss =
        std::hypot((at.x - touched[3].meant.x) / panel.width, (at.y - touched[3].meant.y) / panel.height);
    return miss < 0.1 ? fitted : std::nullopt;
}

// xinput_calibrator: means of the two touches of each edge; two of one edge may lie 15 pixels (2.5 mm here)
// apart.
Fitted four_means(const std::vector<KnownPoint>& touched, SizeMm /*panel*/, bool /*stylus*/) {
    const auto& [upper_left, upper_right] = std::pair(touched[0], touched[1]);
    const auto& [lower_left, lower_right] = std::pair(touched[2], touched[3]);
    constexpr double misclick = 2.54;
    for (const double apart :
         {upper_left.touched.y - upper_right.touched.y, upper_left.touched.x - lower_left.touched.x,
          upper_right.touched.x - lower_right.touched.x, lower_left.touched.y - lower_right.touched.y}) {
        if (std::abs(apart) > misclick) {
            return std::nullopt;
        }
    }
    const auto line = [](double from, double until, double meant_from, double meant_until) {
        const double scale = (meant_until - meant_from) / (until - from);
        return std::pair(scale, meant_from - scale * from);
    };
    const auto [a, c] =
        line((upper_left.touched.x + lower_left.touched.x) / 2,
             (upper_right.touched.x + lower_right.touched.x) / 2, upper_left.meant.x, upper_right.meant.x);
    const auto [e, f] =
        line((upper_left.touched.y + upper_right.touched.y) / 2,
             (lower_left.touched.y + lower_right.touched.y) / 2, upper_left.meant.y, lower_left.meant.y);
    return policy::Affine{{a, 0, c, 0, e, f}};
}

// The product's: the touches go into its own run, which says what it takes for good. It may ask for a point
// once more: the second half of the touches are those that would then be made, in the same order.
Fitted run(const std::vector<KnownPoint>& touched, SizeMm panel, bool stylus,
           const policy::CalibrationSettings& settings) {
    const std::size_t count = touched.size() / 2;
    const auto fitted = static_cast<policy::FittedPoints>(count - policy::checking_points);
    const Points all = policy::calibration_points(panel);
    policy::CalibrationRun run(panel, stylus, fitted, settings);
    std::vector<bool> asked(count);
    auto verdict = policy::CalibrationVerdict::going_on;
    while (verdict == policy::CalibrationVerdict::going_on) {
        const PointMm wanted = all.at(run.next());
        std::size_t point = 0;
        while (point + 1 < count && distance(touched[point].meant, wanted) > 0) {
            ++point;
        }
        verdict = run.take(touched[asked[point] ? count + point : point].touched);
        asked[point] = true;
    }
    return verdict == policy::CalibrationVerdict::done ? std::optional(run.result()) : std::nullopt;
}

// In the order in which the product's run asks for them.
Points run_points(SizeMm panel, policy::FittedPoints fitted) {
    const Points all = policy::calibration_points(panel);
    policy::CalibrationRun run(panel, false, fitted);
    Points points;
    for (std::size_t i = 0; i < static_cast<std::size_t>(fitted) + policy::checking_points; ++i) {
        points.push_back(all.at(run.next()));
        run.take(points.back());
    }
    return points;
}

Method run_of(const char* name, SizeMm panel, policy::FittedPoints points,
              const policy::CalibrationSettings& settings = {}) {
    return {name, run_points(panel, points), policy::checking_points,
            [settings](const std::vector<KnownPoint>& touched, SizeMm size, bool stylus) {
                return run(touched, size, stylus, settings);
            },
            true};
}

std::vector<Method> methods(SizeMm panel) {
    const auto at = [panel](double x, double y) { return PointMm{x * panel.width, y * panel.height}; };
    std::vector<Method> all = {{"3 points, exact (weston)",
                                {at(0.15, 0.10), at(0.85, 0.13), at(0.20, 0.80), at(0.70, 0.75)},
                                1,
                                three_exact},
                               {"4 points, means (xinput_cal.)",
                                {at(0.125, 0.125), at(0.875, 0.125), at(0.125, 0.875), at(0.875, 0.875)},
                                0,
                                four_means},
                               run_of("Tsuitate, 5 points and 2", panel, policy::FittedPoints::five),
                               run_of("Tsuitate, 9 points and 2", panel, policy::FittedPoints::nine)};
    return all;
}

struct Result {
    std::vector<double> errors;  // mm, at each key, of those that were taken for good
    std::uint64_t good = 0;      // of the calibrations without a touch astray: taken for good
    std::uint64_t found = 0;     // of those with one: not
    std::uint64_t times = 0;     // each
    void add(const Result& other) {
        errors.insert(errors.end(), other.errors.begin(), other.errors.end());
        good += other.good;
        found += other.found;
        times += other.times;
    }
    double p95() {
        if (errors.empty()) {
            return 0;
        }
        const auto at = errors.begin() + static_cast<std::ptrdiff_t>(errors.size() * 95 / 100);
        std::nth_element(errors.begin(), at, errors.end());
        return *at;
    }
};

class Trial {
  public:
    Trial(const Ground& ground, bool stylus, bool turned, std::uint64_t seed)
        : ground_(ground), stylus_(stylus), turned_(turned), random_(seed) {}

    void calibrate(const Method& method, Result& result) {
        constexpr double astray_mm = 15;
        PanelFault fault = turned_ ? stretched_and_turned(random_) : PanelFault{};
        fault.shift = random_.vector(8);
        const Person hand = clerk(random_, stylus_);
        std::vector<KnownPoint> touched;
        for (int time = 0; time < (method.ours ? 2 : 1); ++time) {
            for (const PointMm meant : method.points) {
                touched.push_back(
                    {.touched = said(fault, press_at(random_, hand, meant).down), .meant = meant});
            }
        }
        ++result.times;
        if (const Fitted fitted = method.fit(touched, ground_.panel, stylus_)) {
            ++result.good;
            for (const policy::Target& key : ground_.keys) {
                const PointMm centre = key.area.centre();
                // Where all people touch beside what they mean, a calibration by one of them puts right.
                const PointMm touched_at = {centre.x + usual_bias.x, centre.y + usual_bias.y};
                result.errors.push_back(distance(fitted->apply(said(fault, touched_at)), centre));
            }
        }
        // The same once more, with one of the points that are fitted touched astray, each time that it is
        // asked for.
        const std::size_t astray = random_.below(method.points.size() - method.checking);
        const PointMm beside = random_.vector(astray_mm);
        for (std::size_t i = astray; i < touched.size(); i += method.points.size()) {
            touched[i].touched = {touched[i].touched.x + beside.x, touched[i].touched.y + beside.y};
        }
        result.found += method.fit(touched, ground_.panel, stylus_) ? 0U : 1U;
    }

  private:
    PointMm said(const PanelFault& fault, PointMm at) { return *fault.reported(random_, at, ground_.panel); }

    const Ground& ground_;
    bool stylus_;
    bool turned_;
    Random random_;
};

// From one touch to the next: to see the circle, go there and touch it. A model, not a measurement.
constexpr double quick_s = 1.5;
constexpr double slow_s = 2;

Result results_of(const Method& method, const Ground& ground, bool stylus, bool turned,
                  const Settings& settings) {
    return in_parts<Result>([&](unsigned part, unsigned parts) {
        Trial trial(ground, stylus, turned, settings.seed + 1000 * part);
        Result result;
        while (result.times < settings.sessions / parts) {
            trial.calibrate(method, result);
        }
        return result;
    });
}

void check(Report& report, const Method& method, Result& shifted, bool stylus) {
    if (!method.ours) {
        return;
    }
    const std::string who = std::string(method.name) + (stylus ? ", stylus: " : ", finger: ");
    report.expect(at_least(shifted.found, shifted.times) > 0.98, who + "a touch astray is found");
    report.expect(at_least(shifted.good, shifted.times) > (stylus ? 0.97 : 0.88),
                  who + "a good calibration is taken");
    report.expect(shifted.p95() < (stylus ? 2.0 : 3.8), who + "little is left");
}

}  // namespace

void calibrations(Report& report) {
    const Ground ground = digits_of(20, 23);
    std::printf("calibrations of a panel that is shifted by 8 mm; %llu a line\n",
                static_cast<unsigned long long>(report.settings.sessions));
    std::printf("  %-32s %10s %12s %12s %10s %12s %14s\n", "", "error p95", "good taken", "astray found",
                "turned too", "good taken", "time (model)");
    for (const bool stylus : {false, true}) {
        std::printf("%s\n", stylus ? "stylus" : "finger");
        for (const Method& method : methods(ground.panel)) {
            Result shifted = results_of(method, ground, stylus, false, report.settings);
            Result turned = results_of(method, ground, stylus, true, report.settings);
            const auto touches = static_cast<double>(method.points.size());
            std::printf("  %-32s %7.2f mm %10.1f %% %10.1f %% %7.2f mm %10.1f %% %4.0f to %2.0f s\n",
                        method.name, shifted.p95(), per(shifted.good, shifted.times, 100),
                        per(shifted.found, shifted.times, 100), turned.p95(),
                        per(turned.good, turned.times, 100), touches * quick_s, touches * slow_s);
            check(report, method, shifted, stylus);
        }
    }
}

}  // namespace tsuitate::bench
