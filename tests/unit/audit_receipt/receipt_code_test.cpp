#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "audit/note/base64.hpp"
#include "audit/receipt/receipt_code.hpp"
#include "policy/assistance/receipt.hpp"

namespace tsuitate::tests {
namespace {

using audit::ReceiptCode;
using audit::ReceiptPart;

ReceiptCode example() {
    return {.number = policy::receipt_text(12345678901),
            .sequence = 118,
            .leaf = audit::leaf_hash("a record"),
            .size = 120,
            .root = audit::leaf_hash("a tree"),
            .origin = "tsuitate/0123456789abcdef"};
}

ReceiptPart fault_of(std::string_view line) {
    const auto read = audit::receipt_code_from(line);
    const auto* fault = std::get_if<ReceiptPart>(&read);
    EXPECT_NE(fault, nullptr) << line << " was read";
    return fault == nullptr ? ReceiptPart::whole : *fault;
}

std::string with(std::string line, std::string_view part, std::string_view instead) {
    const auto place = line.find(part);
    EXPECT_NE(place, std::string::npos) << part;
    return line.replace(place, part.size(), instead);
}

TEST(ReceiptCode, is_one_line_of_printable_characters_that_is_read_again) {
    const std::string line = audit::receipt_code(example());
    EXPECT_EQ(line, "TSUITATE1 " + example().number + " 118 " + audit::to_base64(example().leaf) + " 120 " +
                        audit::to_base64(example().root) + " tsuitate/0123456789abcdef");
    for (const char character : line) {
        EXPECT_TRUE(character >= ' ' && character < '\x7f');
    }
    const auto read = audit::receipt_code_from(line);
    ASSERT_TRUE(std::holds_alternative<ReceiptCode>(read));
    EXPECT_EQ(std::get<ReceiptCode>(read), example());
}

TEST(ReceiptCode, is_written_as_the_documentation_says) {
    std::ifstream file(TSUITATE_SOURCE_DIR "/docs/receipts.md");
    std::ostringstream content;
    content << file.rdbuf();
    const std::string page = content.str();
    EXPECT_NE(page.find("\n    " + audit::receipt_code(example()) + "\n"), std::string::npos)
        << audit::receipt_code(example());
}

TEST(ReceiptCode, has_room_for_the_longest_origin_and_the_largest_log) {
    ReceiptCode largest = example();
    largest.sequence = (std::uint64_t{1} << 53U) - 1;
    largest.size = largest.sequence;
    largest.origin = std::string(100, 'o');
    const std::string line = audit::receipt_code(largest);
    EXPECT_FALSE(line.empty());
    EXPECT_LE(line.size(), audit::longest_receipt_code);
    largest.origin = std::string(200, 'o');
    EXPECT_EQ(audit::receipt_code(largest), "") << "too long for a message to the screen";
}

TEST(ReceiptCode, that_could_not_be_read_again_is_not_written) {
    ReceiptCode code = example();
    code.size = code.sequence - 1;
    EXPECT_EQ(audit::receipt_code(code), "") << "a tree that is too small to hold the record";
    code = example();
    code.origin = "city counter";
    EXPECT_EQ(audit::receipt_code(code), "");
    code = example();
    code.number.clear();
    EXPECT_EQ(audit::receipt_code(code), "");
}

TEST(ReceiptCode, that_was_altered_says_in_which_part) {
    const std::string line = audit::receipt_code(example());
    const std::string leaf = audit::to_base64(example().leaf);
    const std::string root = audit::to_base64(example().root);
    std::string wrong_number = example().number;
    wrong_number[1] = wrong_number[1] == '9' ? '8' : '9';
    EXPECT_EQ(fault_of(with(line, "TSUITATE1", "TSUITATE2")), ReceiptPart::whole);
    EXPECT_EQ(fault_of(with(line, example().number, wrong_number)), ReceiptPart::number);
    EXPECT_EQ(fault_of(with(line, " 118 ", " 0118 ")), ReceiptPart::sequence);
    EXPECT_EQ(fault_of(with(line, " 118 ", " 0 ")), ReceiptPart::sequence);
    EXPECT_EQ(fault_of(with(line, leaf, leaf.substr(1))), ReceiptPart::leaf);
    EXPECT_EQ(fault_of(with(line, " 120 ", " 117 ")), ReceiptPart::size);
    EXPECT_EQ(fault_of(with(line, root, root.substr(4))), ReceiptPart::root);
    EXPECT_EQ(fault_of(with(line, "tsuitate/0123456789abcdef", "")), ReceiptPart::origin);
    EXPECT_EQ(fault_of(line + "\n"), ReceiptPart::origin);
    EXPECT_EQ(fault_of(line + " more"), ReceiptPart::origin);
    EXPECT_EQ(fault_of(""), ReceiptPart::whole);
    EXPECT_EQ(fault_of(std::string(300, ' ')), ReceiptPart::whole);
}

TEST(ReceiptCode, is_told_from_a_number) {
    EXPECT_TRUE(audit::looks_like_receipt_code(audit::receipt_code(example())));
    EXPECT_FALSE(audit::looks_like_receipt_code(example().number));
    EXPECT_FALSE(audit::looks_like_receipt_code("1234 5678 9012"));
}

}  // namespace
}  // namespace tsuitate::tests
