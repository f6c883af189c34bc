// What commissioning writes into panel.toml is read back as it was meant, and nothing else changes.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "policy/commission/panel_file.hpp"
#include "policy/load/readers.hpp"

namespace tsuitate::tests {
namespace {

using policy::PanelSettings;

const PanelSettings found{.size = {344.5, 194},
                          .path = "pci0000:00/usb1/1-3",
                          .properties = {{"ID_INPUT_TOUCHSCREEN", "1"}, {"ID_VENDOR_ID", "0eef"}},
                          .matrix = {{1.02, 0, -0.01, 0, 1, 0.5}}};

std::string installed() {
    std::ifstream stream(TSUITATE_SOURCE_DIR "/policy/default/panel.toml");
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

policy::Policy read(const std::string& text) {
    policy::Policy policy;
    const auto error = policy::read_toml_text(
        text, "panel.toml", [&](policy::Table& table) { policy::read_panel(table, policy); });
    EXPECT_FALSE(error) << error->text() << "\n" << text;
    return policy;
}

TEST(PanelFile, IsReadBackAsItWasMeant) {
    const auto panel = read(policy::with_panel(installed(), found)).panel;
    EXPECT_EQ(panel.size, found.size);
    ASSERT_EQ(panel.devices.size(), 1U) << "one rule takes the place of the two that took any panel";
    EXPECT_EQ(panel.devices[0].path, found.path);
    EXPECT_EQ(panel.devices[0].calibration.values, found.matrix.values);
    EXPECT_EQ(panel.devices[0].properties.size(), 2U);
    EXPECT_EQ(panel.readers.size(), 1U);
}

TEST(PanelFile, KeepsWhatIsNotAboutThePanel) {
    const std::string before =
        "# mine\nsize-mm = [0, 0]\ndoubt = [0.001, 0.02]\n\n[[device]]\nwhat = \"panel\"\npath = \"*\"\n"
        "properties = { ID_INPUT_TOUCHSCREEN = \"1\" }\n\n# the keypad\n[[device]]\nwhat = \"keypad\" # no "
        "panel\npath = \"pci*\"\nproperties = { ID_VENDOR_ID = \"04d9\" }\n\n# readers\n[[reader]]\nusb = "
        "\"08e6:4433\"\n";
    const std::string after = policy::with_panel(before, found);
    for (const char* kept :
         {"# mine\n", "doubt = [0.001, 0.02]\n", "# the keypad\n[[device]]\nwhat = \"keypad\" # no panel\n",
          "# readers\n[[reader]]\n"}) {
        EXPECT_NE(after.find(kept), std::string::npos) << kept << after;
    }
    EXPECT_EQ(after.find("path = \"*\""), std::string::npos);
    EXPECT_EQ(read(after).panel.devices.size(), 2U);
    EXPECT_EQ(policy::with_panel(after, found), after) << "a second time changes nothing";
}

TEST(PanelFile, IsMadeOfNothingToo) {
    const std::string after = policy::with_panel("", found) + "[[reader]]\nusb = \"*\"\n";
    EXPECT_EQ(read(after).panel.size, found.size);
}

TEST(PanelFile, TakesNoMarkupFromADevice) {
    PanelSettings strange = found;
    strange.properties["ID_MODEL_ID"] = "a\"b\\c\nd\xff";
    const auto panel = read(policy::with_panel(installed(), strange)).panel;
    for (const auto& [name, value] : panel.devices[0].properties) {
        if (name == "ID_MODEL_ID") {
            EXPECT_EQ(value, "a\"b\\c?d?");
        }
    }
}

TEST(PanelFile, HasNoMatrixWhereThereIsNone) {
    PanelSettings plain = found;
    plain.matrix = {};
    EXPECT_EQ(policy::device_table(plain).find("calibration"), std::string::npos);
}

}  // namespace
}  // namespace tsuitate::tests
