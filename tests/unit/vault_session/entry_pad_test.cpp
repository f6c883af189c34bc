#include "daemon/vault/session/entry_pad.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <set>

namespace tsuitate::vault {
namespace {

using policy::Pad;

policy::PanelRules rules_with(Pad pad, std::vector<Pad> choices) {
    policy::PanelRules rules;
    rules.pad = pad;
    rules.pad_choices = std::move(choices);
    return rules;
}

class PadOfEntry : public testing::Test {
  protected:
    PadOfEntry() { EXPECT_GE(sodium_init(), 0); }

    policy::Scene seen(const EntryPad& pad, policy::SceneName name = policy::SceneName::entry) const {
        policy::Scene scene;
        scene.name = name;
        pad.add_to(scene, &kind_);
        return scene;
    }

    // What the key of the help screen leads to, one touch after the other.
    std::vector<std::string> touches(EntryPad& pad, int count, const std::set<Pad>& possible) const {
        std::vector<std::string> all;
        for (int i = 0; i < count; ++i) {
            pad.change([&](Pad one) { return possible.contains(one); });
            const policy::Scene scene = seen(pad);
            all.push_back(scene.mirrored ? "other side" : std::string(name_of(scene.pad)));
        }
        return all;
    }

    policy::PinKind kind_;  // four digits
};

TEST_F(PadOfEntry, goes_from_the_other_side_over_what_the_policy_allows_to_what_it_was) {
    const auto rules = rules_with(Pad::fixed, {Pad::floating, Pad::shuffled});
    EntryPad pad(rules);
    pad.begin_session();
    EXPECT_EQ(touches(pad, 5, {Pad::floating, Pad::shuffled}),
              (std::vector<std::string>{"other side", "floating", "shuffled", "fixed", "other side"}));
}

TEST_F(PadOfEntry, what_this_pin_or_this_panel_cannot_have_is_passed_over) {
    const auto rules = rules_with(Pad::fixed, {Pad::floating, Pad::shuffled});
    EntryPad pad(rules);
    EXPECT_EQ(touches(pad, 3, {Pad::shuffled}),
              (std::vector<std::string>{"other side", "shuffled", "fixed"}));
    EXPECT_EQ(touches(pad, 3, {}), (std::vector<std::string>{"other side", "fixed", "other side"}));
}

TEST_F(PadOfEntry, begins_with_the_policys_and_is_the_policys_again_for_the_next_citizen) {
    const auto rules = rules_with(Pad::shuffled, {Pad::fixed});
    EntryPad pad(rules);
    EXPECT_EQ(seen(pad).pad, Pad::shuffled);
    EXPECT_EQ(touches(pad, 2, {Pad::fixed}), (std::vector<std::string>{"other side", "fixed"}));
    pad.begin_session();
    EXPECT_EQ(seen(pad).pad, Pad::shuffled);
}

TEST_F(PadOfEntry, is_drawn_anew_for_each_entry_and_each_change_and_not_otherwise) {
    const auto rules = rules_with(Pad::shuffled, {});
    EntryPad pad(rules);
    std::set<std::uint32_t> drawn;
    constexpr int entries = 20;
    for (int i = 0; i < entries; ++i) {
        pad.begin_entry();
        drawn.insert(seen(pad).arrangement);
        EXPECT_EQ(seen(pad).arrangement, seen(pad).arrangement);
        pad.change([](Pad) { return false; });
        drawn.insert(seen(pad).arrangement);
    }
    EXPECT_GE(drawn.size(), 38U) << "of 40; one in three million is drawn twice";
    EXPECT_LT(*drawn.rbegin(), policy::arrangements);
}

TEST_F(PadOfEntry, is_said_where_keys_lie_or_will_lie_and_nowhere_else) {
    const auto rules = rules_with(Pad::shuffled, {});
    EntryPad pad(rules);
    pad.begin_entry();
    const policy::Scene entry = seen(pad);
    const policy::Scene proof = seen(pad, policy::SceneName::prove_panel);
    EXPECT_EQ(proof.pad, entry.pad);
    EXPECT_EQ(proof.arrangement, entry.arrangement);
    EXPECT_EQ(seen(pad, policy::SceneName::help).pad, Pad::fixed);
    EXPECT_EQ(seen(pad, policy::SceneName::help).arrangement, 0U);
    kind_.max_length = 12;
    EXPECT_EQ(seen(pad).pad, Pad::fixed) << "only four digits are shuffled";
    EXPECT_EQ(seen(pad).arrangement, 0U);
}

}  // namespace
}  // namespace tsuitate::vault
