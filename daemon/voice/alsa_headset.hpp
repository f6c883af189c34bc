// AlsaHeadset: the headset at a sound card: its jack, and what is heard there. Plays nothing while none is
// in.
#pragma once

#include "daemon/voice/alsa_jack.hpp"
#include "daemon/voice/alsa_speaker.hpp"
#include "daemon/voice/headset.hpp"
#include "policy/voice/rules.hpp"

namespace tsuitate::voice {

class AlsaHeadset final : public Headset {
  public:
    AlsaHeadset(loop::Loop& loop, const policy::VoiceRules& rules)
        : jack_(loop, rules.card, rules.jack), speaker_(loop, "plughw:CARD=" + rules.card) {}

    void start(OnPlugged on_plugged) override {
        jack_.start([this, on_plugged = std::move(on_plugged)](bool plugged) {
            // Before anybody is asked: not one sample more to a loudspeaker.
            speaker_.stop();
            on_plugged(plugged);
        });
    }
    void play(Clip clip, OnDone on_done) override { speaker_.play(std::move(clip), std::move(on_done)); }
    void silence() override { speaker_.stop(); }

  private:
    AlsaJack jack_;
    AlsaSpeaker speaker_;
};

}  // namespace tsuitate::voice
