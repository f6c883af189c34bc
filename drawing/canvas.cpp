#include "drawing/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tsuitate::drawing {

RectPx inset(const RectPx& rect, double by) {
    return {rect.x + by, rect.y + by, std::max(0.0, rect.width - 2 * by),
            std::max(0.0, rect.height - 2 * by)};
}

Canvas::Canvas(cairo_surface_t* surface, const policy::Panel& panel, const Palette& palette)
    : context_(cairo_create(surface)),
      palette_(palette),
      panel_(panel.size),
      scale_x_(panel.width_px / panel.size.width),
      scale_y_(panel.height_px / panel.size.height),
      scale_(std::min(scale_x_, scale_y_)) {
    cairo_set_line_cap(context(), CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(context(), CAIRO_LINE_JOIN_ROUND);
}

RectPx Canvas::pixels(const policy::RectMm& area) const {
    const double left = std::round(area.x * scale_x_);
    const double top = std::round(area.y * scale_y_);
    return {left, top, std::round((area.x + area.width) * scale_x_) - left,
            std::round((area.y + area.height) * scale_y_) - top};
}

void Canvas::fill_all(Colour colour) {
    cairo_set_source_rgb(context(), colour.red, colour.green, colour.blue);
    cairo_paint(context());
}

void Canvas::fill_rect(const RectPx& rect, Colour colour) {
    cairo_rectangle(context(), rect.x, rect.y, rect.width, rect.height);
    fill(colour);
}

void Canvas::rounded_path(const RectPx& rect, double radius) {
    const double r = std::min({radius, rect.width / 2, rect.height / 2});
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(context());
    cairo_arc(context(), rect.x + rect.width - r, rect.y + r, r, -quarter, 0);
    cairo_arc(context(), rect.x + rect.width - r, rect.y + rect.height - r, r, 0, quarter);
    cairo_arc(context(), rect.x + r, rect.y + rect.height - r, r, quarter, 2 * quarter);
    cairo_arc(context(), rect.x + r, rect.y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(context());
}

void Canvas::fill_rounded(const RectPx& rect, double radius, Colour colour) {
    rounded_path(rect, radius);
    fill(colour);
}

void Canvas::stroke_rounded(const RectPx& rect, double radius, double width, Colour colour) {
    rounded_path(inset(rect, width / 2), radius - width / 2);
    stroke(width, colour);
}

void Canvas::fill_circle(double x, double y, double radius, Colour colour) {
    cairo_new_sub_path(context());
    cairo_arc(context(), x, y, radius, 0, 2 * std::numbers::pi);
    fill(colour);
}

void Canvas::stroke_circle(double x, double y, double radius, double width, Colour colour) {
    cairo_new_sub_path(context());
    cairo_arc(context(), x, y, std::max(0.0, radius - width / 2), 0, 2 * std::numbers::pi);
    stroke(width, colour);
}

Canvas& Canvas::move_to(double x, double y) {
    cairo_move_to(context(), x, y);
    return *this;
}

Canvas& Canvas::line_to(double x, double y) {
    cairo_line_to(context(), x, y);
    return *this;
}

Canvas& Canvas::close_path() {
    cairo_close_path(context());
    return *this;
}

void Canvas::stroke(double width, Colour colour) {
    cairo_set_source_rgb(context(), colour.red, colour.green, colour.blue);
    cairo_set_line_width(context(), width);
    cairo_stroke(context());
}

void Canvas::fill(Colour colour) {
    cairo_set_source_rgb(context(), colour.red, colour.green, colour.blue);
    cairo_fill(context());
}

}  // namespace tsuitate::drawing
