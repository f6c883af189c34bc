#include "drawing/key_symbol.hpp"

#include <algorithm>
#include <array>
#include <numbers>

namespace tsuitate::drawing {
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

void draw_information_mark(Canvas& canvas, const Square& in, Colour colour) {
    canvas.fill_circle(in.x, in.at_y(-0.74), 0.22 * in.half, colour);
    canvas.move_to(in.x, in.at_y(-0.16)).line_to(in.x, in.at_y(0.84)).stroke(0.34 * in.half, colour);
}

void draw_check(Canvas& canvas, const Square& in, double width, Colour colour) {
    canvas.stroke_circle(in.x, in.y, in.half, 0.7 * width, colour);
    canvas.move_to(in.at_x(-0.44), in.at_y(0.04))
        .line_to(in.at_x(-0.1), in.at_y(0.38))
        .line_to(in.at_x(0.46), in.at_y(-0.34))
        .stroke(width, colour);
}

// The world: what is behind this key is for whoever cannot read what is before it.
void draw_globe(Canvas& canvas, const Square& in, double width, Colour colour) {
    canvas.stroke_circle(in.x, in.y, 0.95 * in.half, width, colour);
    canvas.move_to(in.at_x(-0.95), in.y).line_to(in.at_x(0.95), in.y).stroke(width, colour);
    canvas.move_to(in.x, in.at_y(-0.95)).line_to(in.x, in.at_y(0.95)).stroke(width, colour);
    cairo_t* context = canvas.context();
    for (const double side : {-1.0, 1.0}) {
        cairo_new_path(context);
        cairo_move_to(context, in.x, in.at_y(-0.95));
        cairo_curve_to(context, in.at_x(0.62 * side), in.at_y(-0.5), in.at_x(0.62 * side), in.at_y(0.5), in.x,
                       in.at_y(0.95));
        canvas.stroke(width, colour);
    }
}

// A small key, and the outline of a large one around it.
void draw_growing_key(Canvas& canvas, const Square& in, double width, Colour colour) {
    canvas.stroke_rounded({in.at_x(-1), in.at_y(-1), 2 * in.half, 2 * in.half}, 0.35 * in.half, 0.7 * width,
                          colour);
    canvas.fill_rounded({in.at_x(-0.4), in.at_y(-0.4), 0.8 * in.half, 0.8 * in.half}, 0.16 * in.half, colour);
}

void draw_pen(Canvas& canvas, const Square& in, double width, Colour colour) {
    canvas.move_to(in.at_x(-0.9), in.at_y(0.9))
        .line_to(in.at_x(-0.72), in.at_y(0.24))
        .line_to(in.at_x(0.5), in.at_y(-0.98))
        .line_to(in.at_x(0.98), in.at_y(-0.5))
        .line_to(in.at_x(-0.24), in.at_y(0.72))
        .close_path()
        .stroke(width, colour);
}

void draw_keypad(Canvas& canvas, const Square& in, Colour colour) {
    for (int row = -1; row <= 1; ++row) {
        for (int column = -1; column <= 1; ++column) {
            canvas.fill_rounded(
                {in.at_x(0.7 * column - 0.26), in.at_y(0.7 * row - 0.26), 0.52 * in.half, 0.52 * in.half},
                0.1 * in.half, colour);
        }
    }
}

// Two arrows, one each way.
void draw_exchange(Canvas& canvas, const Square& in, double width, Colour colour) {
    for (const double way : {-1.0, 1.0}) {
        const double v = 0.42 * way;
        canvas.move_to(in.at_x(-0.85 * way), in.at_y(v)).line_to(in.at_x(0.85 * way), in.at_y(v));
        canvas.move_to(in.at_x(0.45 * way), in.at_y(v - 0.32))
            .line_to(in.at_x(0.85 * way), in.at_y(v))
            .line_to(in.at_x(0.45 * way), in.at_y(v + 0.32));
        canvas.stroke(width, colour);
    }
}

void draw_eye(Canvas& canvas, const Square& in, double width, Colour colour) {
    cairo_new_path(canvas.context());
    cairo_move_to(canvas.context(), in.at_x(-1), in.y);
    cairo_curve_to(canvas.context(), in.at_x(-0.5), in.at_y(-0.8), in.at_x(0.5), in.at_y(-0.8), in.at_x(1),
                   in.y);
    cairo_curve_to(canvas.context(), in.at_x(0.5), in.at_y(0.8), in.at_x(-0.5), in.at_y(0.8), in.at_x(-1),
                   in.y);
    cairo_close_path(canvas.context());
    canvas.stroke(width, colour);
    canvas.fill_circle(in.x, in.y, 0.32 * in.half, colour);
}

}  // namespace

