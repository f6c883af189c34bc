#include "daemon/screen/screen_role.hpp"

#include <sodium.h>

#include <chrono>
#include <cstdlib>
#include <utility>

#include "daemon/log/log.hpp"
#include "daemon/start/handover.hpp"
#include "daemon/wire/scene_message.hpp"
#include "drawing/panel_policy.hpp"
#include "drawing/type.hpp"
#include "drawing/wording.hpp"
#include "policy/keypad/effective_panel.hpp"

namespace tsuitate::screen {
namespace {

// Long enough for a slow display to flip once, short enough that a restart is not noticed.
constexpr std::chrono::milliseconds farewell{500};

}  // namespace

ScreenRole::ScreenRole(loop::Loop& loop, wire::Channel vault, Output& output, const policy::Policy& policy,
                       const drawing::AllTexts& texts)
    : loop_(loop), vault_(std::move(vault)), output_(output), policy_(policy), texts_(texts) {}

void ScreenRole::start() {
    loop_.watch(vault_.descriptor(), [this](std::uint32_t) { on_vault(); });
    output_.start([this](const policy::Panel& told) { on_panel(told); },
                  [this](const std::string& why) {
                      // The vault sees this process leave, and knows that nothing is on the glass.
                      panel_.reset();
                      give_up(why);
                  });
    // A display may be switched on later; the vault does not wait for it with anything but touches.
    start::notify("READY=1");
}

void ScreenRole::on_panel(const policy::Panel& told) {
    panel_ = policy::effective_panel(told, policy_);
    redraw_.emplace(*panel_, policy_, texts_);
    const wire::ScreenTellPanel message{.width_px = static_cast<std::uint16_t>(told.width_px),
                                        .height_px = static_cast<std::uint16_t>(told.height_px),
                                        .width_mm = static_cast<std::uint16_t>(told.size.width),
                                        .height_mm = static_cast<std::uint16_t>(told.size.height)};
    log::info("drawing on a panel", {{"WIDTH_PX", told.width_px},
                                     {"HEIGHT_PX", told.height_px},
                                     {"WIDTH_MM", static_cast<int>(panel_->size.width)},
                                     {"HEIGHT_MM", static_cast<int>(panel_->size.height)}});
    if (!vault_.send(message)) {
        give_up("the vault is gone");
    }
}

void ScreenRole::on_vault() {
    const auto received = vault_.receive<wire::FromVaultToScreen>();
    if (const auto* message = std::get_if<wire::FromVaultToScreen::Any>(&received)) {
        on(std::get<wire::VaultShowScene>(*message));
    } else if (const auto* error = std::get_if<wire::DecodeError>(&received)) {
        give_up("the vault sent " + std::string(wire::name_of(*error)));
    } else if (std::get<wire::ChannelEvent>(received) == wire::ChannelEvent::peer_gone) {
        give_up("the vault is gone");
    }
}

void ScreenRole::on(const wire::VaultShowScene& message) {
    if (!panel_) {
        give_up("the vault sent a scene before it was told of a panel");
        return;
    }
    const policy::Scene scene = wire::scene_of(message);
    language_ = scene.language;
    const policy::Layout layout = policy::layout_of(*panel_, scene, policy_.pin_kind(scene.pin_kind));
    const std::string text = drawing::text_of(drawing::wording_of(scene, policy_, texts_.of(scene.language)));
    wire::ScreenTellShown shown{.serial = message.serial,
                                .text_length = static_cast<std::uint32_t>(drawing::character_count(text)),
                                .layout_fingerprint = policy::fingerprint(layout)};
    crypto_hash_sha256(shown.text.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    show(message.serial, scene, [this, shown] {
        if (!giving_up_ && !vault_.send(shown)) {
            give_up("the vault is gone");
        }
    });
}

void ScreenRole::show(std::uint32_t serial, const policy::Scene& scene, Output::OnShown on_shown) {
    const Frame frame{.serial = serial, .scene = scene, .panel = *panel_, .picture = redraw_->draw(scene)};
    for (const std::string& text : frame.picture.cut_texts) {
        log::warning("a text does not fit on this panel", {{"TEXT", text}});
    }
    output_.show(frame, std::move(on_shown));
}

void ScreenRole::give_up(const std::string& why) {
    if (std::exchange(giving_up_, true)) {
        return;
    }
    log::error("cannot go on; the unit starts the screen again", {{"REASON", why}});
    loop_.forget(vault_.descriptor());
    vault_.close();
    loop_.after(farewell, [this] { loop_.stop(EXIT_FAILURE); });
    if (panel_) {
        // Nobody must type on an entry screen behind which there is no vault.
        policy::Scene scene;
        scene.name = policy::SceneName::out_of_service;
        scene.language = language_;
        scene.appearance = policy_.panel.appearance;
        show(0, scene, [this] { loop_.stop(EXIT_FAILURE); });
    }
}

int run_screen(const RoleOptions& options, const MakeOutput& make_output) {
    const auto loaded = drawing::load_panel_policy(options.policy_directory);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        log::error("the policy cannot be used", {{"REASON", error->text()}});
        return EXIT_FAILURE;
    }
    const auto& [rules, texts] = std::get<drawing::PanelPolicy>(loaded);
    for (const std::string& face : drawing::missing_faces()) {
        log::error("a typeface is not installed; characters may look alike on the panel", {{"FACE", face}});
    }
    auto vault = start::connect_to_vault(options.vault_path);
    if (!vault) {
        log::error("no way to the vault", {{"PATH", options.vault_path}});
        return EXIT_FAILURE;
    }
    loop::Loop loop;
    loop.stop_on_signals();
    const auto output = make_output(loop);
    ScreenRole role(loop, std::move(*vault), *output, rules, texts);
    role.start();
    return loop.run();
}

}  // namespace tsuitate::screen
