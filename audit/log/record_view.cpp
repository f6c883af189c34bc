#include "audit/log/record_view.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace tsuitate::audit {
namespace {

using policy::RecordKind;

constexpr std::uint8_t no_digit = 0xff;
constexpr std::uint64_t most_tries = 15;
constexpr std::size_t identifier_digits = 32;
constexpr std::size_t longest_name = 31;
constexpr std::string_view time_shape = "9999-99-99T99:99:99Z";

constexpr std::array<std::uint8_t, 256> make_hexadecimal() {
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::uint8_t i = 0; i < 16; ++i) {
        values[static_cast<std::uint8_t>("0123456789abcdef"[i])] = i;
    }
    return values;
}

constexpr std::array<bool, 256> make_name_characters() {
    std::array<bool, 256> allowed{};
    for (const char character : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789-")) {
        allowed[static_cast<std::uint8_t>(character)] = true;
    }
    return allowed;
}

constexpr auto hexadecimal = make_hexadecimal();
constexpr auto name_characters = make_name_characters();

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

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
};

struct FastRules {
    bool known = false;  // every field is of a form that is read here
    std::vector<FastField> fields;
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

FastRules make_fast_rules(RecordKind kind) {
    FastRules rules{.known = true, .fields = {}};
    for (const FieldRule& rule : rules_of(kind)) {
        const std::string before = (rules.fields.empty() ? "{\"" : ",\"") + std::string(rule.key) + "\":";
        rules.fields.push_back({.before = before, .rule = &rule, .keep = keep_of(rule.key)});
        // These are rare: once an epoch, once a start, once a batch of entries, once a question or receipt.
        rules.known = rules.known && rule.form != Form::program_version && rule.form != Form::public_key &&
                      rule.form != Form::signature && rule.form != Form::offset &&
                      rule.form != Form::digest && rule.form != Form::receipt;
    }
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

std::optional<RecordKind> kind_in(std::string_view bytes) {
    constexpr std::string_view mark = ",\"event\":\"";
    const std::size_t at = bytes.find(mark);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = bytes.substr(at + mark.size());
    for (std::size_t i = 0; i < policy::record_kind_names.size(); ++i) {
        const std::string_view name = policy::record_kind_names[i];
        if (rest.size() > name.size() && rest[name.size()] == '"' && rest.starts_with(name)) {
            return static_cast<RecordKind>(i);
        }
    }
    return std::nullopt;
}

// Takes one value after the other off the front.
class Values {
  public:
    explicit Values(std::string_view rest) : rest_(rest) {}

    bool take(std::string_view text) {
        if (!rest_.starts_with(text)) {
            return false;
        }
        rest_.remove_prefix(text.size());
        return true;
    }
    bool take_rest(std::string_view text) const { return rest_ == text; }

    std::optional<std::uint64_t> number(std::uint64_t largest) {
        constexpr std::size_t most_digits = 16;
        std::size_t length = 0;
        std::uint64_t value = 0;
        while (length < rest_.size() && length <= most_digits && is_digit(rest_[length])) {
            value = value * 10 + static_cast<std::uint64_t>(rest_[length] - '0');
            ++length;
        }
        const bool padded = length > 1 && rest_.front() == '0';
        if (length == 0 || length > most_digits || padded || value > largest) {
            return std::nullopt;
        }
        rest_.remove_prefix(length);
        return value;
    }
    std::optional<std::string_view> identifier() {
        const auto text = quoted(identifier_digits);
        return text && std::all_of(text->begin(), text->end(), is_hexadecimal) ? text : std::nullopt;
    }
    std::optional<std::string_view> time() {
        const auto text = quoted(time_shape.size());
        const bool fits =
            text && std::equal(text->begin(), text->end(), time_shape.begin(), [](char one, char shape) {
                return shape == '9' ? is_digit(one) : one == shape;
            });
        return fits ? text : std::nullopt;
    }
    std::optional<std::string_view> name(bool may_be_empty) {
        std::size_t length = 1;
        while (length < rest_.size() && length <= longest_name + 1 &&
               name_characters[static_cast<std::uint8_t>(rest_[length])]) {
            ++length;
        }
        const auto text = quoted(length - 1);
        const bool fits = text && text->size() <= longest_name &&
                          (text->empty() ? may_be_empty : text->front() >= 'a' && text->front() <= 'z');
        return fits ? text : std::nullopt;
    }
    std::optional<std::string_view> word(const FieldRule& rule) {
        for (const std::string_view word : rule.words) {
            const auto text = quoted(word.size(), false);
            if (text == word) {
                return quoted(word.size());
            }
        }
        return std::nullopt;
    }

  private:
    static bool is_hexadecimal(char character) {
        return hexadecimal[static_cast<std::uint8_t>(character)] != no_digit;
    }
    // A text of this many characters, whatever they are.
    std::optional<std::string_view> quoted(std::size_t length, bool taken = true) {
        if (rest_.size() < length + 2 || rest_.front() != '"' || rest_[length + 1] != '"') {
            return std::nullopt;
        }
        const std::string_view text = rest_.substr(1, length);
        if (taken) {
            rest_.remove_prefix(length + 2);
        }
        return text;
    }

    std::string_view rest_;
};

Identifier identifier_in(std::string_view digits) {
    Identifier identifier;
    for (std::size_t i = 0; i < identifier_digits / 2; ++i) {
        identifier.high = identifier.high << 4U | hexadecimal[static_cast<std::uint8_t>(digits[i])];
        identifier.low = identifier.low << 4U | hexadecimal[static_cast<std::uint8_t>(digits[i + 16])];
    }
    return identifier;
}

void keep_text(RecordView& view, Keep keep, std::string_view text) {
    switch (keep) {
        case Keep::time:
            view.time = seconds_of(text);
            break;
        case Keep::boot:
            view.boot = identifier_in(text);
            break;
        case Keep::session:
            view.session = identifier_in(text);
            break;
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
        case Keep::sequence:
        case Keep::uptime:
        case Keep::seconds:
            break;
    }
}

bool take_number(Values& values, const FastField& field, std::uint64_t smallest, std::uint64_t largest,
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

bool take_field(Values& values, const FastField& field, RecordView& view) {
    std::optional<std::string_view> text;
    switch (field.rule->form) {
        case Form::number:
            return take_number(values, field, field.rule->smallest, field.rule->largest, view);
        case Form::tries:
            return take_number(values, field, 0, most_tries, view) || values.take("\"unknown\"");
        case Form::identifier:
            text = values.identifier();
            break;
        case Form::name:
            text = values.name(false);
            break;
        case Form::name_or_none:
            text = values.name(true);
            break;
        case Form::word:
            text = values.word(*field.rule);
            break;
        case Form::time:
            text = values.time();
            break;
        case Form::program_version:
        case Form::public_key:
        case Form::signature:
        case Form::offset:
        case Form::digest:
        case Form::receipt:
            return false;
    }
    if (text) {
        keep_text(view, field.keep, *text);
    }
    return text.has_value();
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
                    .seconds = record.has("seconds") ? record.number("seconds") : 0,
                    .bytes = bytes};
    for (const std::string_view key :
         {"time", "boot", "session", "pin-kind", "outcome", "detail", "clerk", "role"}) {
        if (record.has(key)) {
            keep_text(view, keep_of(key), text_in(bytes, key));
        }
    }
    return view;
}

}  // namespace

std::string Identifier::text() const {
    std::array<char, identifier_digits + 1> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(high),
                  static_cast<unsigned long long>(low));
    return digits.data();
}

