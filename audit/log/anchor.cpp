#include "audit/log/anchor.hpp"

#include "audit/note/lines.hpp"
#include "audit/record/epoch.hpp"
#include "audit/tree/hash.hpp"

namespace tsuitate::audit {

std::string Anchor::text() const {
    return anchor_text(enrolment, first_epoch);
}

std::string proquint(std::uint16_t value) {
    constexpr std::string_view consonants = "bdfghjklmnprstvz";
    constexpr std::string_view vowels = "aiou";
    return {consonants[value >> 12U & 15U], vowels[value >> 10U & 3U], consonants[value >> 6U & 15U],
            vowels[value >> 4U & 3U], consonants[value & 15U]};
}

std::string Anchor::fingerprint() const {
    constexpr std::size_t fingerprint_bytes = 16;
    const Hash hash = sha256(text());
    std::string words;
    for (std::size_t i = 0; i < fingerprint_bytes; i += 2) {
        words +=
            (words.empty() ? "" : "-") + proquint(static_cast<std::uint16_t>(hash[i] << 8U | hash[i + 1]));
    }
    return words;
}

std::optional<Anchor> anchor_of(std::string_view text) {
    const auto first = take_line(text);
    const auto second = take_line(text);
    const auto third = take_line(text);
    if (first != "tsuitate-anchor@v1" || !second || !third || !text.empty()) {
        return std::nullopt;
    }
    const auto enrolment = verifier_key_of(*second);
    const auto epoch = verifier_key_of(*third);
    const bool fits = enrolment && epoch && enrolment->use == KeyUse::note && epoch->use == KeyUse::note &&
                      epoch->name == epoch_key_name(enrolment->name, 1);
    return fits ? std::optional(Anchor{.enrolment = *enrolment, .first_epoch = *epoch}) : std::nullopt;
}

}  // namespace tsuitate::audit
