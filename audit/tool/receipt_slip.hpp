// ReceiptSlip: a receipt for the counter's printer, as a PDF of paper 80 mm wide and as long as it needs to
// be. Everything on it is drawn, nothing is a picture.
//
// What draws is a module of its own, loaded when a slip is wanted: who verifies a log loads no fonts and none
// of the forty libraries that set them.
#pragma once

#include <string>
#include <variant>
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

struct SlipFailure {
    std::string reason;
};

// The bytes of the PDF.
std::variant<std::string, SlipFailure> pdf_of(const ReceiptSlip& slip, policy::Language language);

// The module's one function. False where the slip cannot be drawn.
extern "C" bool tsuitate_draw_receipt_slip(const ReceiptSlip& slip, policy::Language language,
                                           std::string& pdf);
inline constexpr const char* receipt_slip_module = "tsuitate-receipt-slip.so";
inline constexpr const char* receipt_slip_function = "tsuitate_draw_receipt_slip";

}  // namespace tsuitate::audit_tool