std::optional<Identifier> identifier_of(std::string_view text) {
    const bool fits = text.size() == identifier_digits && std::all_of(text.begin(), text.end(), [](char one) {
                          return hexadecimal[static_cast<std::uint8_t>(one)] != no_digit;
                      });
    return fits ? std::optional(identifier_in(text)) : std::nullopt;
}

std::optional<RecordView> fast_view_of(std::string_view bytes) {
    const auto kind = bytes.size() <= longest_record ? kind_in(bytes) : std::nullopt;
    if (!kind) {
        return std::nullopt;
    }
    const FastRules& rules = fast_rules_of(*kind);
    if (!rules.known) {
        return std::nullopt;
    }
    RecordView view{.kind = *kind, .bytes = bytes};
    Values values(bytes);
    for (const FastField& field : rules.fields) {
        if (!values.take(field.before) || !take_field(values, field, view)) {
            return std::nullopt;
        }
    }
    return values.take_rest("}") ? std::optional(view) : std::nullopt;
}

std::variant<RecordView, std::string> view_of(std::string_view bytes) {
    if (auto view = fast_view_of(bytes)) {
        return *view;
    }
    const auto record = record_of(bytes);
    if (const auto* reason = std::get_if<std::string>(&record)) {
        return *reason;
    }
    return slow_view(std::get<Record>(record), bytes);
}

std::int64_t seconds_of(std::string_view time) {
    const auto part = [&](std::size_t at, std::size_t length) {
        std::int64_t value = 0;
        for (const char digit : time.substr(at, length)) {
            value = value * 10 + (digit - '0');
        }
        return value;
    };
    // Days from the civil calendar, after Howard Hinnant: years begin in March.
    const std::int64_t month = part(5, 2);
    const std::int64_t year = part(0, 4) - (month <= 2 ? 1 : 0);
    const std::int64_t era = year / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + part(8, 2) - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    const std::int64_t days = era * 146'097 + day_of_era - 719'468;
    return ((days * 24 + part(11, 2)) * 60 + part(14, 2)) * 60 + part(17, 2);
}

std::string time_text(std::int64_t seconds) {
    const std::time_t time = seconds;
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace tsuitate::audit
