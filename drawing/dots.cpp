#include "drawing/dots.hpp"

#include <algorithm>

#include "drawing/wording.hpp"

namespace tsuitate::drawing {
namespace {

// A row of places from `left`, in the vertical middle of the field.
struct Row {
    double left;
    double y;
    double pitch;
    double radius;
    double x(unsigned place) const { return left + (place + 0.5) * pitch; }
};

void draw_row(Canvas& canvas, const Row& row, unsigned filled, unsigned outlined) {
    for (unsigned place = 0; place < std::max(filled, outlined); ++place) {
        if (place < filled) {
            canvas.fill_circle(row.x(place), row.y, row.radius, canvas.palette().ink);
        } else {
            canvas.stroke_circle(row.x(place), row.y, row.radius, std::max(1.5, canvas.pixels(0.45)),
                                 canvas.palette().key_edge);
        }
    }
}

}  // namespace

RectPx dots_field(const Canvas& canvas, const RectPx& into) {
    RectPx field = into;
    field.height = std::min(into.height, canvas.pixels(24.0));
    field.y = into.centre_y() - field.height / 2;
    return field;
}

void draw_dots(Canvas& canvas, Type& type, const Texts& texts, const RectPx& into,
               const policy::PinKind& kind, std::uint8_t typed, bool taken) {
    const RectPx field = dots_field(canvas, into);
    const double corner = canvas.pixels(2.0);
    canvas.fill_rounded(field, corner, canvas.palette().key);
    canvas.stroke_rounded(field, corner, std::max(1.0, canvas.pixels(taken ? 0.9 : 0.35)),
                          taken ? canvas.palette().action : canvas.palette().key_edge);

    const unsigned places = kind.max_length;
    const bool fixed = kind.min_length == kind.max_length;
    RectPx line = inset(field, canvas.pixels(1.5));
    if (!fixed) {
        const double em = std::clamp(0.34 * line.height, smallest_em(canvas), canvas.pixels(6.5));
        const TypeStyle widest{.largest_em = em, .smallest_em = em, .bold = true};
        const double width = type.width_of(typed_count(kind.max_length, texts), em, widest) + 0.3 * em;
        const RectPx count{line.x + line.width - width, line.y, width, line.height};
        line.width -= width;
        if (typed > 0) {
            type.set(typed_count(typed, texts), count,
                     {.largest_em = em, .smallest_em = smallest_em(canvas), .bold = true});
        }
    }
    const double pitch = std::min(line.width / places, 1.25 * line.height);
    const double radius = std::min({0.33 * pitch, 0.3 * line.height, canvas.pixels(5.0)});
    const double left = fixed ? line.centre_x() - pitch * places / 2 : line.x;
    draw_row(canvas, {left, line.centre_y(), pitch, radius}, std::min<unsigned>(typed, places),
             fixed ? places : 0);
}

}  // namespace tsuitate::drawing
