// KeysOfEvents: the events of a panel as far as the keys that a citizen's touches mean, through the real
// decoder and CitizenPanel, as the vault puts them together.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>

#include "daemon/vault/touch/citizen_panel.hpp"
#include "daemon/vault/touch/decoder.hpp"
#include "tests/unit/touch/event_stream.hpp"

namespace tsuitate::tests {

inline constexpr policy::Panel panel_of_ten_inches{.width_px = 1280, .height_px = 800, .size = {216, 135}};

inline policy::Layout layout_of(policy::SceneName name, policy::Alphabet alphabet = policy::Alphabet::digits,
                                std::uint8_t cell = 0) {
    policy::PinKind kind;
    kind.alphabet = alphabet;
    policy::Scene scene;
    scene.name = name;
    scene.proof_cell = cell;
    return policy::layout_of(panel_of_ten_inches, scene, &kind);
}

inline policy::PointMm middle_of(const policy::Layout& layout, policy::Key key) {
    const auto target = std::find_if(layout.targets.begin(), layout.targets.end(),
                                     [&](const policy::Target& one) { return one.key == key; });
    EXPECT_NE(target, layout.targets.end());
    return target->area.centre();
}

// Known taps in the middle of what is shown, until they prove the panel.
inline void prove(vault::CitizenPanel& panel) {
    panel.begin_entry();
    auto at = std::chrono::steady_clock::time_point(std::chrono::seconds(1));
    for (int tap = 0; tap < 4; ++tap) {
        const auto layout = layout_of(policy::SceneName::prove_panel, policy::Alphabet::digits, panel.cell());
        const policy::PointMm middle = middle_of(layout, {policy::KeyAction::here});
        at += std::chrono::seconds(1);
        const auto judged = panel.known(layout, {.down = middle,
                                                 .lift = middle,
                                                 .down_at = at,
                                                 .lifted_at = at + std::chrono::milliseconds(90),
                                                 .frames = 9});
        ASSERT_TRUE(judged);
        if (judged->verdict == policy::KnownTap::Verdict::proven) {
            return;
        }
    }
    FAIL() << "four taps in the middle do not prove the panel";
}

class KeysOfEvents final : public vault::InputListener {
  public:
    // A proven panel that shows this picture.
    explicit KeysOfEvents(policy::Layout shown,
                          const policy::TouchCapabilities& capabilities = policy::slotted())
        : layout(std::move(shown)), decoder_(capabilities, {}), has_(capabilities) {
        prove(panel);
    }

    void feed(std::span<const policy::InputEvent> events) {
        // The known taps lie before.
        constexpr std::chrono::seconds begin{100};
        for (const policy::InputEvent& event : events) {
            decoder_.feed(
                event,
                std::chrono::steady_clock::time_point(begin + std::chrono::microseconds(event.time_us)),
                panel_of_ten_inches.size, *this);
        }
    }
    void feed(const std::string& stream) { feed(policy::events_of(stream)); }

    // "mx=… my=…" of this point.
    std::string place(policy::PointMm point) const {
        const auto axis = [](double share, policy::AxisRange range) {
            return std::to_string(std::lround(range.minimum + share * (range.maximum - range.minimum)));
        };
        return "mx=" + axis(point.x / panel_of_ten_inches.size.width, has_.x) +
               " my=" + axis(point.y / panel_of_ten_inches.size.height, has_.y);
    }

    void on_tap(const vault::Tap& tap) override {
        ++taps;
        const auto meaning = panel.meaning(layout, tap);
        keys += meaning.key ? policy::name_of(*meaning.key) + " " : "";
        unclear += meaning.unclear ? 1 : 0;
    }
    void on_spoilt_touch(policy::ContactRejection /*reason*/) override { ++spoilt; }
    void on_present(const std::optional<vault::Tap>& /*tap*/) override {}
    void on_keypad_held(const std::optional<policy::Key>& /*key*/) override {}
    void on_keypad(const policy::Key& /*key*/) override {}
    void on_input_report(const vault::InputReport& /*report*/) override {}

    vault::CitizenPanel panel;
    policy::Layout layout;
    std::string keys;  // their names, each with a space behind it
    int unclear = 0;
    int taps = 0;
    int spoilt = 0;

  private:
    vault::Decoder decoder_;
    policy::TouchCapabilities has_;
};

}  // namespace tsuitate::tests
