// RecordedHeadset: a headset that is two files. It is in while one of them exists; what is heard goes into
// the other, a line of JSON for each thing that begins, ends or is cut off. A clip lasts no longer than it
// must, or, while a file of the name with ".hold" exists, until that is gone.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "daemon/loop/loop.hpp"
#include "daemon/voice/headset.hpp"

namespace tsuitate::voice {

class RecordedHeadset final : public Headset {
  public:
    RecordedHeadset(loop::Loop& loop, std::filesystem::path jack, std::filesystem::path heard);

    void start(OnPlugged on_plugged) override;
    void play(Clip clip, OnDone on_done) override;
    void silence() override;

  private:
    void look_at_jack();
    void look_at_clip();
    void note(std::string_view event, const Clip& clip) const;

    loop::Loop& loop_;
    std::filesystem::path jack_;
    std::filesystem::path heard_;
    OnPlugged on_plugged_;
    std::optional<bool> plugged_;
    Clip clip_;
    OnDone on_done_;
    std::optional<loop::Loop::TimerId> playing_;
};

}  // namespace tsuitate::voice
