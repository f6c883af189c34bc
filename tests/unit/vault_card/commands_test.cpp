#include "daemon/vault/card/commands.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "daemon/wire/secret_memory.hpp"

namespace tsuitate::vault {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes verify_bytes(std::string_view characters) {
    wire::prepare_secret_memory();
    Pin pin;
    for (const char character : characters) {
        EXPECT_TRUE(pin.append(static_cast<std::uint8_t>(character)));
    }
    const VerifyCommand command = verify_command(pin);
    const auto exposed = command.expose();
    return {exposed.begin(), exposed.end()};
}

TEST(Commands, are_the_bytes_that_public_programs_send) {
    const Bytes application = {0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01};
    EXPECT_EQ(select_application(application), (Bytes{0x00, 0xa4, 0x04, 0x0c, 0x0a, 0xd3, 0x92, 0xf0, 0x00,
                                                      0x26, 0x01, 0x00, 0x00, 0x00, 0x01}));
    EXPECT_EQ(select_file(0x1a2b), (Bytes{0x00, 0xa4, 0x02, 0x0c, 0x02, 0x1a, 0x2b}));
    EXPECT_EQ(ask_for_tries(), (Bytes{0x00, 0x20, 0x00, 0x80}));
}

TEST(Commands, verify_carries_the_pin_in_ascii_behind_its_length) {
    EXPECT_EQ(verify_bytes("1234"), (Bytes{0x00, 0x20, 0x00, 0x80, 0x04, '1', '2', '3', '4'}));
    const Bytes longest = verify_bytes("ABCDEFGH12345678");
    ASSERT_EQ(longest.size(), 21U);
    EXPECT_EQ(longest[4], 16);
    EXPECT_EQ(longest.back(), '8');
}

}  // namespace
}  // namespace tsuitate::vault
