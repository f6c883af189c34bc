// Schema: what a record of the log may say, and nothing else. The ledger refuses to write what does not fit
// it, the verifier refuses to believe it, and docs/schema is printed from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audit/record/canonical_json.hpp"
#include "policy/record/record.hpp"

namespace tsuitate::audit {

inline constexpr std::size_t longest_record = 1024;  // bytes
inline constexpr std::uint64_t schema_version = 1;

// What a value may look like.
enum class Form : std::uint8_t {
    identifier,       // 128 random bits, 32 small hexadecimal digits
    name,             // of the policy: a letter, then up to 30 of a-z, 0-9 and -: no PIN looks like one
    name_or_none,     // the same, or empty
    word,             // one of a closed list
    program_version,  // 1.2.3
    time,             // UTC, RFC 3339, whole seconds
    number,           // `smallest` to `largest`
    tries,            // 0 to 15, or "unknown"
    public_key,       // base 64 of 32 bytes
    signature,        // base 64 of 64 bytes
    offset,           // millimetres with one decimal, -99.9 to 99.9
    digest,           // base64 of 32 bytes
    receipt,          // 1234-5678-9012
    day,              // 2026-11-23, a real one
};

struct FieldRule {
    std::string_view key;
    Form form = Form::name;
    std::vector<std::string_view> words;          // of Form::word
    std::uint64_t largest = largest_json_number;  // of Form::number
    std::uint64_t smallest = 0;
};

// The fields of a record of this kind in canonical order, all of them needed and no others allowed.
const std::vector<FieldRule>& rules_of(policy::RecordKind kind);

struct Record {
    policy::RecordKind kind{};
    JsonObject fields;

    // Preconditions: the field is there, and of this type.
    const std::string& text(std::string_view key) const {
        return std::get<std::string>(fields.find(key)->second);
    }
    std::uint64_t number(std::string_view key) const {
        return std::get<std::uint64_t>(fields.find(key)->second);
    }
    bool has(std::string_view key) const { return fields.contains(key); }
};

// Why the fields are no record of this kind; nothing when they are.
std::optional<std::string> fault_of(policy::RecordKind kind, const JsonObject& fields);

// Takes the stored bytes of a record apart. The reason, when they are none.
std::variant<Record, std::string> record_of(std::string_view bytes);

// JSON Schema (draft 2020-12) of one kind, as docs/schema/<event>.json publishes it.
std::string json_schema_of(policy::RecordKind kind);

}  // namespace tsuitate::audit
