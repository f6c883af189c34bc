#include "drawing/palette.hpp"

namespace tsuitate::drawing {
namespace {

constexpr Palette light{.ground = colour(0xf6f4ef),  // washi: bright, and does not dazzle
                        .key = colour(0xffffff),
                        .key_edge = colour(0x7a7568),
                        .ink = colour(0x1c1f26),
                        .soft_ink = colour(0x444852),
                        .action = colour(0x0b5a41),
                        .on_action = colour(0xffffff),
                        .take_back = colour(0xfbe8ae),
                        .take_back_edge = colour(0x8a6a12),
                        .stop = colour(0x8f1d1d),
                        .unclear = colour(0xf5d77e),
                        .quiet = colour(0xe9e5db),
                        .mark = colour(0x23375c),
                        .on_mark = colour(0xffffff),
                        .held = colour(0xb9d8c6)};

// For dim rooms, and for eyes that bright areas hurt.
constexpr Palette dark{.ground = colour(0x16181d),
                       .key = colour(0x262a32),
                       .key_edge = colour(0x8e95a3),
                       .ink = colour(0xf2efe8),
                       .soft_ink = colour(0xc9c8c3),
                       .action = colour(0x8fe3bd),
                       .on_action = colour(0x10231b),
                       .take_back = colour(0x4a3b10),
                       .take_back_edge = colour(0xd9b24a),
                       .stop = colour(0xffb3ab),
                       .unclear = colour(0x54400a),
                       .quiet = colour(0x30343d),
                       .mark = colour(0xb9ccf2),
                       .on_mark = colour(0x101a2d),
                       .held = colour(0x28503e)};

// Black, white and yellow, with thick edges.
constexpr Palette high_contrast{.ground = colour(0x000000),
                                .key = colour(0x000000),
                                .key_edge = colour(0xffffff),
                                .ink = colour(0xffffff),
                                .soft_ink = colour(0xffffff),
                                .action = colour(0xffe100),
                                .on_action = colour(0x000000),
                                .take_back = colour(0x000000),
                                .take_back_edge = colour(0xffe100),
                                .stop = colour(0xffffff),
                                .unclear = colour(0x3d3200),
                                .quiet = colour(0x1e1e1e),
                                .mark = colour(0xffffff),
                                .on_mark = colour(0x000000),
                                .held = colour(0x4d4500),
                                .edge = 2};

}  // namespace

const Palette& palette_of(policy::Appearance appearance) {
    switch (appearance) {
        case policy::Appearance::dark:
            return dark;
        case policy::Appearance::high_contrast:
            return high_contrast;
        case policy::Appearance::light:
            break;
    }
    return light;
}

}  // namespace tsuitate::drawing
