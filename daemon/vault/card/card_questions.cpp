#include "daemon/vault/card/card_questions.hpp"

#include "daemon/vault/card/card_worker.hpp"
#include "daemon/vault/card/commands.hpp"
#include "daemon/vault/card/status_words.hpp"
#include "daemon/vault/hygiene/scrub.hpp"

namespace tsuitate::vault {
namespace {

using Found = TriesRead::Found;

// JPKI-AP, which every My Number Card has: tells a foreign card from one without this PIN (OpenSC jpki.h).
constexpr std::array<std::uint8_t, 10> my_number_card = {0xd3, 0x92, 0xf0, 0x00, 0x26,
                                                         0x01, 0x00, 0x00, 0x00, 0x01};

std::optional<std::uint16_t> status_after(CardLink& card, const std::vector<std::uint8_t>& command) {
    const auto answer = card.exchange(command);
    return answer ? status_word(*answer) : std::nullopt;
}

// Selects the file of the PIN. Found::tries stands for "selected".
Found select_pin(CardLink& card, const policy::PinKind& kind) {
    const auto application = status_after(card, select_application(kind.application));
    if (application == status_not_found) {
        const auto known = status_after(card, select_application(my_number_card));
        return known == status_done ? Found::no_pin_service : known ? Found::foreign_card : Found::failed;
    }
    if (!application) {
        return Found::failed;
    }
    if (*application != status_done) {
        return Found::foreign_card;
    }
    const auto file = status_after(card, select_file(kind.file));
    if (!file) {
        return Found::failed;
    }
    return *file == status_done ? Found::tries : Found::no_pin_service;
}

// Everything that has the PIN on its stack happens below this frame.
__attribute__((noinline)) VerifyAnswer send_verify(CardLink& card, Pin pin) {
    VerifyCommand command = verify_command(pin);
    pin.wipe();
    const auto answer = card.exchange_once(command.expose());
    command.wipe();
    return verify_answer_of(answer ? status_word(*answer) : std::nullopt);
}

}  // namespace

TriesRead ask_tries(CardLink& card, const policy::PinKind& kind) {
    const Found selected = select_pin(card, kind);
    if (selected != Found::tries) {
        return {.found = selected};
    }
    const auto answer = card.exchange(ask_for_tries());
    return tries_of(answer ? status_word(*answer) : std::nullopt);
}

VerifyAnswer ask_verify(CardLink& card, const policy::PinKind& kind, Pin pin) {
    if (select_pin(card, kind) != Found::tries) {
        return {.said = VerifyAnswer::Said::not_sent};
    }
    const VerifyAnswer said = send_verify(card, std::move(pin));
    scrub_stack(scrubbed_stack);
    scrub_registers();
    return said;
}

}  // namespace tsuitate::vault
