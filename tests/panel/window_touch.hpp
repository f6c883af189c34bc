// WindowTouch: the touch panel that belongs to the window. It writes what is clicked there to a socket, as
// the text that evemu-record prints for a single-touch panel: first the device, then its events.
#pragma once

#include <string>

#include "daemon/loop/loop.hpp"
#include "daemon/wire/descriptor.hpp"

namespace tsuitate::panel {

class WindowTouch {
  public:
    // Connects to the socket at `path`, now or as soon as somebody listens there.
    WindowTouch(loop::Loop& loop, std::string path);

    // x and y from 0 to 1.
    void contact(bool down, double x, double y);

  private:
    void connect();
    void send(const std::string& text);

    loop::Loop& loop_;
    std::string path_;
    wire::Descriptor socket_;
    bool touching_ = false;
};

}  // namespace tsuitate::panel
