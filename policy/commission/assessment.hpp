// Assessment: whether what a display and a touch panel say of themselves fits together, before a counter's
// keys are drawn in millimetres. Sizes from the maker are wrong often enough that none is believed unchecked:
// in 14 of 63 recorded panels the resolution of the axes is, and some displays give their shape in place of
// their size.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/touch/calibration.hpp"

namespace tsuitate::policy {

struct TouchAxes {
    AxisRange x;
    AxisRange y;
    int x_per_mm = 0;  // steps a millimetre, as the kernel has it; 0 where the panel does not say
    int y_per_mm = 0;
};

struct Commission {
    int width_px = 0;  // 0: not known
    int height_px = 0;
    SizeMm size;
    bool measured = false;  // somebody took the size with a ruler
    TouchAxes axes;
    CalibrationMatrix matrix;
};

enum class Weight {
    fine,
    note,   // to be known; the counter works
    wrong,  // keys would be drawn or answered in the wrong place
};

struct Judgement {
    Weight weight = Weight::fine;
    std::string sentence;  // English; says what to do where something is wrong
};

// In the order in which they are to be mended. Never empty.
std::vector<Judgement> assess(const Commission& commission);

// Six finite numbers, with blanks or commas between; nothing when it is anything else.
std::optional<CalibrationMatrix> matrix_of(std::string_view text);
// Width and height as "344x194", in millimetres; nothing when it is anything else.
std::optional<SizeMm> size_of(std::string_view text);

}  // namespace tsuitate::policy
