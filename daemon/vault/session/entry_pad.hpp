// EntryPad: how the keys of an entry lie: what the policy says, what the citizen chose instead, and the
// number that is drawn for it. The number is drawn when an entry begins and when the citizen changes the pad,
// never otherwise; it is in no record.
#pragma once

#include <cstdint>
#include <functional>

#include "policy/pin/pin_kind.hpp"
#include "policy/policy.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::vault {

class EntryPad {
  public:
    explicit EntryPad(const policy::PanelRules& rules) : rules_(rules), pad_(rules.pad) {}

    // Another citizen.
    void begin_session();
    void begin_entry();
    // The next pad that the citizen may have: the other side, the policy's choices for which `possible` says
    // that this PIN and this panel can have them, and then as it was.
    void change(const std::function<bool(policy::Pad)>& possible);
    void add_to(policy::Scene& scene, const policy::PinKind* kind) const;

  private:
    const policy::PanelRules& rules_;
    policy::Pad pad_;
    bool mirrored_ = false;
    std::uint32_t arrangement_ = 0;
};

}  // namespace tsuitate::vault
