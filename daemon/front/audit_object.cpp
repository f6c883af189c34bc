#include "daemon/front/audit_object.hpp"

#include <utility>

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
        sdbus_version::sender_now(getObject()), wire::LogReading::query,
        reply_with<std::vector<std::string>>(
            std::move(result), [this, query = std::get<LogQuery>(query)] { return log_.query(query); }));
}

void AuditObject::Prove(sdbus::Result<std::string>&& result, std::uint64_t sequence) {
    desk_.read_log(
        sdbus_version::sender_now(getObject()), wire::LogReading::prove,
        reply_with<std::string>(std::move(result), [this, sequence] { return log_.prove(sequence); }));
}

}  // namespace tsuitate::front
