// Machine: when the service ran, and in which state its devices were.
#pragma once

#include <array>
#include <string>

#include "audit/report/continuity.hpp"

namespace tsuitate::audit::report {

class Machine {
  public:
    // What held on since the record before. To be called for every record, before what it says is taken in.
    void pass(const Continuity::Step& step, Figures& figures);
    // Of service-started, service-stopped and device-changed.
    void see(const Record& record, Seconds time, Figures& figures);

  private:
    void started(const std::string& version, Seconds time, Figures& figures);
    void stopped(const std::string& why, Seconds time, Figures& figures);
    void device_changed(const Record& record, Seconds time, Figures& figures);

    bool running_ = false;
    std::array<DeviceState, devices> states_{};
    std::string version_;
    std::optional<Seconds> stopped_at_;  // since the service stopped in good order
    Seconds last_time_ = 0;
};

}  // namespace tsuitate::audit::report
