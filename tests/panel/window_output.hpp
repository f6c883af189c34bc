// WindowOutput: a display that is a window of a desktop, drawn by SDL in software. What is clicked or touched
// in it goes to whoever asked for it, in parts of the window's width and height.
#pragma once

#include <SDL.h>

#include <functional>
#include <memory>

#include "daemon/loop/loop.hpp"
#include "daemon/screen/output.hpp"

namespace tsuitate::panel {

class WindowOutput final : public screen::Output {
  public:
    // x and y from 0 to 1; `down` false: the finger or the button was lifted.
    using OnContact = std::function<void(bool down, double x, double y)>;

    // Throws std::runtime_error when there is no desktop.
    WindowOutput(loop::Loop& loop, const policy::Panel& panel, OnContact on_contact);

    void start(OnPanel on_panel, OnLost on_lost) override;
    void show(const screen::Frame& frame, OnShown on_shown) override;

  private:
    struct Library {
        Library();
        ~Library();
        Library(const Library&) = delete;
        Library& operator=(const Library&) = delete;
    };
    struct WindowDeleter {
        void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
    };

    void poll();
    void on(const SDL_Event& event);
    void draw();

    loop::Loop& loop_;
    policy::Panel panel_;
    OnContact on_contact_;
    OnLost on_lost_;
    Library library_;
    std::unique_ptr<SDL_Window, WindowDeleter> window_;
    drawing::Surface picture_;
    bool pressed_ = false;
};

}  // namespace tsuitate::panel
