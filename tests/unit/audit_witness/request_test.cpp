#include <gtest/gtest.h>

#include "tests/unit/audit_witness/log_in_memory.hpp"

namespace tsuitate::tests {
namespace {

using audit::add_checkpoint_of;

// From the C2SP tlog-witness page.
constexpr const char* example =
    "old 20852014\n"
    "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
    "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
    "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
    "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
    "\n"
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "\xe2\x80\x94 example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "\xe2\x80\x94 example.com/behind-the-sofa "
    "opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";

TEST(AddCheckpoint, reads_and_writes_the_example_of_the_specification) {
    const auto request = add_checkpoint_of(example);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->old_size, 20852014U);
    EXPECT_EQ(request->proof.size(), 4U);
    EXPECT_EQ(request->checkpoint.size, 20852163U);
    EXPECT_EQ(request->checkpoint.origin, "example.com/behind-the-sofa");
    EXPECT_EQ(request->note.signatures.size(), 2U);
    EXPECT_EQ(request->body(), example);
}

TEST(AddCheckpoint, refuses_what_is_malformed) {
    const std::string right = LogInMemory().request(5, 13).body();
    ASSERT_TRUE(add_checkpoint_of(right));
    const std::string rest = right.substr(right.find('\n'));
    for (const char* first :
         {"", "old", "old ", "old 05", "old +5", "old -5", "old 5 ", " old 5", "Old 5", "old  5", "old 0x5",
          "old 5\r", "5", "old 9223372036854775808", "old 99999999999999999999"}) {
        EXPECT_FALSE(add_checkpoint_of(first + rest)) << first;
    }
    EXPECT_TRUE(add_checkpoint_of("old 0" + rest)) << "control";
    for (std::size_t cut = 1; cut < right.size(); ++cut) {
        EXPECT_FALSE(add_checkpoint_of(right.substr(0, cut))) << cut;
    }
    EXPECT_FALSE(add_checkpoint_of(right + "x"));
    EXPECT_FALSE(add_checkpoint_of(right + "\n"));
}

TEST(AddCheckpoint, refuses_hashes_that_are_none_and_more_than_63) {
    const std::string note = LogInMemory().request(0, 3).note.bytes();
    const std::string hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
    for (const char* line : {"PlRN\n", "not base 64\n", "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw\n",
                             "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw= \n"}) {
        EXPECT_FALSE(add_checkpoint_of(std::string("old 1\n") + line + "\n" + note)) << line;
    }
    std::string proof;
    for (int i = 0; i < 63; ++i) {
        proof += hash;
    }
    EXPECT_TRUE(add_checkpoint_of("old 1\n" + proof + "\n" + note));
    EXPECT_FALSE(add_checkpoint_of("old 1\n" + proof + hash + "\n" + note));
}

TEST(AddCheckpoint, refuses_what_is_too_large) {
    auto request = LogInMemory().request(0, 3);
    request.note.text += std::string(audit::largest_add_checkpoint, 'x') + "\n";
    EXPECT_FALSE(add_checkpoint_of(request.body()));
}

}  // namespace
}  // namespace tsuitate::tests