void draw_person(Canvas& canvas, const RectPx& into, Colour colour) {
    const Square in{into.centre_x(), into.centre_y(), std::min(into.width, into.height) / 2};
    canvas.fill_circle(in.x, in.at_y(-0.48), 0.42 * in.half, colour);
    cairo_new_path(canvas.context());
    cairo_arc(canvas.context(), in.x, in.at_y(0.86), 0.78 * in.half, -std::numbers::pi, 0);
    cairo_close_path(canvas.context());
    canvas.fill(colour);
}

bool has_symbol(KeyAction action) {
    constexpr std::array without = {
        KeyAction::character,      KeyAction::not_asked, KeyAction::later,
        KeyAction::done,           KeyAction::more_time, KeyAction::appearance,
        KeyAction::pin_characters, KeyAction::clear,     KeyAction::choose_language};
    return std::find(without.begin(), without.end(), action) == without.end();
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
            draw_correct(canvas, in, 0.75 * width, colour);
            break;
        case KeyAction::help:
            canvas.fill_circle(in.x, in.y, in.half, colour);
            draw_question_mark(canvas, {in.x, in.y, 0.62 * in.half}, 0.75 * width, ground);
            break;
        case KeyAction::pin_guide:
            canvas.fill_circle(in.x, in.y, in.half, colour);
            draw_information_mark(canvas, {in.x, in.y, 0.62 * in.half}, ground);
            break;
        case KeyAction::pin_unknown:
            canvas.stroke_circle(in.x, in.y, in.half, 0.6 * width, colour);
            draw_question_mark(canvas, {in.x, in.y, 0.62 * in.half}, 0.75 * width, colour);
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
        case KeyAction::language:
            draw_globe(canvas, in, 0.5 * width, colour);
            break;
        case KeyAction::check_panel:
        case KeyAction::choose_language:
            draw_check(canvas, in, width, colour);
            break;
        case KeyAction::larger_keys:
            draw_growing_key(canvas, in, width, colour);
            break;
        case KeyAction::use_pen:
            draw_pen(canvas, in, 0.8 * width, colour);
            break;
        case KeyAction::use_keypad:
            draw_keypad(canvas, in, colour);
            break;
        case KeyAction::other_side:
            draw_exchange(canvas, in, 0.85 * width, colour);
            break;
        case KeyAction::call_clerk:
        case KeyAction::withdraw:
            draw_person(canvas, into, colour);
            break;
        case KeyAction::leave_alone:
            draw_person(canvas, inset(into, 0.4 * in.half), colour);
            canvas.stroke_circle(in.x, in.y, in.half, 0.6 * width, colour);
            break;
        case KeyAction::show_tries:
            draw_eye(canvas, in, 0.8 * width, colour);
            break;
        case KeyAction::not_asked:
        case KeyAction::later:
        case KeyAction::done:
        case KeyAction::character:
        case KeyAction::clear:
        case KeyAction::appearance:
        case KeyAction::pin_characters:
        case KeyAction::more_time:
        case KeyAction::blank:
        case KeyAction::say_again:
            break;
    }
}

}  // namespace tsuitate::drawing
