// Calibration: what it mends, and what it will not take for a calibration.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "policy/calibration/run.hpp"

namespace tsuitate::policy {
namespace {

constexpr SizeMm panel{217, 136};

// A panel that is off: 4 % too large, turned by 2 degrees, shifted by 9 and −6 mm.
PointMm says(PointMm touched) {
    constexpr double turn = 0.035;
    return {1.04 * touched.x - turn * touched.y + 9, turn * touched.x + 0.97 * touched.y - 6};
}

struct Result {
    CalibrationVerdict verdict = CalibrationVerdict::going_on;
    Affine affine;
    double worst = 0;
};

// `scatter`: of the hand, mm. `astray`: this touch goes 15 mm off.
Result calibrate(std::mt19937& random, double scatter, bool stylus, int astray = -1,
                 FittedPoints fitted = FittedPoints::five) {
    std::normal_distribution<double> miss(0, scatter);
    std::uniform_real_distribution<double> angle(0, 2 * M_PI);
    CalibrationRun run(panel, stylus, fitted);
    Result result;
    const auto points = calibration_points(panel);
    while (result.verdict == CalibrationVerdict::going_on) {
        PointMm at = points[run.next()];
        at.x += miss(random);
        at.y += miss(random);
        if (run.next() == astray) {
            const double towards = angle(random);
            at.x += 15 * std::cos(towards);
            at.y += 15 * std::sin(towards);
        }
        result.verdict = run.take(says(at));
    }
    result.affine = run.result();
    result.worst = run.worst();
    return result;
}

TEST(Calibration, exact_touches_mend_the_panel_exactly) {
    std::mt19937 random(1);
    const Result result = calibrate(random, 0, false);
    ASSERT_EQ(result.verdict, CalibrationVerdict::done);
    for (const PointMm point : {PointMm{0, 0}, {217, 136}, {30, 100}, {150, 20}}) {
        const PointMm at = result.affine.apply(says(point));
        EXPECT_NEAR(at.x, point.x, 1e-6);
        EXPECT_NEAR(at.y, point.y, 1e-6);
    }
    EXPECT_LT(result.worst, 1e-6);
}

TEST(Calibration, a_hand_that_misses_a_little_still_calibrates) {
    std::mt19937 random(2);
    int done = 0;
    int finger_good = 0;
    for (int i = 0; i < 2000; ++i) {
        const Result result = calibrate(random, 1.9, false);
        done += result.verdict == CalibrationVerdict::done ? 1 : 0;
        const PointMm at = result.affine.apply(says({110, 70}));
        finger_good += std::hypot(at.x - 110, at.y - 70) < 2.5 ? 1 : 0;
    }
    EXPECT_GT(done, 1800);
    EXPECT_GT(finger_good, 1700);
    int stylus_done = 0;
    for (int i = 0; i < 2000; ++i) {
        stylus_done += calibrate(random, 0.6, true).verdict == CalibrationVerdict::done ? 1 : 0;
    }
    EXPECT_GT(stylus_done, 1800);
}

TEST(Calibration, one_touch_15_mm_astray_is_caught) {
    std::mt19937 random(3);
    for (const auto& [scatter, stylus, most_missed] : {std::tuple{1.9, false, 40}, {0.6, true, 0}}) {
        for (int astray = 0; astray < 7; ++astray) {
            int missed = 0;
            for (int i = 0; i < 500; ++i) {
                missed +=
                    calibrate(random, scatter, stylus, astray).verdict == CalibrationVerdict::done ? 1 : 0;
            }
            EXPECT_LE(missed, most_missed) << "touch " << astray << (stylus ? ", stylus" : ", finger");
        }
    }
}

TEST(Calibration, nine_points_leave_less_error_than_five) {
    constexpr double scatter = 1.7;
    constexpr int runs = 300;
    const auto error_with = [&](FittedPoints fitted) {
        std::mt19937 random(5);
        double sum = 0;
        for (int i = 0; i < runs; ++i) {
            const Result result = calibrate(random, scatter, false, -1, fitted);
            for (const PointMm at : {PointMm{50, 50}, PointMm{150, 100}}) {
                const PointMm mended = result.affine.apply(says(at));
                sum += std::hypot(mended.x - at.x, mended.y - at.y);
            }
        }
        return sum;
    };
    EXPECT_LT(error_with(FittedPoints::nine), 0.95 * error_with(FittedPoints::five));
}

TEST(Calibration, nine_points_find_the_touch_that_went_astray_too) {
    std::mt19937 random(6);
    for (int astray = 0; astray < 5; ++astray) {
        EXPECT_NE(calibrate(random, 0.5, true, astray, FittedPoints::nine).verdict, CalibrationVerdict::done);
    }
    EXPECT_EQ(calibrate(random, 0.5, true, -1, FittedPoints::nine).verdict, CalibrationVerdict::done);
}

TEST(Calibration, what_no_panel_is_like_is_refused) {
    const auto points = calibration_points(panel);
    const auto verdict_of = [&](auto&& touched) {
        CalibrationRun run(panel, false);
        CalibrationVerdict verdict = CalibrationVerdict::going_on;
        while (verdict == CalibrationVerdict::going_on) {
            verdict = run.take(touched(points[run.next()]));
        }
        return verdict;
    };
    EXPECT_EQ(verdict_of([](PointMm) { return PointMm{50, 50}; }), CalibrationVerdict::implausible);
    EXPECT_EQ(verdict_of([](PointMm at) { return PointMm{at.x, 40}; }), CalibrationVerdict::implausible);
    EXPECT_EQ(verdict_of([](PointMm at) {
                  return PointMm{217 - at.x, at.y};
              }),
              CalibrationVerdict::implausible);
    EXPECT_EQ(verdict_of([](PointMm at) {
                  return PointMm{at.x + 60, at.y};
              }),
              CalibrationVerdict::implausible);
    EXPECT_EQ(verdict_of([](PointMm at) {
                  return PointMm{2 * at.x, at.y};
              }),
              CalibrationVerdict::implausible);
}

TEST(Calibration, points_lie_on_every_panel_and_apart) {
    for (const SizeMm size : {SizeMm{154, 86}, {217, 136}, {344, 194}, {194, 344}}) {
        const auto points = calibration_points(size);
        ASSERT_EQ(points.size(), static_cast<std::size_t>(FittedPoints::nine) + checking_points);
        for (const PointMm& one : points) {
            EXPECT_TRUE(one.x > 10 && one.x < size.width - 10 && one.y > 10 && one.y < size.height - 10);
            for (const PointMm& other : points) {
                EXPECT_TRUE(&one == &other || std::hypot(one.x - other.x, one.y - other.y) > 20);
            }
        }
    }
}

TEST(Affine, one_after_the_other_is_both) {
    const Affine one{{1.1, 0.1, 3, -0.2, 0.9, -4}};
    const Affine other{{0.9, -0.05, 1, 0.1, 1.05, 2}};
    const PointMm point{12, 34};
    const PointMm twice = one.apply(other.apply(point));
    EXPECT_NEAR(after(one, other).apply(point).x, twice.x, 1e-9);
    EXPECT_NEAR(after(one, other).apply(point).y, twice.y, 1e-9);
}

}  // namespace
}  // namespace tsuitate::policy
