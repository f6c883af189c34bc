// tsuitate-holders: answers one question on its standard input, "which processes have this device open?", and
// ends. It is started by a socket that the vault alone may use, while the vault has no panel; it may look
// into the file tables of all processes and knows nothing else.
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "daemon/holders/holders.hpp"

int main(int argc, char** argv) {
    const std::string_view option = argc > 1 ? argv[1] : "";
    if (option == "--help") {
        std::cout << "Usage: tsuitate-holders < NUMBER\n\n"
                     "Reads a device number (st_rdev, decimal) and prints which processes have that device "
                     "open, one a\n"
                     "line. Started by systemd for tsuitate-vault.\n";
        return EXIT_SUCCESS;
    }
    if (option == "--version") {
        std::cout << "tsuitate-holders " TSUITATE_VERSION "\n";
        return EXIT_SUCCESS;
    }
    std::string line;
    std::getline(std::cin, line);
    constexpr std::size_t longest_number = 19;
    if (argc > 1 || line.empty() || line.size() > longest_number ||
        line.find_first_not_of("0123456789") != std::string::npos) {
        std::cerr << "tsuitate-holders: wants a device number on its standard input (see --help)\n";
        return 2;
    }
    for (const std::string& holder : tsuitate::holders::holders_of(std::stoull(line))) {
        std::cout << holder << '\n';
    }
    return EXIT_SUCCESS;
}
