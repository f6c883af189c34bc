#include "drawing/parts.hpp"

#include <algorithm>
#include <utility>

#include "drawing/dots.hpp"
#include "drawing/taken.hpp"

namespace tsuitate::drawing {
namespace {

using policy::KeyAction;
using policy::Scene;
using policy::SceneName;

// The scene without what changes while it is on the glass and is shown by single parts only. All else is left
// to every part, needed or not.
Scene lasting(Scene scene) {
    const Scene fresh;
    scene.dots = fresh.dots;
    scene.taken = fresh.taken;
    scene.can_confirm = fresh.can_confirm;
    scene.held = fresh.held;
    scene.seconds_left = fresh.seconds_left;
    scene.seconds_to_act = fresh.seconds_to_act;
    scene.proof_cell = fresh.proof_cell;
    scene.said_again = fresh.said_again;
    return scene;
}

bool is_answer(KeyAction action) {
    return action == KeyAction::yes || action == KeyAction::no;
}

class Collection {
  public:
    Collection(const Canvas& canvas, const policy::Panel& panel, const Scene& scene,
               const policy::Layout& layout)
        : canvas_(canvas),
          whole_{0, 0, panel.width_px, panel.height_px},
          scene_(scene),
          lasting_(lasting(scene)),
          layout_(layout) {}

    std::vector<Part> all(const policy::Policy& policy, const Texts& texts) {
        const policy::PinKind* kind = policy.pin_kind(scene_.pin_kind);
        add_ground();
        if (scene_.blank) {
            add(PartName::blank, {whole_});
        } else {
            add(PartName::words, places_of_words()).wording = wording_of(scene_, policy, texts);
            add_dots(kind);
            add_receipt();
            add_taken();
            if (scene_.name == SceneName::pin_characters && kind != nullptr) {
                add(PartName::characters, {place(layout_.number)});
            }
            for (const policy::Target& target : layout_.targets) {
                add_key(target, texts);
            }
        }
        if (layout_.countdown.height > 0) {
            Part& part = add(PartName::countdown, {place(layout_.countdown)});
            part.scene.seconds_to_act = scene_.seconds_to_act;
            part.sentences = {countdown_of(scene_, texts)};
        }
        if (layout_.mark.height > 0) {
            add(PartName::mark, {place(layout_.mark)}).sentences = mark_of(scene_, policy, texts);
        }
        return std::move(parts_);
    }

  private:
    Part& add(PartName name, const std::vector<PixelRect>& places) { return add(name, places, layout_); }
    Part& add(PartName name, const std::vector<PixelRect>& places, const policy::Layout& layout) {
        return parts_.emplace_back(Part{.name = name,
                                        .places = places,
                                        .scene = lasting_,
                                        .layout = layout,
                                        .wording = {},
                                        .sentences = {}});
    }
    PixelRect place(const policy::RectMm& area) const { return pixels_around(canvas_.pixels(area)); }

    void add_ground() {
        Scene bare;
        bare.appearance = scene_.appearance;
        bare.unclear = scene_.unclear;
        add(PartName::ground, {whole_}, {}).scene = bare;
    }

    // Where something is typed its field may lie between heading and message; it is no place of words.
    std::vector<PixelRect> places_of_words() const {
        std::vector<PixelRect> places;
        for (const policy::RectMm& area : {layout_.heading, layout_.message}) {
            if (area.height > 0) {
                places.push_back(place(area));
            }
        }
        const bool between = layout_.dots.height > 0 && layout_.message.y > layout_.dots.y;
        if (places.size() < 2 || between) {
            return places;
        }
        const PixelRect& one = places.at(0);
        const PixelRect& other = places.at(1);
        const int left = std::min(one.x, other.x);
        const int top = std::min(one.y, other.y);
        return {{left, top, std::max(one.x + one.width, other.x + other.width) - left,
                 std::max(one.y + one.height, other.y + other.height) - top}};
    }

    void add_dots(const policy::PinKind* kind) {
        if (kind != nullptr && scene_.name == SceneName::entry) {
            const RectPx field = dots_field(canvas_, canvas_.pixels(layout_.dots));
            Part& part = add(PartName::dots, {pixels_around(field)});
            part.scene.dots = scene_.dots;
            part.scene.taken = scene_.taken;
        }
    }

    void add_receipt() {
        if (scene_.name == SceneName::receipt) {
            add(PartName::receipt, {place(layout_.number), place(layout_.code)});
        }
    }

    void add_taken() {
        if (!scene_.taken) {
            return;
        }
        std::vector<PixelRect> places;
        for (const RectPx& rect : taken_places(canvas_, layout_)) {
            places.push_back(pixels_around(rect));
        }
        if (!places.empty()) {
            add(PartName::taken, places).scene.taken = true;
        }
    }

    // What yes and no say, without what may stand below.
    std::vector<std::string> answers(const Texts& texts) const {
        std::vector<std::string> words;
        for (const policy::Target& target : layout_.targets) {
            if (is_answer(target.key.action)) {
                const std::string& label = texts.key(scene_.name, target.key.action);
                words.push_back(label.substr(0, label.find('\n')));
            }
        }
        return words;
    }

    void add_key(const policy::Target& target, const Texts& texts) {
        policy::Layout own;
        own.targets = {target};
        Part& part = add(PartName::key, {place(target.area)}, own);
        const KeyAction action = target.key.action;
        if (action == KeyAction::confirm || action == KeyAction::yes) {
            part.scene.can_confirm = scene_.can_confirm;
            part.scene.held = scene_.held;
        }
        if (is_answer(action)) {
            part.sentences = answers(texts);
        }
    }

    const Canvas& canvas_;
    PixelRect whole_;
    const Scene& scene_;
    Scene lasting_;
    const policy::Layout& layout_;
    std::vector<Part> parts_;
};

}  // namespace

Damage places_of(const Part& part) {
    Damage places;
    for (const PixelRect& place : part.places) {
        places.add(place);
    }
    return places;
}

std::vector<Part> parts_of(const Canvas& canvas, const policy::Panel& panel, const Scene& scene,
                           const policy::Layout& layout, const policy::Policy& policy, const Texts& texts) {
    return Collection(canvas, panel, scene, layout).all(policy, texts);
}

}  // namespace tsuitate::drawing
