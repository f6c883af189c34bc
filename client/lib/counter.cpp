#include "client/lib/counter.hpp"

#include <tsuitate_dbus/audit1_proxy.hpp>
#include <tsuitate_dbus/counter1_proxy.hpp>

#include <chrono>
#include <map>
#include <utility>

#include "client/lib/bus_error.hpp"
#include "client/lib/connection.hpp"
#include "client/lib/session.hpp"

namespace tsuitate::client {
namespace {

using Fields = std::map<std::string, sdbus::Variant>;

std::string text_of(const Fields& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? "" : found->second.get<std::string>();
}

unsigned number_of(const Fields& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? 0 : found->second.get<std::uint8_t>();
}

class Audit final : public sdbus::ProxyInterfaces<org::tsuitate::Audit1_proxy> {
  public:
    explicit Audit(sdbus::IConnection& bus)
        : ProxyInterfaces(bus, sdbus_version::ServiceName(service_name), sdbus::ObjectPath(audit_path)) {
        registerProxy();
    }
    ~Audit() { unregisterProxy(); }
    Audit(const Audit&) = delete;
    Audit& operator=(const Audit&) = delete;
};

}  // namespace

class Counter::Implementation final : public sdbus::ProxyInterfaces<org::tsuitate::Counter1_proxy> {
  public:
    explicit Implementation(std::shared_ptr<Connection> connection)
        : ProxyInterfaces(connection->bus(), sdbus_version::ServiceName(service_name),
                          sdbus::ObjectPath(counter_path)),
          connection_(std::move(connection)) {
        getProxy()
            .uponSignal("PropertiesChanged")
            .onInterface("org.freedesktop.DBus.Properties")
            .call([this](const std::string&, const Fields&, const std::vector<std::string>&) {
                changed_ = true;
            });
        registerProxy();
    }
    ~Implementation() { unregisterProxy(); }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    const std::shared_ptr<Connection>& connection() const { return connection_; }

    // True when a property has changed since the last time this was asked.
    bool changed() { return std::exchange(changed_, false); }

    Calibration calibrate(const std::string& tool, std::uint32_t points, const std::string& language) {
        constexpr std::chrono::minutes longest{5};
        Calibration calibration;
        getProxy()
            .callMethod("Calibrate")
            .onInterface(INTERFACE_NAME)
            .withTimeout(longest)
            .withArguments(tool, points, language)
            .storeResultsTo(calibration.result, calibration.worst);
        return calibration;
    }

    Status read_status() {
        Fields fields;
        getProxy()
            .callMethod("GetAll")
            .onInterface("org.freedesktop.DBus.Properties")
            .withArguments(std::string(INTERFACE_NAME))
            .storeResultsTo(fields);
        Status status;
        status.state = text_of(fields, "State");
        status.card = text_of(fields, "Card");
        status.version = text_of(fields, "Version");
        status.panel = text_of(fields, "PanelState");
        if (const auto found = fields.find("CalibrationWanted"); found != fields.end()) {
            status.calibration_wanted = found->second.get<bool>();
        }
        if (const auto found = fields.find("FaultCode"); found != fields.end()) {
            status.fault_code = found->second.get<std::uint16_t>();
        }
        return status;
    }

