// ReceiptSlip: a receipt for the counter's printer, as a PDF of paper 80 mm wide and as long as it needs to
// be. Everything on it is drawn, nothing is a picture.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit_tool {

struct ReceiptSlip {
    std::string number;              // "1234-5678-9018"
    std::string date;                // for people
    std::vector<std::string> lines;  // what happened
    std::string code;                // of the square; empty: none
    std::string origin;              // of the log
    std::string ask;                 // where to ask; empty: at the counter
};

// The bytes of the PDF; nothing where it cannot be drawn.
std::optional<std::string> pdf_of(const ReceiptSlip& slip, policy::Language language);

}  // namespace tsuitate::audit_tool
