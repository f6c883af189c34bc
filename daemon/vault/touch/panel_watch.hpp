// PanelWatch: the panel's health over the weeks. Counts contacts while nobody is served, moves a known target
// that nobody touches, and after each session has what its entries were like kept, the state recorded, and
// the figures in batches. Learns nothing and says nothing during an entry.
#pragma once

#include <functional>
#include <optional>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/glass.hpp"
#include "daemon/vault/records.hpp"
#include "daemon/vault/touch/citizen_panel.hpp"
#include "policy/monitor/idle_watch.hpp"
#include "policy/monitor/panel_state.hpp"

namespace tsuitate::vault {

class PanelWatch {
  public:
    PanelWatch(loop::Loop& loop, Records& records, Glass& glass, CitizenPanel& panel)
        : loop_(loop), records_(records), glass_(glass), panel_(panel) {}

    // `changed`: the state is another. `moved`: the known target is to be shown where the panel says now.
    void on_change(std::function<void()> changed) { changed_ = std::move(changed); }
    void on_move(std::function<void()> moved) { moved_ = std::move(moved); }

    // What was kept, said by the ledger. Precondition: no session is open.
    void restore(const wire::LedgerTellPanel& told);

    void touched_idle(const Tap& tap);
    void touched_idle(policy::ContactRejection reason);
    // Four corners of the panel, clockwise from the top left: how a clerk asks for a calibration
    // (docs/panel.md). True once, with the last one.
    bool completes_clerks_gesture(const Tap& tap);

    // A known target is waiting from now on; it was touched; something else was; it waits no more.
    void target_waits();
    void target_touched();
    void touched_beside() { left_place_.reset(); }
    void target_gone();

    // Between these two the state stays as it is, whatever the clock says.
    void session_began() { serving_ = true; }
    void session_ended();
    // By somebody, as recorded.
    void calibrated();

    policy::PanelState state() const { return policy::state_of(cause_); }

  private:
    void nobody_touches();
    std::optional<std::uint8_t> target_place() const;
    void idle_contact(bool ghost_like);
    void judge();
    void write_figures();
    void keep();

    loop::Loop& loop_;
    Records& records_;
    Glass& glass_;
    CitizenPanel& panel_;
    std::function<void()> changed_;
    std::function<void()> moved_;

    bool serving_ = false;
    policy::IdleWatch idle_;
    policy::PanelCause cause_ = policy::PanelCause::none;
    std::optional<loop::Loop::TimerId> idle_clock_;
    std::optional<loop::Loop::TimerId> target_clock_;
    std::optional<std::uint8_t> left_place_;  // where the target was before it moved on
    std::chrono::steady_clock::time_point moved_at_;
    unsigned corners_ = 0;  // of the clerk's gesture
    std::chrono::steady_clock::time_point last_corner_;
};

}  // namespace tsuitate::vault
