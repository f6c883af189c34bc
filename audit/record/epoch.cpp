#include "audit/record/epoch.hpp"

#include <algorithm>

#include "audit/note/base64.hpp"

namespace tsuitate::audit {
namespace {

template <typename Bytes>
Bytes bytes_of(const std::string& base64) {
    const auto decoded = from_base64(base64);
    Bytes bytes{};
    if (decoded && decoded->size() == bytes.size()) {
        std::copy(decoded->begin(), decoded->end(), bytes.begin());
    }
    return bytes;
}

}  // namespace

std::string epoch_key_name(const std::string& origin, std::uint64_t number) {
    return origin + "/epoch/" + std::to_string(number);
}

VerifierKey epoch_verifier_key(const std::string& origin, const Epoch& epoch) {
    return {.name = epoch_key_name(origin, epoch.number), .use = KeyUse::note, .key = epoch.key};
}

std::string epoch_statement(const std::string& origin, const Epoch& epoch) {
    return std::string(epoch.chain_restarted ? "tsuitate-chain-restart@v1" : "tsuitate-epoch@v1") + "\n" +
           origin + "\n" + std::to_string(epoch.number) + "\n" + to_base64(epoch.key) + "\n" +
           to_base64(epoch.next_key) + "\n";
}

Epoch epoch_of(const Record& record) {
    return {.number = record.number("epoch"),
            .key = bytes_of<PublicKey>(record.text("key")),
            .next_key = bytes_of<PublicKey>(record.text("next-key")),
            .signature = bytes_of<Signature>(record.text("signature")),
            .chain_restarted = record.kind == policy::RecordKind::chain_restarted,
            .after_start = record.text("detail") == "start"};
}

JsonObject fields_of(const Epoch& epoch) {
    return {{"epoch", epoch.number},
            {"key", to_base64(epoch.key)},
            {"next-key", to_base64(epoch.next_key)},
            {"signature", to_base64(epoch.signature)},
            {"detail", std::string(epoch.after_start ? "start" : "period")}};
}

std::string anchor_text(const VerifierKey& enrolment, const VerifierKey& first_epoch) {
    return "tsuitate-anchor@v1\n" + enrolment.text() + "\n" + first_epoch.text() + "\n";
}

}  // namespace tsuitate::audit
