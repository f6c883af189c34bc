// ReceiptCheck: whether what a receipt's square says is still what the log says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/log/log_directory.hpp"
#include "audit/log/tree_reader.hpp"
#include "audit/receipt/receipt_code.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit {

// The parts of a square that are not as the log has them; `recorded` is where the log has the receipt's
// number. `size` alone: the log is shorter than it was when the receipt was made.
std::vector<ReceiptPart> differing_parts(const ReceiptCode& code, std::uint64_t recorded,
                                         const LogDirectory& log, TreeReader& tree);

// The square that this record would get now. Nothing where its leaf cannot be read.
std::optional<ReceiptCode> code_now(const std::string& number, std::uint64_t recorded, TreeReader& tree);

// A word for programs, and a sentence for people.
std::string_view word_of(ReceiptPart part);
std::string_view altered_text(ReceiptPart part, policy::Language language);  // the square itself is no square
std::string_view differing_text(ReceiptPart part, policy::Language language);  // it is not what the log says

}  // namespace tsuitate::audit
