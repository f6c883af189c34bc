// Anchor: the two keys from which everything in a log follows (docs/audit-log.md, Keys).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/note/key.hpp"

namespace tsuitate::audit {

struct Anchor {
    VerifierKey enrolment;
    VerifierKey first_epoch;

    const std::string& origin() const { return enrolment.name; }
    std::string text() const;
    // The first 16 bytes of the SHA-256 of the text, as eight pronounceable words.
    std::string fingerprint() const;
};

// Nothing when it is no anchor, or its two keys are not of the same log.
std::optional<Anchor> anchor_of(std::string_view text);

// 16 bits as a proquint: consonant, vowel, consonant, vowel, consonant (arXiv 0901.4016).
std::string proquint(std::uint16_t value);

}  // namespace tsuitate::audit
