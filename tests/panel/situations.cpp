#include "tests/panel/situations.hpp"

#include <algorithm>

namespace tsuitate::panel {
namespace {

using policy::Scene;
using policy::SceneName;

// What the square of a receipt says at its longest.
std::string long_code() {
    std::string code = "1234-5678-9012 ";
    while (code.size() < 255) {
        code += "aB3+/x9Q";
    }
    code.resize(255);
    return code;
}

class Collection {
  public:
    Collection(const policy::Policy& policy, const policy::PinKind& kind) : policy_(policy), kind_(kind) {}

    std::vector<Situation> all() {
        for (std::size_t i = 0; i < policy::scene_names.size(); ++i) {
            const auto name = static_cast<SceneName>(i);
            add("", plain(name));
            if (name != SceneName::calibrate) {
                add("-marked", with_mark(plain(name)));
            }
        }
        add_entry();
        add_pads();
        add_countdown();
        add_help();
        add_consent();
        add_receipt();
        return std::move(situations_);
    }

  private:
    void add(const std::string& detail, Scene scene) {
        situations_.push_back({std::string(policy::name_of(scene.name)) + detail, std::move(scene)});
    }

    Scene plain(SceneName name) const {
        Scene scene;
        scene.name = name;
        scene.pin_kind = kind_.name;
        scene.procedure = policy_.procedures.front().name;
        scene.tries_left = name == SceneName::last_try_question ? std::uint8_t{1} : kind_.max_tries;
        scene.fault_code = name == SceneName::out_of_service ? std::uint16_t{301} : std::uint16_t{0};
        const policy::AssistanceRules& rules = policy_.assistance;
        if (name == SceneName::consent) {
            scene.reason = rules.reasons.front().name;
            scene.help = rules.helps.front().name;
            scene.seconds_left = static_cast<std::uint8_t>(rules.window.count());
        }
        if (name == SceneName::consent || name == SceneName::assistance_over ||
            name == SceneName::change_offer) {
            scene.clerk = rules.staff.front().name;
        }
        if (name == SceneName::observer_question) {
            scene.observer = rules.observers.front().name;
        }
        if (name == SceneName::receipt) {
            scene.receipt = "1234-5678-9012";
        }
        return scene;
    }
    // A clerk helps, where the scene does not say of one otherwise, and somebody stands by.
    Scene with_mark(Scene scene) const {
        scene.clerk = policy_.assistance.staff.front().name;
        scene.seconds_left = static_cast<std::uint8_t>(policy_.assistance.window.count());
        scene.observer = policy_.assistance.observers.front().name;
        return scene;
    }

    void add_entry() {
        Scene scene = plain(SceneName::entry);
        scene.dots = static_cast<std::uint8_t>(kind_.max_length / 2);
        add("-typing", scene);
        scene.unclear = true;
        add("-unclear", scene);
        scene.unclear = false;
        scene.blank = true;
        add("-blank", scene);
        add("-blank-marked", with_mark(scene));
        scene.blank = false;
        scene.mirrored = true;
        add("-mirrored", scene);
        scene.mirrored = false;
        scene.taken = true;
        add("-taken", scene);
        scene.taken = false;
        scene.large_keys = true;
        add("-large", scene);
        scene.large_keys = false;
        scene.helped = true;
        add("-helped", scene);
        scene.observer = policy_.assistance.observers.front().name;
        add("-helped-observed", scene);
        scene.helped = false;
        add("-observed", scene);
        scene.observer.clear();
        scene.clerk = policy_.assistance.staff.front().name;
        scene.seconds_left = 45;
        add("-assisted", scene);
        scene.clerk.clear();
        scene.dots = kind_.max_length;
        scene.can_confirm = true;
        add("-full", scene);
    }

    // Some order of the digits, and the two places of a floating pad that are the farthest from each other.
    void add_pads() {
        constexpr std::uint32_t some_order = 2'718'281;
        Scene scene = plain(SceneName::entry);
        scene.pad = policy::Pad::shuffled;
        scene.arrangement = some_order;
        add("-shuffled", scene);
        scene.pad = policy::Pad::floating;
        scene.arrangement = 0;
        add("-floating", scene);
        scene.arrangement = 8;
        add("-floating-away", scene);
        scene.mirrored = true;
        add("-floating-mirrored", scene);
    }

    void add_countdown() {
        constexpr std::uint8_t left = 15;
        for (const SceneName name :
             {SceneName::entry, SceneName::help, SceneName::pin_guide, SceneName::pin_unknown}) {
            Scene scene = plain(name);
            scene.seconds_to_act = left;
            add("-countdown", scene);
            add("-countdown-marked", with_mark(scene));
        }
        Scene scene = plain(SceneName::entry);
        scene.seconds_to_act = left;
        scene.pad = policy::Pad::floating;
        scene.arrangement = 8;
        add("-countdown-floating", scene);
    }

    void add_help() {
        Scene scene = plain(SceneName::help);
        scene.keypad = true;
        add("-keypad", scene);
        add("-keypad-marked", with_mark(scene));
    }

    // Every way of help, every reason that may be given.
    void add_consent() {
        Scene scene = plain(SceneName::consent);
        scene.can_confirm = true;
        add("-readable", scene);
        scene.held = policy::hold_steps / 2;
        add("-held", scene);
        scene.held = 0;
        scene.swapped = true;
        add("-swapped", scene);
        const auto& rules = policy_.assistance;
        for (const policy::HelpKind& help : rules.helps) {
            scene.help = help.name;
            add("-" + help.name, scene);
            add("-" + help.name + "-marked", with_mark(scene));
        }
        for (const policy::AssistanceReason& reason : rules.reasons) {
            scene.reason = reason.name;
            add("-" + reason.name, scene);
        }
    }

    void add_receipt() {
        Scene scene = plain(SceneName::receipt);
        scene.receipt_code = long_code();
        add("-code", scene);
        add("-code-marked", with_mark(scene));
    }

    const policy::Policy& policy_;
    const policy::PinKind& kind_;
    std::vector<Situation> situations_;
};

}  // namespace

std::vector<Situation> situations_with(const policy::Policy& policy, const policy::PinKind& kind) {
    return Collection(policy, kind).all();
}

}  // namespace tsuitate::panel
