#include "drawing/taken.hpp"

#include <algorithm>
#include <optional>

namespace tsuitate::drawing {
namespace {

using policy::KeyAction;

constexpr double radius_mm = 3.5;

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
        // In the gap around the keys: it touches none of them, and none has to move for it.
        pad = inset(*pad, -canvas.pixels(1.3));
    }
    return pad;
}

}  // namespace

std::vector<RectPx> taken_places(const Canvas& canvas, const policy::Layout& layout) {
    const auto frame = frame_of(canvas, layout);
    if (!frame) {
        return {};
    }
    const double side = width_of_frame(canvas);
    const double corner = std::min({canvas.pixels(radius_mm), frame->width / 2, frame->height / 2});
    const double right = frame->x + frame->width;
    const double bottom = frame->y + frame->height;
    std::vector<RectPx> places;
    for (const double x : {frame->x, right - corner}) {
        for (const double y : {frame->y, bottom - corner}) {
            places.push_back({x, y, corner, corner});
        }
    }
    for (const double y : {frame->y, bottom - side}) {
        places.push_back({frame->x + corner, y, frame->width - 2 * corner, side});
    }
    for (const double x : {frame->x, right - side}) {
        places.push_back({x, frame->y + corner, side, frame->height - 2 * corner});
    }
    return places;
}

void draw_taken(Canvas& canvas, const policy::Layout& layout) {
    if (const auto frame = frame_of(canvas, layout)) {
        canvas.stroke_rounded(*frame, canvas.pixels(radius_mm), width_of_frame(canvas),
                              canvas.palette().action);
    }
}

}  // namespace tsuitate::drawing
