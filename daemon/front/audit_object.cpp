#include "daemon/front/audit_object.hpp"

#include <chrono>
#include <memory>
#include <utility>

#include "daemon/front/arguments.hpp"
#include "daemon/front/desk.hpp"
#include "daemon/front/log_reply.hpp"
#include "daemon/front/reply.hpp"

namespace tsuitate::front {
AuditObject::AuditObject(Desk& desk, Bus& bus, std::string log_directory)
    : AdaptorInterfaces(bus.connection(), sdbus::ObjectPath("/org/tsuitate/Audit1")),
      desk_(desk),
      log_(std::move(log_directory)) {
    registerAdaptor();
}

AuditObject::~AuditObject() {
    unregisterAdaptor();
}

void AuditObject::Query(sdbus::Result<std::vector<std::string>>&& result, std::string from, std::string to,
                        std::string session, std::uint32_t limit) {
    const auto query = log_query_from(from, to, session, limit);
    if (const auto* error = std::get_if<CallError>(&query)) {
        return refuse(result, *error);
    }
    desk_.read_log(
        sdbus_version::sender_now(getObject()), {.reading = wire::LogReading::query},
        reply_with<std::vector<std::string>>(
            std::move(result), [this, query = std::get<LogQuery>(query)] { return log_.query(query); }));
}

void AuditObject::Prove(sdbus::Result<std::string>&& result, std::uint64_t sequence) {
    desk_.read_log(
        sdbus_version::sender_now(getObject()), {.reading = wire::LogReading::prove},
        reply_with<std::string>(std::move(result), [this, sequence] { return log_.prove(sequence); }));
}

// The record is all that it does: the report is made elsewhere, by whoever has a copy of the log.
void AuditObject::PermitReport(sdbus::Result<>&& result, std::string first_day, std::string last_day) {
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const auto days = reported_days_from(first_day, last_day, today);
    if (const auto* error = std::get_if<CallError>(&days)) {
        refuse(result, *error);
        return;
    }
    const auto& permitted = std::get<ReportedDays>(days);
    const auto shared = std::make_shared<sdbus::Result<>>(std::move(result));
    desk_.read_log(
        sdbus_version::sender_now(getObject()),
        {.first_day = permitted.first, .last_day = permitted.last, .reading = wire::LogReading::report},
        {.read = [shared] { reply(*shared); },
         .refuse = [shared](const CallError& why) { refuse(*shared, why); }});
}

}  // namespace tsuitate::front
