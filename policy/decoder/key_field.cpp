#include "policy/decoder/key_field.hpp"

#include <algorithm>
#include <cmath>

namespace tsuitate::policy {
namespace {

constexpr double half_a_key = 10;  // mm

bool is_character(const Target& target) {
    return target.key.action == KeyAction::character;
}

// A character is meant in its middle, however large its key.
SizeMm core_of(const Target& target) {
    if (is_character(target)) {
        return {};
    }
    return {.width = std::max(0.0, target.area.width / 2 - half_a_key),
            .height = std::max(0.0, target.area.height / 2 - half_a_key)};
}

// The smallest side of each button: where nothing is typed, they are a key's size or larger.
SizeMm smallest_of(const Layout& layout) {
    SizeMm smallest;
    for (const Target& target : layout.targets) {
        const SizeMm size = {target.area.width, target.area.height};
        smallest.width = smallest.width == 0 ? size.width : std::min(smallest.width, size.width);
        smallest.height = smallest.height == 0 ? size.height : std::min(smallest.height, size.height);
    }
    return smallest;
}

// From one character to the next beside and below it. Where there are none, the size of the smallest button.
SizeMm steps_of(const Layout& layout) {
    SizeMm steps;
    constexpr double same = 1;  // mm
    const auto shorten = [](double& so_far, double distance, double across) {
        if (across < same && distance > same) {
            so_far = so_far > 0 ? std::min(so_far, distance) : distance;
        }
    };
    for (const Target& one : layout.targets) {
        for (const Target& other : layout.targets) {
            if (is_character(one) && is_character(other)) {
                const PointMm a = one.area.centre();
                const PointMm b = other.area.centre();
                shorten(steps.width, std::abs(a.x - b.x), std::abs(a.y - b.y));
                shorten(steps.height, std::abs(a.y - b.y), std::abs(a.x - b.x));
            }
        }
    }
    return steps.width > 0 && steps.height > 0 ? steps : smallest_of(layout);
}

}  // namespace

KeyField::KeyField(const Layout& layout) {
    const SizeMm steps = steps_of(layout);
    pitch_ = std::min(steps.width, steps.height);
    double area = 0;
    for (const Target& target : layout.targets) {
        if (keys_ == most_keys) {
            break;
        }
        all_[keys_++] = {.centre = target.area.centre(), .core = core_of(target)};
        area += target.area.width * target.area.height;
    }
    area_ = std::max(1.0, area);
    places_ = keys_;
    add_phantoms(layout, steps);
}

void KeyField::add_phantoms(const Layout& layout, SizeMm steps) {
    for (const Target& target : layout.targets) {
        if (!is_character(target)) {
            continue;
        }
        const PointMm centre = target.area.centre();
        for (int row = -1; row <= 1; ++row) {
            for (int column = -1; column <= 1; ++column) {
                const PointMm neighbour = {centre.x + column * steps.width, centre.y + row * steps.height};
                if ((row != 0 || column != 0) && places_ < most_places && free(neighbour)) {
                    all_[places_++] = {.centre = neighbour, .core = {}};
                }
            }
        }
    }
}

// Nothing else is meant within half a pitch.
bool KeyField::free(PointMm point) const {
    const double nearest = pitch_ / 2;
    return std::none_of(
        all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(places_), [&](const MeantPlace& place) {
            const double dx = std::max(0.0, std::abs(point.x - place.centre.x) - place.core.width);
            const double dy = std::max(0.0, std::abs(point.y - place.centre.y) - place.core.height);
            return dx * dx + dy * dy < nearest * nearest;
        });
}

}  // namespace tsuitate::policy
