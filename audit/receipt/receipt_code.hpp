// ReceiptCode: what the square on a receipt says (docs/receipts.md): which record, its hash, and a tree that
// held it. Names no person and no PIN; by itself it proves nothing, the log's signature does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {

struct ReceiptCode {
    std::string number;          // "1234-5678-9018"
    std::uint64_t sequence = 0;  // of the record receipt-issued, counted from 1
    Hash leaf{};                 // of that record
    std::uint64_t size = 0;      // of a tree that holds it: at least `sequence`
    Hash root{};                 // of that tree
    std::string origin;          // of the log

    bool operator==(const ReceiptCode&) const = default;
};

// A message to a role has room for so much.
inline constexpr std::size_t longest_receipt_code = 255;

// The one line. Empty where it would be longer than that, or the code says nothing that could be read again:
// a receipt without a square is better than one with a wrong square.
std::string receipt_code(const ReceiptCode& code);

// A part of a code, so that whoever reads an altered one can say which.
enum class ReceiptPart : std::uint8_t { whole, number, sequence, leaf, size, root, origin };

// The code of exactly such a line, or the first part that is not as it should be.
std::variant<ReceiptCode, ReceiptPart> receipt_code_from(std::string_view line);

// Whether somebody means a code, rightly written or not, rather than a number.
bool looks_like_receipt_code(std::string_view text);

}  // namespace tsuitate::audit
