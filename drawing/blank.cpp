#include "drawing/blank.hpp"

#include "drawing/key_drawing.hpp"

namespace tsuitate::drawing {
namespace {

// Dark, so that nobody at the next counter takes it for a picture that waits for a touch.
constexpr Colour dark = colour(0x101216);
constexpr Colour on_dark = colour(0xd8d5cc);  // 12.8:1

}  // namespace

void draw_blank(Canvas& canvas, Type& type, const Texts& texts, const policy::Layout& layout) {
    canvas.fill_all(dark);
    const TypeStyle quiet{
        .largest_em = 1.4 * smallest_em(canvas), .smallest_em = smallest_em(canvas), .colour = on_dark};
    type.set(texts.phrase("picture-off"), canvas.pixels(layout.message), quiet);
    for (const policy::Target& target : layout.targets) {
        draw_key(canvas, type, texts.key(policy::SceneName::entry, target.key.action), target, {});
    }
}

}  // namespace tsuitate::drawing
