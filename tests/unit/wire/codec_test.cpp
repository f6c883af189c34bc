#include "daemon/wire/codec.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tsuitate::wire {
namespace {

TEST(Codec, what_is_encoded_is_decoded) {
    FrontEnterPin message{.request = 7, .pin_kind = *Name::from("signature")};
    const auto decoded = FromFront::decode(encode(message));
    const auto* any = std::get_if<FromFront::Any>(&decoded);
    ASSERT_NE(any, nullptr);
    EXPECT_EQ(std::get<FrontEnterPin>(*any).request, 7U);
    EXPECT_EQ(std::get<FrontEnterPin>(*any).pin_kind.view(), "signature");
}

template <typename Accepted>
DecodeError error_of(std::span<const std::uint8_t> bytes) {
    const auto decoded = Accepted::decode(bytes);
    const auto* error = std::get_if<DecodeError>(&decoded);
    return error == nullptr ? throw std::logic_error("decoded") : *error;
}

TEST(Codec, a_role_accepts_only_its_own_messages) {
    EXPECT_EQ(error_of<FromScreen>(encode(FrontEnterPin{})), DecodeError::not_accepted);
    EXPECT_EQ(error_of<FromVaultToScreen>(encode(ScreenTellShown{})), DecodeError::not_accepted);
}

TEST(Codec, every_length_but_the_right_one_is_refused) {
    const auto bytes = encode(LedgerTellDurable{.serial = 3});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const DecodeError error = error_of<FromLedger>(std::span(bytes).first(size));
        EXPECT_EQ(error, size < sizeof(Header) ? DecodeError::too_short : DecodeError::wrong_size);
    }
    std::vector<std::uint8_t> longer(bytes.begin(), bytes.end());
    longer.push_back(0);
    EXPECT_EQ(error_of<FromLedger>(longer), DecodeError::wrong_size);
}

TEST(Codec, another_version_is_refused) {
    auto bytes = encode(LedgerTellDurable{});
    bytes[0] = static_cast<std::uint8_t>(protocol_version + 1);
    EXPECT_EQ(error_of<FromLedger>(bytes), DecodeError::wrong_version);
}

TEST(Codec, a_field_outside_its_range_is_refused) {
    auto state = LedgerTellState{};
    state.fault = static_cast<LedgerFault>(200);
    EXPECT_EQ(error_of<FromLedger>(encode(state)), DecodeError::invalid_field);
    auto scene = VaultShowScene{};
    scene.can_confirm = 2;
    EXPECT_EQ(error_of<FromVaultToScreen>(encode(scene)), DecodeError::invalid_field);
}

TEST(Text, only_printable_ascii_that_fits) {
    EXPECT_TRUE(Name::from("user-authentication"));
    EXPECT_FALSE(Name::from("line\nbreak"));
    EXPECT_FALSE(Name::from("\xe5\x85\xa5"));
    EXPECT_FALSE(Name::from(std::string(32, 'a')));
    EXPECT_TRUE(Name::from(std::string(31, 'a')));
}

}  // namespace
}  // namespace tsuitate::wire
