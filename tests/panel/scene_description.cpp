#include "tests/panel/scene_description.hpp"

namespace tsuitate::panel {
namespace {

nlohmann::ordered_json describe(const policy::RectMm& area) {
    return {{"x", area.x}, {"y", area.y}, {"width", area.width}, {"height", area.height}};
}

}  // namespace

nlohmann::ordered_json describe(const policy::Panel& panel, const policy::Scene& scene,
                                const policy::Layout& layout) {
    nlohmann::ordered_json json;
    json["scene"] = policy::name_of(scene.name);
    json["language"] = policy::name_of(scene.language);
    json["pin_kind"] = scene.pin_kind;
    json["procedure"] = scene.procedure;
    json["dots"] = scene.dots;
    json["tries_left"] = scene.tries_left == policy::tries_unknown ? nlohmann::ordered_json(nullptr)
                                                                   : nlohmann::ordered_json(scene.tries_left);
    json["can_confirm"] = scene.can_confirm;
    json["unclear"] = scene.unclear;
    json["large_keys"] = scene.large_keys;
    json["fault_code"] = scene.fault_code;
    json["clerk"] = scene.clerk;
    json["reason"] = scene.reason;
    json["help"] = scene.help;
    json["observer"] = scene.observer;
    json["seconds_left"] = scene.seconds_left;
    json["held"] = scene.held;
    json["swapped"] = scene.swapped;
    json["helped"] = scene.helped;
    json["mirrored"] = scene.mirrored;
    json["keypad"] = scene.keypad;
    json["pad"] = policy::name_of(scene.pad);
    json["appearance"] = policy::name_of(scene.appearance);
    json["taken"] = scene.taken;
    json["seconds_to_act"] = scene.seconds_to_act;
    json["blank"] = scene.blank;
    json["receipt"] = scene.receipt;
    json["receipt_code"] = scene.receipt_code;
    json["panel"] = {{"width_px", panel.width_px},
                     {"height_px", panel.height_px},
                     {"width_mm", panel.size.width},
                     {"height_mm", panel.size.height}};
    json["targets"] = nlohmann::ordered_json::array();
    for (const policy::Target& target : layout.targets) {
        nlohmann::ordered_json key = {{"key", policy::name_of(target.key)}};
        key.update(describe(target.area));
        json["targets"].push_back(std::move(key));
    }
    return json;
}

}  // namespace tsuitate::panel
