#include "tests/panel/frames_output.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "tests/panel/scene_description.hpp"

namespace tsuitate::panel {

FramesOutput::FramesOutput(loop::Loop& loop, std::filesystem::path directory, const policy::Panel& panel)
    : loop_(loop), directory_(std::move(directory)), panel_(panel) {
    std::filesystem::create_directories(directory_);
    for (const auto& entry : std::filesystem::directory_iterator(directory_)) {
        const std::string name = entry.path().filename().string();
        unsigned number = 0;
        std::from_chars(name.data(), name.data() + name.size(), number);
        number_ = std::max(number_, number);
    }
}

void FramesOutput::start(OnPanel on_panel, OnLost) {
    // Not from inside start(), as no display answers that fast.
    loop_.after(std::chrono::milliseconds(0), [this, on_panel = std::move(on_panel)] { on_panel(panel_); });
}

void FramesOutput::show(const screen::Frame& frame, OnShown on_shown) {
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%04u", ++number_);
    const std::string stem = std::string(number.data()) + '-' +
                             std::string(policy::name_of(frame.scene.name)) + '-' +
                             std::string(policy::name_of(frame.scene.language));
    const std::string picture = stem + ".png";
    if (cairo_surface_write_to_png(frame.picture.surface.get(), (directory_ / picture).c_str()) !=
        CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error("cannot write " + (directory_ / picture).string());
    }
    auto json = describe(frame.panel, frame.scene, frame.picture.layout);
    json["serial"] = frame.serial;
    json["number"] = number_;
    json["picture"] = picture;
    const std::string text = json.dump(2) + '\n';
    write_at_once(stem + ".json", text);
    write_at_once("current.json", text);
    loop_.after(std::chrono::milliseconds(0), std::move(on_shown));
}

void FramesOutput::write_at_once(const std::string& name, const std::string& content) const {
    const auto unfinished = directory_ / ('.' + name + ".part");
    std::ofstream file(unfinished);
    file << content << std::flush;
    if (!file) {
        throw std::runtime_error("cannot write " + unfinished.string());
    }
    std::filesystem::rename(unfinished, directory_ / name);
}

}  // namespace tsuitate::panel
