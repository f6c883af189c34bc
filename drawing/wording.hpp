// Wording: what a scene says, in full sentences, from the texts, the policy and the scene's numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawing/texts.hpp"
#include "policy/policy.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::drawing {

struct Sentence {
    std::string text;
    bool strong = false;
    friend bool operator==(const Sentence&, const Sentence&) = default;
};

struct Wording {
    std::string heading;
    std::vector<Sentence> message;
    friend bool operator==(const Wording&, const Wording&) = default;
};

// The words as one text, as docs/audit-log.md says: heading and sentences, a newline between them.
std::string text_of(const Wording& wording);
// Of a text in UTF-8.
std::size_t character_count(std::string_view text);

Wording wording_of(const policy::Scene& scene, const policy::Policy& policy, const Texts& texts);

// Who helps or has just stopped helping, and who stands by, one sentence each, for the mark along the top.
std::vector<std::string> mark_of(const policy::Scene& scene, const policy::Policy& policy,
                                 const Texts& texts);

// How long the entry still lasts when nobody touches the panel.
std::string countdown_of(const policy::Scene& scene, const Texts& texts);
// The characters that this PIN can have: letters, then digits, in lines of at most so many.
std::vector<Sentence> lines_of_characters(const policy::PinKind& kind, std::size_t most);

// The values of placeholders that are the PIN's own.
Values values_of(const policy::PinKind& kind, const Texts& texts);

// "5 characters", beside the dots of a PIN without fixed length.
std::string typed_count(std::uint8_t count, const Texts& texts);

}  // namespace tsuitate::drawing
