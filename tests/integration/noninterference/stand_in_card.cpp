// CardReader without a card: takes the driver's place in this program. It is asked in the same order, and
// answers after the same time, whatever the PIN is.
#include "tests/integration/noninterference/stand_in_card.hpp"

#include <chrono>
#include <string>
#include <utility>

#include "daemon/vault/card/card_reader.hpp"

namespace tsuitate::vault {
namespace {

noninterference::StandInCard card;

}  // namespace

class CardReader::Worker {
  public:
    explicit Worker(loop::Loop& loop) : loop_(loop) {}

    template <typename Answer>
    void after_a_while(Answer answer) {
        loop_.after(noninterference::card_takes, std::move(answer));
    }

  private:
    loop::Loop& loop_;
};

CardReader::CardReader(loop::Loop& loop, DriverChoice /*driver*/, std::vector<std::string> /*allowed*/,
                       std::chrono::seconds /*answer_limit*/)
    : worker_(std::make_unique<Worker>(loop)) {}
CardReader::~CardReader() = default;

void CardReader::start(CardListener& listener) {
    worker_->after_a_while([&listener] {
        listener.on_reader_report(
            {.state = wire::DeviceState::ready, .name = "stand-in", .place = "", .reason = ""});
        listener.on_card(true);
    });
}

void CardReader::read_tries(const policy::PinKind& /*kind*/, std::function<void(TriesRead)> answer) {
    worker_->after_a_while([answer = std::move(answer)] { answer(card.tries); });
}

void CardReader::verify(const policy::PinKind& /*kind*/, Pin pin, std::function<void(VerifyAnswer)> answer) {
    const auto typed = pin.expose();
    card.asked.assign(typed.begin(), typed.end());
    worker_->after_a_while([answer = std::move(answer)] { answer(card.says); });
}

void CardReader::send(std::span<const std::uint8_t> /*apdu*/, std::function<void(CommandReply)> answer) {
    worker_->after_a_while([answer = std::move(answer)] { answer({}); });
}

void CardReader::reset(std::function<void()> done) {
    worker_->after_a_while(std::move(done));
}

bool CardReader::busy() const {
    return false;
}

}  // namespace tsuitate::vault

namespace tsuitate::noninterference {

StandInCard& stand_in_card() {
    return vault::card;
}

}  // namespace tsuitate::noninterference
