#include "daemon/screen/key_symbol.hpp"

#include <algorithm>
#include <numbers>

namespace tsuitate::screen {
namespace {

using policy::KeyAction;

// A square with its centre at 0, 0 and edges at ±1.
struct Square {
    double x;
    double y;
    double half;
    double at_x(double u) const { return x + u * half; }
    double at_y(double v) const { return y + v * half; }
};

void draw_cross(Canvas& canvas, const Square& in, double reach, double width, Colour colour) {
    canvas.move_to(in.at_x(-reach), in.at_y(-reach)).line_to(in.at_x(reach), in.at_y(reach));
    canvas.move_to(in.at_x(reach), in.at_y(-reach)).line_to(in.at_x(-reach), in.at_y(reach));
    canvas.stroke(width, colour);
}

void draw_arrow(Canvas& canvas, const Square& in, double direction, double width, Colour colour) {
    canvas.move_to(in.at_x(-0.8 * direction), in.at_y(0)).line_to(in.at_x(0.8 * direction), in.at_y(0));
    canvas.move_to(in.at_x(0.15 * direction), in.at_y(-0.65))
        .line_to(in.at_x(0.8 * direction), in.at_y(0))
        .line_to(in.at_x(0.15 * direction), in.at_y(0.65));
    canvas.stroke(width, colour);
}

// A label that points to the left, with a cross in it.
void draw_correct(Canvas& canvas, const Square& in, double width, Colour colour) {
    canvas.move_to(in.at_x(-1), in.at_y(0))
        .line_to(in.at_x(-0.4), in.at_y(-0.68))
        .line_to(in.at_x(0.95), in.at_y(-0.68))
        .line_to(in.at_x(0.95), in.at_y(0.68))
        .line_to(in.at_x(-0.4), in.at_y(0.68))
        .close_path()
        .stroke(width, colour);
    draw_cross(canvas, {in.at_x(0.27), in.y, in.half}, 0.28, width, colour);
}

void draw_question_mark(Canvas& canvas, const Square& in, double width, Colour colour) {
    constexpr double pi = std::numbers::pi;
    cairo_new_path(canvas.context());
    cairo_arc(canvas.context(), in.x, in.at_y(-0.42), 0.44 * in.half, -pi, 0.3 * pi);
    cairo_curve_to(canvas.context(), in.at_x(0.1), in.at_y(0.08), in.x, in.at_y(0.12), in.x, in.at_y(0.4));
    canvas.stroke(width, colour);
    canvas.fill_circle(in.x, in.at_y(0.84), 0.62 * width, colour);
}

}  // namespace

bool has_symbol(KeyAction action) {
    return action != KeyAction::character && action != KeyAction::language;
}

void draw_symbol(Canvas& canvas, KeyAction action, const RectPx& into, Colour colour, Colour ground) {
    const Square in{into.centre_x(), into.centre_y(), std::min(into.width, into.height) / 2};
    const double width = 0.24 * in.half;
    switch (action) {
        case KeyAction::confirm:
        case KeyAction::yes:
            canvas.stroke_circle(in.x, in.y, 0.95 * in.half, 1.2 * width, colour);
            break;
        case KeyAction::stop:
        case KeyAction::no:
            draw_cross(canvas, in, 0.7, 1.2 * width, colour);
            break;
        case KeyAction::correct:
        case KeyAction::clear:
            draw_correct(canvas, in, 0.75 * width, colour);
            break;
        case KeyAction::help:
            canvas.fill_circle(in.x, in.y, in.half, colour);
            draw_question_mark(canvas, {in.x, in.y, 0.62 * in.half}, 0.75 * width, ground);
            break;
        case KeyAction::back:
            draw_arrow(canvas, in, -1, width, colour);
            break;
        case KeyAction::start:
            draw_arrow(canvas, in, 1, width, colour);
            break;
        case KeyAction::here:
            canvas.stroke_circle(in.x, in.y, 0.88 * in.half, width, colour);
            canvas.fill_circle(in.x, in.y, 0.34 * in.half, colour);
            break;
        case KeyAction::character:
        case KeyAction::language:
            break;
    }
}

}  // namespace tsuitate::screen
