#include "drawing/taken.hpp"

#include <algorithm>
#include <utility>

namespace tsuitate::drawing {
namespace {

using policy::KeyAction;

bool is_of_the_pad(KeyAction action) {
    return action == KeyAction::character || action == KeyAction::correct || action == KeyAction::clear ||
           action == KeyAction::confirm;
}

}  // namespace

void draw_taken(Canvas& canvas, const policy::Layout& layout) {
    // In the gap around the keys: it touches none of them, and none has to move for it.
    const double away = canvas.pixels(1.3);
    const double width = std::max(2.0, canvas.pixels(0.9));
    RectPx pad;
    bool empty = true;
    for (const policy::Target& target : layout.targets) {
        if (!is_of_the_pad(target.key.action)) {
            continue;
        }
        const RectPx key = canvas.pixels(target.area);
        if (std::exchange(empty, false)) {
            pad = key;
        }
        const double right = std::max(pad.x + pad.width, key.x + key.width);
        const double bottom = std::max(pad.y + pad.height, key.y + key.height);
        pad.x = std::min(pad.x, key.x);
        pad.y = std::min(pad.y, key.y);
        pad.width = right - pad.x;
        pad.height = bottom - pad.y;
    }
    if (!empty) {
        canvas.stroke_rounded(inset(pad, -away), canvas.pixels(3.5), width, canvas.palette().action);
    }
}

}  // namespace tsuitate::drawing
