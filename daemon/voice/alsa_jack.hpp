// AlsaJack: whether a headset is in, as a sound card's own control says ("Headphone Jack"), or, where none is
// named, by a USB card being there at all. Waits for a card that is not there.
#pragma once

#include <alsa/asoundlib.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/loop/loop.hpp"

namespace tsuitate::voice {

// What a jack's control reads; nothing where the card has no such control of one yes or no.
std::optional<bool> read_jack(snd_ctl_t* card, const std::string& jack);

class AlsaJack {
  public:
    using OnPlugged = std::function<void(bool plugged)>;

    AlsaJack(loop::Loop& loop, std::string card, std::string jack);
    ~AlsaJack();
    AlsaJack(const AlsaJack&) = delete;
    AlsaJack& operator=(const AlsaJack&) = delete;

    void start(OnPlugged on_plugged);

  private:
    void look_for_card();
    bool open_card();
    void watch_card();
    void on_event();
    // A card that has just come, or said that something changed.
    void read();
    void tell(bool plugged);
    void lose(const std::string& why);
    void say_once(const std::string& why);

    struct Close {
        void operator()(snd_ctl_t* card) const { snd_ctl_close(card); }
    };

    loop::Loop& loop_;
    std::string card_;
    std::string jack_;
    OnPlugged on_plugged_;
    std::unique_ptr<snd_ctl_t, Close> control_;
    std::vector<int> watched_;
    std::optional<bool> told_;
    std::string last_complaint_;
};

}  // namespace tsuitate::voice
