#include "audit/log/record_view.hpp"

#include <algorithm>
#include <array>

#include "audit/log/record_values.hpp"

namespace tsuitate::audit {
namespace {

using policy::RecordKind;

constexpr std::uint64_t most_tries = 15;

// What a view keeps of a value.
enum class Keep : std::uint8_t {
    nothing,
    sequence,
    uptime,
    time,
    boot,
    session,
    pin_kind,
    outcome,
    detail,
    clerk,
    role,
    seconds,
};

struct FastField {
    std::string before;  // what stands between the previous value and this one
    const FieldRule* rule = nullptr;
    Keep keep = Keep::nothing;
    std::vector<std::string> words{};  // of Form::word, in their quotes
};

struct FastRules {
    bool known = false;  // every field is of a form that is read here
    std::vector<FastField> fields;
    std::string after{};  // what follows the last value
};

Keep keep_of(std::string_view key) {
    constexpr std::array<std::pair<std::string_view, Keep>, 11> kept = {{{"sequence", Keep::sequence},
                                                                         {"uptime", Keep::uptime},
                                                                         {"time", Keep::time},
                                                                         {"boot", Keep::boot},
                                                                         {"session", Keep::session},
                                                                         {"pin-kind", Keep::pin_kind},
                                                                         {"outcome", Keep::outcome},
                                                                         {"detail", Keep::detail},
                                                                         {"clerk", Keep::clerk},
                                                                         {"role", Keep::role},
                                                                         {"seconds", Keep::seconds}}};
    const auto* found =
        std::find_if(kept.begin(), kept.end(), [&](const auto& one) { return one.first == key; });
    return found == kept.end() ? Keep::nothing : found->second;
}

std::string in_quotes(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

// What a field always says in a record of its kind: its event, its version.
std::optional<std::string> only_value_of(const FieldRule& rule) {
    if (rule.form == Form::word && rule.words.size() == 1) {
        return in_quotes(rule.words.front());
    }
    return rule.form == Form::number && rule.smallest == rule.largest
               ? std::optional(std::to_string(rule.largest))
               : std::nullopt;
}

FastRules make_fast_rules(RecordKind kind) {
    FastRules rules{.known = true, .fields = {}};
    std::string before = "{";
    for (const FieldRule& rule : rules_of(kind)) {
        before += (before == "{" ? "" : ",") + in_quotes(rule.key) + ":";
        // Nothing is kept of such a field: it is compared together with what stands before the next value.
        if (const auto only = only_value_of(rule); only && keep_of(rule.key) == Keep::nothing) {
            before += *only;
            continue;
        }
        FastField field{.before = std::move(before), .rule = &rule, .keep = keep_of(rule.key)};
        std::transform(rule.words.begin(), rule.words.end(), std::back_inserter(field.words), in_quotes);
        rules.fields.push_back(std::move(field));
        before.clear();
        // These are rare: once an epoch, once a start, once a batch of entries, once a question or receipt.
        rules.known = rules.known && rule.form != Form::program_version && rule.form != Form::public_key &&
                      rule.form != Form::signature && rule.form != Form::offset &&
                      rule.form != Form::digest && rule.form != Form::receipt && rule.form != Form::day;
    }
    rules.after = before + "}";
    return rules;
}

const FastRules& fast_rules_of(RecordKind kind) {
    static const std::vector<FastRules> all = [] {
        std::vector<FastRules> made;
        for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
            made.push_back(make_fast_rules(static_cast<RecordKind>(i)));
        }
        return made;
    }();
    return all[static_cast<std::size_t>(kind)];
}

// The kinds whose names have this many characters: mostly one, so that a name is compared once.
const std::vector<RecordKind>& kinds_named_with(std::size_t length) {
    static const std::vector<std::vector<RecordKind>> by_length = [] {
        std::vector<std::vector<RecordKind>> made(longest_name + 1);
        for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
            made.at(policy::record_kind_names[i].size()).push_back(static_cast<RecordKind>(i));
        }
        return made;
    }();
    return by_length[std::min(length, longest_name)];
}

// The kind that the bytes seem to be: what they are is seen when its fields are compared, the name among
// them.
std::optional<RecordKind> kind_in(std::string_view bytes) {
    constexpr std::string_view mark = ",\"event\":\"";
    // Every record begins with its boot, most have their event right after it.
    constexpr std::size_t earliest = std::string_view("{\"boot\":\"\"").size() + Identifier::digits;
    if (bytes.size() < earliest + mark.size()) {
        return std::nullopt;
    }
    const bool usual = same(bytes.data() + earliest, mark.data(), mark.size());
    const std::size_t at = usual ? earliest : bytes.find(mark, earliest + 1);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = bytes.substr(at + mark.size());
    const std::string_view name = rest.substr(0, rest.find('"'));
    for (const RecordKind kind : kinds_named_with(name.size())) {
        const std::string_view known = policy::name_of(kind);
        if (name.size() == known.size() && same(name.data(), known.data(), known.size())) {
            return kind;
        }
    }
    return std::nullopt;
}

void keep_text(RecordView& view, Keep keep, std::string_view text) {
    switch (keep) {
        case Keep::pin_kind:
            view.pin_kind = text;
            break;
        case Keep::outcome:
            view.outcome = text;
            break;
        case Keep::detail:
            view.detail = text;
            break;
        case Keep::clerk:
            view.clerk = text;
            break;
        case Keep::role:
            view.role = text;
            break;
        case Keep::nothing:
        case Keep::time:
        case Keep::sequence:
        case Keep::uptime:
        case Keep::seconds:
        case Keep::boot:
        case Keep::session:
            break;
    }
}

void keep_identifier(RecordView& view, Keep keep, const Identifier& identifier) {
    if (keep == Keep::boot) {
        view.boot = identifier;
    } else if (keep == Keep::session) {
        view.session = identifier;
    }
}

bool take_identifier(RecordValues& values, const FastField& field, RecordView& view, RecordBefore& before) {
    const auto identifier = values.identifier(field.keep == Keep::boot ? before.boot : before.session);
    if (identifier) {
        keep_identifier(view, field.keep, *identifier);
    }
    return identifier.has_value();
}

bool take_time(RecordValues& values, RecordView& view, RecordBefore& before) {
    const auto time = values.time(before);
    view.time = time.value_or(0);
    return time.has_value();
}

bool take_number(RecordValues& values, const FastField& field, std::uint64_t smallest, std::uint64_t largest,
                 RecordView& view) {
    auto number = values.number(largest);
    number = number && *number >= smallest ? number : std::nullopt;
    if (number && field.keep == Keep::sequence) {
        view.sequence = *number;
    } else if (number && field.keep == Keep::uptime) {
        view.uptime = *number;
    } else if (number && field.keep == Keep::seconds) {
        view.seconds = *number;
    }
    return number.has_value();
}

bool take_field(RecordValues& values, const FastField& field, RecordView& view, RecordBefore& before) {
    std::optional<std::string_view> text;
    switch (field.rule->form) {
        case Form::number:
            return take_number(values, field, field.rule->smallest, field.rule->largest, view);
        case Form::tries:
            return take_number(values, field, 0, most_tries, view) || values.take("\"unknown\"");
        case Form::identifier:
            return take_identifier(values, field, view, before);
        case Form::name:
            text = field.keep == Keep::pin_kind ? values.name_as(before.pin_kind) : values.name(false);
            break;
        case Form::name_or_none:
            text = values.name(true);
            break;
        case Form::word:
            text = values.word(field.words);
            break;
        case Form::time:
            return take_time(values, view, before);
        case Form::program_version:
        case Form::public_key:
        case Form::signature:
        case Form::offset:
        case Form::digest:
        case Form::receipt:
        case Form::day:
            return false;
    }
    if (text) {
        keep_text(view, field.keep, *text);
    }
    return text.has_value();
}

// In one piece, so that the place that was come to stays in a register.
[[gnu::flatten]] bool take_fields(const FastRules& rules, RecordView& view, RecordBefore& before) {
    RecordValues values(view.bytes);
    for (const FastField& field : rules.fields) {
        if (!values.take(field.before) || !take_field(values, field, view, before)) {
            return false;
        }
    }
    return values.take(rules.after) && values.done();
}

// The value of a text in a record that record_of has accepted: nothing in it is escaped.
std::string_view text_in(std::string_view bytes, std::string_view key) {
    const std::string mark = "\"" + std::string(key) + "\":\"";
    const std::size_t at = bytes.find(mark);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = bytes.substr(at + mark.size());
    return rest.substr(0, rest.find('"'));
}

RecordView slow_view(const Record& record, std::string_view bytes) {
    RecordView view{.kind = record.kind,
                    .sequence = record.number("sequence"),
                    .uptime = record.number("uptime"),
                    .time = seconds_of(record.text("time")),
                    .seconds = record.has("seconds") ? record.number("seconds") : 0,
                    .bytes = bytes};
    for (const std::string_view key : {"pin-kind", "outcome", "detail", "clerk", "role"}) {
        if (record.has(key)) {
            keep_text(view, keep_of(key), text_in(bytes, key));
        }
    }
    for (const std::string_view key : {"boot", "session"}) {
        if (record.has(key)) {
            keep_identifier(view, keep_of(key), identifier_of(text_in(bytes, key)).value_or(Identifier{}));
        }
    }
    return view;
}

}  // namespace

bool fast_view_of(std::string_view bytes, RecordBefore& before, RecordView& view) {
    const auto kind = bytes.size() <= longest_record ? kind_in(bytes) : std::nullopt;
    if (!kind) {
        return false;
    }
    const FastRules& rules = fast_rules_of(*kind);
    if (!rules.known) {
        return false;
    }
    view.kind = *kind;
    view.bytes = bytes;
    return take_fields(rules, view, before);
}

RecordOrReason view_of(std::string_view bytes) {
    RecordBefore none;
    RecordOrReason view;
    view_of(bytes, none, view);
    return view;
}

void view_of(std::string_view bytes, RecordBefore& before, RecordOrReason& view) {
    // Copying an empty one is several times faster than the instruction that GCC makes one with.
    static constexpr RecordView empty;
    if (fast_view_of(bytes, before, view.emplace<RecordView>(empty))) {
        return;
    }
    const auto record = record_of(bytes);
    if (const auto* reason = std::get_if<std::string>(&record)) {
        view = *reason;
    } else {
        view = slow_view(std::get<Record>(record), bytes);
    }
}

}  // namespace tsuitate::audit
