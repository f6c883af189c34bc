#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "client/tsuitatectl/commands.hpp"
#include "client/tsuitatectl/panel_health.hpp"
#include "client/tsuitatectl/report.hpp"
#include "client/tsuitatectl/witnesses.hpp"

namespace tsuitate::tsuitatectl {
namespace {

using nlohmann::json;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void tell(const Settings& settings, const std::string& what, bool well, const std::string& sentence) {
    if (settings.json) {
        std::cout << json{{"part", what}, {"well", well}, {"text", sentence}} << '\n';
    } else {
        std::cout << what << ": " << sentence << '\n';
    }
}

// A counter without witnesses has none that could be missing.
bool tell_witnesses(const Settings& settings, const std::string& file) {
    std::ifstream stream(file);
    if (!stream) {
        tell(settings, "witnesses", true, "none are asked (no " + file + ")");
        return true;
    }
    std::ostringstream text;
    text << stream.rdbuf();
    const auto witnesses = witness_health_of(text.str(), now());
    if (!witnesses) {
        tell(settings, "witnesses", false, file + " is no status of a courier");
        return false;
    }
    bool well = true;
    for (const WitnessHealth& one : *witnesses) {
        tell(settings, "witness " + one.name, one.well, one.sentence);
        well = well && one.well;
    }
    return well;
}

}  // namespace

int health(const Settings& settings, const std::string& courier_status, const PanelWishes& panel) {
    const bool witnessed = tell_witnesses(settings, courier_status);
    return with_counter([&](client::Counter& counter) {
        const auto found = counter.status();
        if (const auto* error = std::get_if<client::Error>(&found)) {
            return report(*error);
        }
        const auto& status = std::get<client::Status>(found);
        const bool serves = status.fault_code == 0;
        tell(settings, "counter", serves,
             serves ? status.state
                    : status.state + ", fault " + std::to_string(status.fault_code) +
                          " (see tsuitatectl devices)");
        const bool answers = status.panel == "ok";
        tell(settings, "panel", answers, sentence_on(status.panel));
        if (panel.any()) {
            const int shown = show_panel(counter, panel, status.panel);
            if (shown != exit_done) {
                return shown;
            }
        }
        return serves && witnessed && answers ? exit_done : exit_needs_attention;
    });
}

}  // namespace tsuitate::tsuitatectl
