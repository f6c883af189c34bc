#include "drawing/countdown.hpp"

#include <algorithm>

namespace tsuitate::drawing {
namespace {

void draw_bar(Canvas& canvas, const RectPx& whole, double left) {
    RectPx part = whole;
    part.width *= std::clamp(left, 0.0, 1.0);
    const double radius = whole.height / 2;
    canvas.fill_rounded(whole, radius, canvas.palette().quiet);
    if (part.width >= whole.height) {
        canvas.fill_rounded(part, radius, canvas.palette().ink);
    }
    canvas.stroke_rounded(whole, radius, std::max(1.0, canvas.pixels(0.35)), canvas.palette().ink);
}

// In one line, the bar after the words; without it where they need the width.
void draw_in_line(Canvas& canvas, Type& type, const std::string& words, double left, const RectPx& into,
                  const TypeStyle& style) {
    const double space = canvas.pixels(2.0);
    RectPx said = into;
    RectPx bar = into;
    bar.height = std::min(canvas.pixels(2.6), 0.4 * into.height);
    bar.y = into.centre_y() - bar.height / 2;
    TypeStyle line = style;
    line.largest_em = std::clamp(0.62 * into.height, style.smallest_em, style.largest_em);
    const double longest = into.width - canvas.pixels(12.0) - space;
    while (line.largest_em > line.smallest_em && type.width_of(words, line.largest_em, line) > longest) {
        line.largest_em = std::max(line.smallest_em, 0.96 * line.largest_em);
    }
    const double width = type.width_of(words, line.largest_em, line) + 1;
    if (width <= longest) {
        said.width = width;
        bar.x += width + space;
        bar.width -= width + space;
        draw_bar(canvas, bar, left);
    }
    type.set(words, said, line);
}

}  // namespace

void draw_countdown(Canvas& canvas, Type& type, const std::string& words, double left, const RectPx& into,
                    double largest_em) {
    const TypeStyle style{.largest_em = std::max(largest_em, smallest_em(canvas)),
                          .smallest_em = smallest_em(canvas),
                          .bold = true};
    const double bar = std::clamp(0.16 * into.height, canvas.pixels(1.6), canvas.pixels(4.0));
    const double space = std::min(canvas.pixels(1.5), 0.06 * into.height);
    const double room = into.height - bar - space;
    if (room < 1.5 * style.smallest_em) {
        draw_in_line(canvas, type, words, left, into, style);
        return;
    }
    // Words and bar belong together, in the middle of what there is.
    const double lines = std::min(room, 2.9 * style.largest_em);
    const double top = into.centre_y() - (lines + space + bar) / 2;
    type.set(words, {into.x, top, into.width, lines}, style);
    draw_bar(canvas, {into.x, top + lines + space, into.width, bar}, left);
}

}  // namespace tsuitate::drawing
