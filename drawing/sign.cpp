#include "drawing/sign.hpp"

#include <algorithm>
#include <array>
#include <numbers>

namespace tsuitate::drawing {
namespace {

using policy::SceneName;

constexpr double pi = std::numbers::pi;

// The square of a sign, with its centre at 0, 0 and its edges at ±1.
struct Square {
    Canvas& canvas;
    double x;
    double y;
    double half;
    double at_x(double u) const { return x + u * half; }
    double at_y(double v) const { return y + v * half; }
    double length(double share) const { return share * half; }
    RectPx rect(double u, double v, double width, double height) const {
        return {at_x(u), at_y(v), length(width), length(height)};
    }
};

void draw_check(const Square& in) {
    in.canvas.fill_circle(in.x, in.y, in.half, in.canvas.palette().action);
    in.canvas.move_to(in.at_x(-0.46), in.at_y(0.04))
        .line_to(in.at_x(-0.12), in.at_y(0.38))
        .line_to(in.at_x(0.48), in.at_y(-0.32))
        .stroke(in.length(0.17), in.canvas.palette().on_action);
}

void draw_attention(const Square& in) {
    in.canvas.move_to(in.x, in.at_y(-0.78))
        .line_to(in.at_x(0.88), in.at_y(0.76))
        .line_to(in.at_x(-0.88), in.at_y(0.76))
        .close_path()
        .stroke(in.length(0.15), in.canvas.palette().stop);
    in.canvas.move_to(in.x, in.at_y(-0.22))
        .line_to(in.x, in.at_y(0.22))
        .stroke(in.length(0.16), in.canvas.palette().stop);
    in.canvas.fill_circle(in.x, in.at_y(0.49), in.length(0.1), in.canvas.palette().stop);
}

void draw_lock(const Square& in) {
    cairo_t* context = in.canvas.context();
    cairo_new_path(context);
    cairo_move_to(context, in.at_x(-0.42), in.at_y(0));
    cairo_line_to(context, in.at_x(-0.42), in.at_y(-0.42));
    cairo_arc(context, in.x, in.at_y(-0.42), in.length(0.42), pi, 2 * pi);
    cairo_line_to(context, in.at_x(0.42), in.at_y(0));
    in.canvas.stroke(in.length(0.17), in.canvas.palette().stop);
    in.canvas.fill_rounded(in.rect(-0.72, -0.08, 1.44, 1.02), in.length(0.12), in.canvas.palette().stop);
    in.canvas.fill_circle(in.x, in.at_y(0.32), in.length(0.13), in.canvas.palette().ground);
    in.canvas.move_to(in.x, in.at_y(0.34))
        .line_to(in.x, in.at_y(0.58))
        .stroke(in.length(0.11), in.canvas.palette().ground);
}

void draw_clock(const Square& in) {
    in.canvas.stroke_circle(in.x, in.y, 0.95 * in.half, in.length(0.15), in.canvas.palette().soft_ink);
    in.canvas.move_to(in.x, in.at_y(-0.5))
        .line_to(in.x, in.at_y(0.02))
        .line_to(in.at_x(0.36), in.at_y(0.26))
        .stroke(in.length(0.14), in.canvas.palette().soft_ink);
}

void draw_information(const Square& in) {
    in.canvas.fill_circle(in.x, in.y, 0.95 * in.half, in.canvas.palette().soft_ink);
    in.canvas.fill_circle(in.x, in.at_y(-0.46), in.length(0.12), in.canvas.palette().ground);
    in.canvas.move_to(in.x, in.at_y(-0.1))
        .line_to(in.x, in.at_y(0.52))
        .stroke(in.length(0.19), in.canvas.palette().ground);
}

void draw_stopped(const Square& in) {
    in.canvas.stroke_circle(in.x, in.y, 0.95 * in.half, in.length(0.15), in.canvas.palette().soft_ink);
    in.canvas.fill_rounded(in.rect(-0.36, -0.36, 0.72, 0.72), in.length(0.06), in.canvas.palette().soft_ink);
}

void draw_no_entry(const Square& in) {
    in.canvas.fill_circle(in.x, in.y, 0.95 * in.half, in.canvas.palette().stop);
    in.canvas.fill_rounded(in.rect(-0.56, -0.14, 1.12, 0.28), in.length(0.06), in.canvas.palette().ground);
}

// A folding screen of three leaves: the emblem of the house.
void draw_folding_screen(const Square& in) {
    const double thin = in.length(0.07);
    const auto leaf = [&](double left, double right, double left_top, double right_top, Colour face) {
        const auto path = [&] {
            in.canvas.move_to(in.at_x(left), in.at_y(left_top))
                .line_to(in.at_x(right), in.at_y(right_top))
                .line_to(in.at_x(right), in.at_y(-right_top))
                .line_to(in.at_x(left), in.at_y(-left_top))
                .close_path();
        };
        path();
        in.canvas.fill(face);
        path();
        in.canvas.stroke(thin, in.canvas.palette().action);
    };
    leaf(-1.15, -0.42, -0.62, -0.8, in.canvas.palette().key);
    leaf(-0.42, 0.42, -0.8, -0.62, in.canvas.palette().action);
    leaf(0.42, 1.15, -0.62, -0.8, in.canvas.palette().key);
}

// A card with its chip.
void draw_card(const Square& in, double u, double v) {
    const double edge = std::max(2.0, in.length(0.06));
    const RectPx card = in.rect(u, v, 1.5, 0.95);
    in.canvas.fill_rounded(card, in.length(0.1), in.canvas.palette().key);
    in.canvas.stroke_rounded(card, in.length(0.1), edge, in.canvas.palette().ink);
    in.canvas.fill_rounded(in.rect(u + 0.17, v + 0.33, 0.3, 0.26), in.length(0.04),
                           in.canvas.palette().take_back_edge);
    for (const double line : {0.3, 0.5, 0.7}) {
        in.canvas.move_to(in.at_x(u + 0.68), in.at_y(v + line))
            .line_to(in.at_x(u + (line > 0.6 ? 1.05 : 1.3)), in.at_y(v + line))
            .stroke(in.length(0.055), in.canvas.palette().key_edge);
    }
}

void draw_arrow(const Square& in, double from_v, double to_v) {
    const double head = to_v > from_v ? -0.24 : 0.24;
    in.canvas.move_to(in.x, in.at_y(from_v)).line_to(in.x, in.at_y(to_v));
    in.canvas.move_to(in.at_x(-0.26), in.at_y(to_v + head))
        .line_to(in.x, in.at_y(to_v))
        .line_to(in.at_x(0.26), in.at_y(to_v + head));
    in.canvas.stroke(in.length(0.13), in.canvas.palette().action);
}

void draw_reader(const Square& in) {
    in.canvas.fill_rounded(in.rect(-1.15, 0.76, 2.3, 0.22), in.length(0.08), in.canvas.palette().ink);
}

// A card above the reader and where it goes: down on it, up and away, or nowhere.
void draw_card_and_reader(const Square& in, SceneName scene) {
    draw_reader(in);
    if (scene == SceneName::insert_card) {
        draw_card(in, -0.75, -1.0);
        draw_arrow(in, 0.08, 0.62);
    } else if (scene == SceneName::remove_card) {
        draw_card(in, -0.75, -1.0);
        draw_arrow(in, 0.62, 0.1);
    } else {
        draw_card(in, -0.75, -0.22);
    }
}

}  // namespace

bool has_sign(SceneName scene) {
    constexpr std::array without = {SceneName::explain,
                                    SceneName::prove_panel,
                                    SceneName::panel_refused,
                                    SceneName::calibrate,
                                    SceneName::entry,
                                    SceneName::help,
                                    SceneName::call_clerk,
                                    SceneName::consent,
                                    SceneName::observer_question,
                                    SceneName::assistance_over,
                                    SceneName::last_try_question,
                                    SceneName::change_offer,
                                    SceneName::receipt,
                                    SceneName::choose_language,
                                    SceneName::pin_guide,
                                    SceneName::pin_unknown,
                                    SceneName::pin_characters,
                                    SceneName::stop_question};
    return std::find(without.begin(), without.end(), scene) == without.end();
}

void draw_sign(Canvas& canvas, SceneName scene, const RectPx& into) {
    const Square in{canvas, into.centre_x(), into.centre_y(), std::min(into.width, into.height) / 2};
    switch (scene) {
        case SceneName::verified:
        case SceneName::calibrated:
            return draw_check(in);
        case SceneName::wrong:
        case SceneName::inconclusive:
        case SceneName::foreign_card:
        case SceneName::card_removed:
        case SceneName::interrupted:
        case SceneName::not_calibrated:
            return draw_attention(in);
        case SceneName::locked:
            return draw_lock(in);
        case SceneName::checking:
        case SceneName::timed_out:
            return draw_clock(in);
        case SceneName::no_pin_service:
            return draw_information(in);
        case SceneName::stopped:
            return draw_stopped(in);
        case SceneName::out_of_service:
            return draw_no_entry(in);
        case SceneName::idle:
            return draw_folding_screen(in);
        case SceneName::insert_card:
        case SceneName::reading_card:
        case SceneName::remove_card:
            return draw_card_and_reader(in, scene);
        case SceneName::explain:
        case SceneName::prove_panel:
        case SceneName::panel_refused:
        case SceneName::calibrate:
        case SceneName::entry:
        case SceneName::help:
        case SceneName::last_try_question:
        case SceneName::call_clerk:
        case SceneName::consent:
        case SceneName::observer_question:
        case SceneName::assistance_over:
        case SceneName::change_offer:
        case SceneName::receipt:
        case SceneName::choose_language:
        case SceneName::pin_guide:
        case SceneName::pin_unknown:
        case SceneName::pin_characters:
        case SceneName::stop_question:
            return;
    }
}

}  // namespace tsuitate::drawing
