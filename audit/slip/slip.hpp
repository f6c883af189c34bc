// Slip: a checkpoint on paper. What is printed and put away cannot be changed by whoever holds the machine
// later; the square beside it brings it back into a machine without typing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/note/note.hpp"

namespace tsuitate::audit {

// A QR code of these bytes without its margin, row by row: true is ink. Nothing when there are more than a
// code can hold.
std::optional<std::vector<std::vector<bool>>> qr_modules(std::string_view bytes);

// A QR code of these bytes in half blocks (UTF-8): two rows of modules a line, dark is ink, with its margin.
// Nothing when there are more than a code can hold (2,331 bytes).
std::optional<std::string> qr_code(std::string_view bytes);

// The checkpoint for people, then the whole note as a QR code. Nothing when the note is no checkpoint, or its
// signatures are too many for a code.
std::optional<std::string> slip_of(const Note& checkpoint);

}  // namespace tsuitate::audit
