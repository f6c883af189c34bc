// Any bytes as answers of a card, as its answer to reset, and as a command of a counter app. Whatever a card
// says, only 9000 is "verified", an exchange ends, and nothing longer than a short answer comes out; whatever
// an app says, no command that touches a PIN gets through.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <vector>

#include "daemon/vault/card/answer_to_reset.hpp"
#include "daemon/vault/card/exchange.hpp"
#include "daemon/vault/card/status_words.hpp"
#include "daemon/wire/messages.hpp"
#include "policy/card/command_filter.hpp"

namespace {

using namespace tsuitate;
using Bytes = std::span<const std::uint8_t>;

void must(bool promise) {
    if (!promise) {
        std::abort();
    }
}

// Takes one length byte and as many bytes as it says and as there are.
Bytes take(Bytes& input) {
    if (input.empty()) {
        return {};
    }
    const std::size_t wanted = input[0];
    input = input.subspan(1);
    const Bytes taken = input.first(wanted < input.size() ? wanted : input.size());
    input = input.subspan(taken.size());
    return taken;
}

void judge_answer(Bytes answer) {
    const auto status = vault::status_word(answer);
    const auto said = vault::verify_answer_of(status);
    using Said = policy::CardSaid::Said;
    must((said.said == Said::verified) == (status == std::optional<std::uint16_t>(0x9000)));
    must(said.said != Said::wrong || (said.left > 0 && said.left < 16));
    const auto tries = vault::tries_of(status);
    must(tries.found != policy::TriesFound::Found::tries || (tries.left > 0 && tries.left < 16));
}

void exchange_with(unsigned protocol, Bytes command, Bytes input) {
    std::size_t count = 0;
    const auto answer =
        vault::exchange(protocol, command, [&](Bytes sent) -> std::optional<std::vector<std::uint8_t>> {
            must(sent.size() >= 4 && sent.size() <= wire::max_command_size);
            must(++count <= 2 * wire::max_answer_size);
            const Bytes said = take(input);
            return said.size() < 2 ? std::nullopt
                                   : std::optional(std::vector<std::uint8_t>(said.begin(), said.end()));
        });
    must(!answer || (answer->size() >= 2 && answer->size() <= wire::max_answer_size));
}

void judge_command(Bytes command, Bytes input) {
    // A rule that would allow everything.
    const policy::CommandRule any{.name = "any", .value = {}, .mask = {}};
    const auto verdict = policy::judge(std::span(&any, 1), command);
    if (verdict.rule == nullptr) {
        return;
    }
    must(command.size() >= 4 && command.size() <= wire::max_command_size);
    must(command[1] != 0x20 && command[1] != 0x21 && command[1] != 0x24 && command[1] != 0x2c);
    exchange_with(0, command, input);
    exchange_with(1, command, input);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes input(data, size);
    judge_answer(input);
    const auto protocol = vault::first_protocol(input);
    must(!protocol || *protocol <= 1);
    const Bytes command = take(input);
    judge_command(command, input);
    return 0;
}
