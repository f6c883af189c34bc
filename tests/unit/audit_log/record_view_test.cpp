// The fast check of a record and the schema's agree on every record, right and wrong.
#include <gtest/gtest.h>

#include "audit/log/digits.hpp"
#include "audit/log/record_view.hpp"
#include "audit/note/base64.hpp"
#include "policy/assistance/receipt.hpp"

namespace tsuitate::audit {
namespace {

JsonValue right_value(const FieldRule& rule) {
    const std::string identifier = "0123456789abcdef0123456789abcdef";
    switch (rule.form) {
        case Form::identifier:
            return identifier;
        case Form::name:
        case Form::name_or_none:
            return std::string("user-authentication");
        case Form::word:
            return std::string(rule.words.back());
        case Form::program_version:
            return std::string("0.1.0");
        case Form::time:
            return std::string("2026-11-23T05:40:12Z");
        case Form::number:
            return rule.largest == schema_version
                       ? std::uint64_t{1}
                       : std::clamp(std::uint64_t{4711}, rule.smallest, rule.largest);
        case Form::tries:
            return std::string("unknown");
        case Form::public_key:
            return to_base64(std::vector<std::uint8_t>(32, 7));
        case Form::signature:
            return to_base64(std::vector<std::uint8_t>(64, 7));
        case Form::offset:
            return std::string("-10.2");
        case Form::digest:
            return to_base64(std::vector<std::uint8_t>(32, 9));
        case Form::receipt:
            return policy::receipt_text(12345678901);
        case Form::day:
            return std::string("2026-11-16");
    }
    return std::string();
}

std::vector<std::string> one_of_each_kind() {
    std::vector<std::string> records;
    for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
        JsonObject fields;
        for (const FieldRule& rule : rules_of(static_cast<policy::RecordKind>(i))) {
            fields.emplace(std::string(rule.key), right_value(rule));
        }
        records.push_back(to_canonical_json(fields));
    }
    return records;
}

// Every key that some record has, and those that none may ever have.
std::vector<std::string> keys_to_try() {
    std::vector<std::string> keys = {"pin",  "pin-length", "digits",    "entered-at", "touched-at",
                                     "name", "note",       "my-number", "comment",    "card-serial"};
    for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
        for (const FieldRule& rule : rules_of(static_cast<policy::RecordKind>(i))) {
            keys.emplace_back(rule.key);
        }
    }
    return keys;
}

TEST(RecordView, no_kind_of_record_takes_a_field_that_it_does_not_have) {
    std::size_t tried = 0;
    for (const std::string& bytes : one_of_each_kind()) {
        ASSERT_TRUE(std::holds_alternative<Record>(record_of(bytes))) << bytes;
        const JsonObject right = *from_canonical_json(bytes);
        for (const std::string& key : keys_to_try()) {
            for (const JsonValue& value : {JsonValue(std::string("1234")), JsonValue(std::uint64_t{4})}) {
                JsonObject fields = right;
                if (!fields.emplace(key, value).second) {
                    continue;  // one of its own
                }
                const std::string smuggled = to_canonical_json(fields);
                EXPECT_TRUE(std::holds_alternative<std::string>(record_of(smuggled))) << smuggled;
                EXPECT_TRUE(std::holds_alternative<std::string>(view_of(smuggled))) << smuggled;
                ++tried;
            }
        }
    }
    EXPECT_GT(tried, policy::record_kind_names.size() * 50);
}

// What a reader knows who has read an intact record with the same boot, session and time.
RecordBefore after_an_intact_one() {
    static const std::string intact =
        one_of_each_kind()[static_cast<std::size_t>(policy::RecordKind::pin_attempt)];
    static const RecordBefore known = [] {
        RecordBefore before;
        RecordView view;
        EXPECT_TRUE(fast_view_of(intact, before, view));
        EXPECT_FALSE(before.boot.text.empty() || before.session.text.empty() || before.minute.empty() ||
                     before.pin_kind.empty());
        return before;
    }();
    return known;
}

void expect_agreement(const std::string& bytes) {
    const auto record = record_of(bytes);
    const auto view = view_of(bytes);
    const bool right = std::holds_alternative<Record>(record);
    ASSERT_EQ(std::holds_alternative<RecordView>(view), right) << bytes;
    RecordBefore before = after_an_intact_one();
    RecordOrReason in_place =
        RecordView{.kind = policy::RecordKind::receipt_issued, .seconds = 7, .bytes = "x"};
    view_of(bytes, before, in_place);
    ASSERT_EQ(in_place, view) << bytes;
    RecordBefore none;
    RecordView fast;
    ASSERT_TRUE(right || !fast_view_of(bytes, none, fast)) << bytes;
    if (!right) {
        return;
    }
    const auto& said = std::get<Record>(record);
    const auto& seen = std::get<RecordView>(view);
    EXPECT_EQ(seen.kind, said.kind);
    EXPECT_EQ(seen.sequence, said.number("sequence"));
    EXPECT_EQ(seen.uptime, said.number("uptime"));
    EXPECT_EQ(seen.time, seconds_of(said.text("time")));
    EXPECT_EQ(seen.boot.text(), said.text("boot"));
    EXPECT_EQ(seen.session.text(), said.has("session") ? said.text("session") : std::string(32, '0'));
    EXPECT_EQ(seen.pin_kind, said.has("pin-kind") ? said.text("pin-kind") : "");
    EXPECT_EQ(seen.outcome, said.has("outcome") ? said.text("outcome") : "");
    EXPECT_EQ(seen.detail, said.has("detail") ? said.text("detail") : "");
    EXPECT_EQ(seen.clerk, said.has("clerk") ? said.text("clerk") : "");
    EXPECT_EQ(seen.role, said.has("role") ? said.text("role") : "");
    EXPECT_EQ(seen.seconds, said.has("seconds") ? said.number("seconds") : 0U);
}

