// docs/screens.md says what the code says.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "drawing/type.hpp"
#include "policy/keypad/layout.hpp"
#include "tests/unit/drawing/contrast.hpp"

namespace tsuitate::drawing {
namespace {

std::string page() {
    std::ifstream file(std::filesystem::path(TSUITATE_SOURCE_DIR) / "docs/screens.md");
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::string hexadecimal(Colour colour) {
    std::array<char, 10> text{};
    std::snprintf(text.data(), text.size(), "#%02x%02x%02x",
                  static_cast<unsigned>(std::lround(255 * colour.red)),
                  static_cast<unsigned>(std::lround(255 * colour.green)),
                  static_cast<unsigned>(std::lround(255 * colour.blue)));
    return text.data();
}

// "| text | `#1c1f26` on `#f6f4ef` 15.0 | ... |", a cell for each look.
std::string row(const char* name, Colour Palette::*ink, Colour Palette::*ground) {
    std::string line = std::string("| ") + name + " |";
    for (const auto look :
         {policy::Appearance::light, policy::Appearance::dark, policy::Appearance::high_contrast}) {
        const Palette& palette = palette_of(look);
        std::array<char, 16> ratio{};
        // Never more than it is.
        std::snprintf(ratio.data(), ratio.size(), "%.1f",
                      std::floor(10 * contrast(palette.*ink, palette.*ground)) / 10);
        line += " `" + hexadecimal(palette.*ink) + "` on `" + hexadecimal(palette.*ground) + "` " +
                ratio.data() + " |";
    }
    return line;
}

TEST(ScreensPage, has_the_colours_and_contrasts_of_the_code) {
    const std::string text = page();
    for (const std::string& line :
         {row("text", &Palette::ink, &Palette::ground), row("text on a key", &Palette::ink, &Palette::key),
          row("text after an unclear touch", &Palette::ink, &Palette::unclear),
          row("quieter text", &Palette::soft_ink, &Palette::ground),
          row("a button that is not live yet", &Palette::soft_ink, &Palette::quiet),
          row("go on: confirm, start, done, back", &Palette::on_action, &Palette::action),
          row("take back: correct, delete all", &Palette::ink, &Palette::take_back),
          row("stop", &Palette::stop, &Palette::key),
          row("what went wrong", &Palette::stop, &Palette::ground),
          row("somebody helps or stands by", &Palette::on_mark, &Palette::mark),
          row("edge of a key", &Palette::key_edge, &Palette::ground),
          row("edge of a key after an unclear touch", &Palette::key_edge, &Palette::unclear),
          row("edge of correct", &Palette::take_back_edge, &Palette::ground)}) {
        EXPECT_NE(text.find(line + '\n'), std::string::npos) << line;
    }
}

TEST(ScreensPage, has_the_smallest_type_of_each_size) {
    const std::string text = page();
    for (const auto& [name, panel] : {std::pair<const char*, policy::Panel>{"7\"", {800, 480, {154, 86}}},
                                      {"10\", 4:3", {1024, 768, {203, 152}}},
                                      {"10\", 16:10", {1280, 800, {217, 136}}},
                                      {"15.6\"", {1920, 1080, {344, 194}}}}) {
        const double em = smallest_em_mm(panel.size);
        std::array<char, 80> line{};
        std::snprintf(line.data(), line.size(), "| %s | %dx%d | %.1f mm | %d px |", name, panel.width_px,
                      panel.height_px, em,
                      static_cast<int>(std::lround(em * panel.width_px / panel.size.width)));
        EXPECT_NE(text.find(line.data()), std::string::npos) << line.data();
    }
}

TEST(ScreensPage, names_every_scene) {
    const std::string text = page();
    for (const std::string_view name : policy::scene_names) {
        EXPECT_NE(text.find("| `" + std::string(name) + "` |"), std::string::npos) << name;
    }
}

}  // namespace
}  // namespace tsuitate::drawing
