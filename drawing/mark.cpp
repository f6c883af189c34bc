#include "drawing/mark.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "drawing/key_symbol.hpp"

namespace tsuitate::drawing {
namespace {

TypeStyle style_for(const Canvas& canvas, double line_height) {
    const double floor = smallest_em(canvas);
    return {.largest_em = std::max(floor, std::min(0.62 * line_height, canvas.pixels(6.5))),
            .smallest_em = floor,
            .bold = true,
            .colour = canvas.palette().on_mark,
            .align = Align::left};
}

// The sign of a person and a sentence, in the middle of a line.
struct Line {
    Line(const Canvas& canvas, const RectPx& within, std::string said)
        : place(within),
          sentence(std::move(said)),
          sign(std::min(0.78 * within.height, canvas.pixels(7.0))),
          style(style_for(canvas, within.height)) {}

    double beside() const { return 1.25 * sign; }
    double width(Type& type) const { return beside() + type.width_of(sentence, style.largest_em, style) + 1; }
    void draw(Canvas& canvas, Type& type) const {
        const double taken = std::min(place.width, width(type));
        const double left = place.x + (place.width - taken) / 2;
        draw_person(canvas, {left, place.centre_y() - sign / 2, sign, sign}, canvas.palette().on_mark);
        type.set(sentence, {left + beside(), place.y, taken - beside(), place.height}, style);
    }

    RectPx place;
    std::string sentence;
    double sign;
    TypeStyle style;
};

}  // namespace

void draw_mark(Canvas& canvas, Type& type, std::span<const std::string> sentences, const RectPx& into) {
    canvas.fill_rect(into, canvas.palette().mark);
    // Two beside each other where there is one line, one below the other where there are two.
    const auto count = static_cast<double>(sentences.size());
    const bool beside = into.width > 12 * into.height;
    const RectPx inner{into.x + canvas.pixels(2.0), into.y, into.width - 2 * canvas.pixels(2.0), into.height};
    std::vector<Line> lines;
    double needed = 0;
    for (const std::string& sentence : sentences) {
        RectPx place = inner;
        if (!beside) {
            place.height = inner.height / count;
            place.y += static_cast<double>(lines.size()) * place.height;
        }
        lines.emplace_back(canvas, place, sentence);
        needed += lines.back().width(type);
    }
    double x = inner.x;
    for (Line& line : lines) {
        if (beside) {
            // Each gets its share of what is to spare.
            line.place.x = x;
            line.place.width = line.width(type) + (inner.width - needed) / count;
            x += line.place.width;
        }
        line.draw(canvas, type);
    }
}

}  // namespace tsuitate::drawing