TEST(RecordView, sees_every_kind_as_the_schema_does) {
    std::size_t fast = 0;
    for (const std::string& record : one_of_each_kind()) {
        ASSERT_TRUE(std::holds_alternative<Record>(record_of(record))) << record;
        expect_agreement(record);
        RecordBefore none;
        RecordView view;
        fast += fast_view_of(record, none, view) ? 1U : 0U;
    }
    // All but service-started, the two that start an epoch, panel-health, consent-shown, receipt-issued and
    // report-permitted.
    EXPECT_EQ(fast, policy::record_kind_names.size() - 7);
}

TEST(RecordView, refuses_what_the_schema_refuses_whatever_byte_changes) {
    const std::string candidates = " \"\\,:{}-0159azA=\x01\x7f\xff";
    for (const std::string& record : one_of_each_kind()) {
        for (std::size_t i = 0; i <= record.size(); ++i) {
            for (const char character : candidates) {
                if (i < record.size()) {
                    std::string changed = record;
                    changed[i] = character;
                    expect_agreement(changed);
                }
                std::string longer = record;
                longer.insert(i, 1, character);
                expect_agreement(longer);
            }
            std::string shorter = record;
            expect_agreement(shorter.erase(i, 1));
            expect_agreement(record.substr(0, i));
        }
    }
}

TEST(RecordView, knows_the_borders_of_numbers_and_lengths) {
    const std::string record = one_of_each_kind()[static_cast<std::size_t>(policy::RecordKind::pin_attempt)];
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = record;
        changed.replace(changed.find(from), from.size(), to);
        return changed;
    };
    for (const std::string tries : {"0", "15", "16", "00", "01", "-1", "1.0", "\"Unknown\"", "\"\""}) {
        expect_agreement(with("\"unknown\"", tries));
    }
    for (const std::string number :
         {"9007199254740991", "9007199254740992", "09007199254740991", "99999999999999999999", "0", ""}) {
        expect_agreement(with("\"sequence\":4711", "\"sequence\":" + number));
        expect_agreement(with("\"version\":1", "\"version\":" + number));
    }
    for (const std::size_t length : {0U, 1U, 30U, 31U, 32U, 33U, 900U}) {
        expect_agreement(with("user-authentication", std::string(length, 'a')));
        expect_agreement(with("user-authentication", std::string(length, '1')));
    }
    expect_agreement("");
    expect_agreement("{}");
    expect_agreement(record + record);
}

// A log whose sessions have one kind of PIN and then another: what is known of one says nothing of the other.
TEST(RecordView, believes_no_record_for_the_one_before_it) {
    const std::string record = one_of_each_kind()[static_cast<std::size_t>(policy::RecordKind::pin_attempt)];
    const auto with = [&](const std::string& pin_kind) {
        std::string changed = record;
        changed.replace(changed.find("user-authentication"), std::string("user-authentication").size(),
                        pin_kind);
        return changed;
    };
    std::vector<std::string> records;  // all of them stay: what is remembered points into them
    for (const std::string pin_kind :
         {"signature", "user", "user-authentication", "user-authenticatio", "user-authentications",
          "User-authentication", "user-authentication\\", "signature", ""}) {
        records.push_back(with(pin_kind));
    }
    RecordBefore before = after_an_intact_one();
    for (const std::string& bytes : records) {
        RecordOrReason view;
        view_of(bytes, before, view);
        EXPECT_EQ(view, view_of(bytes)) << bytes;
        expect_agreement(bytes);
    }
}

TEST(Digits, are_the_same_at_once_and_one_by_one) {
    const std::string others = std::string("\x01\x20/:;A~\x7f\x80\xaf\xb0\xb9\xff") + '\0';
    std::string number;
    for (std::size_t count = 0; count <= most_digits + 2; ++count) {
        for (const char other : others) {
            for (const std::string& after :
                 {std::string(), std::string(1, other), other + std::string("1234567890")}) {
                const Digits at_once = digits_of(number + after);
                const Digits one_by_one = digits_one_by_one(number + after);
                EXPECT_EQ(at_once.count, count <= most_digits ? count : 0) << number << after;
                EXPECT_EQ(at_once.count, one_by_one.count) << number << after;
                EXPECT_EQ(at_once.value, one_by_one.value) << number << after;
                EXPECT_EQ(at_once.value, number.empty() || count > most_digits ? 0 : std::stoull(number));
            }
        }
        number += static_cast<char>('0' + (count * 7 + 9) % 10);
    }
}

TEST(RecordView, counts_seconds_as_the_calendar_does) {
    EXPECT_EQ(seconds_of("1970-01-01T00:00:00Z"), 0);
    EXPECT_EQ(seconds_of("2026-11-23T05:40:12Z"), 1'795'412'412);
    EXPECT_EQ(seconds_of("2000-02-29T23:59:59Z"), 951'868'799);
    for (std::int64_t seconds = 0; seconds < 4'000'000'000; seconds += 12'345'678) {
        EXPECT_EQ(seconds_of(time_text(seconds)), seconds);
    }
}

}  // namespace
}  // namespace tsuitate::audit
