#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "daemon/front/desk.hpp"
#include "policy/load/load_policy.hpp"

namespace tsuitate::front {
namespace {

TEST(DescriptionOf, has_every_field_of_the_page_and_nothing_of_the_cards_addresses) {
    const std::filesystem::path source(TSUITATE_SOURCE_DIR);
    const auto policy = std::get<policy::Policy>(policy::load_policy(source / "policy/default"));
    std::ostringstream content;
    content << std::ifstream(source / "docs" / "dbus-api.md").rdbuf();
    const std::string page = content.str();
    for (const policy::PinKind& kind : policy.pin_kinds) {
        for (const policy::Language language : {policy::Language::japanese, policy::Language::english}) {
            const PinDescription told = description_of(kind, language);
            EXPECT_EQ(told.size(), 15U);
            for (const auto& [name, value] : told) {
                EXPECT_NE(page.find("| `" + name + "` |"), std::string::npos) << name;
                if (value.containsValueOfType<std::string>()) {
                    EXPECT_FALSE(value.get<std::string>().empty()) << name;
                }
            }
            EXPECT_FALSE(told.contains("application") || told.contains("file"));
        }
        EXPECT_NE(description_of(kind, policy::Language::japanese).at("title").get<std::string>(),
                  description_of(kind, policy::Language::english).at("title").get<std::string>());
    }
}

}  // namespace
}  // namespace tsuitate::front
