// CitizenPanel: what a touch of the citizen means: one more known tap that proves the panel, a key by its
// posterior, or nothing that can be told. Holds what known taps have said, in this entry and over the months;
// knows no PIN, and learns nothing about the panel from what is typed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "daemon/vault/touch/input.hpp"
#include "policy/decoder/key_decider.hpp"
#include "policy/decoder/panel_filter.hpp"
#include "policy/keypad/layout.hpp"
#include "policy/monitor/panel_memory.hpp"
#include "policy/session/event.hpp"

namespace tsuitate::vault {

class CitizenPanel {
  public:
    explicit CitizenPanel(const policy::DeciderSettings& settings = {}) : decider_(settings) {}

    // Another entry: nothing is proven, the next known target lies elsewhere.
    void begin_entry();
    // What unclear touches said of the keys says nothing more: what was typed is gone.
    void forget_touches();
    // The citizen takes the stylus after a refusal: everything anew, for its steadier hand.
    void begin_with_stylus();

    // Where the next known target lies, of policy::proof_cells().
    std::uint8_t cell() const { return cell_; }
    // Nobody touches it there: it goes elsewhere.
    void move_target() { draw_cell(); }
    // A touch on a picture with a known target that was not meant for another button. Nothing when the touch
    // says nothing: too short for a finger, or drawn along.
    std::optional<policy::KnownTap> known(const policy::Layout& layout, const Tap& tap);

    struct Meaning {
        std::optional<policy::Key> key;
        bool unclear = false;   // it was meant for some key, and cannot be told for which
        bool help_due = false;  // this has happened too often
    };
    // A touch on a picture with keys, on a panel that is proven. One that comes too soon after an unclear one
    // for its sign to have been seen says nothing: taken for a retry it would drop a character without a
    // word.
    Meaning meaning(const policy::Layout& layout, const Tap& tap);
    // Whether what touches the panel now does so in another manner than the known taps of this entry: with
    // another tool, or far steadier or less steady. No proof of anything (SECURITY.md).
    bool other_hand(const Tap& tap) const;
    // A touch that comes down where the one before was lifted, sooner than this hand could mean it: the panel
    // lost it for a frame, or the hand trembles, and it counted already. To be asked once of each touch,
    // before it counts; known() and meaning() do it themselves.
    bool goes_on(const Tap& tap);
    // A touch that was no tap of one finger: a palm, two fingers, one that stayed. Whoever made it is told.
    Meaning lost(std::chrono::steady_clock::time_point at);
    // As the known taps say: keys should be larger.
    bool trembles() const;
    // A key is then taken only when there is hardly any doubt.
    void suspect_ghosts(bool suspected) { ghosts_suspected_ = suspected; }

    // The touch where it was, as far as the calibration knows.
    Tap calibrated(const Tap& raw) const;
    // Another calibration: what was learnt with the one before means nothing any more.
    void calibrate(const policy::Affine& calibration);
    void restore_previous_calibration();

    const policy::PanelMemory& memory() const { return memory_; }
    policy::PanelMemory& memory() { return memory_; }
    // After a session, never during it: what its entries were like goes into what is kept. `day` since 1970.
    // True when anything has.
    bool learn(std::uint32_t day);

  private:
    void draw_cell();
    void show(const policy::Layout& layout);
    policy::Touch corrected(const Tap& tap) const;
    void notice(const Tap& tap);
    Meaning unclear(const policy::Decision& decision, std::chrono::steady_clock::time_point at);
    void end_entry();

    policy::PanelMemory memory_;
    policy::PanelFilter filter_;
    policy::KeyDecider decider_;
    // Of the picture that was touched last.
    std::uint64_t fingerprint_ = 0;
    policy::KeyField field_;
    bool field_has_letters_ = false;
    std::uint8_t cell_ = 0;
    unsigned strays_ = 0;  // touches far from the known target
    bool proven_ = false;
    bool ghosts_suspected_ = false;
    std::optional<Tool> known_tool_;  // of the known taps of this entry
    std::chrono::steady_clock::time_point pause_until_{};
    // When and where the last touch that counted was lifted.
    std::chrono::steady_clock::time_point lifted_at_{};
    policy::PointMm lifted_from_;

    // Of the entry under way, and of those before it in this session. More of one person say no more.
    static constexpr std::size_t most_entries = 4;
    policy::EntryQuality quality_;
    policy::PointMm offset_sum_;
    double noise_sum_ = 0;
    bool letters_ = false;
    std::array<policy::EntryQuality, most_entries> ended_{};
    std::size_t ended_count_ = 0;
};

}  // namespace tsuitate::vault
