// Leaflet: what a citizen should know of each PIN, as a PDF to print: A4, a page each, drawn and not a
// picture. Says what the panel says, from the same policy and texts, and shows its keys with the same
// drawing.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "drawing/texts.hpp"
#include "policy/policy.hpp"

namespace tsuitate::leaflet {

struct Wishes {
    std::vector<std::string> kinds;  // names that the policy has, in this order; empty: all
    policy::Language language = policy::Language::japanese;
};

struct Error {
    std::string reason;
};

// The bytes of the PDF. An error when a text does not fit: no sheet is better than half a sentence.
std::variant<std::string, Error> pdf_of(const Wishes& wishes, const policy::Policy& policy,
                                        const drawing::AllTexts& texts);

// "-" is standard output.
std::optional<Error> write(const std::string& bytes, const std::string& file);

}  // namespace tsuitate::leaflet
