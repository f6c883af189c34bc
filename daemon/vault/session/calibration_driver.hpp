// CalibrationDriver: carries a calibration out: shows the points, takes the touches, has the result recorded,
// and only then put into effect. Never while a session is open, and never fed with anything but its own
// points.
#pragma once

#include <functional>
#include <optional>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/glass.hpp"
#include "daemon/vault/records.hpp"
#include "daemon/vault/role_link.hpp"
#include "daemon/vault/touch/citizen_panel.hpp"
#include "policy/calibration/run.hpp"
#include "policy/policy.hpp"

namespace tsuitate::vault {

class CalibrationDriver {
  public:
    CalibrationDriver(loop::Loop& loop, const policy::Policy& policy, FrontLink& front, Records& records,
                      Glass& glass, CitizenPanel& panel);

    // From the first point until its result has been on the glass for a while.
    bool active() const { return asked_.has_value(); }
    // Called when it is over, and when what is kept of the panel has changed.
    void on_end(std::function<void()> ended) { ended_ = std::move(ended); }
    void on_changed(std::function<void()> changed) { changed_ = std::move(changed); }

    // Precondition: not active, no session open, and all parts work.
    void start(const wire::FrontCalibrate& asked, policy::SizeMm panel);
    // As the panel says, without any calibration.
    void take(const Tap& raw);
    // A part has failed.
    void abandon();

  private:
    void show(policy::SceneName name);
    void wait_for_touch();
    void finish(wire::CalibrationAnswer answer);
    void put_into_effect();
    void recorded(wire::CalibrationAnswer result, bool durable);
    void answer(wire::CalibrationAnswer answer);
    void end();

    loop::Loop& loop_;
    const policy::Policy& policy_;
    FrontLink& front_;
    Records& records_;
    Glass& glass_;
    CitizenPanel& panel_;
    std::function<void()> ended_;
    std::function<void()> changed_;
    std::optional<wire::FrontCalibrate> asked_;
    std::optional<policy::CalibrationRun> run_;
    bool touching_ = false;     // points are shown; afterwards a touch means nothing
    std::uint32_t number_ = 0;  // of this calibration: a late answer of the ledger may be for one before
    std::optional<loop::Loop::TimerId> clock_;
};

}  // namespace tsuitate::vault
