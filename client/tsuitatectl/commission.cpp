#include "client/tsuitatectl/commission.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "client/tsuitatectl/counter_hardware.hpp"
#include "policy/commission/panel_file.hpp"
#include "policy/load/readers.hpp"

namespace tsuitate::tsuitatectl {
namespace {

using nlohmann::json;
using policy::Judgement;
using policy::Weight;

constexpr const char* drm = "/sys/class/drm";

// What went wrong before anything could be judged, with the exit status for it.
struct Fault {
    int status = exit_error;
    std::string sentence;
};

int tell(const Fault& fault) {
    std::cerr << "tsuitatectl: " << fault.sentence << '\n';
    return fault.status;
}

std::string names_of(const std::vector<std::string>& all) {
    std::string names;
    for (const std::string& one : all) {
        names.append(names.empty() ? "" : ", ").append(one);
    }
    return names;
}

// The one that was named, or the only one there is.
template <typename Thing, typename Name>
std::variant<Thing, Fault> choose(const std::vector<Thing>& all, const std::string& wanted,
                                  const std::string& what, const std::string& option, Name name) {
    std::vector<std::string> names;
    std::transform(all.begin(), all.end(), std::back_inserter(names), name);
    if (wanted.empty() && all.size() == 1) {
        return all.front();
    }
    const auto found = std::find(names.begin(), names.end(), wanted);
    if (found != names.end()) {
        return all[static_cast<std::size_t>(found - names.begin())];
    }
    if (all.empty()) {
        return Fault{exit_needs_attention, "no " + what + " is connected"};
    }
    return Fault{exit_usage, (wanted.empty() ? "there are several, choose one with " + option
                                             : "there is no " + what + " " + wanted) +
                                 ": " + names_of(names)};
}

struct Found {
    Display display;
    TouchPanel panel;
    policy::Commission commission;
    std::vector<Judgement> judgements;
    policy::PanelSettings settings;

