#include "daemon/ledger/record_line.hpp"

#include <gtest/gtest.h>

namespace tsuitate::ledger {
namespace {

Moment moment() {
    return {.unix_seconds = 1'700'000'000, .boot = std::string(32, 'a'), .uptime_seconds = 5};
}

wire::VaultWriteRecord attempt() {
    wire::VaultWriteRecord record{.kind = policy::RecordKind::pin_attempt, .tries_left = 3};
    record.session.bytes.fill(0xab);
    record.pin_kind = *wire::Name::from("signature");
    return record;
}

bool refused(const wire::VaultWriteRecord& record) {
    return std::holds_alternative<RefusedRecord>(line_of(record, 1, moment()));
}

TEST(RecordLine, keys_are_sorted_and_times_are_whole_seconds) {
    EXPECT_EQ(
        std::get<std::string>(line_of(attempt(), 7, moment())),
        R"({"boot":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","event":"pin-attempt","pin-kind":"signature","sequence":7,)"
        R"("session":"abababababababababababababababab","time":"2023-11-14T22:13:20Z","tries-left":3,"uptime":5,)"
        R"("version":1})"
        "\n");
}

TEST(RecordLine, a_field_that_its_kind_does_not_have_cannot_be_smuggled_in) {
    ASSERT_FALSE(refused(attempt()));
    auto record = attempt();
    record.detail = *wire::Name::from("1234");
    EXPECT_TRUE(refused(record));
    record = attempt();
    record.count = 4;
    EXPECT_TRUE(refused(record));
    record = attempt();
    record.caller_uid = 1000;
    EXPECT_TRUE(refused(record));
    record = attempt();
    record.outcome = policy::Outcome::wrong;
    EXPECT_TRUE(refused(record));
}

TEST(RecordLine, a_field_that_its_kind_needs_must_be_there) {
    auto record = attempt();
    record.session = {};
    EXPECT_TRUE(refused(record));
    record = attempt();
    record.pin_kind = {};
    EXPECT_TRUE(refused(record));
}

TEST(RecordLine, every_kind_has_a_line_and_its_sequence_is_read_back) {
    for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
        const auto kind = static_cast<policy::RecordKind>(i);
        wire::VaultWriteRecord record{.kind = kind};
        if (policy::has_field(kind, policy::RecordField::session)) {
            record.session.bytes.fill(1);
        }
        const auto name = *wire::Name::from("x");
        record.pin_kind = policy::has_field(kind, policy::RecordField::pin_kind) ? name : wire::Name{};
        record.detail = policy::has_field(kind, policy::RecordField::detail) ? name : wire::Name{};
        record.subject = policy::has_field(kind, policy::RecordField::subject) ? name : wire::Name{};
        const auto line = line_of(record, 42, moment());
        ASSERT_TRUE(std::holds_alternative<std::string>(line)) << policy::name_of(kind);
        std::string text = std::get<std::string>(line);
        text.pop_back();
        EXPECT_EQ(sequence_of(text), 42U);
    }
}

}  // namespace
}  // namespace tsuitate::ledger
