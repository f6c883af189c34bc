#include "daemon/vault/glass.hpp"

#include "daemon/wire/scene_message.hpp"
#include "policy/keypad/arrangement.hpp"
#include "policy/keypad/effective_panel.hpp"

namespace tsuitate::vault {

policy::SizeMm Glass::set_panel(const wire::ScreenTellPanel& told) {
    panel_ = policy::effective_panel({.width_px = told.width_px,
                                      .height_px = told.height_px,
                                      .size = {.width = static_cast<double>(told.width_mm),
                                               .height = static_cast<double>(told.height_mm)}},
                                     policy_);
    on_glass_.reset();
    if (wanted_) {
        send();
    }
    return panel_->size;
}

bool Glass::can_have(const policy::PinKind& kind, policy::Pad pad) const {
    return panel_ && policy::can_have(*panel_, kind, pad);
}

void Glass::show(const policy::Scene& scene) {
    if (wanted_ && wanted_->scene == scene) {
        return;
    }
    wanted_ = Picture{};
    wanted_->scene = scene;
    send();
    tell_voice();
}

void Glass::tell_voice() {
    if (wanted_) {
        voice_.send(wire::message_of(wanted_->scene, wanted_->serial));
    }
}

void Glass::send() {
    if (!panel_) {
        return;
    }
    Picture& picture = *wanted_;
    picture.serial = ++last_serial_;
    picture.layout = policy::layout_of(*panel_, picture.scene, policy_.pin_kind(picture.scene.pin_kind));
    picture.fingerprint = policy::fingerprint(picture.layout);
    picture.lasting_fingerprint = policy::lasting_fingerprint(picture.layout);
    screen_.send(wire::message_of(picture.scene, picture.serial));
}

bool Glass::shown(const wire::ScreenTellShown& told) {
    // Several dots may follow one another faster than pictures; only the newest one matters.
    if (!wanted_ || told.serial != wanted_->serial) {
        return true;
    }
    if (told.layout_fingerprint != wanted_->fingerprint) {
        on_glass_.reset();
        return false;
    }
    const bool same_targets = on_glass_ && on_glass_->scene.name == wanted_->scene.name &&
                              on_glass_->lasting_fingerprint == wanted_->lasting_fingerprint;
    if (!same_targets) {
        settled_since_ = std::chrono::steady_clock::now();
    }
    on_glass_ = wanted_;
    return true;
}

bool Glass::settled() const {
    // A dot more or less does not move a target, nor does the countdown, and nobody should have to wait for
    // them.
    return wanted_ && on_glass_ && on_glass_->scene.name == wanted_->scene.name &&
           on_glass_->scene.pin_kind == wanted_->scene.pin_kind &&
           on_glass_->lasting_fingerprint == wanted_->lasting_fingerprint;
}

const policy::Layout* Glass::layout_under(const Tap& tap) const {
    return settled() && tap.down_at >= settled_since_ ? &on_glass_->layout : nullptr;
}

std::optional<policy::Key> Glass::key_of(const Tap& tap) const {
    const policy::Layout* layout = layout_under(tap);
    if (layout == nullptr) {
        return std::nullopt;
    }
    const std::size_t down = policy::target_at(*layout, tap.down);
    const std::size_t lift = policy::target_at(*layout, tap.lift);
    if (down == layout->targets.size() || down != lift) {
        return std::nullopt;
    }
    return policy::key_of(*layout, down);
}

}  // namespace tsuitate::vault
