#include "daemon/ledger/record_line.hpp"

#include <array>
#include <charconv>
#include <ctime>
#include <map>
#include <vector>

#include "policy/session/scene.hpp"

namespace tsuitate::ledger {
namespace {

using policy::RecordField;
using policy::RecordKind;
using Fields = std::map<std::string, std::string>;  // sorted, as the canonical form wants it; values as JSON

// Every text in a record is printable ASCII (wire::Text); only two of those need an escape.
std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\') {
            result += '\\';
        }
        result += character;
    }
    return result + "\"";
}

std::string utc(std::int64_t unix_seconds) {
    const std::time_t seconds = unix_seconds;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

Fields common_fields(RecordKind kind, std::uint64_t sequence, const Moment& moment) {
    return {{"boot", quoted(moment.boot)},
            {"event", quoted(policy::name_of(kind))},
            {"sequence", std::to_string(sequence)},
            {"time", quoted(utc(moment.unix_seconds))},
            {"uptime", std::to_string(moment.uptime_seconds)},
            {"version", std::to_string(schema_version)}};
}

std::string join(const Fields& fields) {
    std::string line = "{";
    for (const auto& [key, value] : fields) {
        line += (line.size() > 1 ? ",\"" : "\"") + key + "\":" + value;
    }
    return line + "}\n";
}

// One field of a record: how it is called, whether anything was filled in, and its JSON.
struct Candidate {
    RecordField field;
    const char* key;
    bool filled;
    bool may_be_empty;
    std::string json;
};

std::vector<Candidate> candidates_of(const wire::VaultWriteRecord& record) {
    const bool tries_known = record.tries_left != policy::tries_unknown;
    return {
        {RecordField::session, "session", !record.session.none(), false, quoted(record.session.text())},
        {RecordField::pin_kind, "pin-kind", !record.pin_kind.view().empty(), false,
         quoted(record.pin_kind.view())},
        {RecordField::procedure, "procedure", !record.procedure.view().empty(), true,
         quoted(record.procedure.view())},
        {RecordField::outcome, "outcome", record.outcome != policy::Outcome{}, true,
         quoted(policy::name_of(record.outcome))},
        {RecordField::tries_left, "tries-left", record.tries_left != 0, true,
         tries_known ? std::to_string(record.tries_left) : quoted("unknown")},
        {RecordField::caller_uid, "caller-uid", record.caller_uid != 0, true,
         std::to_string(record.caller_uid)},
        {RecordField::count, "count", record.count != 0, true, std::to_string(record.count)},
        {RecordField::detail, "detail", !record.detail.view().empty(), false, quoted(record.detail.view())},
        {RecordField::subject, "subject", !record.subject.view().empty(), false,
         quoted(record.subject.view())},
    };
}

}  // namespace

std::variant<std::string, RefusedRecord> line_of(const wire::VaultWriteRecord& record, std::uint64_t sequence,
                                                 const Moment& moment) {
    Fields fields = common_fields(record.kind, sequence, moment);
    for (const Candidate& candidate : candidates_of(record)) {
        const std::string place =
            std::string(policy::name_of(record.kind)) + " and its field " + candidate.key;
        if (!policy::has_field(record.kind, candidate.field)) {
            if (candidate.filled) {
                return RefusedRecord{"filled, but not part of the record: " + place};
            }
            continue;
        }
        if (!candidate.filled && !candidate.may_be_empty) {
            return RefusedRecord{"not filled: " + place};
        }
        fields.emplace(candidate.key, candidate.json);
    }
    std::string line = join(fields);
    if (line.size() > longest_line) {
        return RefusedRecord{"longer than a line may be: " + std::string(policy::name_of(record.kind))};
    }
    return line;
}

std::string healed_line(std::uint64_t bytes, std::uint64_t sequence, const Moment& moment) {
    Fields fields = common_fields(RecordKind::log_healed, sequence, moment);
    fields.emplace("count", std::to_string(bytes));
    return join(fields);
}

std::optional<std::uint64_t> sequence_of(std::string_view line) {
    if (line.size() < 2 || line.size() >= longest_line || line.front() != '{' || line.back() != '}') {
        return std::nullopt;
    }
    constexpr std::string_view key = ",\"sequence\":";
    const std::size_t at = line.find(key);
    if (at == std::string_view::npos || line.find("\"version\":1}") == std::string_view::npos) {
        return std::nullopt;
    }
    std::uint64_t sequence = 0;
    const char* first = line.data() + at + key.size();
    const auto [end, error] = std::from_chars(first, line.data() + line.size(), sequence);
    return error == std::errc{} && *end == ',' ? std::optional(sequence) : std::nullopt;
}

}  // namespace tsuitate::ledger
