// AuditObject: the audit log on the bus, for officers. Each reading is allowed, then recorded, then answered.
#pragma once

#include <tsuitate_dbus/audit1_adaptor.hpp>

#include <string>
#include <vector>

#include "daemon/front/bus.hpp"
#include "daemon/front/log_reader.hpp"

namespace tsuitate::front {

class Desk;

class AuditObject final : public sdbus::AdaptorInterfaces<org::tsuitate::Audit1_adaptor> {
  public:
    AuditObject(Desk& desk, Bus& bus, std::string log_directory);
    ~AuditObject();
    AuditObject(const AuditObject&) = delete;
    AuditObject& operator=(const AuditObject&) = delete;

  private:
    void Query(sdbus::Result<std::vector<std::string>>&& result, std::string from, std::string to,
               std::string session, std::uint32_t limit) override;
    void Prove(sdbus::Result<std::string>&& result, std::uint64_t sequence) override;
    void PermitReport(sdbus::Result<>&& result, std::string first_day, std::string last_day) override;

    Desk& desk_;
    LogReader log_;
};

}  // namespace tsuitate::front
