#include "audit/report/permit.hpp"

namespace tsuitate::audit::report {

std::optional<Permit> permit_of(const Record& record) {
    if (record.kind != policy::RecordKind::report_permitted) {
        return std::nullopt;
    }
    const auto time = seconds_of(record.text("time"));
    const auto period = period_of(record.text("first-day"), record.text("last-day"));
    const auto* days = std::get_if<Period>(&period);
    if (!time || days == nullptr) {
        return std::nullopt;
    }
    return Permit{.sequence = record.number("sequence"),
                  .time = *time,
                  .caller_uid = record.number("caller-uid"),
                  .period = *days};
}

}  // namespace tsuitate::audit::report
