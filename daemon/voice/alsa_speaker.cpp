#include "daemon/voice/alsa_speaker.hpp"

#include <chrono>
#include <utility>

#include "daemon/log/log.hpp"

namespace tsuitate::voice {
namespace {

// So much lies in the device; a look comes well before it is used up.
constexpr unsigned buffer_microseconds = 120000;
constexpr std::chrono::milliseconds between_looks{20};

}  // namespace

AlsaSpeaker::AlsaSpeaker(loop::Loop& loop, std::string device) : loop_(loop), name_(std::move(device)) {}

void AlsaSpeaker::play(Clip clip, OnDone on_done) {
    stop();
    clip_ = std::move(clip);
    written_ = 0;
    on_done_ = std::move(on_done);
    // Never from here: the caller is not done with asking yet.
    look_ = loop_.after(std::chrono::milliseconds(0), [this] {
        look_.reset();
        open() ? go_on() : end();
    });
}

bool AlsaSpeaker::open() {
    snd_pcm_t* opened = nullptr;
    int error = snd_pcm_open(&opened, name_.c_str(), SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
    if (error == 0) {
        device_.reset(opened);
        error = snd_pcm_set_params(opened, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1, clip_.rate,
                                   1, buffer_microseconds);
    }
    if (error != 0) {
        log::warning("a clip is not heard", {{"DEVICE", name_}, {"REASON", snd_strerror(error)}});
    }
    return error == 0;
}

void AlsaSpeaker::go_on() {
    while (written_ < clip_.samples.size()) {
        const auto taken =
            snd_pcm_writei(device_.get(), clip_.samples.data() + written_, clip_.samples.size() - written_);
        if (taken > 0) {
            written_ += static_cast<std::size_t>(taken);
        } else if (taken == -EAGAIN || taken == 0) {
            break;
        } else if (snd_pcm_recover(device_.get(), static_cast<int>(taken), 1) != 0) {
            log::warning("a clip is cut off",
                         {{"DEVICE", name_}, {"REASON", snd_strerror(static_cast<int>(taken))}});
            return end();
        }
    }
    if (written_ == clip_.samples.size()) {
        if (snd_pcm_state(device_.get()) == SND_PCM_STATE_PREPARED) {
            snd_pcm_start(device_.get());  // shorter than what it would wait for
        }
        if (heard()) {
            return end();
        }
    }
    look_ = loop_.after(between_looks, [this] {
        look_.reset();
        go_on();
    });
}

bool AlsaSpeaker::heard() const {
    snd_pcm_sframes_t left = 0;
    return snd_pcm_state(device_.get()) != SND_PCM_STATE_RUNNING ||
           snd_pcm_delay(device_.get(), &left) != 0 || left <= 0;
}

void AlsaSpeaker::end() {
    const OnDone on_done = std::exchange(on_done_, {});
    stop();
    if (on_done) {
        on_done();
    }
}

void AlsaSpeaker::stop() {
    if (look_) {
        loop_.cancel(*std::exchange(look_, std::nullopt));
    }
    if (device_) {
        snd_pcm_drop(device_.get());
        device_.reset();
    }
    on_done_ = {};
}

}  // namespace tsuitate::voice
