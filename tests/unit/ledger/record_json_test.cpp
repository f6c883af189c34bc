#include "daemon/ledger/record_json.hpp"
#include "policy/assistance/receipt.hpp"

#include <gtest/gtest.h>

#include <array>

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
    return std::holds_alternative<RefusedRecord>(json_of(record, 1, moment()));
}

TEST(RecordJson, keys_are_sorted_and_times_are_whole_seconds) {
    EXPECT_EQ(
        std::get<std::string>(json_of(attempt(), 7, moment())),
        R"({"boot":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","event":"pin-attempt","pin-kind":"signature","sequence":7,)"
        R"("session":"abababababababababababababababab","time":"2023-11-14T22:13:20Z","tries-left":3,"uptime":5,)"
        R"("version":1})");
}

TEST(RecordJson, what_has_no_session_has_a_salt_of_its_own) {
    const wire::VaultWriteRecord stopped{.kind = policy::RecordKind::service_stopped,
                                         .detail = *wire::Name::from("asked")};
    const auto first = std::get<std::string>(json_of(stopped, 1, moment()));
    EXPECT_NE(first.find("\"salt\":\""), std::string::npos);
    EXPECT_NE(first, std::get<std::string>(json_of(stopped, 1, moment())));
}

TEST(RecordJson, a_field_that_its_kind_does_not_have_cannot_be_smuggled_in) {
    ASSERT_FALSE(refused(attempt()));
    auto record = attempt();
    record.detail = *wire::Name::from("x1234");
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

// A right value for one field.
void fill_in(wire::VaultWriteRecord& record, std::string_view key, const wire::Name& name) {
    const std::array<std::pair<std::string_view, wire::Name*>, 8> names = {{{"pin-kind", &record.pin_kind},
                                                                            {"procedure", &record.procedure},
                                                                            {"subject", &record.subject},
                                                                            {"detail", &record.detail},
                                                                            {"clerk", &record.clerk},
                                                                            {"reason", &record.reason},
                                                                            {"help", &record.help},
                                                                            {"role", &record.role}}};
    for (const auto& [field, place] : names) {
        if (field == key) {
            *place = name;
        }
    }
    if (key == "session") {
        record.session.bytes.fill(0xab);
    } else if (key == "count") {
        record.count = 1;
    } else if (key == "text") {
        record.text.fill(0xab);
    } else if (key == "first-day" || key == "last-day") {
        record.first_day = record.last_day = 20773;
    } else if (key == "seconds") {
        record.seconds = 90;
    } else if (key == "receipt") {
        record.receipt = *wire::Name::from(policy::receipt_text(12345678901));
    }
}

// A right record of each kind that the vault may send.
std::vector<wire::VaultWriteRecord> one_of_each_kind() {
    std::vector<wire::VaultWriteRecord> records;
    for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
        wire::VaultWriteRecord record{.kind = static_cast<policy::RecordKind>(i)};
        if (policy::by_ledger(record.kind)) {
            continue;
        }
        for (const audit::FieldRule& rule : audit::rules_of(record.kind)) {
            const std::string value = rule.form == audit::Form::word ? std::string(rule.words.front())
                                      : rule.form == audit::Form::program_version ? "0.1.0"
                                                                                  : "signature";
            fill_in(record, rule.key, *wire::Name::from(value));
        }
        records.push_back(record);
    }
    return records;
}

