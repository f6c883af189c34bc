// The citizen's side of the vault: what a touch does, in each phase of a session and outside of one.
#include <utility>

#include "daemon/vault/vault.hpp"

namespace tsuitate::vault {

void Vault::on_tap(const Tap& raw) {
    using policy::Phase;
    if (calibration_.active()) {
        return calibration_.take(raw);
    }
    const Tap tap = panel_.calibrated(raw);
    const Phase phase = driver_.state().phase;
    if (phase == Phase::closed) {
        return touch_idle(tap);
    }
    const auto key = glass_.key_of(tap);
    if (phase == Phase::proving && !key) {
        judge_known_tap(tap);
    } else if (phase == Phase::proving && key->action == policy::KeyAction::here) {
        judge_known_tap(tap);
    } else if (phase == Phase::refusing && !key && tap.tool == Tool::stylus) {
        panel_.begin_with_stylus();
        driver_.happened(policy::ToolChanged{});
        driver_.set_proof_cell(panel_.cell());
    } else if (phase == Phase::entering || phase == Phase::asking_last_try || phase == Phase::asking_stop) {
        take_key_of(tap);
    } else if (key && !panel_.goes_on(tap)) {
        driver_.key(*key, false);
    }
}

void Vault::touch_idle(const Tap& tap) {
    if (watch_.completes_clerks_gesture(tap)) {
        want_calibration(true);
    } else {
        watch_.touched_idle(tap);
    }
}

void Vault::want_calibration(bool wanted) {
    constexpr std::chrono::minutes patience{2};
    if (calibration_wanted_) {
        loop_.cancel(*std::exchange(calibration_wanted_, std::nullopt));
    }
    if (wanted) {
        calibration_wanted_ = loop_.after(patience, [this] {
            calibration_wanted_.reset();
            tell_status();
        });
    }
    tell_status();
}

void Vault::judge_known_tap(const Tap& tap) {
    const policy::Layout* layout = glass_.layout_under(tap);
    const auto judged = layout == nullptr ? std::nullopt : panel_.known(*layout, tap);
    if (!judged) {
        return watch_.touched_beside();
    }
    watch_.target_touched();
    driver_.set_large_keys(panel_.trembles());
    driver_.happened(*judged);
    driver_.set_proof_cell(panel_.cell());
    if (driver_.state().phase == policy::Phase::proving) {
        watch_.target_waits();
    }
}

void Vault::take_key_of(const Tap& tap) {
    const policy::Layout* layout = glass_.layout_under(tap);
    if (layout == nullptr) {
        return;
    }
    if (driver_.state().panel != policy::PanelTrust::proven) {
        // It may still end things, and the machine lets it do no more.
        if (const auto key = glass_.key_of(tap)) {
            driver_.key(*key, false);
        }
        return;
    }
    obey(panel_.meaning(*layout, tap));
}

void Vault::obey(const CitizenPanel::Meaning& meaning) {
    if (meaning.key) {
        driver_.key(*meaning.key, false);
    } else if (meaning.unclear) {
        driver_.happened(policy::Unclear{meaning.help_due});
    }
}

// It hits no key. Whoever types is told so; and a panel that is touched when nobody is served may be ill.
void Vault::on_spoilt_touch(policy::ContactRejection reason) {
    watch_.touched_beside();
    const policy::State& state = driver_.state();
    const bool typing = state.phase == policy::Phase::entering && state.panel == policy::PanelTrust::proven &&
                        glass_.settled();
    // A hand beside its pen types nothing.
    if (typing && reason != policy::ContactRejection::pen_near) {
        obey(panel_.lost(std::chrono::steady_clock::now()));
    } else if (state.phase == policy::Phase::closed && !calibration_.active()) {
        watch_.touched_idle(reason);
    }
}

// "Yes" to help is the one answer that is held: it takes the whole time, and a finger that came down before
// it could be read has to be lifted first.
void Vault::on_present(const std::optional<Tap>& raw) {
    if (!raw || driver_.state().phase != policy::Phase::asking_consent) {
        return yes_.release();
    }
    const Tap tap = panel_.calibrated(*raw);
    const auto key = glass_.key_of(tap);
    if (!key || key->action != policy::KeyAction::yes || !driver_.help().readable_at(tap.down_at)) {
        return yes_.release();
    }
    holding_ = tap;
    yes_.press([this] { driver_.help().yes_held(holding_.down_at, false, panel_.other_hand(holding_)); });
}

void Vault::on_keypad_held(const std::optional<policy::Key>& key) {
    const auto now = std::chrono::steady_clock::now();
    if (!key || key->action != policy::KeyAction::confirm || !glass_.settled() ||
        !driver_.help().readable_at(now)) {
        return yes_.release();
    }
    yes_.press([this, now] { driver_.help().yes_held(now, true, false); });
}

void Vault::take_help_step(policy::HelpStep step) {
    if (step == policy::HelpStep::check_panel) {
        panel_.begin_entry();
    } else if (step == policy::HelpStep::use_pen) {
        panel_.begin_with_stylus();
    } else {
        return;
    }
    driver_.set_proof_cell(panel_.cell());
}

// Which key came before is not asked: that would have to be kept. A finger that bounces, or slides on to the
// next key, is one press either way.
void Vault::on_keypad(const policy::Key& key) {
    const auto now = std::chrono::steady_clock::now();
    if (glass_.settled() && now - last_key_at_ >= policy_.panel.keypad_pause) {
        last_key_at_ = now;
        driver_.key(key, true);
    }
}

// What was learnt from known taps is kept when the entry is over, never during it.
void Vault::follow_entry() {
    const policy::Phase phase = driver_.state().phase;
    const policy::Phase before = std::exchange(last_phase_, phase);
    if (phase == before) {
        return;
    }
    if (before == policy::Phase::closed) {
        watch_.session_began();
    }
    if (before == policy::Phase::proving) {
        watch_.target_gone();
    }
    if (phase == policy::Phase::starting_entry) {
        panel_.begin_entry();
        driver_.set_large_keys(false);
        driver_.set_proof_cell(panel_.cell());
    } else if (phase == policy::Phase::asking_stop) {
        panel_.forget_touches();
    } else if (phase == policy::Phase::proving) {
        watch_.target_waits();
    } else if (phase == policy::Phase::closed) {
        watch_.session_ended();
    }
}

}  // namespace tsuitate::vault
