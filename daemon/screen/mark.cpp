#include "daemon/screen/mark.hpp"

#include <algorithm>

#include "daemon/screen/key_symbol.hpp"

namespace tsuitate::screen {
namespace {

void draw_line(Canvas& canvas, Type& type, const std::string& sentence, const RectPx& line) {
    const double size = std::min(0.8 * line.height, canvas.pixels(8.0));
    const double beside = 1.25 * size;
    TypeStyle style{.largest_em = std::min(0.62 * line.height, canvas.pixels(6.5)),
                    .smallest_em = canvas.pixels(smallest_em_mm),
                    .bold = true,
                    .colour = palette::on_mark,
                    .align = Align::left};
    style.largest_em = std::max(style.largest_em, style.smallest_em);
    const double room = line.width - beside;
    const double width = std::min(room, type.width_of(sentence, style.largest_em, style) + 1);
    const double left = line.x + (room - width) / 2;
    draw_person(canvas, {left, line.centre_y() - size / 2, size, size}, palette::on_mark);
    type.set(sentence, {left + beside, line.y, width, line.height}, style);
}

}  // namespace

void draw_mark(Canvas& canvas, Type& type, std::span<const std::string> sentences, const RectPx& into) {
    canvas.fill_rect(into, palette::mark);
    if (sentences.empty()) {
        return;
    }
    const auto count = static_cast<double>(sentences.size());
    // Two beside each other where there is one line, one below the other where there are two.
    const bool beside = into.width / into.height > 12;
    const double pad = canvas.pixels(2.5);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto place = static_cast<double>(i);
        RectPx line = into;
        if (beside) {
            line.width = into.width / count;
            line.x += place * line.width;
        } else {
            line.height = into.height / count;
            line.y += place * line.height;
        }
        line.x += pad;
        line.width -= 2 * pad;
        draw_line(canvas, type, sentences[i], line);
    }
}

}  // namespace tsuitate::screen
