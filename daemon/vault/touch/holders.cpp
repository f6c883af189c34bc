#include "daemon/vault/touch/holders.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace tsuitate::vault {
namespace {

namespace fs = std::filesystem;

bool has_open(const fs::path& process, dev_t device) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(process / "fd", error)) {
        struct stat opened {};
        if (stat(entry.path().c_str(), &opened) == 0 && S_ISCHR(opened.st_mode) && opened.st_rdev == device) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<std::string> holders_of(dev_t device) {
    std::vector<std::string> holders;
    std::error_code error;
    const std::string own = std::to_string(getpid());
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        const std::string number = entry.path().filename().string();
        const bool process = number.find_first_not_of("0123456789") == std::string::npos;
        if (!process || number == own || !has_open(entry.path(), device)) {
            continue;
        }
        std::string name;
        std::getline(std::ifstream(entry.path() / "comm"), name);
        holders.push_back(name + " (process " + number + ")");
    }
    return holders;
}

std::string describe_holders(const std::vector<std::string>& holders) {
    if (holders.empty()) {
        return "a process that this user may not see";
    }
    std::string text = holders.front();
    for (std::size_t i = 1; i < holders.size(); ++i) {
        text += ", " + holders[i];
    }
    return text;
}

}  // namespace tsuitate::vault
