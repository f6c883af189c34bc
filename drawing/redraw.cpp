#include "drawing/redraw.hpp"

#include <algorithm>
#include <utility>

namespace tsuitate::drawing {
namespace {

bool meets(const Damage& damage, const Part& part) {
    return std::any_of(part.places.begin(), part.places.end(),
                       [&](const PixelRect& place) { return damage.meets(place); });
}

}  // namespace

Redraw::Redraw(const policy::Panel& panel, const policy::Policy& policy, const AllTexts& texts)
    : panel_(panel),
      policy_(policy),
      texts_(texts),
      surface_(make_surface(panel.width_px, panel.height_px)) {}

Damage Redraw::renew(std::vector<Part> parts) {
    std::vector<Painted> last = std::move(painted_);
    painted_.clear();
    Damage damage;
    // What stays, stays in its order: parts that lie on others lie on them in both pictures.
    auto next_of_last = last.begin();
    for (Part& part : parts) {
        const auto same = std::find_if(next_of_last, last.end(),
                                       [&part](const Painted& painted) { return painted.part == part; });
        if (same == last.end()) {
            damage.add(places_of(part));
            painted_.push_back({.part = std::move(part), .cut_texts = {}, .stays = false});
            continue;
        }
        for (; next_of_last != same; ++next_of_last) {
            damage.add(places_of(next_of_last->part));
        }
        painted_.push_back(
            {.part = std::move(part), .cut_texts = std::move(next_of_last->cut_texts), .stays = true});
        ++next_of_last;
    }
    for (; next_of_last != last.end(); ++next_of_last) {
        damage.add(places_of(next_of_last->part));
    }
    // A part is drawn whole or not at all: cut off within itself, a slanted edge would be other pixels. So
    // what reaches into the damage belongs to it.
    const auto is_reached = [&damage](const Painted& painted) {
        return painted.stays && painted.part.name != PartName::ground && meets(damage, painted.part);
    };
    for (auto reached = std::find_if(painted_.begin(), painted_.end(), is_reached); reached != painted_.end();
         reached = std::find_if(painted_.begin(), painted_.end(), is_reached)) {
        reached->stays = false;
        damage.add(places_of(reached->part));
    }
    damage.keep_within({0, 0, panel_.width_px, panel_.height_px});
    return damage;
}

Picture Redraw::draw(const policy::Scene& scene) {
    Picture picture{.surface = Surface(cairo_surface_reference(surface_.get())),
                    .layout = policy::layout_of(panel_, scene, policy_.pin_kind(scene.pin_kind)),
                    .texts = {},
                    .cut_texts = {},
                    .damage = {}};
    PartPainter painter(surface_.get(), panel_, scene, policy_, texts_);
    picture.damage = renew(painter.parts_of(scene, picture.layout));
    for (Painted& painted : painted_) {
        if (painted.part.name == PartName::ground) {
            painter.paint(painted.part, picture.damage);
        } else if (!painted.stays) {
            painted.cut_texts = painter.paint(painted.part);
        }
        picture.cut_texts.insert(picture.cut_texts.end(), painted.cut_texts.begin(), painted.cut_texts.end());
    }
    picture.texts = painter.texts_set();
    cairo_surface_flush(surface_.get());
    return picture;
}

}  // namespace tsuitate::drawing
