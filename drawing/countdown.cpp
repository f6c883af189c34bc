#include "drawing/countdown.hpp"

#include <algorithm>

namespace tsuitate::drawing {

void draw_countdown(Canvas& canvas, Type& type, const std::string& words, double left, const RectPx& into,
                    double largest_em) {
    const double bar = std::clamp(0.16 * into.height, canvas.pixels(1.6), canvas.pixels(4.0));
    const double space = std::min(canvas.pixels(1.5), 0.06 * into.height);
    const double smallest = smallest_em(canvas);
    const double room = into.height - bar - space;
    // Words and bar belong together, in the middle of what there is.
    const double lines = std::min(room, 2.9 * std::max(smallest, largest_em));
    const double top = into.centre_y() - (lines + space + bar) / 2;
    type.set(words, {into.x, top, into.width, lines},
             {.largest_em = largest_em, .smallest_em = smallest, .bold = true});
    const RectPx whole{into.x, top + lines + space, into.width, bar};
    RectPx part = whole;
    part.width *= std::clamp(left, 0.0, 1.0);
    const double radius = bar / 2;
    canvas.fill_rounded(whole, radius, canvas.palette().quiet);
    if (part.width >= bar) {
        canvas.fill_rounded(part, radius, canvas.palette().ink);
    }
    canvas.stroke_rounded(whole, radius, std::max(1.0, canvas.pixels(0.35)), canvas.palette().ink);
}

}  // namespace tsuitate::drawing
