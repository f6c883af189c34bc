// tsuitate-counter-app: the clerk's side of the counter, in a window. It asks and shows; it gets no PIN and
// gives no answer of the citizen's.
#include <gtkmm.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "client/counter_app/titles.hpp"
#include "client/counter_app/window.hpp"

namespace {

namespace app = tsuitate::counter_app;
using tsuitate::client::Language;

// As gettext(3) chooses: the first of these that is set.
Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') {
            return std::string_view(value).starts_with("ja") ? Language::japanese : Language::english;
        }
    }
    return Language::english;
}

int show(Language language, const std::string& policy) {
    const auto application = Gtk::Application::create("org.tsuitate.CounterApp");
    application->signal_startup().connect([] { app::apply_look(); });
    // The command line has been read; GTK gets none of it.
    return application->make_window_and_run<app::Window>(0, nullptr, language,
                                                         app::read_titles(policy, language));
}

}  // namespace

int main(int argc, char** argv) {
    std::optional<Language> language;
    std::string policy = TSUITATE_POLICY_DIR;
    CLI::App command_line("The clerk's side of the counter, in a window.", "tsuitate-counter-app");
    command_line.set_version_flag("--version", "tsuitate-counter-app " TSUITATE_VERSION);
    const std::map<std::string, Language> languages{{"ja", Language::japanese}, {"en", Language::english}};
    command_line.add_option("--language", language, "Of this window: ja or en (default: as LANG says)")
        ->option_text("ja|en")
        ->transform(CLI::CheckedTransformer(languages));
    command_line.add_option("--policy", policy, "Where titles of procedures and PINs are read")
        ->option_text("DIR");
    try {
        command_line.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        constexpr int usage = 2;
        return command_line.exit(error) == EXIT_SUCCESS ? EXIT_SUCCESS : usage;
    }
    try {
        return show(language.value_or(language_of_environment()), policy);
    } catch (const std::exception& exception) {
        std::cerr << "tsuitate-counter-app: " << exception.what() << '\n';
    }
    return EXIT_FAILURE;
}
