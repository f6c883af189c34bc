#include <gtest/gtest.h>

#include "audit/note/base64.hpp"
#include "audit/slip/slip.hpp"
#include "tests/unit/audit_witness/log_in_memory.hpp"

namespace tsuitate::tests {
namespace {

// The modules of a code printed in half blocks, without knowing how they were printed.
std::vector<std::vector<bool>> modules_of(const std::string& text) {
    std::vector<std::vector<bool>> rows(2);
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '\n') {
            rows.resize(rows.size() + 2);
            ++i;
            continue;
        }
        const bool block = text[i] != ' ';
        const std::string one = text.substr(i, block ? 3 : 1);
        rows[rows.size() - 2].push_back(one == "\u2580" || one == "\u2588");
        rows[rows.size() - 1].push_back(one == "\u2584" || one == "\u2588");
        i += one.size();
    }
    rows.resize(rows.size() - 2);
    return rows;
}

TEST(QrCode, has_its_margin_and_the_three_squares_by_which_readers_find_it) {
    const auto code = audit::qr_code("an example");
    ASSERT_TRUE(code);
    const auto rows = modules_of(*code);
    const std::size_t width = rows.front().size();
    EXPECT_EQ(width, 21U + 8U);
    const auto is_square = [&](std::size_t top, std::size_t left) {
        for (std::size_t row = 0; row < 7; ++row) {
            for (std::size_t column = 0; column < 7; ++column) {
                const std::size_t ring = std::min({row, column, 6 - row, 6 - column});
                if (rows[top + row][left + column] != (ring != 1)) {
                    return false;
                }
            }
        }
        return true;
    };
    EXPECT_TRUE(is_square(4, 4));
    EXPECT_TRUE(is_square(4, width - 11));
    EXPECT_TRUE(is_square(width - 11, 4));
    EXPECT_FALSE(is_square(width - 11, width - 11)) << "control";
    for (std::size_t i = 0; i < width; ++i) {
        for (std::size_t edge = 0; edge < 4; ++edge) {
            EXPECT_FALSE(rows[edge][i] || rows[width - 1 - edge][i] || rows[i][edge] ||
                         rows[i][width - 1 - edge]);
        }
    }
}

TEST(QrCode, holds_what_a_code_can_hold_and_no_more) {
    EXPECT_TRUE(audit::qr_code(std::string(2331, '\xe2')));
    EXPECT_FALSE(audit::qr_code(std::string(2332, '\xe2')));
    EXPECT_FALSE(audit::qr_code(""));
}

TEST(Slip, says_origin_size_and_root) {
    const LogInMemory log;
    const auto slip = audit::slip_of(log.request(0, 12345 % 97).note);
    ASSERT_TRUE(slip);
    EXPECT_NE(slip->find("counter.example/log"), std::string::npos);
    EXPECT_NE(slip->find("records  " + std::to_string(12345 % 97)), std::string::npos);
    EXPECT_NE(slip->find(audit::to_base64(log.checkpoint(12345 % 97).root)), std::string::npos);
    for (std::size_t begin = 0; begin < slip->size();) {
        const std::size_t end = slip->find('\n', begin);
        EXPECT_LE(modules_of(slip->substr(begin, end - begin) + "\n").front().size(), 80U);
        begin = end + 1;
    }
}

TEST(Slip, is_none_of_what_is_no_checkpoint) {
    EXPECT_FALSE(
        audit::slip_of({.text = "hello\n", .signatures = {audit::sign_note("hello\n", "a", key_of(1))}}));
}

}  // namespace
}  // namespace tsuitate::tests
