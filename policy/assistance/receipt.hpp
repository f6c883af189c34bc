// Receipt numbers: twelve digits in groups of four, the last one a check digit, so that one slip of the pen,
// or two digits that have changed places, is noticed (ISO/IEC 7064 would need a letter; this is Damm's
// scheme, H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tsuitate::policy {

inline constexpr std::size_t receipt_digits = 11;  // before the check digit

// "1234-5678-9012". Precondition: `number` is below 10^11.
std::string receipt_text(std::uint64_t number);

// Whether it is written so, and its check digit is right.
bool is_receipt(std::string_view text);

// What somebody typed, with or without hyphens or spaces, as it is written; empty when it is no number.
std::string receipt_from(std::string_view typed);

}  // namespace tsuitate::policy
