#include "daemon/ledger/record_json.hpp"

#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include <array>
#include <utility>

#include "audit/note/base64.hpp"
#include "audit/record/day.hpp"
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

// Takes the fields that a kind of record has; the others must be empty, and nothing is made of them.
class Filling {
  public:
    explicit Filling(RecordKind kind) : kind_(kind) {}

    // `value()` makes the field's value.
    template <typename Value>
    void put(RecordField field, const char* key, bool filled, const Value& value) {
        if (policy::has_field(kind_, field)) {
            fields_.emplace(key, value());
        } else if (filled && surplus_ == nullptr) {
            surplus_ = key;
        }
    }
    void text(RecordField field, const char* key, std::string_view text) {
        word(field, key, text, !text.empty());
    }
    void word(RecordField field, const char* key, std::string_view word, bool filled) {
        put(field, key, filled, [&] { return audit::JsonValue(std::string(word)); });
    }
    void number(RecordField field, const char* key, std::uint64_t number) {
        put(field, key, number != 0, [&] { return audit::JsonValue(number); });
    }
    void day(RecordField field, const char* key, std::uint16_t days) {
        put(field, key, days != 0, [&] {
            return audit::JsonValue(audit::day_text(std::chrono::sys_days(std::chrono::days(days))));
        });
    }
    void offset(RecordField field, const char* key, std::int16_t tenths) {
        put(field, key, tenths != 0, [&] { return audit::JsonValue(offset_text(tenths)); });
    }

    // The key of a field that was filled and is not part of this kind; null where there is none.
    const char* surplus() const { return surplus_; }
    audit::JsonObject take() { return std::move(fields_); }

  private:
    RecordKind kind_;
    audit::JsonObject fields_;
    const char* surplus_ = nullptr;
};

void put_event(const wire::VaultWriteRecord& record, Filling& into) {
    into.put(RecordField::session, "session", !record.session.none(),
             [&] { return audit::JsonValue(record.session.none() ? "" : record.session.text()); });
    into.text(RecordField::pin_kind, "pin-kind", record.pin_kind.view());
    into.text(RecordField::procedure, "procedure", record.procedure.view());
    into.word(RecordField::outcome, "outcome", policy::name_of(record.outcome),
              record.outcome != policy::Outcome{});
    into.put(RecordField::tries_left, "tries-left", record.tries_left != 0, [&] {
        return record.tries_left == policy::tries_unknown
                   ? audit::JsonValue(std::string("unknown"))
                   : audit::JsonValue(std::uint64_t{record.tries_left});
    });
    into.number(RecordField::caller_uid, "caller-uid", record.caller_uid);
    into.number(RecordField::count, "count", record.count);
    into.text(RecordField::detail, "detail", record.detail.view());
    into.text(RecordField::subject, "subject", record.subject.view());
    into.day(RecordField::first_day, "first-day", record.first_day);
    into.day(RecordField::last_day, "last-day", record.last_day);
}

void put_panel(const wire::VaultWriteRecord& record, Filling& into) {
    const wire::PanelFigures& figures = record.figures;
    into.offset(RecordField::drift_x, "drift-x", figures.drift_x);
    into.offset(RecordField::drift_y, "drift-y", figures.drift_y);
    into.offset(RecordField::correction_x, "correction-x", figures.correction_x);
    into.offset(RecordField::correction_y, "correction-y", figures.correction_y);
    into.number(RecordField::mean_miss, "mean-miss", record.calibration.mean_miss);
    into.number(RecordField::worst_fitted, "worst-fitted", record.calibration.worst_fitted);
    into.number(RecordField::worst_checked, "worst-checked", record.calibration.worst_checked);
    into.number(RecordField::noise, "noise", figures.noise);
    into.number(RecordField::ghosts, "ghosts", figures.ghosts);
    into.number(RecordField::rejections, "rejections", figures.rejections);
    into.number(RecordField::refusals, "refusals", figures.refusals);
    into.number(RecordField::missed_targets, "missed-targets", figures.missed_targets);
    into.number(RecordField::dead_places, "dead-places", figures.dead_places);
}

void put_assistance(const wire::VaultWriteRecord& record, Filling& into) {
    into.text(RecordField::clerk, "clerk", record.clerk.view());
    into.text(RecordField::reason, "reason", record.reason.view());
    into.text(RecordField::help, "help", record.help.view());
    into.text(RecordField::role, "role", record.role.view());
    into.text(RecordField::receipt, "receipt", record.receipt.view());
    into.number(RecordField::seconds, "seconds", record.seconds);
    into.word(RecordField::language, "language", policy::name_of(record.language),
              record.language != policy::Language{});
    into.word(RecordField::manner, "manner", policy::name_of(record.manner),
              record.manner != policy::Manner{});
    into.put(RecordField::text, "text", record.text != wire::Digest{},
             [&] { return audit::JsonValue(audit::to_base64(record.text)); });
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
    Filling filling(record.kind);
    put_event(record, filling);
    put_panel(record, filling);
    put_assistance(record, filling);
    if (filling.surplus() != nullptr) {
        return RefusedRecord{"the field \"" + std::string(filling.surplus()) +
                             "\" is filled, and not part of " + std::string(policy::name_of(record.kind))};
    }
    return json_of(record.kind, filling.take(), sequence, moment);
}

}  // namespace tsuitate::ledger