TEST(RecordJson, no_kind_takes_a_field_that_it_does_not_have) {
    using enum policy::RecordField;
    using Fill = void (*)(wire::VaultWriteRecord&);
    static const wire::Name smuggled = *wire::Name::from("x1234");
    const std::vector<std::pair<policy::RecordField, Fill>> fills = {
        {session, [](auto& record) { record.session.bytes.fill(0x12); }},
        {pin_kind, [](auto& record) { record.pin_kind = smuggled; }},
        {procedure, [](auto& record) { record.procedure = smuggled; }},
        {subject, [](auto& record) { record.subject = smuggled; }},
        {detail, [](auto& record) { record.detail = smuggled; }},
        {outcome, [](auto& record) { record.outcome = policy::Outcome::wrong; }},
        {tries_left, [](auto& record) { record.tries_left = 4; }},
        {caller_uid, [](auto& record) { record.caller_uid = 1234; }},
        {count, [](auto& record) { record.count = 1234; }},
        {drift_x, [](auto& record) { record.figures.drift_x = 12; }},
        {drift_y, [](auto& record) { record.figures.drift_y = 12; }},
        {noise, [](auto& record) { record.figures.noise = 1234; }},
        {ghosts, [](auto& record) { record.figures.ghosts = 1; }},
        {rejections, [](auto& record) { record.figures.rejections = 1; }},
        {refusals, [](auto& record) { record.figures.refusals = 1; }},
        {missed_targets, [](auto& record) { record.figures.missed_targets = 1; }},
        {dead_places, [](auto& record) { record.figures.dead_places = 1; }},
        {correction_x, [](auto& record) { record.figures.correction_x = 12; }},
        {correction_y, [](auto& record) { record.figures.correction_y = 12; }},
        {mean_miss, [](auto& record) { record.calibration.mean_miss = 12; }},
        {worst_fitted, [](auto& record) { record.calibration.worst_fitted = 12; }},
        {worst_checked, [](auto& record) { record.calibration.worst_checked = 12; }},
        {clerk, [](auto& record) { record.clerk = smuggled; }},
        {reason, [](auto& record) { record.reason = smuggled; }},
        {help, [](auto& record) { record.help = smuggled; }},
        {role, [](auto& record) { record.role = smuggled; }},
        {receipt, [](auto& record) { record.receipt = smuggled; }},
        {text, [](auto& record) { record.text.fill(0x12); }},
        {seconds, [](auto& record) { record.seconds = 90; }},
        {first_day, [](auto& record) { record.first_day = 1234; }},
        {last_day, [](auto& record) { record.last_day = 1234; }},
        {language, [](auto& record) { record.language = policy::Language::english; }},
        {manner, [](auto& record) { record.manner = policy::Manner::hurried; }},
    };
    for (const wire::VaultWriteRecord& right : one_of_each_kind()) {
        ASSERT_FALSE(refused(right)) << policy::name_of(right.kind);
        for (const auto& [field, fill] : fills) {
            auto record = right;
            fill(record);
            EXPECT_TRUE(policy::has_field(right.kind, field) || refused(record))
                << policy::name_of(right.kind) << " took field " << static_cast<std::uint64_t>(field);
        }
    }
}

TEST(RecordJson, values_are_of_closed_sets) {
    auto record = attempt();
    record.pin_kind = *wire::Name::from("1234");
    EXPECT_TRUE(refused(record)) << "a PIN is no name";
    record = attempt();
    record.tries_left = 16;
    EXPECT_TRUE(refused(record));
    const auto stopped = [](const char* why) {
        return wire::VaultWriteRecord{.kind = policy::RecordKind::service_stopped,
                                      .detail = *wire::Name::from(why)};
    };
    EXPECT_FALSE(refused(stopped("asked")));
    EXPECT_TRUE(refused(stopped("pin is 1234")));
}

TEST(RecordJson, a_field_that_its_kind_needs_must_be_there) {
    auto record = attempt();
    record.session = {};
    EXPECT_TRUE(refused(record));
    record = attempt();
    record.pin_kind = {};
    EXPECT_TRUE(refused(record));
}

TEST(RecordJson, nobody_but_the_ledger_writes_its_own_kinds) {
    for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
        const auto kind = static_cast<policy::RecordKind>(i);
        if (policy::by_ledger(kind)) {
            EXPECT_TRUE(refused({.kind = kind, .count = 1}));
            EXPECT_FALSE(wire::VaultWriteRecord{.kind = kind}.valid()) << "not even on the wire";
        }
    }
}

}  // namespace
}  // namespace tsuitate::ledger
