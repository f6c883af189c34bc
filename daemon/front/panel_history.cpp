#include "daemon/front/panel_history.hpp"

#include <array>
#include <chrono>
#include <string_view>

#include "audit/log/record_view.hpp"
#include "audit/record/schema.hpp"

namespace tsuitate::front {
namespace {

constexpr std::chrono::days longest_history{400};
// What tells records apart in the log, and who calibrated, concerns nobody here.
constexpr std::array left_out = {std::string_view("boot"),   std::string_view("sequence"),
                                 std::string_view("uptime"), std::string_view("version"),
                                 std::string_view("salt"),   std::string_view("caller-uid")};

std::map<std::string, sdbus::Variant> fields_of(const audit::Record& record) {
    std::map<std::string, sdbus::Variant> fields;
    for (const auto& [key, value] : record.fields) {
        if (std::find(left_out.begin(), left_out.end(), key) == left_out.end()) {
            fields.emplace(key, std::visit([](const auto& one) { return sdbus::Variant(one); }, value));
        }
    }
    return fields;
}

}  // namespace

std::variant<PanelHistory, CallError> panel_history_in(const LogReader& log) {
    const auto from =
        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now() - longest_history);
    const auto found = log.query({.from = audit::time_text(from.time_since_epoch().count()),
                                  .to = "",
                                  .session = "",
                                  .limit = most_records,
                                  .kinds = {policy::RecordKind::panel_health, policy::RecordKind::panel_state,
                                            policy::RecordKind::panel_calibrated}});
    if (const auto* error = std::get_if<CallError>(&found)) {
        return *error;
    }
    PanelHistory history;
    for (const std::string& bytes : std::get<std::vector<std::string>>(found)) {
        const auto record = audit::record_of(bytes);
        if (const auto* read = std::get_if<audit::Record>(&record)) {
            history.push_back(fields_of(*read));
        }
    }
    return history;
}

}  // namespace tsuitate::front
