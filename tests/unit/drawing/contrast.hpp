// Contrast: of two colours, after WCAG 2.2.
#pragma once

#include <algorithm>
#include <cmath>

#include "drawing/palette.hpp"

namespace tsuitate::drawing {

inline double relative_luminance(Colour colour) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

inline double contrast(Colour one, Colour other) {
    const double a = relative_luminance(one);
    const double b = relative_luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace tsuitate::drawing