    bool fits() const {
        return std::none_of(judgements.begin(), judgements.end(),
                            [](const Judgement& one) { return one.weight == Weight::wrong; });
    }
};

std::variant<Found, Fault> look(const CommissionWishes& wanted) {
    const auto panels = touch_panels();
    if (const auto* error = std::get_if<std::string>(&panels)) {
        return Fault{exit_access_denied, *error};
    }
    const auto display = choose(connected_displays(drm), wanted.display, "display", "--display",
                                [](const Display& one) { return one.connector; });
    if (const auto* fault = std::get_if<Fault>(&display)) {
        return *fault;
    }
    const auto panel = choose(std::get<std::vector<TouchPanel>>(panels), wanted.device, "touch panel",
                              "--device", [](const TouchPanel& one) { return one.node; });
    if (const auto* fault = std::get_if<Fault>(&panel)) {
        return *fault;
    }
    Found found{std::get<Display>(display), std::get<TouchPanel>(panel), {}, {}, {}};
    const policy::DisplaySays& says = found.display.says;
    found.commission = {.width_px = says.width_px,
                        .height_px = says.height_px,
                        .size = policy::size_of(wanted.size_mm).value_or(says.size),
                        .measured = !wanted.size_mm.empty(),
                        .axes = found.panel.axes,
                        .matrix = {}};
    const std::string& matrix = wanted.matrix.empty() ? found.panel.matrix : wanted.matrix;
    const auto read = policy::matrix_of(matrix);
    if (!matrix.empty() && !read) {
        return Fault{exit_needs_attention,
                     "LIBINPUT_CALIBRATION_MATRIX of " + found.panel.node + " is not six numbers: " + matrix};
    }
    found.commission.matrix = read.value_or(policy::CalibrationMatrix{});
    found.judgements = policy::assess(found.commission);
    found.settings = {.size = found.commission.size,
                      .path = found.panel.path,
                      .properties = found.panel.properties,
                      .matrix = found.commission.matrix};
    return found;
}

std::string_view word_for(Weight weight) {
    switch (weight) {
        case Weight::fine:
            return "ok";
        case Weight::note:
            return "note";
        case Weight::wrong:
            return "WRONG";
    }
    return "";
}

void show(const Settings& settings, const Found& found) {
    if (settings.json) {
        json judgements = json::array();
        for (const Judgement& one : found.judgements) {
            judgements.push_back({{"weight", word_for(one.weight)}, {"text", one.sentence}});
        }
        std::cout << json{{"display", found.display.connector},
                          {"model", found.display.says.model},
                          {"pixels", {found.display.says.width_px, found.display.says.height_px}},
                          {"size-mm", {found.settings.size.width, found.settings.size.height}},
                          {"device", found.panel.node},
                          {"name", found.panel.name},
                          {"path", found.panel.path},
                          {"properties", found.panel.properties},
                          {"calibration", found.settings.matrix.values},
                          {"judgements", judgements},
                          {"fits", found.fits()}}
                  << '\n';
        return;
    }
    const std::string& model = found.display.says.model;
    std::cout << "display: " << found.display.connector << (model.empty() ? "" : ", " + model) << '\n'
              << "touch panel: " << found.panel.node << ", " << found.panel.name << '\n';
    for (const Judgement& one : found.judgements) {
        std::cout << word_for(one.weight) << "  " << one.sentence << '\n';
    }
}

// Whether the vault would read from this text what was found.
bool means(const std::string& text, const policy::PanelSettings& wanted) {
    policy::Policy policy;
    const auto error = policy::read_toml_text(
        text, "panel.toml", [&](policy::Table& table) { policy::read_panel(table, policy); });
    const auto is_the_panel = [&](const policy::DeviceRule& rule) {
        return rule.what == policy::DeviceRule::What::panel && rule.path == wanted.path &&
               rule.calibration.values == wanted.matrix.values;
    };
    const auto& devices = policy.panel.devices;
    return !error && policy.panel.size == wanted.size &&
           std::count_if(devices.begin(), devices.end(), is_the_panel) == 1;
}

// Beside the file and moved over it, so that there is always a whole one; the one before is kept.
std::optional<Fault> write(const std::filesystem::path& file, const policy::PanelSettings& panel) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return Fault{exit_error, "cannot read " + file.string() + ": copy the installed policy there first"};
    }
    std::ostringstream before;
    before << stream.rdbuf();
    const std::string after = policy::with_panel(before.str(), panel);
    if (before.str() == after) {
        return std::nullopt;
    }
    if (!means(after, panel)) {
        return Fault{exit_error, file.string() +
                                     " is written in a way that cannot be changed here; put the lines in by "
                                     "hand (tsuitatectl commission without --write shows them)"};
    }
    std::filesystem::path written = file;
    written += ".new";
    std::filesystem::path old = file;
    old += ".old";
    std::ofstream out(written, std::ios::binary | std::ios::trunc);
    out << after;
    out.close();
    std::error_code error;
    std::filesystem::copy_file(file, old, std::filesystem::copy_options::overwrite_existing, error);
    if (out && !error) {
        std::filesystem::rename(written, file, error);
    }
    if (!out || error) {
        return Fault{exit_error, "cannot write " + file.string() + (error ? ": " + error.message() : "")};
    }
    return std::nullopt;
}

}  // namespace

int commission(const Settings& settings, const CommissionWishes& wanted) {
    auto looked = look(wanted);
    if (const auto* fault = std::get_if<Fault>(&looked)) {
        return tell(*fault);
    }
    const auto& found = std::get<Found>(looked);
    const std::filesystem::path file = std::filesystem::path(wanted.policy_dir) / "panel.toml";
    show(settings, found);
    const bool allowed = found.fits() || wanted.force;
    if (wanted.write && allowed) {
        if (const auto fault = write(file, found.settings)) {
            return tell(*fault);
        }
        std::cerr << file.string() << " written (the one before: " << file.string()
                  << ".old). Now: systemctl restart tsuitate.target, then tsuitatectl calibrate\n";
    } else if (wanted.write) {
        std::cerr
            << "tsuitatectl: nothing is written while something is wrong; --force writes it all the same\n";
    } else if (!settings.json) {
        std::cout << "\n# for " << file.string() << " (--write writes it)\n"
                  << "size-mm = [" << found.settings.size.width << ", " << found.settings.size.height
                  << "]\n\n"
                  << policy::device_table(found.settings);
    }
    return found.fits() ? exit_done : exit_needs_attention;
}

}  // namespace tsuitate::tsuitatectl
