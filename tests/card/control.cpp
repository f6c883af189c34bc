#include "tests/card/control.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <sstream>
#include <vector>

namespace tsuitate::card_emulator {
namespace {

using Words = std::vector<std::string>;

std::optional<int> number(const std::string& text, int base = 10) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string set_fault(const Words& words, Faults& faults) {
    const std::string& fault = words.at(1);
    const std::string detail = words.size() > 2 ? words[2] : "";
    using Removal = Faults::Removal;
    if (fault == "none") {
        faults = {};
    } else if (fault == "remove-in-verify") {
        faults.removal = detail == "uncounted" ? Removal::in_verify_uncounted : Removal::in_verify_counted;
    } else if (fault == "remove-after-verify") {
        faults.removal = Removal::after_verify;
    } else if (fault == "slow" && number(detail) && *number(detail) >= 0) {
        faults.slow = std::chrono::milliseconds(*number(detail));
    } else if (fault == "garbage-status") {
        faults.garbage_status = true;
    } else if (fault == "locked-status" && number(detail, 16)) {
        faults.locked_status = static_cast<std::uint16_t>(*number(detail, 16));
    } else if (fault == "no-pin-service") {
        faults.no_pin_service = true;
    } else if (fault == "mute") {
        faults.mute = true;
    } else if (fault == "foreign") {
        faults.foreign = true;
    } else {
        return "error: unknown fault \"" + fault + " " + detail + "\"";
    }
    return "ok";
}

std::string about_tries(const Words& words, Card& card) {
    File* pin = words.size() > 1 ? card.pin(words[1]) : nullptr;
    if (pin == nullptr) {
        return "error: no such PIN; say user-authentication, signature, resident-register or card-info-input";
    }
    if (words[0] == "lock") {
        pin->tries_left = 0;
    } else if (words[0] == "set-tries") {
        const auto wanted = words.size() > 2 ? number(words[2]) : std::nullopt;
        if (!wanted || *wanted < 0 || *wanted > 15) {
            return "error: set-tries KIND NUMBER, 0 to 15";
        }
        pin->tries_left = *wanted;
    }
    return "ok " + std::to_string(pin->tries_left);
}

}  // namespace

std::string obey(const std::string& line, Reader& reader) {
    std::istringstream stream(line);
    Words words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    if (words.empty()) {
        return "error: say insert, remove, fault, tries, lock, set-tries, reset-tries, log or quit";
    }
    const std::string& verb = words[0];
    if (verb == "insert") {
        reader.wanted = true;
    } else if (verb == "remove") {
        reader.wanted = false;
        reader.link.remove();
        reader.card.reset();
    } else if (verb == "fault" && words.size() > 1) {
        return set_fault(words, reader.card.faults());
    } else if (verb == "tries" || verb == "lock" || verb == "set-tries") {
        return about_tries(words, reader.card);
    } else if (verb == "reset-tries") {
        reader.card.restore_tries();
    } else if (verb == "log") {
        return "ok\n" + reader.log.recent();
    } else if (verb == "quit") {
        reader.leaving = true;
    } else {
        return "error: unknown command \"" + line + "\"";
    }
    return "ok";
}

}  // namespace tsuitate::card_emulator
