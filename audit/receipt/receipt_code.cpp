#include "audit/receipt/receipt_code.hpp"

#include <algorithm>
#include <array>

#include "audit/note/base64.hpp"
#include "audit/note/lines.hpp"
#include "audit/record/canonical_json.hpp"
#include "policy/assistance/receipt.hpp"

namespace tsuitate::audit {
namespace {

constexpr std::string_view heading = "TSUITATE1";
constexpr std::size_t parts = 7;

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::optional<std::array<std::string_view, parts>> parts_of(std::string_view line) {
    std::array<std::string_view, parts> found;
    for (std::size_t i = 0; i + 1 < parts; ++i) {
        const auto space = line.find(' ');
        if (space == std::string_view::npos) {
            return std::nullopt;
        }
        found.at(i) = line.substr(0, space);
        line.remove_prefix(space + 1);
    }
    found.back() = line;
    return found;
}

std::optional<std::uint64_t> count_of(std::string_view text) {
    const auto number = decimal_of(text);
    return number && *number >= 1 && *number <= largest_json_number ? number : std::nullopt;
}

}  // namespace

std::string receipt_code(const ReceiptCode& code) {
    std::string line = std::string(heading) + " " + code.number + " " + std::to_string(code.sequence) + " " +
                       to_base64(code.leaf) + " " + std::to_string(code.size) + " " + to_base64(code.root) +
                       " " + code.origin;
    const bool readable = std::holds_alternative<ReceiptCode>(receipt_code_from(line));
    return readable ? line : std::string();
}

std::variant<ReceiptCode, ReceiptPart> receipt_code_from(std::string_view line) {
    const auto found = line.size() <= longest_receipt_code ? parts_of(line) : std::nullopt;
    if (!found || found->front() != heading) {
        return ReceiptPart::whole;
    }
    const auto& [head, number, sequence_text, leaf_text, size_text, root_text, origin] = *found;
    if (!policy::is_receipt(number)) {
        return ReceiptPart::number;
    }
    const auto sequence = count_of(sequence_text);
    if (!sequence) {
        return ReceiptPart::sequence;
    }
    const auto leaf = hash_of(leaf_text);
    if (!leaf) {
        return ReceiptPart::leaf;
    }
    const auto size = count_of(size_text);
    if (!size || *size < *sequence) {
        return ReceiptPart::size;
    }
    const auto root = hash_of(root_text);
    if (!root) {
        return ReceiptPart::root;
    }
    if (origin.empty() || !is_printable(origin)) {
        return ReceiptPart::origin;
    }
    return ReceiptCode{.number = std::string(number),
                       .sequence = *sequence,
                       .leaf = *leaf,
                       .size = *size,
                       .root = *root,
                       .origin = std::string(origin)};
}

bool looks_like_receipt_code(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

}  // namespace tsuitate::audit