  private:
    std::shared_ptr<Connection> connection_;
    bool changed_ = false;
};

Counter::Counter(std::shared_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Counter::Counter(Counter&&) noexcept = default;
Counter& Counter::operator=(Counter&&) noexcept = default;
Counter::~Counter() = default;

Expected<Counter> Counter::connect() {
    try {
        return Counter(std::make_shared<Implementation>(std::make_shared<Connection>()));
    } catch (const sdbus::Error& error) {
        return Error{ErrorKind::not_reachable, "There is no system bus: " + error.getMessage()};
    }
}

Expected<Status> Counter::status() {
    try {
        return implementation_->read_status();
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

Expected<std::vector<std::string>> Counter::pin_kinds() {
    try {
        return implementation_->ListPinKinds();
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

Expected<PinDescription> Counter::describe_pin(std::string_view kind, Language language) {
    try {
        const Fields told = implementation_->DescribePin(std::string(kind), std::string(name_of(language)));
        const auto both = told.find("needs-letter-and-digit");
        return PinDescription{.name = text_of(told, "name"),
                              .title = text_of(told, "title"),
                              .purpose = text_of(told, "purpose"),
                              .slip_number = number_of(told, "slip-number"),
                              .min_length = number_of(told, "min-length"),
                              .max_length = number_of(told, "max-length"),
                              .alphabet = text_of(told, "alphabet"),
                              .characters = text_of(told, "characters"),
                              .needs_letter_and_digit = both != told.end() && both->second.get<bool>(),
                              .characters_since = text_of(told, "characters-since"),
                              .characters_source = text_of(told, "characters-source"),
                              .max_tries = number_of(told, "max-tries"),
                              .when_locked = text_of(told, "when-locked"),
                              .when_unknown = text_of(told, "when-unknown"),
                              .without = text_of(told, "without")};
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

std::optional<Error> Counter::permit_report(const std::string& first_day, const std::string& last_day) {
    try {
        Audit(implementation_->connection()->bus()).PermitReport(first_day, last_day);
        return std::nullopt;
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

Expected<std::vector<Device>> Counter::devices() {
    try {
        std::vector<Device> devices;
        for (const Fields& fields : implementation_->ListDevices()) {
            devices.push_back({.device_class = text_of(fields, "class"),
                               .state = text_of(fields, "state"),
                               .name = text_of(fields, "name"),
                               .place = text_of(fields, "place"),
                               .reason = text_of(fields, "reason")});
        }
        return devices;
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

Expected<AssistanceChoices> Counter::assistance_choices(Language language) {
    try {
        const auto told = implementation_->ListAssistance(std::string(name_of(language)));
        const auto list = [&told](const char* what) {
            std::vector<Choice> choices;
            if (const auto found = told.find(what); found != told.end()) {
                for (const auto& one : found->second) {
                    choices.push_back({.name = one.get<0>(), .title = one.get<1>()});
                }
            }
            return choices;
        };
        return AssistanceChoices{.clerks = list("clerks"),
                                 .reasons = list("reasons"),
                                 .helps = list("helps"),
                                 .observers = list("observers")};
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

Expected<std::vector<PanelRecord>> Counter::panel_history() {
    try {
        std::vector<PanelRecord> records;
        for (const Fields& fields : implementation_->ListPanelHistory()) {
            PanelRecord record;
            for (const auto& [name, value] : fields) {
                record.emplace(name, value.containsValueOfType<std::uint64_t>()
                                         ? std::to_string(value.get<std::uint64_t>())
                                         : value.get<std::string>());
            }
            records.push_back(std::move(record));
        }
        return records;
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

Expected<Calibration> Counter::calibrate(std::string_view tool, unsigned points, Language language) {
    try {
        return implementation_->calibrate(std::string(tool), points, std::string(name_of(language)));
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

Expected<Session> Counter::open_session(std::string_view procedure, std::optional<Language> language) {
    try {
        const std::string named(language ? name_of(*language) : "");
        const sdbus::ObjectPath path = implementation_->OpenSession(std::string(procedure), named, {});
        return Session(std::make_unique<Session::Implementation>(implementation_->connection(), path));
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

std::optional<Error> Counter::watch(const std::function<void(const Status&)>& on_status,
                                    int stop_descriptor) {
    Connection& connection = *implementation_->connection();
    try {
        while (true) {
            on_status(implementation_->read_status());
            const bool woken = connection.wait(
                [this, &connection] { return connection.service_left() || implementation_->changed(); },
                stop_descriptor);
            if (!woken) {
                return std::nullopt;
            }
            if (connection.service_left()) {
                return Error{ErrorKind::not_reachable, "The service has left the bus."};
            }
        }
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

}  // namespace tsuitate::client
