// FramesOutput: a display that is a directory. Each frame becomes NNNN-<scene>-<language>.png with a
// description of its targets beside it; current.json names the newest one and is replaced at once, so that a
// player can poll it.
#pragma once

#include <filesystem>

#include "daemon/loop/loop.hpp"
#include "daemon/screen/output.hpp"

namespace tsuitate::panel {

class FramesOutput final : public screen::Output {
  public:
    // The directory is made when it is not there; numbering goes on after the frames that it holds.
    FramesOutput(loop::Loop& loop, std::filesystem::path directory, const policy::Panel& panel);

    void start(OnPanel on_panel, OnLost on_lost) override;
    void show(const screen::Frame& frame, OnShown on_shown) override;

  private:
    void write_at_once(const std::string& name, const std::string& content) const;

    loop::Loop& loop_;
    std::filesystem::path directory_;
    policy::Panel panel_;
    unsigned number_ = 0;
};

}  // namespace tsuitate::panel
