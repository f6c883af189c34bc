#include "daemon/wire/scene_message.hpp"

#include <string>

namespace tsuitate::wire {

VaultShowScene message_of(const policy::Scene& scene, std::uint32_t serial) {
    const auto name = [](const std::string& text) { return Name::from(text).value_or(Name{}); };
    const auto flag = [](bool set) { return static_cast<std::uint8_t>(set ? 1 : 0); };
    return {.serial = serial,
            .fault_code = scene.fault_code,
            .scene = scene.name,
            .language = scene.language,
            .dots = scene.dots,
            .tries_left = scene.tries_left,
            .can_confirm = flag(scene.can_confirm),
            .unclear = flag(scene.unclear),
            .proof_cell = scene.proof_cell,
            .large_keys = flag(scene.large_keys),
            .seconds_left = scene.seconds_left,
            .held = scene.held,
            .swapped = flag(scene.swapped),
            .mirrored = flag(scene.mirrored),
            .keypad = flag(scene.keypad),
            .helped = flag(scene.helped),
            .taken = flag(scene.taken),
            .seconds_to_act = scene.seconds_to_act,
            .pad = scene.pad,
            .appearance = scene.appearance,
            .arrangement = scene.arrangement,
            .blank = flag(scene.blank),
            .said_again = scene.said_again,
            .pin_kind = name(scene.pin_kind),
            .procedure = name(scene.procedure),
            .clerk = name(scene.clerk),
            .reason = name(scene.reason),
            .help = name(scene.help),
            .observer = name(scene.observer),
            .receipt = name(scene.receipt),
            .receipt_code = Code::from(scene.receipt_code).value_or(Code{})};
}

policy::Scene scene_of(const VaultShowScene& message) {
    return {.name = message.scene,
            .language = message.language,
            .pin_kind = std::string(message.pin_kind.view()),
            .procedure = std::string(message.procedure.view()),
            .dots = message.dots,
            .tries_left = message.tries_left,
            .can_confirm = message.can_confirm != 0,
            .unclear = message.unclear != 0,
            .large_keys = message.large_keys != 0,
            .proof_cell = message.proof_cell,
            .fault_code = message.fault_code,
            .clerk = std::string(message.clerk.view()),
            .reason = std::string(message.reason.view()),
            .help = std::string(message.help.view()),
            .observer = std::string(message.observer.view()),
            .seconds_left = message.seconds_left,
            .held = message.held,
            .swapped = message.swapped != 0,
            .helped = message.helped != 0,
            .mirrored = message.mirrored != 0,
            .keypad = message.keypad != 0,
            .receipt = std::string(message.receipt.view()),
            .receipt_code = std::string(message.receipt_code.view()),
            .pad = message.pad,
            .arrangement = message.arrangement,
            .taken = message.taken != 0,
            .seconds_to_act = message.seconds_to_act,
            .appearance = message.appearance,
            .blank = message.blank != 0,
            .said_again = message.said_again};
}

}  // namespace tsuitate::wire
