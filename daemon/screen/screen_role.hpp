// ScreenRole: what the screen process does: it tells the vault about the panel, draws the scene that the
// vault wants and says when it is on the glass. It owns the channel to the vault; it never touches, and never
// learns which key was hit.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "daemon/loop/loop.hpp"
#include "daemon/screen/output.hpp"
#include "daemon/wire/channel.hpp"
#include "drawing/redraw.hpp"
#include "drawing/texts.hpp"
#include "policy/policy.hpp"

namespace tsuitate::screen {

class ScreenRole {
  public:
    ScreenRole(loop::Loop& loop, wire::Channel vault, Output& output, const policy::Policy& policy,
               const drawing::AllTexts& texts);

    void start();

  private:
    void on_panel(const policy::Panel& told);
    void on_vault();
    void on(const wire::VaultShowScene& message);
    void show(std::uint32_t serial, const policy::Scene& scene, Output::OnShown on_shown);
    // The safe picture instead of whatever is on the glass, then exit with failure; the unit starts it again.
    void give_up(const std::string& why);

    loop::Loop& loop_;
    wire::Channel vault_;
    Output& output_;
    const policy::Policy& policy_;
    const drawing::AllTexts& texts_;
    std::optional<policy::Panel> panel_;
    std::optional<drawing::Redraw> redraw_;  // for that panel
    policy::Language language_ = policy::Language::japanese;
    bool giving_up_ = false;
};

// Policy and texts, read and complaints logged; then the role until its end. `make_output` is called once.
struct RoleOptions {
    std::string policy_directory;
    std::string vault_path;
};
using MakeOutput = std::function<std::unique_ptr<Output>(loop::Loop& loop)>;
int run_screen(const RoleOptions& options, const MakeOutput& make_output);

}  // namespace tsuitate::screen
