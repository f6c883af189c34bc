#include "audit/note/tlog_proof.hpp"

#include "audit/note/base64.hpp"
#include "audit/note/lines.hpp"

namespace tsuitate::audit {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_mark = "extra ";
constexpr std::string_view index_mark = "index ";
constexpr std::size_t most_hashes = 63;

}  // namespace

std::string TlogProof::text() const {
    std::string text = std::string(first_line) + "\n";
    if (!extra.empty()) {
        text += std::string(extra_mark) +
                to_base64({reinterpret_cast<const std::uint8_t*>(extra.data()), extra.size()}) + "\n";
    }
    text += std::string(index_mark) + std::to_string(index) + "\n";
    for (const Hash& hash : hashes) {
        text += to_base64(hash) + "\n";
    }
    return text + "\n" + checkpoint.bytes();
}

std::optional<TlogProof> tlog_proof_of(std::string_view text) {
    TlogProof proof;
    if (take_line(text) != first_line) {
        return std::nullopt;
    }
    auto line = take_line(text);
    if (line && line->starts_with(extra_mark)) {
        const auto extra = from_base64(line->substr(extra_mark.size()));
        if (!extra || extra->empty()) {
            return std::nullopt;
        }
        proof.extra.assign(extra->begin(), extra->end());
        line = take_line(text);
    }
    const auto index =
        line && line->starts_with(index_mark) ? decimal_of(line->substr(index_mark.size())) : std::nullopt;
    if (!index) {
        return std::nullopt;
    }
    proof.index = *index;
    for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
        const auto hash = hash_of(*line);
        if (!hash || proof.hashes.size() == most_hashes) {
            return std::nullopt;
        }
        proof.hashes.push_back(*hash);
    }
    auto checkpoint = line ? note_of(text) : std::nullopt;
    if (!checkpoint) {
        return std::nullopt;
    }
    proof.checkpoint = std::move(*checkpoint);
    return proof;
}

}  // namespace tsuitate::audit
