// Nobody but the card learns anything of a PIN: two visits that differ in nothing but the digits look the
// same to everybody, byte for byte and millisecond for millisecond.
#include <gtest/gtest.h>

#include <algorithm>

#include "daemon/wire/codec.hpp"
#include "tests/integration/noninterference/stand_in_card.hpp"
#include "tests/integration/noninterference/whole_vault.hpp"

namespace tsuitate::noninterference {
namespace {

using std::chrono::milliseconds;

std::vector<Press> presses(std::string_view pin, policy::PointMm beside = {}) {
    std::vector<Press> all;
    for (const char key : pin) {
        all.push_back({key, beside});
    }
    return all;
}

Visit digits(std::string_view pin, policy::PointMm beside = {}) {
    return {.pin_kind = "user-authentication", .presses = presses(pin, beside)};
}

std::string hex(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes) {
        constexpr std::string_view digit = "0123456789abcdef";
        text += digit[static_cast<std::uint8_t>(byte) >> 4U];
        text += digit[static_cast<std::uint8_t>(byte) & 0xfU];
    }
    return text;
}

void expect_same(const std::vector<Said>& one, const std::vector<Said>& other, const std::string& who) {
    ASSERT_EQ(one.size(), other.size()) << who;
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].at, other[i].at) << who << ", message " << i;
        EXPECT_EQ(hex(one[i].bytes), hex(other[i].bytes)) << who << ", message " << i;
    }
}

void expect_alike(const Seen& one, const Seen& other) {
    expect_same(one.front, other.front, "front");
    expect_same(one.screen, other.screen, "screen");
    expect_same(one.voice, other.voice, "voice");
    expect_same(one.ledger, other.ledger, "ledger");
    EXPECT_EQ(one.journal, other.journal);
    ASSERT_EQ(one.files.size(), other.files.size());
    for (const auto& [name, content] : one.files) {
        ASSERT_TRUE(other.files.contains(name)) << name;
        EXPECT_EQ(hex(content), hex(other.files.at(name))) << name;
    }
}

// The visit came to its end, with this PIN at the card.
void expect_verified(const Seen& seen, std::string_view pin) {
    ASSERT_EQ(seen.card_was_asked, pin);
    ASSERT_EQ(seen.outcomes, 1);
    ASSERT_TRUE(seen.files.contains("ledger/panel")) << "what was learnt of the panel is kept";
    ASSERT_GT(seen.ledger.size(), 5U);
    ASSERT_GT(seen.voice.size(), 5U);
    ASSERT_FALSE(seen.journal.empty());
}

wire::VaultShowScene scene_in(const Said& said) {
    const auto message = wire::FromVaultToScreen::decode(
        {reinterpret_cast<const std::uint8_t*>(said.bytes.data()), said.bytes.size()});
    return std::get<wire::VaultShowScene>(std::get<wire::FromVaultToScreen::Any>(message));
}

bool counts_down(const Seen& seen) {
    return std::any_of(seen.screen.begin(), seen.screen.end(),
                       [](const Said& said) { return scene_in(said).seconds_to_act > 0; });
}

std::vector<Said> pictures_of_entry(const Seen& seen) {
    std::vector<Said> pictures = seen.screen;
    std::erase_if(pictures,
                  [](const Said& said) { return scene_in(said).scene != policy::SceneName::entry; });
    return pictures;
}

// Whenever signs of a touch appear. What is said of the screen holds for the voice.
class NonInterference : public testing::TestWithParam<policy::Signs> {
  protected:
    static bool at_once() { return GetParam() == policy::Signs::at_once; }
    static Seen visit(Visit asked) {
        asked.signs = GetParam();
        return noninterference::visit(asked);
    }
};

INSTANTIATE_TEST_SUITE_P(, NonInterference, testing::Values(policy::Signs::grid, policy::Signs::at_once),
                         [](const auto& signs) {
                             return std::string(signs.param == policy::Signs::grid ? "grid" : "at_once");
                         });

TEST_P(NonInterference, control_the_same_visit_twice_is_the_same) {
    const Seen one = visit(digits("1234"));
    expect_verified(one, "1234");
    expect_alike(one, visit(digits("1234")));
}

TEST_P(NonInterference, which_digits_are_typed) {
    const Seen one = visit(digits("0000"));
    expect_verified(one, "0000");
    for (const std::string_view pin : {"9183", "1379", "5555", "2580"}) {
        const Seen other = visit(digits(pin));
        expect_verified(other, pin);
        expect_alike(one, other);
    }
}

// The picture says where each digit is, and the touches lie elsewhere; who draws it learns no more.
TEST_P(NonInterference, which_digits_are_typed_on_a_pad_that_is_not_where_it_always_is) {
    for (const policy::Pad pad : {policy::Pad::shuffled, policy::Pad::floating}) {
        Visit first = digits("0000");
        Visit second = digits("9183");
        first.pad = second.pad = pad;
        const Seen one = visit(first);
        const Seen other = visit(second);
        expect_verified(one, "0000");
        expect_verified(other, "9183");
        expect_alike(one, other);
    }
}

