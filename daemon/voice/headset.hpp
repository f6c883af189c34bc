// Headset: where the voice is heard. The installed voice has one implementation, AlsaHeadset; the tests have
// another, outside this folder.
#pragma once

#include <functional>

#include "daemon/voice/clip.hpp"

namespace tsuitate::voice {

class Headset {
  public:
    using OnPlugged = std::function<void(bool plugged)>;
    using OnDone = std::function<void()>;

    virtual ~Headset() = default;
    // Says when one is put in or pulled out, and at first when there is one; on the loop's thread.
    virtual void start(OnPlugged on_plugged) = 0;
    // Plays, and calls back at its end, not before it returns. Whatever plays is cut off, and its callback
    // never comes. Precondition: a headset is in.
    virtual void play(Clip clip, OnDone on_done) = 0;
    // At once; the callback never comes.
    virtual void silence() = 0;
};

}  // namespace tsuitate::voice
