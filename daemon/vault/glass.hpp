// Glass: what lies on the citizen's panel, and which key a touch on it means. A touch counts only for the
// picture that the screen has said to be on the glass, with the targets where the vault computes them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "daemon/vault/role_link.hpp"
#include "daemon/vault/touch/input.hpp"
#include "policy/keypad/layout.hpp"
#include "policy/policy.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::vault {

class Glass {
  public:
    Glass(const policy::Policy& policy, ScreenLink& screen, VoiceLink& voice)
        : policy_(policy), screen_(screen), voice_(voice) {}

    // The display as its role describes it. Returns its physical size, for the touch devices.
    policy::SizeMm set_panel(const wire::ScreenTellPanel& told);
    void forget_panel() { panel_.reset(); }
    bool known() const { return panel_.has_value(); }
    // Precondition: known.
    policy::SizeMm size() const { return panel_->size; }

    // Whether keys of this PIN can lie so on this panel.
    bool can_have(const policy::PinKind& kind, policy::Pad pad) const;

    // Sends the scene when it differs from the last one.
    void show(const policy::Scene& scene);
    // To a voice that has just come: what is wanted on the glass.
    void tell_voice();

    // False when the screen drew its targets elsewhere: then no touch may count any more.
    [[nodiscard]] bool shown(const wire::ScreenTellShown& told);
    // Whether that is about the picture that is wanted now, and it is of this scene.
    bool is_now(const wire::ScreenTellShown& told, policy::SceneName scene) const {
        return settled() && told.serial == wanted_->serial && wanted_->scene.name == scene;
    }

    // What lay under a contact that came down after this picture was on the glass; null otherwise. A finger
    // that rested there before answers no question.
    const policy::Layout* layout_under(const Tap& tap) const;
    // What lies there now; null while another picture is wanted.
    const policy::Layout* layout_now() const { return settled() ? &on_glass_->layout : nullptr; }
    // The key of a contact that came down and left inside one target, and came down after this picture was on
    // the glass; nothing for any other. A finger that rested there before answers no question.
    std::optional<policy::Key> key_of(const Tap& tap) const;
    // True when the picture that is wanted is the one on the glass; for the tactile keypad.
    bool settled() const;

  private:
    struct Picture {
        std::uint32_t serial = 0;
        policy::Scene scene;
        policy::Layout layout;
        std::uint64_t fingerprint = 0;
        std::uint64_t lasting_fingerprint = 0;  // see policy/keypad/layout.hpp
    };
    void send();

    const policy::Policy& policy_;
    ScreenLink& screen_;
    VoiceLink& voice_;  // told what the screen is told, and nothing waits for it
    std::optional<policy::Panel> panel_;
    std::optional<Picture> wanted_;
    std::optional<Picture> on_glass_;
    std::chrono::steady_clock::time_point settled_since_;
    std::uint32_t last_serial_ = 0;
};

}  // namespace tsuitate::vault
