#include "audit/report/panel_history.hpp"

#include <charconv>
#include <cmath>
#include <optional>

#include "audit/report/time.hpp"

namespace tsuitate::audit::report {
namespace {

// The fields of one record, and whether all that were asked for were there.
class Fields {
  public:
    explicit Fields(const std::map<std::string, std::string>& fields) : fields_(fields) {}

    std::string text(const std::string& name) {
        const auto found = fields_.find(name);
        complete_ = complete_ && found != fields_.end();
        return found == fields_.end() ? "" : found->second;
    }
    std::uint64_t number(const std::string& name) {
        const std::string digits = text(name);
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        complete_ = complete_ && error == std::errc{} && end == digits.data() + digits.size();
        return value;
    }
    // Of a millimetre.
    double tenths(const std::string& name) {
        constexpr double ten = 10;
        return static_cast<double>(number(name)) / ten;
    }
    double length(const std::string& name) {
        const std::string digits = text(name);
        double value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        complete_ = complete_ && error == std::errc{} && end == digits.data() + digits.size();
        return value;
    }
    Seconds time() {
        const auto seconds = seconds_of(text("time"));
        complete_ = complete_ && seconds;
        return seconds.value_or(0);
    }
    bool complete() const { return complete_; }

  private:
    const std::map<std::string, std::string>& fields_;
    bool complete_ = true;
};

}  // namespace

double PanelBatch::drift() const {
    return std::hypot(drift_x, drift_y);
}

bool take_in(PanelHistory& history, const std::map<std::string, std::string>& record) {
    Fields fields(record);
    const std::string event = fields.text("event");
    if (event == "panel-health") {
        const PanelBatch batch{.time = fields.time(),
                               .entries = fields.number("count"),
                               .drift_x = fields.length("drift-x"),
                               .drift_y = fields.length("drift-y"),
                               .correction_x = fields.length("correction-x"),
                               .correction_y = fields.length("correction-y"),
                               .noise = fields.number("noise"),
                               .ghosts = fields.number("ghosts"),
                               .rejections = fields.number("rejections"),
                               .refusals = fields.number("refusals"),
                               .missed_targets = fields.number("missed-targets"),
                               .dead_places = fields.number("dead-places"),
                               .state = fields.text("detail")};
        if (fields.complete()) {
            history.batches.push_back(batch);
        }
        return fields.complete();
    }
    if (event == "panel-calibrated") {
        const PanelCalibration calibration{.time = fields.time(),
                                           .tool = fields.text("subject"),
                                           .result = fields.text("detail"),
                                           .mean = fields.tenths("mean-miss"),
                                           .worst_fitted = fields.tenths("worst-fitted"),
                                           .worst_checked = fields.tenths("worst-checked")};
        if (fields.complete()) {
            history.calibrations.push_back(calibration);
        }
        return fields.complete();
    }
    if (event == "panel-state") {
        const PanelChange change{
            .time = fields.time(), .cause = fields.text("subject"), .state = fields.text("detail")};
        if (fields.complete()) {
            history.changes.push_back(change);
        }
        return fields.complete();
    }
    return false;
}

std::map<std::string, std::string> texts_of(const Record& record) {
    std::map<std::string, std::string> texts;
    for (const auto& [name, value] : record.fields) {
        const auto* number = std::get_if<std::uint64_t>(&value);
        texts.emplace(name, number == nullptr ? std::get<std::string>(value) : std::to_string(*number));
    }
    return texts;
}

}  // namespace tsuitate::audit::report
