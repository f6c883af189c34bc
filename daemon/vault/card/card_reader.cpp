#include "daemon/vault/card/card_reader.hpp"

#include <memory>
#include <utility>

#include "daemon/vault/card/card_questions.hpp"
#include "daemon/vault/card/card_worker.hpp"

namespace tsuitate::vault {

CardReader::CardReader(loop::Loop& loop, DriverChoice driver, std::vector<std::string> allowed_usb_ids,
                       std::chrono::seconds answer_limit)
    : worker_(std::make_unique<Worker>(loop, std::move(driver), std::move(allowed_usb_ids), answer_limit)) {}

CardReader::~CardReader() = default;

void CardReader::start(CardListener& listener) {
    worker_->start(listener);
}

bool CardReader::busy() const {
    return worker_->busy();
}

// Questions take copies of what they need: after on_reader_hung the thread may still be at one whose asker is
// gone.

void CardReader::read_tries(const policy::PinKind& kind, std::function<void(TriesRead)> answer) {
    worker_->ask([kind, answer = std::move(answer)](CardLink* card) -> Worker::Answer {
        const TriesRead found =
            card == nullptr ? TriesRead{.found = TriesRead::Found::card_gone} : ask_tries(*card, kind);
        return [answer, found] { answer(found); };
    });
}

void CardReader::verify(const policy::PinKind& kind, Pin pin, std::function<void(VerifyAnswer)> answer) {
    // std::function wants copies; the PIN is moved along inside one shared place instead.
    auto held = std::make_shared<Pin>(std::move(pin));
    worker_->ask([kind, held, answer = std::move(answer)](CardLink* card) -> Worker::Answer {
        VerifyAnswer said{.said = VerifyAnswer::Said::not_sent};
        if (card != nullptr) {
            said = ask_verify(*card, kind, std::move(*held));
        }
        held->wipe();
        return [answer, said] { answer(said); };
    });
}

void CardReader::send(std::span<const std::uint8_t> apdu, std::function<void(CommandReply)> answer) {
    std::vector<std::uint8_t> command(apdu.begin(), apdu.end());
    worker_->ask(
        [command = std::move(command), answer = std::move(answer)](CardLink* card) -> Worker::Answer {
            CommandReply reply;
            if (card != nullptr) {
                if (auto bytes = card->exchange(command)) {
                    reply = {.answered = true, .apdu = std::move(*bytes)};
                }
            }
            return [answer, reply = std::move(reply)] { answer(reply); };
        });
}

void CardReader::reset(std::function<void()> done) {
    worker_->ask([done = std::move(done)](CardLink* card) -> Worker::Answer {
        if (card != nullptr) {
            card->reset();
        }
        return done;
    });
}

}  // namespace tsuitate::vault
