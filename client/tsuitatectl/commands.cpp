#include "client/tsuitatectl/commands.hpp"

#include <iostream>
#include <nlohmann/json.hpp>
#include <variant>
#include <vector>

#include "client/tsuitatectl/interruption.hpp"
#include "client/tsuitatectl/report.hpp"

namespace tsuitate::tsuitatectl {
namespace {

using nlohmann::json;

void print(const Settings& settings, const client::Status& status) {
    if (settings.json) {
        std::cout << json{{"state", status.state},
                          {"card", status.card},
                          {"fault-code", status.fault_code},
                          {"panel", status.panel},
                          {"calibration-wanted", status.calibration_wanted},
                          {"version", status.version}}
                  << std::endl;
        return;
    }
    std::cout << "state " << status.state << ", card " << status.card;
    if (status.fault_code != 0) {
        std::cout << ", fault " << status.fault_code << " (see tsuitatectl devices)";
    }
    if (status.panel != "ok") {
        std::cout << ", panel " << status.panel << " (see tsuitatectl health)";
    }
    if (status.calibration_wanted) {
        std::cout << ", a calibration is asked for at the panel";
    }
    std::cout << std::endl;
}

}  // namespace

std::string_view sentence_on(client::Progress progress) {
    switch (progress) {
        case client::Progress::waiting_for_card:
            return "waiting for a card";
        case client::Progress::entering:
            return "the citizen enters the PIN";
        case client::Progress::needs_help:
            return "the citizen asks for help";
    }
    return "";
}

int status(const Settings& settings) {
    return with_counter([&](client::Counter& counter) {
        const auto found = counter.status();
        if (const auto* error = std::get_if<client::Error>(&found)) {
            return report(*error);
        }
        print(settings, std::get<client::Status>(found));
        return exit_done;
    });
}

int devices(const Settings& settings) {
    return with_counter([&](client::Counter& counter) {
        const auto found = counter.devices();
        if (const auto* error = std::get_if<client::Error>(&found)) {
            return report(*error);
        }
        for (const client::Device& device : std::get<std::vector<client::Device>>(found)) {
            if (settings.json) {
                std::cout << json{{"class", device.device_class},
                                  {"state", device.state},
                                  {"name", device.name},
                                  {"place", device.place},
                                  {"reason", device.reason}}
                          << '\n';
                continue;
            }
            std::cout << device.device_class << ": " << device.state << ", " << device.name;
            std::cout << (device.place.empty() ? "" : " at ") << device.place;
            std::cout << (device.reason.empty() ? "" : "\n    ") << device.reason << '\n';
        }
        return exit_done;
    });
}

int kinds(const Settings& settings) {
    return with_counter([&](client::Counter& counter) {
        const auto found = counter.pin_kinds();
        if (const auto* error = std::get_if<client::Error>(&found)) {
            return report(*error);
        }
        for (const std::string& kind : std::get<std::vector<std::string>>(found)) {
            std::cout << (settings.json ? json(kind).dump() : kind) << '\n';
        }
        return exit_done;
    });
}

int permit_report(const Settings& settings, const std::string& first_day, const std::string& last_day) {
    return with_counter([&](client::Counter& counter) {
        if (const auto error = counter.permit_report(first_day, last_day)) {
            return report(*error);
        }
        if (settings.json) {
            std::cout << json{{"first-day", first_day}, {"last-day", last_day}} << std::endl;
        } else {
            std::cout
                << "recorded: a copy of the log that is taken from now on permits a detailed report from "
                << first_day << " to " << last_day << std::endl;
        }
        return exit_done;
    });
}

int calibrate(const Settings& settings, const std::string& tool, unsigned points, client::Language language) {
    return with_counter([&](client::Counter& counter) {
        std::cerr << (tool == "previous" ? "restoring the calibration before the last one\n"
                                         : "touch the points on the panel\n");
        const auto ended = counter.calibrate(tool, points, language);
        if (const auto* error = std::get_if<client::Error>(&ended)) {
            return report(*error);
        }
        const auto& calibration = std::get<client::Calibration>(ended);
        if (settings.json) {
            std::cout << json{{"result", calibration.result}, {"worst-mm", calibration.worst}} << std::endl;
        } else {
            std::cout << calibration.result << ", worst touch " << calibration.worst << " mm beside"
                      << std::endl;
        }
        return calibration.result == "done" ? exit_done : exit_other_outcome;
    });
}

int watch(const Settings& settings) {
    const Interruption interruption;
    return with_counter([&](client::Counter& counter) {
        const auto error = counter.watch([&](const client::Status& now) { print(settings, now); },
                                         interruption.descriptor());
        return error ? report(*error) : exit_done;
    });
}

int enter(const Settings& settings, const EntryWishes& wanted) {
    const Interruption interruption;
    return with_counter([&](client::Counter& counter) {
        auto opened = counter.open_session(wanted.procedure, wanted.language);
        if (const auto* error = std::get_if<client::Error>(&opened)) {
            return report(*error);
        }
        auto& session = std::get<client::Session>(opened);
        const auto entered = session.enter_pin(
            wanted.kind, {.on_progress = [](client::Progress now) { std::cerr << sentence_on(now) << '\n'; },
                          .stop_descriptor = interruption.descriptor()});
        if (const auto* error = std::get_if<client::Error>(&entered)) {
            return report(*error);
        }
        const auto outcome = std::get<client::Outcome>(entered);
        const std::string word(name_of(outcome));
        std::cout << (settings.json ? json{{"outcome", word}}.dump() : word) << std::endl;
        return outcome == client::Outcome::verified ? exit_done : exit_other_outcome;
    });
}

}  // namespace tsuitate::tsuitatectl
