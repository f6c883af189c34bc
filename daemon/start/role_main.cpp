#include "daemon/start/role_main.hpp"

#include <getopt.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>

#include "daemon/log/log.hpp"

namespace tsuitate::start {
namespace {

constexpr int exit_usage = 2;

void print_help(const Role& role) {
    std::cout << "Usage: " << role.name << " [OPTION]...\n" << role.purpose << "\n\n";
    for (const Option& option : role.options) {
        std::cout << "  --" << option.name << ' ' << option.placeholder << "\n        " << option.help;
        if (!option.value->empty()) {
            std::cout << " (default: " << *option.value << ')';
        }
        std::cout << '\n';
    }
    std::cout << "  --help\n        print this and exit\n  --version\n        print the version and exit\n";
}

// The exit status when the role must not go on: help or version was asked for, or the arguments are wrong.
std::optional<int> parse(const Role& role, int argc, char** argv) {
    constexpr int help = 1000;
    constexpr int version = 1001;
    std::vector<option> known;
    for (std::size_t i = 0; i < role.options.size(); ++i) {
        known.push_back({role.options[i].name.c_str(), required_argument, nullptr, static_cast<int>(i)});
    }
    known.push_back({"help", no_argument, nullptr, help});
    known.push_back({"version", no_argument, nullptr, version});
    known.push_back({nullptr, 0, nullptr, 0});
    int found = 0;
    while ((found = getopt_long(argc, argv, "", known.data(), nullptr)) != -1) {
        if (found == help) {
            print_help(role);
            return EXIT_SUCCESS;
        }
        if (found == version) {
            std::cout << role.name << " " TSUITATE_VERSION "\n";
            return EXIT_SUCCESS;
        }
        if (found == '?') {
            std::cerr << "See " << role.name << " --help.\n";
            return exit_usage;
        }
        *role.options.at(static_cast<std::size_t>(found)).value = optarg;
    }
    if (optind != argc) {
        std::cerr << role.name << ": takes options only, not \"" << argv[optind] << "\". See --help.\n";
        return exit_usage;
    }
    return std::nullopt;
}

void harden_process() {
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
}

}  // namespace

int run_role(const Role& role, int argc, char** argv, const std::function<int()>& body) {
    try {
        if (const auto status = parse(role, argc, argv)) {
            return *status;
        }
        log::open(role.name);
        harden_process();
        return body();
    } catch (const std::exception& exception) {
        log::error("stopped by an error that nobody expected", {{"REASON", exception.what()}});
    } catch (...) {
        log::error("stopped by an error that nobody expected");
    }
    return EXIT_FAILURE;
}

}  // namespace tsuitate::start
