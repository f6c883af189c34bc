#include "client/tsuitatectl/panel_health.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "audit/report/panel_chart.hpp"
#include "audit/report/vendor_page.hpp"
#include "client/tsuitatectl/report.hpp"

namespace tsuitate::tsuitatectl {
namespace {

namespace report_page = audit::report;

report_page::Wording wording_for(client::Language language) {
    constexpr int seconds_a_minute = 60;
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    const auto which =
        language == client::Language::japanese ? policy::Language::japanese : policy::Language::english;
    return {which, true, static_cast<int>(local.tm_gmtoff / seconds_a_minute)};
}

std::size_t terminal_columns() {
    constexpr std::size_t usual = 80;
    winsize size{};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

bool write(const std::string& file, const std::string& content) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << content;
    stream.close();
    if (!stream) {
        std::cerr << "tsuitatectl: cannot write " << file << '\n';
    }
    return static_cast<bool>(stream);
}

std::string line_of(const std::filesystem::path& file) {
    std::string line;
    std::getline(std::ifstream(file), line);
    return line;
}

// What the kernel says of the USB device above this place; nothing of what is no USB device.
void read_usb(report_page::PanelDevice& device) {
    const std::filesystem::path devices = "/sys/devices";
    for (auto place = std::filesystem::path(device.place); place != devices && place.has_relative_path();
         place = place.parent_path()) {
        const std::string vendor = line_of(place / "idVendor");
        if (!vendor.empty()) {
            device.ids = vendor + ":" + line_of(place / "idProduct");
            device.firmware = line_of(place / "bcdDevice");
            device.maker = line_of(place / "manufacturer");
            return;
        }
    }
}

client::Expected<report_page::PanelDevice> panel_of(client::Counter& counter, const std::string& state) {
    const auto found = counter.devices();
    if (const auto* error = std::get_if<client::Error>(&found)) {
        return *error;
    }
    report_page::PanelDevice panel{
        .name = "", .place = "", .ids = "", .firmware = "", .maker = "", .state = state};
    for (const client::Device& device : std::get<std::vector<client::Device>>(found)) {
        if (device.device_class == "panel") {
            panel.name = device.name;
            panel.place = device.place;
        }
    }
    read_usb(panel);
    return panel;
}

}  // namespace

std::string sentence_on(const std::string& panel_state) {
    if (panel_state == "ok") {
        return "answers where it is touched";
    }
    if (panel_state == "advise") {
        return "works, but look at it or calibrate it when there is time (tsuitatectl calibrate)";
    }
    if (panel_state == "recalibrate") {
        return "answers beside what is touched: calibrate it now (tsuitatectl calibrate)";
    }
    if (panel_state == "fault") {
        return "is faulty, and a calibration does not help: see tsuitatectl health --drift, and the panel's "
               "maker";
    }
    return "not known";
}

int show_panel(client::Counter& counter, const PanelWishes& wanted, const std::string& state) {
    const auto found = counter.panel_history();
    if (const auto* error = std::get_if<client::Error>(&found)) {
        return report(*error);
    }
    report_page::PanelHistory history;
    for (const client::PanelRecord& record : std::get<std::vector<client::PanelRecord>>(found)) {
        report_page::take_in(history, record);
    }
    const report_page::Wording wording = wording_for(wanted.language);
    bool written = true;
    if (wanted.drift && history.batches.empty()) {
        std::cout << "no figures yet: the first come after fifty entries, or a day with five\n";
    } else if (wanted.drift) {
        std::cout << report_page::drift_in_terminal(history, wording, terminal_columns());
    }
    if (!wanted.plot.empty() && history.batches.empty()) {
        std::cerr << "tsuitatectl: there are no figures to plot yet\n";
        return exit_other_outcome;
    }
    if (!wanted.plot.empty()) {
        written = write(wanted.plot, report_page::drift_svg(history, wording)) && written;
    }
    if (!wanted.vendor_report.empty()) {
        const auto device = panel_of(counter, state);
        if (const auto* error = std::get_if<client::Error>(&device)) {
            return report(*error);
        }
        const auto& panel = std::get<report_page::PanelDevice>(device);
        written =
            write(wanted.vendor_report, report_page::vendor_page_of(history, panel, wording)) && written;
    }
    return written ? exit_done : exit_error;
}

}  // namespace tsuitate::tsuitatectl
