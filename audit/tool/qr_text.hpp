// QrText: a QR code drawn with half blocks, two rows of modules a line, for any terminal and any printer.
#pragma once

#include <optional>
#include <string>

namespace tsuitate::audit_tool {

// Nothing when the text does not fit a QR code.
std::optional<std::string> qr_text(const std::string& text);

}  // namespace tsuitate::audit_tool
