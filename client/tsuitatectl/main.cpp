// tsuitatectl: the counter from the command line. Asks, waits and prints; no command takes or shows a PIN.
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "client/tsuitatectl/commands.hpp"
#include "client/tsuitatectl/commission.hpp"
#include "policy/commission/assessment.hpp"
#include "policy/local_text.hpp"

namespace {

namespace tool = tsuitate::tsuitatectl;
using tsuitate::client::Language;

void add_commission(CLI::App& app, tool::CommissionWishes& wanted) {
    const auto is_size = [](const std::string& text) {
        return tsuitate::policy::size_of(text) ? ""
                                               : "must be WIDTHxHEIGHT, 10 to 2000 each, such as 344x194";
    };
    const auto is_matrix = [](const std::string& text) {
        return tsuitate::policy::matrix_of(text) ? "" : "must be six numbers";
    };
    wanted.policy_dir = "/etc/tsuitate";
    CLI::App* command = app.add_subcommand(
        "commission", "Check that display and touch panel fit together, and propose panel.toml (as root)");
    command->add_option("--display", wanted.display, "The citizen's, by connector, where there are several")
        ->option_text("CONNECTOR");
    command->add_option("--device", wanted.device, "The touch panel, where there are several")
        ->option_text("/dev/input/eventN");
    command->add_option("--size-mm", wanted.size_mm, "Of the picture, measured; default: as the display says")
        ->option_text("WIDTHxHEIGHT")
        ->check(is_size);
    command
        ->add_option("--matrix", wanted.matrix,
                     "Six numbers; default: LIBINPUT_CALIBRATION_MATRIX of the device")
        ->option_text("\"A B C D E F\"")
        ->check(is_matrix);
    command->add_option("--policy-dir", wanted.policy_dir, "Where panel.toml lies (default /etc/tsuitate)")
        ->option_text("DIR");
    command->add_flag("--write", wanted.write, "Write what was found into panel.toml; the rest of it stays");
    command->add_flag("--force", wanted.force, "Write it even though something is wrong");
}

// What the command line asks for.
struct Wanted {
    tool::Settings settings;
    std::string courier_status = "/var/lib/tsuitate-courier/status.json";
    tool::PanelWishes panel;
    std::string tool = "finger";
    unsigned points = 5;
    tool::CommissionWishes commission;
    tool::EntryWishes entry;
    tool::AssistanceWishes assistance;
    tool::LeafletWishes leaflet;
    std::string kind;
    std::string role;
    std::string first_day;
    std::string last_day;
    Language language = Language::japanese;
};

// What citizens read.
const std::map<std::string, Language> languages = [] {
    std::map<std::string, Language> named;
    for (const std::string_view name : tsuitate::policy::language_names) {
        named.emplace(name, *tsuitate::policy::language_named(name));
    }
    return named;
}();
const std::string language_choices = tsuitate::policy::language_tags("|");
// What clerks read.
const std::map<std::string, Language> clerks_languages{{"ja", Language::japanese}, {"en", Language::english}};

void add_language(CLI::App* command, const std::string& names, Language& language,
                  const std::string& of_what) {
    command->add_option(names, language, of_what + " (default ja)")
        ->option_text(language_choices)
        ->transform(CLI::CheckedTransformer(languages));
}

void add_health(CLI::App& app, Wanted& wanted) {
    CLI::App* health = app.add_subcommand(
        "health", "What needs attention: the counter, its panel, and the witnesses of its log");
    health->add_option("--courier-status", wanted.courier_status, "The courier's status file")
        ->option_text("FILE");
    health->add_flag("--drift", wanted.panel.drift,
                     "Show how far the panel answered beside, over the last months");
    health->add_option("--plot", wanted.panel.plot, "The same as a drawing (SVG)")->option_text("FILE");
    health->add_option("--vendor-report", wanted.panel.vendor_report, "A page (HTML) for the panel's maker")
        ->option_text("FILE");
    health->add_option("--language", wanted.panel.language, "Of drawing and page: ja or en (default en)")
        ->option_text("ja|en")
        ->transform(CLI::CheckedTransformer(clerks_languages));
}

void add_calibrate(CLI::App& app, Wanted& wanted) {
    CLI::App* calibrate = app.add_subcommand("calibrate", "Adjust the panel: touch points on it");
    calibrate
        ->add_option("--tool", wanted.tool,
                     "finger, stylus, or previous: the calibration before the last one")
        ->option_text("finger|stylus|previous")
        ->check(CLI::IsMember({"finger", "stylus", "previous"}));
    calibrate
        ->add_option("--points", wanted.points,
                     "That are fitted: 5, or 9 to even out more of the hand (default 5)")
        ->option_text("5|9")
        ->check(CLI::IsMember({5U, 9U}));
    add_language(calibrate, "--language", wanted.language, "Of the citizen's panel");
}

void add_permit_report(CLI::App& app, Wanted& wanted) {
    CLI::App* permit = app.add_subcommand(
        "permit-report", "For officers: record that a detailed report about these days is wanted");
    permit->add_option("FIRST", wanted.first_day, "Its first day, as 2026-11-01")->required();
    permit->add_option("LAST", wanted.last_day, "Its last day, not after today")->required();
}

void add_entry(CLI::App* command, Wanted& wanted) {
    command->add_option("KIND", wanted.entry.kind, "Which PIN; see tsuitatectl kinds")->required();
    command->add_option("--procedure", wanted.entry.procedure,
                        "What the PIN is asked for, as the policy names it");
    command
        ->add_option("--language", wanted.entry.language,
                     "Of the citizen's panel (default: the procedure's, else ja)")
        ->option_text(language_choices)
        ->transform(CLI::CheckedTransformer(languages));
}

void add_entries(CLI::App& app, Wanted& wanted) {
    add_entry(app.add_subcommand("enter", "Let the citizen enter a PIN and print the outcome"), wanted);
    CLI::App* assist = app.add_subcommand(
        "assist", "The same, and ask the citizen whether a clerk may help; only the citizen can answer");
    add_entry(assist, wanted);
    assist->add_option("CLERK", wanted.assistance.clerk, "Who would help")->required();
    assist->add_option("REASON", wanted.assistance.reason, "Why; see tsuitatectl choices")->required();
    assist->add_option("HELP", wanted.assistance.help, "What the clerk would do")->required();
    CLI::App* observer =
        app.add_subcommand("observer", "The same, and ask the citizen whether somebody may stand by");
    add_entry(observer, wanted);
    observer->add_option("ROLE", wanted.role, "Who; see tsuitatectl choices")->required();
    CLI::App* choices =
        app.add_subcommand("choices", "The clerks, reasons, kinds of help and observers that can be named");
    add_language(choices, "--language", wanted.language, "Of their titles");
}

void add_guidance(CLI::App& app, Wanted& wanted) {
    CLI::App* describe = app.add_subcommand(
        "describe", "What a PIN is for, its length and characters, and what to do without");
    describe->add_option("KIND", wanted.kind, "Which PIN; all where none is named");
    add_language(describe, "--language", wanted.language, "Of what is told");
    CLI::App* leaflet = app.add_subcommand(
        "leaflet", "The same for citizens as a sheet to print (PDF, A4), from the policy files alone");
    leaflet->add_option("-o,--output", wanted.leaflet.output, "The file; - for standard output")
        ->option_text("FILE")
        ->required();
    add_language(leaflet, "--lang,--language", wanted.leaflet.language, "Of the sheet");
    leaflet->add_option("--kind", wanted.leaflet.kinds, "Only this PIN; may be given several times")
        ->option_text("KIND");
    leaflet->add_option("--policy", wanted.leaflet.policy_dir, "The policy (default /etc/tsuitate)")
        ->option_text("DIR");
}

int run(const CLI::App& app, const Wanted& wanted) {
    if (app.got_subcommand("status")) {
        return tool::status(wanted.settings);
    }
    if (app.got_subcommand("devices")) {
        return tool::devices(wanted.settings);
    }
    if (app.got_subcommand("health")) {
        return tool::health(wanted.settings, wanted.courier_status, wanted.panel);
    }
    if (app.got_subcommand("kinds")) {
        return tool::kinds(wanted.settings);
    }
    if (app.got_subcommand("describe")) {
        return tool::describe(wanted.settings, wanted.kind, wanted.language);
    }
    if (app.got_subcommand("leaflet")) {
        return tool::leaflet(wanted.leaflet);
    }
    if (app.got_subcommand("calibrate")) {
        return tool::calibrate(wanted.settings, wanted.tool, wanted.points, wanted.language);
    }
    if (app.got_subcommand("permit-report")) {
        return tool::permit_report(wanted.settings, wanted.first_day, wanted.last_day);
    }
    if (app.got_subcommand("commission")) {
        return tool::commission(wanted.settings, wanted.commission);
    }
    if (app.got_subcommand("watch")) {
        return tool::watch(wanted.settings);
    }
    if (app.got_subcommand("choices")) {
        return tool::choices(wanted.settings, wanted.language);
    }
    if (app.got_subcommand("assist")) {
        return tool::assist(wanted.settings, wanted.entry, wanted.assistance);
    }
    if (app.got_subcommand("observer")) {
        return tool::observer(wanted.settings, wanted.entry, wanted.role);
    }
    return tool::enter(wanted.settings, wanted.entry);
}

int parse_and_run(int argc, char** argv) {
    Wanted wanted;
    CLI::App app("Asks Tsuitate, the PIN entry of this counter.", "tsuitatectl");
    app.set_version_flag("--version", "tsuitatectl " TSUITATE_VERSION);
    app.add_flag("--json", wanted.settings.json, "Print JSON, one value a line");
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(
        "Exit status: 0 done (enter: verified); 1 another outcome; 2 usage, or a name that the policy does\n"
        "not have; 3 service not reachable; 4 access denied; 5 busy or out of service; 6 another error;\n"
        "7 health: something needs attention, commission: something does not fit; 8 assist, observer: the\n"
        "citizen did not agree; 130 interrupted. See tsuitatectl(1).");
    app.add_subcommand("status", "What works, and whether a card is in the reader");
    app.add_subcommand("devices", "The parts of the counter, and what is wrong with them");
    add_health(app, wanted);
    app.add_subcommand("kinds", "The PINs that can be asked for");
    app.add_subcommand("watch", "Print the status at each change, until interrupted");
    add_calibrate(app, wanted);
    add_commission(app, wanted.commission);
    add_permit_report(app, wanted);
    add_entries(app, wanted);
    add_guidance(app, wanted);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == EXIT_SUCCESS ? tool::exit_done : tool::exit_usage;
    }
    return run(app, wanted);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return parse_and_run(argc, argv);
    } catch (const std::exception& exception) {
        std::cerr << "tsuitatectl: " << exception.what() << '\n';
    }
    return tool::exit_error;
}
