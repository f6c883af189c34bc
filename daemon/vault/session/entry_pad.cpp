#include "daemon/vault/session/entry_pad.hpp"

#include <sodium.h>

#include <algorithm>

#include "policy/keypad/arrangement.hpp"

namespace tsuitate::vault {

void EntryPad::begin_session() {
    pad_ = rules_.pad;
    mirrored_ = false;
}

void EntryPad::begin_entry() {
    arrangement_ = randombytes_uniform(policy::arrangements);
}

// The panel need not be proven again. Known taps say how far a panel and a hand are beside what is meant,
// over the whole panel: at most four places are touched, and most keys lie where none was. Where the panel is
// worse at the new place, touches there are between keys, and each is judged by itself. What was typed stays:
// it was typed on keys that were seen.
void EntryPad::change(const std::function<bool(policy::Pad)>& possible) {
    begin_entry();
    if (pad_ == rules_.pad && !mirrored_) {
        mirrored_ = true;
        return;
    }
    mirrored_ = false;
    const auto& choices = rules_.pad_choices;
    const auto now = std::find(choices.begin(), choices.end(), pad_);
    const auto next =
        std::find_if(pad_ == rules_.pad ? choices.begin() : std::next(now), choices.end(), possible);
    pad_ = next == choices.end() ? rules_.pad : *next;
}

void EntryPad::add_to(policy::Scene& scene, const policy::PinKind* kind) const {
    if (scene.name != policy::SceneName::entry && scene.name != policy::SceneName::prove_panel) {
        return;
    }
    scene.mirrored = mirrored_;
    scene.pad = policy::pad_for(kind, pad_);
    // Where it moves nothing, nobody needs it.
    scene.arrangement = scene.pad == policy::Pad::fixed ? 0 : arrangement_;
}

}  // namespace tsuitate::vault
