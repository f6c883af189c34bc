// Canvas: draws shapes on a surface. Takes places in millimetres of the panel and works in whole pixels, so
// that edges are sharp; lengths that must look alike in both directions use one scale.
#pragma once

#include <cairo.h>

#include <memory>

#include "drawing/palette.hpp"
#include "drawing/surface.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::drawing {

struct RectPx {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    double centre_x() const { return x + width / 2; }
    double centre_y() const { return y + height / 2; }
};

RectPx inset(const RectPx& rect, double by);

struct ContextDeleter {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

class Canvas {
  public:
    Canvas(cairo_surface_t* surface, const policy::Panel& panel, const Palette& palette);

    const Palette& palette() const { return palette_; }
    policy::SizeMm panel() const { return panel_; }
    cairo_t* context() const { return context_.get(); }
    RectPx pixels(const policy::RectMm& area) const;
    double pixels(double millimetres) const { return millimetres * scale_; }

    void fill_all(Colour colour);
    void fill_rounded(const RectPx& rect, double radius, Colour colour);
    void fill_rect(const RectPx& rect, Colour colour);
    // The stroke lies inside the rectangle.
    void stroke_rounded(const RectPx& rect, double radius, double width, Colour colour);
    void fill_circle(double x, double y, double radius, Colour colour);
    // The stroke lies inside the radius.
    void stroke_circle(double x, double y, double radius, double width, Colour colour);

    // Lines with round ends and corners: begin, line to, ..., then stroke or fill.
    Canvas& move_to(double x, double y);
    Canvas& line_to(double x, double y);
    Canvas& close_path();
    void stroke(double width, Colour colour);
    void fill(Colour colour);

  private:
    void rounded_path(const RectPx& rect, double radius);

    std::unique_ptr<cairo_t, ContextDeleter> context_;
    const Palette& palette_;
    policy::SizeMm panel_;
    double scale_x_;
    double scale_y_;
    double scale_;
};

}  // namespace tsuitate::drawing
