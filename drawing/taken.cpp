#include "drawing/taken.hpp"

#include <algorithm>
#include <optional>

namespace tsuitate::drawing {
namespace {

using policy::KeyAction;

// In the gap around the keys: it touches none of them, and none has to move for it or be drawn again. Rounder
// corners would reach over those of the keys.
constexpr double away_mm = 1.3;
constexpr double radius_mm = 2.0;

bool is_of_the_pad(KeyAction action) {
    return action == KeyAction::character || action == KeyAction::correct || action == KeyAction::clear ||
           action == KeyAction::confirm;
}

double width_of_frame(const Canvas& canvas) {
    return std::max(2.0, canvas.pixels(0.9));
}

// Its outer edge.
std::optional<RectPx> frame_of(const Canvas& canvas, const policy::Layout& layout) {
    std::optional<RectPx> pad;
    for (const policy::Target& target : layout.targets) {
        if (!is_of_the_pad(target.key.action)) {
            continue;
        }
        const RectPx key = canvas.pixels(target.area);
        if (!pad) {
            pad = key;
        }
        const double right = std::max(pad->x + pad->width, key.x + key.width);
        const double bottom = std::max(pad->y + pad->height, key.y + key.height);
        pad->x = std::min(pad->x, key.x);
        pad->y = std::min(pad->y, key.y);
        pad->width = right - pad->x;
        pad->height = bottom - pad->y;
    }
    if (pad) {
        pad = inset(*pad, -canvas.pixels(away_mm));
    }
    return pad;
}

}  // namespace

std::vector<RectPx> taken_places(const Canvas& canvas, const policy::Layout& layout) {
    const auto frame = frame_of(canvas, layout);
    if (!frame) {
        return {};
    }
    const double side = std::max(canvas.pixels(away_mm), width_of_frame(canvas));
    const double right = frame->x + frame->width - side;
    const double bottom = frame->y + frame->height - side;
    return {{frame->x, frame->y, frame->width, side},
            {frame->x, bottom, frame->width, side},
            {frame->x, frame->y, side, frame->height},
            {right, frame->y, side, frame->height}};
}

void draw_taken(Canvas& canvas, const policy::Layout& layout) {
    if (const auto frame = frame_of(canvas, layout)) {
        canvas.stroke_rounded(*frame, canvas.pixels(radius_mm), width_of_frame(canvas),
                              canvas.palette().action);
    }
}

}  // namespace tsuitate::drawing
