// Hand: how the public touches: the classes of the model in docs/panel.md, after Sultana & Moffatt 2019
// (older people miss by 3.4 mm, young ones by 1.9 mm), Holz & Baudisch (most of a miss is a bias of the
// person) and Heintz & Keenan 2018 (with a stylus all ages are alike).
#pragma once

#include <array>

namespace tsuitate::policy {

// All in millimetres; each axis has these standard deviations.
struct Hand {
    double share = 0;        // of the public
    double scatter = 0;      // from touch to touch
    double bias = 0;         // from person to person
    double far_share = 0;    // touches that are far off
    double far_scatter = 0;  // of these
};

inline constexpr std::array<Hand, 3> fingers = {{
    {.share = 0.55, .scatter = 1.7, .bias = 1.0, .far_share = 0.01, .far_scatter = 4.3},
    {.share = 0.35, .scatter = 2.5, .bias = 1.4, .far_share = 0.02, .far_scatter = 6.3},
    {.share = 0.10, .scatter = 4.0, .bias = 2.0, .far_share = 0.04, .far_scatter = 10.0},
}};
// Three classes too, so that both tools take the same way through the code.
inline constexpr std::array<Hand, 3> styluses = {{
    {.share = 0.55, .scatter = 0.8, .bias = 0.5, .far_share = 0.01, .far_scatter = 2.5},
    {.share = 0.35, .scatter = 1.0, .bias = 0.6, .far_share = 0.02, .far_scatter = 3.0},
    {.share = 0.10, .scatter = 1.8, .bias = 1.0, .far_share = 0.04, .far_scatter = 5.0},
}};

}  // namespace tsuitate::policy
