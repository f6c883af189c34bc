#include "daemon/ledger/record_json.hpp"

#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include <array>
#include <vector>

#include "audit/note/base64.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::ledger {
namespace {

using policy::RecordField;
using policy::RecordKind;

std::string random_identifier() {
    std::array<std::uint8_t, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, 2 * bytes.size() + 1> text{};
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    return text.data();
}

// Tenths of a millimetre as audit::Form::offset wants them: "-1.2".
std::string offset_text(std::int16_t tenths) {
    const int whole = tenths < 0 ? -tenths : tenths;
    return (tenths < 0 ? "-" : "") + std::to_string(whole / 10) + "." + std::to_string(whole % 10);
}

// One field of a record: how it is called, whether anything was filled in, and its value.
struct Candidate {
    RecordField field;
    const char* key;
    bool filled;
    audit::JsonValue value;
};

std::vector<Candidate> candidates_of(const wire::VaultWriteRecord& record) {
    const auto text = [](RecordField field, const char* key, std::string_view value) {
        return Candidate{.field = field, .key = key, .filled = !value.empty(), .value = std::string(value)};
    };
    const auto number = [](RecordField field, const char* key, std::uint64_t value) {
        return Candidate{.field = field, .key = key, .filled = value != 0, .value = value};
    };
    Candidate tries = number(RecordField::tries_left, "tries-left", record.tries_left);
    if (record.tries_left == policy::tries_unknown) {
        tries.value = std::string("unknown");
    }
    const auto offset = [](RecordField field, const char* key, std::int16_t tenths) {
        return Candidate{.field = field, .key = key, .filled = tenths != 0, .value = offset_text(tenths)};
    };
    const auto word = [](RecordField field, const char* key, std::string_view value, bool filled) {
        return Candidate{.field = field, .key = key, .filled = filled, .value = std::string(value)};
    };
    const Candidate digest{.field = RecordField::text,
                           .key = "text",
                           .filled = record.text != wire::Digest{},
                           .value = audit::to_base64(record.text)};
    const wire::PanelFigures& figures = record.figures;
    Candidate outcome = text(RecordField::outcome, "outcome", policy::name_of(record.outcome));
    outcome.filled = record.outcome != policy::Outcome{};
    return {
        text(RecordField::session, "session", record.session.none() ? "" : record.session.text()),
        text(RecordField::pin_kind, "pin-kind", record.pin_kind.view()),
        text(RecordField::procedure, "procedure", record.procedure.view()),
        outcome,
        tries,
        number(RecordField::caller_uid, "caller-uid", record.caller_uid),
        number(RecordField::count, "count", record.count),
        text(RecordField::detail, "detail", record.detail.view()),
        text(RecordField::subject, "subject", record.subject.view()),
        offset(RecordField::drift_x, "drift-x", figures.drift_x),
        offset(RecordField::drift_y, "drift-y", figures.drift_y),
        offset(RecordField::correction_x, "correction-x", figures.correction_x),
        offset(RecordField::correction_y, "correction-y", figures.correction_y),
        number(RecordField::mean_miss, "mean-miss", record.calibration.mean_miss),
        number(RecordField::worst_fitted, "worst-fitted", record.calibration.worst_fitted),
        number(RecordField::worst_checked, "worst-checked", record.calibration.worst_checked),
        number(RecordField::noise, "noise", figures.noise),
        number(RecordField::ghosts, "ghosts", figures.ghosts),
        number(RecordField::rejections, "rejections", figures.rejections),
        number(RecordField::refusals, "refusals", figures.refusals),
        number(RecordField::missed_targets, "missed-targets", figures.missed_targets),
        number(RecordField::dead_places, "dead-places", figures.dead_places),
        text(RecordField::clerk, "clerk", record.clerk.view()),
        text(RecordField::reason, "reason", record.reason.view()),
        text(RecordField::help, "help", record.help.view()),
        text(RecordField::role, "role", record.role.view()),
        text(RecordField::receipt, "receipt", record.receipt.view()),
        number(RecordField::seconds, "seconds", record.seconds),
        word(RecordField::language, "language", policy::name_of(record.language),
             record.language != policy::Language{}),
        word(RecordField::manner, "manner", policy::name_of(record.manner),
             record.manner != policy::Manner{}),
        digest,
    };
}

}  // namespace

std::variant<std::string, RefusedRecord> json_of(RecordKind kind, audit::JsonObject fields,
                                                 std::uint64_t sequence, const Moment& moment) {
    fields.emplace("boot", moment.boot);
    fields.emplace("event", std::string(policy::name_of(kind)));
    fields.emplace("sequence", sequence);
    fields.emplace("time", moment.utc());
    fields.emplace("uptime", static_cast<std::uint64_t>(moment.uptime_seconds));
    fields.emplace("version", audit::schema_version);
    if (!policy::has_field(kind, RecordField::session)) {
        fields.emplace("salt", random_identifier());
    }
    if (auto fault = audit::fault_of(kind, fields)) {
        return RefusedRecord{std::move(*fault)};
    }
    std::string json = audit::to_canonical_json(fields);
    if (json.size() > audit::longest_record) {
        return RefusedRecord{"longer than a record may be: " + std::string(policy::name_of(kind))};
    }
    return json;
}

std::variant<std::string, RefusedRecord> json_of(const wire::VaultWriteRecord& record, std::uint64_t sequence,
                                                 const Moment& moment) {
    if (policy::by_ledger(record.kind)) {
        return RefusedRecord{"only the ledger writes " + std::string(policy::name_of(record.kind))};
    }
    audit::JsonObject fields;
    for (Candidate& candidate : candidates_of(record)) {
        if (policy::has_field(record.kind, candidate.field)) {
            fields.emplace(candidate.key, std::move(candidate.value));
        } else if (candidate.filled) {
            return RefusedRecord{"the field \"" + std::string(candidate.key) +
                                 "\" is filled, and not part of " +
                                 std::string(policy::name_of(record.kind))};
        }
    }
    return json_of(record.kind, std::move(fields), sequence, moment);
}

}  // namespace tsuitate::ledger
