// ReceiptLookup: what somebody holds of a receipt, and where the log has it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "audit/receipt/receipt_code.hpp"
#include "audit/tool/commands.hpp"

namespace tsuitate::audit_tool {

// A number, and the whole square where it was scanned.
struct Held {
    std::string number;
    std::optional<audit::ReceiptCode> code;
};

// Where the log has the number.
struct Place {
    std::uint64_t sequence = 0;
    std::string session;
    int status = 0;  // exit_wrong where not all of the log could be looked at on the way
};

// Whether somebody means a receipt rather than a record's sequence or a file.
bool looks_like_receipt(const std::string& text);

// Each: the exit status, having said why, when there is none.
std::variant<Held, int> held_in(const std::string& text, policy::Language language);
std::variant<Place, int> find_receipt(const Common& common, const Held& held);

}  // namespace tsuitate::audit_tool