// The time that is left counts from the last touch, and is told to whoever draws it.
TEST_P(NonInterference, when_within_the_grid_a_touch_was_that_the_countdown_counts_from) {
    Visit sooner = digits("1234");
    Visit later = digits("1234");
    sooner.between_presses = milliseconds(30'101);
    later.between_presses = milliseconds(30'115);
    const Seen one = visit(sooner);
    const Seen other = visit(later);
    expect_verified(one, "1234");
    expect_verified(other, "1234");
    // When the keys go, it is seen: with "confirm" the whole picture changes.
    if (at_once()) {
        EXPECT_NE(pictures_of_entry(one), pictures_of_entry(other)) << "control: the screen may see it";
    } else {
        expect_same(pictures_of_entry(one), pictures_of_entry(other), "screen");
    }
    expect_same(one.front, other.front, "front");
    expect_same(one.ledger, other.ledger, "ledger");
    EXPECT_TRUE(counts_down(one)) << "control: it was on the panel";
    EXPECT_FALSE(counts_down(visit(digits("1234"))));
}

TEST_P(NonInterference, which_letters_are_typed) {
    const auto letters = [](std::string_view pin) {
        return Visit{.pin_kind = "signature", .presses = presses(pin)};
    };
    const Seen one = visit(letters("A1B2C3"));
    expect_verified(one, "A1B2C3");
    const Seen other = visit(letters("Z9Q8M0"));
    expect_verified(other, "Z9Q8M0");
    expect_alike(one, other);
}

TEST_P(NonInterference, what_the_card_says_to_it) {
    for (const auto said : {vault::VerifyAnswer::Said::wrong, vault::VerifyAnswer::Said::locked,
                            vault::VerifyAnswer::Said::inconclusive}) {
        Visit one = digits("4711");
        Visit other = digits("8026");
        one.card_says = other.card_says = {said, 2};
        expect_alike(visit(one), visit(other));
    }
}

TEST_P(NonInterference, where_beside_the_middle_of_its_key_each_touch_is) {
    for (const policy::PointMm beside :
         {policy::PointMm{4, 0}, policy::PointMm{-4, 3}, policy::PointMm{0, -5}, policy::PointMm{3, 5}}) {
        const Seen one = visit(digits("1590", beside));
        expect_verified(one, "1590");
        const Seen other = visit(digits("8426", beside));
        expect_verified(other, "8426");
        expect_alike(one, other);
        // Nor is anything learnt from it.
        expect_alike(one, visit(digits("1590")));
    }
}

TEST_P(NonInterference, which_key_was_taken_back) {
    const Seen one = visit({.pin_kind = "user-authentication", .presses = presses("12<345")});
    expect_verified(one, "1345");
    const Seen other = visit({.pin_kind = "user-authentication", .presses = presses("98<760")});
    expect_verified(other, "9760");
    expect_alike(one, other);
}

TEST_P(NonInterference, which_key_was_not_touched_clearly) {
    // In the gap between four keys, then in the middle.
    const policy::PointMm corner{13.6, 11.9};
    const auto unclear = [&](char first, std::string_view rest) {
        Visit visit{.pin_kind = "user-authentication", .presses = {{first, corner}, {first, {}}}};
        for (const char key : rest) {
            visit.presses.push_back({key, {}});
        }
        return visit;
    };
    const Seen one = visit(unclear('1', "234"));
    expect_verified(one, "1234");
    const Seen other = visit(unclear('5', "678"));
    expect_verified(other, "5678");
    expect_alike(one, other);
    EXPECT_NE(one.screen.size(), visit(digits("1234")).screen.size()) << "control: it was seen to be unclear";
}

TEST_P(NonInterference, when_within_the_grid_the_keys_were_touched) {
    Visit slower = digits("1234");
    slower.between_presses = milliseconds(760);
    const Seen one = visit(digits("1234"));
    const Seen other = visit(slower);
    expect_verified(other, "1234");
    expect_same(one.front, other.front, "front");
    expect_same(one.ledger, other.ledger, "ledger");
    for (const auto& [name, content] : one.files) {
        EXPECT_EQ(hex(content), hex(other.files.at(name))) << name;
    }
}

// The next instant at which a sign may appear.
milliseconds on_grid(milliseconds instant, const Seen& seen) {
    constexpr milliseconds grid{250};
    return instant + grid - (instant - seen.typing_since) % grid;
}

TEST_P(NonInterference, a_dot_comes_when_the_policy_says_and_its_sign_lasts_a_quarter_of_a_second) {
    const Seen seen = visit({.pin_kind = "user-authentication",
                             .presses = presses("12<345"),
                             .between_presses = milliseconds(613)});
    std::vector<milliseconds> expected;
    for (std::size_t i = 0; i + 1 < seen.lifts.size(); ++i) {
        expected.push_back(at_once() ? seen.lifts[i] : on_grid(seen.lifts[i], seen));
    }
    std::vector<milliseconds> taken;
    std::vector<milliseconds> ended;
    std::uint8_t dots = 0;
    for (const Said& said : pictures_of_entry(seen)) {
        const wire::VaultShowScene show = scene_in(said);
        if (said.at > seen.typing_since) {
            (show.taken != 0 ? taken : ended).push_back(said.at);
            EXPECT_EQ(show.dots != dots, show.taken != 0) << said.at.count();
        }
        dots = show.dots;
    }
    EXPECT_EQ(taken, expected) << "a sign for each character, and for the one that was taken back";
    for (milliseconds& instant : expected) {
        instant += milliseconds(250);
    }
    EXPECT_EQ(ended, expected);
}

TEST_P(NonInterference, the_sign_of_a_touch_lasts_as_long_while_the_countdown_begins) {
    constexpr milliseconds countdown_from{160'000};  // of the time for the whole entry
    const Seen seen = visit(
        {.pin_kind = "signature", .presses = presses("A1B2C3D4E"), .between_presses = milliseconds(19'875)});
    const milliseconds lift = seen.lifts.at(8);
    ASSERT_EQ(lift - seen.typing_since, countdown_from - milliseconds(100));
    const milliseconds begins = at_once() ? lift : on_grid(lift, seen);
    const milliseconds ends = begins + milliseconds(250);
    bool counts = false;
    for (const Said& said : pictures_of_entry(seen)) {
        if (said.at >= lift && said.at <= ends) {
            const wire::VaultShowScene show = scene_in(said);
            EXPECT_EQ(show.taken != 0, said.at < ends) << said.at.count();
            EXPECT_EQ(show.seconds_to_act != 0, said.at - seen.typing_since >= countdown_from);
            counts = counts || show.seconds_to_act != 0;
        }
    }
    EXPECT_TRUE(counts);
}

TEST_P(NonInterference, a_touch_is_no_longer_unclear_when_the_policy_says) {
    const policy::PointMm corner{13.6, 11.9};
    const Seen seen = visit({.pin_kind = "user-authentication",
                             .presses = {{'1', corner}, {'1', {}}, {'2', {}}, {'3', {}}, {'4', {}}},
                             .between_presses = milliseconds(613)});
    std::vector<milliseconds> changes;
    bool unclear = false;
    for (const Said& said : pictures_of_entry(seen)) {
        if (const bool now = scene_in(said).unclear != 0; now != unclear) {
            changes.push_back(said.at);
            unclear = now;
        }
    }
    const milliseconds retry = seen.lifts.at(1);
    EXPECT_EQ(changes, (std::vector{seen.lifts.at(0), at_once() ? retry : on_grid(retry, seen)}));
}

TEST_P(NonInterference, the_end_comes_on_its_own_grid) {
    constexpr milliseconds end_grid{2000};
    const Seen seen = visit({.pin_kind = "user-authentication",
                             .presses = presses("12<345"),
                             .between_presses = milliseconds(613)});
    // Before the log hears of the attempt, the card is asked how many tries are left: that takes its own
    // time.
    const auto attempt = std::find_if(seen.ledger.begin(), seen.ledger.end(), [](const Said& said) {
        const auto message = wire::FromVaultToLedger::decode(
            {reinterpret_cast<const std::uint8_t*>(said.bytes.data()), said.bytes.size()});
        const auto* record =
            std::get_if<wire::VaultWriteRecord>(&std::get<wire::FromVaultToLedger::Any>(message));
        return record != nullptr && record->kind == policy::RecordKind::pin_attempt;
    });
    ASSERT_NE(attempt, seen.ledger.end());
    EXPECT_EQ((attempt->at - card_takes - seen.typing_since) % end_grid, milliseconds(0))
        << attempt->at.count();
}

TEST_P(NonInterference, control_other_known_taps_are_seen) {
    const Seen one = visit(digits("1234"));
    Visit shifted = digits("1234");
    shifted.known_taps = {{2.8, 1.2}, {1.6, 0.9}};
    const Seen other = visit(shifted);
    expect_verified(other, "1234");
    EXPECT_NE(one.files.at("ledger/panel"), other.files.at("ledger/panel"));
}

TEST_P(NonInterference, control_another_number_of_characters_is_seen_on_the_panel_alone) {
    const auto letters = [](std::string_view pin) {
        return Visit{.pin_kind = "signature", .presses = presses(pin)};
    };
    const Seen six = visit(letters("A1B2C3"));
    const Seen seven = visit(letters("A1B2C3D"));
    expect_verified(seven, "A1B2C3D");
    EXPECT_GT(seven.screen.size(), six.screen.size());
    ASSERT_EQ(seven.ledger.size(), six.ledger.size());
    for (std::size_t i = 0; i < six.ledger.size(); ++i) {
        EXPECT_EQ(hex(six.ledger[i].bytes), hex(seven.ledger[i].bytes)) << i;
    }
}

}  // namespace
}  // namespace tsuitate::noninterference
