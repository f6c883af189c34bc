#include "tests/bench/touch/ground.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace tsuitate::bench {
namespace {

constexpr policy::Panel ten_inches{.width_px = 1280, .height_px = 800, .size = {217, 136}};
constexpr policy::Panel fifteen_inches{.width_px = 1920, .height_px = 1080, .size = {344, 194}};

std::vector<policy::Target> characters_of(const policy::Layout& layout) {
    std::vector<policy::Target> characters;
    std::copy_if(layout.targets.begin(), layout.targets.end(), std::back_inserter(characters),
                 [](const policy::Target& one) { return one.key.action == policy::KeyAction::character; });
    return characters;
}

Ground product(PanelSize size, const std::string& name, const policy::PinKind& kind) {
    const policy::Panel& panel = size == PanelSize::ten_inches ? ten_inches : fifteen_inches;
    Ground ground;
    ground.name = name + (size == PanelSize::ten_inches ? ", 10.1 inches" : ", 15.6 inches");
    ground.panel = panel.size;
    ground.shortest = kind.min_length;
    ground.longest = kind.max_length;
    ground.tries = kind.max_tries;
    policy::Scene scene;
    scene.name = policy::SceneName::entry;
    ground.entry = policy::layout_of(panel, scene, &kind);
    ground.keys = characters_of(ground.entry);
    scene.large_keys = true;
    ground.large = policy::layout_of(panel, scene, &kind);
    scene.name = policy::SceneName::prove_panel;
    for (std::size_t cell = 0; cell < policy::proof_cells(panel, scene, &kind).size(); ++cell) {
        scene.proof_cell = static_cast<std::uint8_t>(cell);
        ground.proofs.push_back(policy::layout_of(panel, scene, &kind));
    }
    return ground;
}

}  // namespace

policy::RectMm Ground::box() const {
    policy::PointMm least{panel.width, panel.height};
    policy::PointMm most;
    for (const policy::Target& key : keys) {
        least = {std::min(least.x, key.area.x), std::min(least.y, key.area.y)};
        most = {std::max(most.x, key.area.x + key.area.width),
                std::max(most.y, key.area.y + key.area.height)};
    }
    return {least.x, least.y, most.x - least.x, most.y - least.y};
}

Ground digits_of(double key, double pitch) {
    constexpr double columns = 3;
    constexpr double rows = 4;
    Ground ground;
    ground.name = "keys of " + std::to_string(static_cast<int>(key)) + " mm, pitch " +
                  std::to_string(static_cast<int>(pitch)) + " mm";
    ground.panel = rows * pitch < ten_inches.size.height ? ten_inches.size : fifteen_inches.size;
    const double left = (ground.panel.width - columns * pitch) / 2;
    const double top = (ground.panel.height - rows * pitch) / 2;
    constexpr std::string_view order = "123456789 0";
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] == ' ') {
            continue;
        }
        const policy::RectMm area{.x = left + static_cast<double>(i % 3) * pitch,
                                  .y = top + static_cast<double>(i / 3) * pitch,
                                  .width = key,
                                  .height = key};
        ground.entry.targets.push_back(
            {{policy::KeyAction::character, static_cast<std::uint8_t>(order[i])}, area});
        policy::Layout proof;
        proof.targets.push_back({{policy::KeyAction::here, 0}, area});
        proof.pitch = pitch;
        ground.proofs.push_back(proof);
    }
    ground.large = ground.entry;
    ground.keys = ground.entry.targets;
    return ground;
}

Ground product_digits(PanelSize size) {
    policy::PinKind kind;
    return product(size, "digits", kind);
}

Ground product_letters(PanelSize size) {
    policy::PinKind kind;
    kind.min_length = 6;
    kind.max_length = 16;
    kind.max_tries = 5;
    kind.alphabet = policy::Alphabet::capitals_and_digits;
    return product(size, "letters", kind);
}

}  // namespace tsuitate::bench
