#include "daemon/vault/card/card_questions.hpp"

#include <array>

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

// Why the application could not be selected.
Found without_application(CardLink& card, std::uint16_t status) {
    const auto known = status_after(card, select_application(my_number_card));
    if (!known) {
        return Found::failed;
    }
    if (*known != status_done) {
        return Found::foreign_card;
    }
    return status == status_not_found ? Found::no_pin_service : Found::failed;
}

// Selects the file of the PIN. Found::tries stands for "selected".
Found select_pin(CardLink& card, const policy::PinKind& kind) {
    // In the reader, but without an answer to reset that we understand: upside down, broken, or no chip at
    // all.
    if (!card.powered()) {
        return Found::foreign_card;
    }
    const auto application = status_after(card, select_application(kind.application));
    if (!application) {
        return Found::failed;
    }
    if (*application != status_done) {
        return without_application(card, *application);
    }
    const auto file = status_after(card, select_file(kind.file));
    if (file == status_done) {
        return Found::tries;
    }
    return file == status_not_found ? Found::no_pin_service : Found::failed;
}

// Where a PIN goes on its way through a driver, as their sources say (libccid: commands.c, ccid_usb.c,
// openct/proto-t1.c; vsmartcard-vpcd: vpcd.c): into buffers on the stack, and for some readers into a block
// of libusb's on the heap. No static buffer keeps a command; of T=1 four bytes of the last block stay until
// the next one. So stack and registers are scrubbed after it, and the heap is wiped as it is freed
// (wiping_allocator.cpp). What is left lies in the kernel: the URB's or socket's buffer, which the kernel
// parameter init_on_free=1 clears.
//
// "Once" is what we promise of commands. Below them, T=1 may send a block again when the line garbles it, in
// the reader or in libccid; what we tell is always the card's own last count.

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
