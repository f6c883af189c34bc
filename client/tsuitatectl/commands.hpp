// Commands: what tsuitatectl can do, one function each. Each returns the exit status of tsuitatectl(1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/lib/counter.hpp"

namespace tsuitate::tsuitatectl {

inline constexpr int exit_done = 0;
inline constexpr int exit_other_outcome = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_not_reachable = 3;
inline constexpr int exit_access_denied = 4;
inline constexpr int exit_unavailable = 5;
inline constexpr int exit_error = 6;
inline constexpr int exit_needs_attention = 7;
inline constexpr int exit_declined = 8;
inline constexpr int exit_interrupted = 130;

struct Settings {
    bool json = false;
};

// What is to be shown of the panel's history, besides its state.
struct PanelWishes {
    bool drift = false;         // in the terminal
    std::string plot;           // a file for the drawing
    std::string vendor_report;  // a file for the page for the maker
    client::Language language = client::Language::english;
    bool any() const { return drift || !plot.empty() || !vendor_report.empty(); }
};

int status(const Settings& settings);
int devices(const Settings& settings);
// `courier_status`: the file in which the courier tells of the witnesses.
int health(const Settings& settings, const std::string& courier_status, const PanelWishes& panel);
int kinds(const Settings& settings);
// All kinds where none is named.
int describe(const Settings& settings, const std::string& kind, client::Language language);

// The sheet for citizens, made from the policy alone.
struct LeafletWishes {
    std::string output;
    std::string policy_dir = "/etc/tsuitate";
    std::vector<std::string> kinds;  // empty: all
    client::Language language = client::Language::japanese;
};
int leaflet(const LeafletWishes& wanted);

// `tool`: finger, stylus or previous.
int calibrate(const Settings& settings, const std::string& tool, unsigned points, client::Language language);
// For officers: a record without which nobody makes a detailed report about these days.
int permit_report(const Settings& settings, const std::string& first_day, const std::string& last_day);
int watch(const Settings& settings);

// One PIN that a citizen is to enter.
struct EntryWishes {
    std::string kind;
    std::string procedure;
    std::optional<client::Language> language;  // of the citizen's panel
};
int enter(const Settings& settings, const EntryWishes& wanted);

// Names of the policy's lists.
struct AssistanceWishes {
    std::string clerk;
    std::string reason;
    std::string help;
};
// Entries during which something is asked of the citizen.
int assist(const Settings& settings, const EntryWishes& entry, const AssistanceWishes& wanted);
int observer(const Settings& settings, const EntryWishes& entry, const std::string& role);
int choices(const Settings& settings, client::Language language);

// "the citizen enters the PIN"
std::string_view sentence_on(client::Progress progress);

}  // namespace tsuitate::tsuitatectl
