// Display and touch panel: what fits, what is to be known, what is wrong.
#include <gtest/gtest.h>

#include <algorithm>

#include "policy/commission/assessment.hpp"

namespace tsuitate::tests {
namespace {

using policy::Commission;
using policy::Judgement;
using policy::Weight;

// A 17-inch panel of 1280 x 1024 whose touch axes say what it measures.
Commission good() {
    return {.width_px = 1280,
            .height_px = 1024,
            .size = {338, 270},
            .measured = false,
            .axes = {.x = {0, 3380}, .y = {0, 2700}, .x_per_mm = 10, .y_per_mm = 10},
            .matrix = {}};
}

// How the line about this subject is judged.
Weight weight_of(const Commission& commission, const std::string& subject) {
    const auto all = policy::assess(commission);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Judgement& one) {
        return one.sentence.starts_with(subject + ":");
    });
    EXPECT_NE(found, all.end()) << "nothing is said of " << subject;
    return found == all.end() ? Weight::fine : found->weight;
}

bool says(const Commission& commission, const std::string& subject) {
    const auto all = policy::assess(commission);
    return std::any_of(all.begin(), all.end(),
                       [&](const Judgement& one) { return one.sentence.starts_with(subject + ":"); });
}

TEST(Assessment, OfAGoodCounterIsFineThroughout) {
    for (const Judgement& one : policy::assess(good())) {
        EXPECT_EQ(one.weight, Weight::fine) << one.sentence;
    }
    for (const char* subject : {"size", "pixels", "axes", "shape", "matrix"}) {
        EXPECT_TRUE(says(good(), subject)) << subject;
    }
}

TEST(Assessment, NeedsASize) {
    Commission all = good();
    for (const policy::SizeMm size :
         {policy::SizeMm{0, 0}, policy::SizeMm{9, 200}, policy::SizeMm{3000, 2000}}) {
        all.size = size;
        EXPECT_EQ(weight_of(all, "size"), Weight::wrong);
        EXPECT_FALSE(says(all, "axes")) << "there is nothing to compare with";
    }
}

TEST(Assessment, TakesAShapeForNoSizeUnlessMeasured) {
    Commission all = good();
    all.width_px = 1920;
    all.height_px = 1080;
    for (const policy::SizeMm size : {policy::SizeMm{160, 90}, policy::SizeMm{1600, 900}}) {
        all.size = size;
        all.measured = false;
        EXPECT_EQ(weight_of(all, "size"), Weight::wrong);
        all.measured = true;
        EXPECT_EQ(weight_of(all, "size"), Weight::fine);
    }
}

TEST(Assessment, PixelsAreSquare) {
    Commission all = good();
    all.size = {338, 230};
    EXPECT_EQ(weight_of(all, "pixels"), Weight::wrong);
    all.size = {270, 338};  // the picture is turned, the size is not
    EXPECT_EQ(weight_of(all, "pixels"), Weight::wrong);
    all.width_px = 0;
    EXPECT_FALSE(says(all, "pixels"));
}

TEST(Assessment, LeavesAnImpossibleResolutionOutOfAccount) {
    Commission all = good();
    all.axes = {.x = {0, 16383}, .y = {0, 13106}, .x_per_mm = 1, .y_per_mm = 1};  // a panel 16 m wide
    EXPECT_EQ(weight_of(all, "axes"), Weight::note);
    all.axes.x_per_mm = 0;
    EXPECT_EQ(weight_of(all, "axes"), Weight::fine);
    all.axes = {.x = {0, 5000}, .y = {0, 4000}, .x_per_mm = 10, .y_per_mm = 10};
    EXPECT_EQ(weight_of(all, "axes"), Weight::note);
}

TEST(Assessment, SeesAPanelThatIsTurned) {
    Commission all = good();
    all.size = {344, 194};
    all.width_px = 1920;
    all.height_px = 1080;
    all.axes = {.x = {0, 1940}, .y = {0, 3440}};
    EXPECT_EQ(weight_of(all, "shape"), Weight::wrong);
    all.matrix = *policy::matrix_of("0 1 0 -1 0 1");
    EXPECT_EQ(weight_of(all, "shape"), Weight::fine);
    EXPECT_EQ(weight_of(all, "matrix"), Weight::fine);
    all.axes = {.x = {0, 3440}, .y = {0, 1940}};
    EXPECT_EQ(weight_of(all, "shape"), Weight::wrong) << "now the matrix turns what is not turned";
    all.axes = {.x = {0, 4095}, .y = {0, 4095}};
    EXPECT_FALSE(says(all, "shape")) << "equal ranges say nothing";
}

TEST(Assessment, AMatrixKeepsThePanelInThePicture) {
    Commission all = good();
    for (const char* matrix : {"1 0 0.6 0 1 0", "0 0 0.5 0 0 0.5", "3 0 -1 0 3 -1", "1 0 0 1 0 0"}) {
        all.matrix = *policy::matrix_of(matrix);
        EXPECT_EQ(weight_of(all, "matrix"), Weight::wrong) << matrix;
    }
    all.matrix = *policy::matrix_of("1.02 0 -0.01 0 0.98 0.01");
    EXPECT_EQ(weight_of(all, "matrix"), Weight::fine);
}

TEST(Assessment, ReadsAMatrixAsUdevHasIt) {
    EXPECT_EQ(policy::matrix_of("0 -1 1 1 0 0")->values, (std::array<double, 6>{0, -1, 1, 1, 0, 0}));
    EXPECT_EQ(policy::matrix_of(" 1.5,0, -0.25 0 1e0 0 ")->values,
              (std::array<double, 6>{1.5, 0, -0.25, 0, 1, 0}));
    for (const char* bad : {"", "1 0 0 0 1", "1 0 0 0 1 0 0", "1 0 0 0 1 x", "nan 0 0 0 1 0", "inf 0 0 0 1 0",
                            "1e999 0 0 0 1 0"}) {
        EXPECT_FALSE(policy::matrix_of(bad)) << bad;
    }
}

TEST(Assessment, ReadsASize) {
    EXPECT_EQ(*policy::size_of("344x194"), (policy::SizeMm{344, 194}));
    EXPECT_EQ(*policy::size_of("344.5x193.5"), (policy::SizeMm{344.5, 193.5}));
    for (const char* bad :
         {"", "344", "344x", "x194", "344x194mm", "344 x 194", "5x194", "344x2001", "nanx194"}) {
        EXPECT_FALSE(policy::size_of(bad)) << bad;
    }
}

}  // namespace
}  // namespace tsuitate::tests
