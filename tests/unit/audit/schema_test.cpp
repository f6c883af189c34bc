#include "audit/record/schema.hpp"

#include <gtest/gtest.h>

#include <array>

namespace tsuitate::audit {
namespace {

const std::string whole =
    R"({"boot":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","event":"pin-outcome","outcome":"wrong","pin-kind":"signature",)"
    R"("sequence":7,"session":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","time":"2026-11-23T05:40:12Z","tries-left":2,)"
    R"("uptime":5,"version":1})";

bool accepted(const std::string& bytes) {
    return std::holds_alternative<Record>(record_of(bytes));
}

std::string with(const std::string& old, const std::string& replacement) {
    std::string changed = whole;
    changed.replace(changed.find(old), old.size(), replacement);
    return changed;
}

TEST(Schema, a_record_is_read_and_its_fields_are_at_hand) {
    const auto record = record_of(whole);
    ASSERT_TRUE(std::holds_alternative<Record>(record)) << std::get<std::string>(record);
    EXPECT_EQ(std::get<Record>(record).kind, policy::RecordKind::pin_outcome);
    EXPECT_EQ(std::get<Record>(record).number("tries-left"), 2U);
    EXPECT_TRUE(accepted(with(R"("tries-left":2)", R"("tries-left":"unknown")")));
}

TEST(Schema, no_field_can_be_smuggled_in) {
    for (const char* field :
         {R"("pin":"1234",)", R"("pin-length":4,)", R"("name":"Yamada",)", R"("my-number":"123456789012",)",
          R"("card-serial":"00",)", R"("note":"text",)", R"("caller-uid":1000,)", R"("count":4,)",
          R"("salt":"cccccccccccccccccccccccccccccccc",)"}) {
        // Wherever it would stand in the order.
        for (const char* before :
             {R"("boot")", R"("event")", R"("outcome")", R"("pin-kind")", R"("sequence")", R"("session")",
              R"("time")", R"("tries-left")", R"("uptime")"}) {
            EXPECT_FALSE(accepted(with(before, field + std::string(before)))) << field << before;
        }
    }
}

TEST(Schema, values_are_of_closed_sets_and_shapes) {
    const std::array<std::array<const char*, 2>, 16> changes = {{
        {R"("signature")", R"("1234")"},
        {R"("signature")", R"("Signature")"},
        {R"("signature")", R"("a b")"},
        {R"("signature")", R"("")"},
        {R"("wrong")", R"("1234")"},
        {R"("tries-left":2)", R"("tries-left":16)"},
        {R"("tries-left":2)", R"("tries-left":"two")"},
        {R"("tries-left":2)", R"("tries-left":2.5)"},
        {"05:40:12Z", "05:40:12.345Z"},
        {"2026-11-23T", "2026-11-23 "},
        {R"("uptime":5)", R"("uptime":-5)"},
        {R"("uptime":5)", R"("uptime":[5])"},
        {R"("uptime":5)", R"("uptime":{"pin":1})"},
        {R"("version":1)", R"("version":2)"},
        {R"("sequence":7)", R"("sequence":0)"},
        {"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},
    }};
    for (const auto& [old, replacement] : changes) {
        EXPECT_FALSE(accepted(with(old, replacement))) << replacement;
    }
}

TEST(Schema, only_the_canonical_form_is_a_record) {
    EXPECT_FALSE(accepted(with(R"({"boot")", R"({ "boot")")));
    EXPECT_FALSE(accepted(whole + "\n"));
    EXPECT_FALSE(accepted(with(R"("uptime":5,"version":1)", R"("version":1,"uptime":5)")));
    EXPECT_FALSE(accepted(with(R"("uptime":5)", R"("uptime":5,"uptime":5)")));
    EXPECT_FALSE(accepted(with(R"("uptime":5)", R"("uptime":05)")));
    EXPECT_FALSE(accepted(with(R"("wrong")", R"("wron\u0067")")));
    EXPECT_FALSE(accepted(with("wrong", "wr\xc3\xb6ng")));
    EXPECT_FALSE(accepted(with("wrong", std::string("wr\0ng", 5))));
    EXPECT_FALSE(accepted(whole.substr(0, whole.size() - 1)));
    EXPECT_FALSE(accepted(""));
    EXPECT_FALSE(accepted(with(R"("pin-outcome")", R"("pin-typed")")));
}

TEST(Schema, every_field_is_needed) {
    for (const FieldRule& rule : rules_of(policy::RecordKind::pin_outcome)) {
        auto fields = std::get<Record>(record_of(whole)).fields;
        fields.erase(fields.find(rule.key));
        EXPECT_TRUE(fault_of(policy::RecordKind::pin_outcome, fields)) << rule.key;
    }
}

}  // namespace
}  // namespace tsuitate::audit
