// AlsaSpeaker: plays one clip at a time on an ALSA device, and stops at once. It decides nothing about when.
#pragma once

#include <alsa/asoundlib.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "daemon/loop/loop.hpp"
#include "daemon/voice/clip.hpp"

namespace tsuitate::voice {

class AlsaSpeaker {
  public:
    using OnDone = std::function<void()>;

    // `device` as ALSA names it, such as "plughw:CARD=PCH".
    AlsaSpeaker(loop::Loop& loop, std::string device);
    ~AlsaSpeaker() { stop(); }
    AlsaSpeaker(const AlsaSpeaker&) = delete;
    AlsaSpeaker& operator=(const AlsaSpeaker&) = delete;

    // Calls back when the last sample has been heard, or when the device cannot play it, and says why in the
    // log.
    void play(Clip clip, OnDone on_done);
    // What is in the device's buffer is thrown away. The callback never comes.
    void stop();

  private:
    bool open();
    // Hands over what the device takes, and looks again a moment later until all is heard.
    void go_on();
    bool heard() const;
    void end();

    struct Close {
        void operator()(snd_pcm_t* device) const { snd_pcm_close(device); }
    };

    loop::Loop& loop_;
    std::string name_;
    std::unique_ptr<snd_pcm_t, Close> device_;
    Clip clip_;
    std::size_t written_ = 0;
    OnDone on_done_;
    std::optional<loop::Loop::TimerId> look_;
};

}  // namespace tsuitate::voice
