#include "client/leaflet/pad.hpp"

#include <algorithm>
#include <array>

namespace tsuitate::leaflet {
namespace {

using policy::KeyAction;

bool belongs_to_pad(const policy::Target& target) {
    constexpr std::array actions = {KeyAction::character, KeyAction::correct, KeyAction::clear,
                                    KeyAction::confirm};
    return std::find(actions.begin(), actions.end(), target.key.action) != actions.end();
}

}  // namespace

Pad pad_of(const policy::PinKind& kind, const policy::Policy& policy) {
    constexpr policy::SizeMm usual{217, 136};  // 10 inches
    policy::Panel panel;
    panel.size = policy.panel.size;
    Pad pad;
    pad.true_size = panel.size.width > 0;
    if (!pad.true_size) {
        panel.size = usual;
    }
    pad.panel = panel.size;
    policy::Scene scene;
    scene.name = policy::SceneName::entry;
    scene.pin_kind = kind.name;
    double left = panel.size.width;
    double top = panel.size.height;
    for (const policy::Target& target : policy::layout_of(panel, scene, &kind).targets) {
        if (belongs_to_pad(target)) {
            pad.keys.push_back(target);
            left = std::min(left, target.area.x);
            top = std::min(top, target.area.y);
        }
    }
    for (policy::Target& key : pad.keys) {
        key.area.x -= left;
        key.area.y -= top;
        pad.size.width = std::max(pad.size.width, key.area.x + key.area.width);
        pad.size.height = std::max(pad.size.height, key.area.y + key.area.height);
    }
    return pad;
}

}  // namespace tsuitate::leaflet
