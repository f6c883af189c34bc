// Points and rectangles on the panel, in millimetres from its top left corner as the citizen sees it.
#pragma once

namespace tsuitate::policy {

struct PointMm {
    double x = 0;
    double y = 0;
    friend bool operator==(const PointMm&, const PointMm&) = default;
};

struct SizeMm {
    double width = 0;
    double height = 0;
    friend bool operator==(const SizeMm&, const SizeMm&) = default;
};

struct RectMm {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    // Left and top edge belong to it, right and bottom edge do not.
    bool contains(PointMm point) const {
        return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
    }
    PointMm centre() const { return {x + width / 2, y + height / 2}; }
    friend bool operator==(const RectMm&, const RectMm&) = default;
};

// The citizen's panel: pixels of the display and its physical size.
struct Panel {
    int width_px = 0;
    int height_px = 0;
    SizeMm size;
    friend bool operator==(const Panel&, const Panel&) = default;
};

}  // namespace tsuitate::policy
