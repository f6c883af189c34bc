#include "audit/record/schema.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "audit/note/base64.hpp"
#include "audit/record/day.hpp"
#include "policy/assistance/receipt.hpp"
#include "policy/card/command_filter.hpp"
#include "policy/monitor/panel_state.hpp"
#include "policy/named.hpp"
#include "policy/session/assistance.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit {
namespace {

using policy::RecordField;
using policy::RecordKind;
using Words = std::vector<std::string_view>;

constexpr std::uint64_t largest_u32 = 0xffffffff;
constexpr std::uint64_t largest_figure = 0xffff;
constexpr std::uint64_t most_tries = 15;
constexpr std::uint64_t smallest_window = 60;
constexpr std::uint64_t largest_window = 120;
constexpr std::size_t identifier_digits = 32;

template <std::size_t N>
Words words_of(const std::array<std::string_view, N>& names) {
    return {names.begin(), names.end()};
}

FieldRule word(std::string_view key, Words words) {
    return {.key = key, .form = Form::word, .words = std::move(words)};
}

FieldRule form(std::string_view key, Form form, std::uint64_t largest = largest_json_number,
               std::uint64_t smallest = 0) {
    return {.key = key, .form = form, .words = {}, .largest = largest, .smallest = smallest};
}

FieldRule detail_of(RecordKind kind) {
    static const std::map<RecordKind, FieldRule> closed = {
        {RecordKind::service_started, form("detail", Form::program_version)},
        {RecordKind::service_stopped, word("detail", {"asked", "reader-hung"})},
        {RecordKind::device_changed, word("detail", {"absent", "ready", "refused", "failed"})},
        {RecordKind::command_refused, word("detail", {"malformed", "touches-pin", "not-listed"})},
        {RecordKind::session_ended, word("detail", words_of(policy::end_reason_names))},
        {RecordKind::panel_calibrated, word("detail", {"done", "astray", "implausible", "timed-out"})},
        {RecordKind::panel_proof, word("detail", {"proven", "refused"})},
        {RecordKind::panel_state, word("detail", words_of(policy::panel_state_names))},
        {RecordKind::panel_health, word("detail", words_of(policy::panel_state_names))},
        {RecordKind::help_asked, word("detail", words_of(policy::help_step_names))},
        {RecordKind::assistance_refused, word("detail", words_of(policy::assistance_refusal_names))},
        {RecordKind::consent_answered, word("detail", words_of(policy::consent_answer_names))},
        {RecordKind::assistance_ended, word("detail", words_of(policy::assistance_end_names))},
        {RecordKind::assistance_reviewed, word("detail", words_of(policy::review_names))},
        {RecordKind::change_answered, word("detail", words_of(policy::change_answer_names))},
        {RecordKind::observer_answered, word("detail", words_of(policy::observer_answer_names))},
        {RecordKind::epoch_started, word("detail", {"start", "period"})},
        {RecordKind::chain_restarted, word("detail", {"start", "period"})},
    };
    const auto found = closed.find(kind);
    return found == closed.end() ? form("detail", Form::name) : found->second;
}

FieldRule subject_of(RecordKind kind) {
    static const std::map<RecordKind, FieldRule> closed = {
        {RecordKind::device_changed, word("subject", {"panel", "keypad", "reader", "screen"})},
        {RecordKind::caller_refused,
         word("subject", {"open-session", "list-devices", "enter-pin", "send-command", "close-session",
                          "list-panel-history", "calibrate", "query-log", "prove", "several",
                          "list-assistance", "request-assistance", "end-assistance", "announce-observer",
                          "observer-left", "permit-report"})},
        {RecordKind::log_read, word("subject", {"query", "prove"})},
        {RecordKind::panel_calibrated, word("subject", {"finger", "stylus", "previous"})},
        {RecordKind::panel_state, word("subject", words_of(policy::panel_cause_names))},
    };
    const auto found = closed.find(kind);
    return found == closed.end() ? form("subject", Form::name) : found->second;
}

FieldRule rule_of(RecordKind kind, RecordField field) {
    switch (field) {
        case RecordField::session:
            return form("session", Form::identifier);
        case RecordField::pin_kind:
            return form("pin-kind", Form::name);
        case RecordField::procedure:
            return form("procedure", Form::name_or_none);
        case RecordField::outcome:
            return word("outcome", words_of(policy::outcome_names));
        case RecordField::tries_left:
            return form("tries-left", Form::tries);
        case RecordField::caller_uid:
            return form("caller-uid", Form::number, largest_u32);
        case RecordField::count:
            return form("count", Form::number, largest_u32, 1);
        case RecordField::detail:
            return detail_of(kind);
        case RecordField::subject:
            return subject_of(kind);
        case RecordField::epoch:
            return form("epoch", Form::number, largest_json_number, 1);
        case RecordField::key:
            return form("key", Form::public_key);
        case RecordField::next_key:
            return form("next-key", Form::public_key);
        case RecordField::signature:
            return form("signature", Form::signature);
        case RecordField::first:
            return form("first", Form::number, largest_json_number, 1);
        case RecordField::last:
            return form("last", Form::number, largest_json_number, 1);
        case RecordField::drift_x:
            return form("drift-x", Form::offset);
        case RecordField::drift_y:
            return form("drift-y", Form::offset);
        case RecordField::correction_x:
            return form("correction-x", Form::offset);
        case RecordField::correction_y:
            return form("correction-y", Form::offset);
        case RecordField::mean_miss:
            return form("mean-miss", Form::number, largest_figure);
        case RecordField::worst_fitted:
            return form("worst-fitted", Form::number, largest_figure);
        case RecordField::worst_checked:
            return form("worst-checked", Form::number, largest_figure);
        case RecordField::noise:
            return form("noise", Form::number, largest_figure);
        case RecordField::ghosts:
            return form("ghosts", Form::number, largest_figure);
        case RecordField::rejections:
            return form("rejections", Form::number, largest_figure);
        case RecordField::refusals:
            return form("refusals", Form::number, largest_figure);
        case RecordField::missed_targets:
            return form("missed-targets", Form::number, largest_figure);
        case RecordField::dead_places:
            return form("dead-places", Form::number, largest_figure);
        case RecordField::clerk:
            return form("clerk", Form::name);
        case RecordField::reason:
            return form("reason", Form::name);
        case RecordField::help:
            return form("help", Form::name);
        case RecordField::role:
            return form("role", Form::name);
        case RecordField::language:
            return word("language", words_of(policy::language_names));
        case RecordField::text:
            return form("text", Form::digest);
        case RecordField::seconds:
            return form("seconds", Form::number, largest_window, smallest_window);
        case RecordField::manner:
            return word("manner", words_of(policy::manner_names));
        case RecordField::receipt:
            return form("receipt", Form::receipt);
        case RecordField::first_day:
            return form("first-day", Form::day);
        case RecordField::last_day:
            return form("last-day", Form::day);
    }
    return {};
}

constexpr std::array all_fields = {
    RecordField::session,        RecordField::pin_kind,    RecordField::procedure,
    RecordField::outcome,        RecordField::tries_left,  RecordField::caller_uid,
    RecordField::count,          RecordField::detail,      RecordField::subject,
    RecordField::epoch,          RecordField::key,         RecordField::next_key,
    RecordField::signature,      RecordField::first,       RecordField::last,
    RecordField::drift_x,        RecordField::drift_y,     RecordField::clerk,
    RecordField::reason,         RecordField::help,        RecordField::role,
    RecordField::language,       RecordField::text,        RecordField::seconds,
    RecordField::manner,         RecordField::receipt,     RecordField::noise,
    RecordField::ghosts,         RecordField::rejections,  RecordField::refusals,
    RecordField::missed_targets, RecordField::dead_places, RecordField::correction_x,
    RecordField::correction_y,   RecordField::mean_miss,   RecordField::worst_fitted,
    RecordField::worst_checked,  RecordField::first_day,   RecordField::last_day};

std::vector<FieldRule> make_rules(RecordKind kind) {
    std::vector<FieldRule> rules = {
        form("boot", Form::identifier),
        word("event", {policy::name_of(kind)}),
        form("sequence", Form::number, largest_json_number, 1),
        form("time", Form::time),
        form("uptime", Form::number),
        form("version", Form::number, schema_version, schema_version),
    };
    for (const RecordField field : all_fields) {
        if (policy::has_field(kind, field)) {
            rules.push_back(rule_of(kind, field));
        }
    }
    if (!policy::has_field(kind, RecordField::session)) {
        // Without it a neighbour's leaf hash in a receipt could be guessed.
        rules.push_back(form("salt", Form::identifier));
    }
    std::sort(rules.begin(), rules.end(),
              [](const FieldRule& a, const FieldRule& b) { return a.key < b.key; });
    return rules;
}

bool only_of(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

// Like the pattern, with '9' for any digit.
bool looks_like(std::string_view text, std::string_view pattern) {
    return text.size() == pattern.size() &&
           std::equal(text.begin(), text.end(), pattern.begin(), [](char character, char wanted) {
               return wanted == '9' ? character >= '0' && character <= '9' : character == wanted;
           });
}

bool is_offset(std::string_view text) {
    if (text.starts_with('-')) {
        text.remove_prefix(1);
        if (text == "0.0") {
            return false;
        }
    }
    return looks_like(text, "9.9") || (looks_like(text, "99.9") && text.front() != '0');
}

bool is_program_version(std::string_view text) {
    constexpr std::size_t longest = 16;
    return !text.empty() && text.size() <= longest && only_of(text, "0123456789.") && text.front() != '.' &&
           text.back() != '.' && std::count(text.begin(), text.end(), '.') == 2 &&
           text.find("..") == std::string_view::npos;
}

bool text_fits(const FieldRule& rule, std::string_view text) {
    switch (rule.form) {
        case Form::identifier:
            return text.size() == identifier_digits && only_of(text, "0123456789abcdef");
        case Form::name:
            return policy::is_name(text);
        case Form::name_or_none:
            return text.empty() || policy::is_name(text);
        case Form::word:
            return std::find(rule.words.begin(), rule.words.end(), text) != rule.words.end();
        case Form::program_version:
            return is_program_version(text);
        case Form::time:
            return looks_like(text, "9999-99-99T99:99:99Z");
        case Form::tries:
            return text == "unknown";
        case Form::offset:
            return is_offset(text);
        case Form::receipt:
            return policy::is_receipt(text);
        case Form::day:
            return day_of(text).has_value();
        case Form::digest:
        case Form::public_key: {
            const auto bytes = from_base64(text);
            return bytes && bytes->size() == 32;
        }
        case Form::signature: {
            const auto bytes = from_base64(text);
            return bytes && bytes->size() == 64;
        }
        case Form::number:
            return false;
    }
    return false;
}

bool fits(const FieldRule& rule, const JsonValue& value) {
    if (const auto* number = std::get_if<std::uint64_t>(&value)) {
        return (rule.form == Form::number && *number <= rule.largest && *number >= rule.smallest) ||
               (rule.form == Form::tries && *number <= most_tries);
    }
    return text_fits(rule, std::get<std::string>(value));
}

std::string pattern_of(const FieldRule& rule) {
    const auto texts = [](const std::string& pattern) {
        return R"({"type": "string", "pattern": "^)" + pattern + "$\"}";
    };
    switch (rule.form) {
        case Form::identifier:
            return texts("[0-9a-f]{32}");
        case Form::name:
            return texts("[a-z][a-z0-9-]{0,30}");
        case Form::name_or_none:
            return texts("([a-z][a-z0-9-]{0,30})?");
        case Form::program_version:
            return texts("[0-9]+\\\\.[0-9]+\\\\.[0-9]+");
        case Form::time:
            return texts("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
        case Form::receipt:
            return texts("[0-9]{4}-[0-9]{4}-[0-9]{4}");
        case Form::day:
            return texts("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        case Form::digest:
        case Form::public_key:
            return texts("[A-Za-z0-9+/]{43}=");
        case Form::signature:
            return texts("[A-Za-z0-9+/]{86}==");
        case Form::offset:
            return texts("-?([0-9]|[1-9][0-9])\\\\.[0-9]");
        case Form::number:
            return R"({"type": "integer", "minimum": )" + std::to_string(rule.smallest) + R"(, "maximum": )" +
                   std::to_string(rule.largest) + "}";
        case Form::tries:
            return R"({"anyOf": [{"type": "integer", "minimum": 0, "maximum": 15}, {"const": "unknown"}]})";
        case Form::word:
            break;
    }
    std::string words;
    for (const std::string_view word : rule.words) {
        words += (words.empty() ? "\"" : ", \"") + std::string(word) + "\"";
    }
    return R"({"enum": [)" + words + "]}";
}

}  // namespace

const std::vector<FieldRule>& rules_of(RecordKind kind) {
    static const auto all = [] {
        std::vector<std::vector<FieldRule>> made;
        for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
            made.push_back(make_rules(static_cast<RecordKind>(i)));
        }
        return made;
    }();
    return all.at(static_cast<std::size_t>(kind));
}

std::optional<std::string> fault_of(RecordKind kind, const JsonObject& fields) {
    const std::string place = " of " + std::string(policy::name_of(kind));
    const auto& rules = rules_of(kind);
    for (const FieldRule& rule : rules) {
        const auto found = fields.find(rule.key);
        if (found == fields.end()) {
            return "the field \"" + std::string(rule.key) + "\"" + place + " is missing";
        }
        if (!fits(rule, found->second)) {
            return "the field \"" + std::string(rule.key) + "\"" + place +
                   " has a value that it may not have";
        }
    }
    for (const auto& field : fields) {
        if (std::none_of(rules.begin(), rules.end(),
                         [&](const FieldRule& rule) { return rule.key == field.first; })) {
            return "the field \"" + field.first + "\" is not part" + place;
        }
    }
    return std::nullopt;
}

std::variant<Record, std::string> record_of(std::string_view bytes) {
    if (bytes.size() > longest_record) {
        return std::string("is longer than 1024 bytes");
    }
    auto fields = from_canonical_json(bytes);
    if (!fields) {
        return std::string("is no canonical JSON object");
    }
    const auto event = fields->find("event");
    const auto* name = event == fields->end() ? nullptr : std::get_if<std::string>(&event->second);
    const auto kind =
        name == nullptr ? std::nullopt : policy::named<RecordKind>(policy::record_kind_names, *name);
    if (!kind) {
        return std::string("names no known event");
    }
    if (auto fault = fault_of(*kind, *fields)) {
        return std::move(*fault);
    }
    return Record{.kind = *kind, .fields = std::move(*fields)};
}

std::string json_schema_of(RecordKind kind) {
    std::string properties;
    std::string required;
    for (const FieldRule& rule : rules_of(kind)) {
        const std::string key = "\"" + std::string(rule.key) + "\"";
        properties += (properties.empty() ? "\n    " : ",\n    ") + key + ": " + pattern_of(rule);
        required += (required.empty() ? "" : ", ") + key;
    }
    const std::string name(policy::name_of(kind));
    return "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"" + name +
           "\",\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n  \"required\": [" + required +
           "],\n  \"properties\": {" + properties + "\n  }\n}\n";
}

}  // namespace tsuitate::audit
