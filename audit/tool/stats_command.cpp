#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "audit/tool/answers.hpp"
#include "audit/tool/opening.hpp"

namespace tsuitate::audit_tool {
namespace {

using nlohmann::ordered_json;

struct Figures {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
    std::uint64_t sessions = 0;
    std::uint64_t epochs = 0;
    std::map<std::string, std::uint64_t> events;
    std::map<std::string, std::uint64_t> outcomes;
    std::map<std::string, std::uint64_t> help;                         // asked, and how it was answered
    std::map<std::string, std::map<std::string, std::uint64_t>> days;  // records, sessions, attempts
    std::uint64_t files = 0;
    std::uint64_t bytes_on_disk = 0;
};

void count(Figures& figures, const audit::RecordView& record) {
    using policy::RecordKind;
    constexpr std::size_t day_length = 10;
    auto& day = figures.days[audit::time_text(record.time).substr(0, day_length)];
    ++figures.records;
    ++day["records"];
    figures.bytes += record.bytes.size();
    ++figures.events[std::string(policy::name_of(record.kind))];
    if (!record.outcome.empty()) {
        ++figures.outcomes[std::string(record.outcome)];
    }
    if (record.kind == RecordKind::consent_shown) {
        ++figures.help["asked"];
    } else if (record.kind == RecordKind::consent_answered) {
        ++figures.help[std::string(record.detail)];
    }
    if (record.kind == RecordKind::session_opened) {
        ++figures.sessions;
        ++day["sessions"];
    } else if (record.kind == RecordKind::pin_attempt) {
        ++day["attempts"];
    } else if (record.kind == RecordKind::epoch_started || record.kind == RecordKind::chain_restarted) {
        ++figures.epochs;
    }
}

void count_files(Figures& figures, const std::string& directory) {
    const auto log = audit::LogDirectory::open(directory);
    if (const auto* opened = std::get_if<audit::LogDirectory>(&log)) {
        for (const std::string& path : opened->files("")) {
            std::error_code unknown;
            ++figures.files;
            figures.bytes_on_disk +=
                std::filesystem::file_size(std::filesystem::path(directory) / path, unknown);
        }
    }
}

void print(const Figures& figures) {
    std::cout << "records   " << figures.records << "  (" << figures.bytes << " bytes)\n"
              << "sessions  " << figures.sessions << '\n'
              << "epochs    " << figures.epochs << '\n'
              << "files     " << figures.files << "  (" << figures.bytes_on_disk << " bytes)\n";
    const auto print_counts = [](const std::string& title,
                                 const std::map<std::string, std::uint64_t>& counts) {
        std::cout << '\n' << title << '\n';
        for (const auto& [name, number] : counts) {
            std::cout << "  " << name << std::string(20 - std::min<std::size_t>(19, name.size()), ' ')
                      << number << '\n';
        }
    };
    print_counts("events", figures.events);
    print_counts("outcomes", figures.outcomes);
    if (!figures.help.empty()) {
        print_counts("help", figures.help);
    }
    std::cout << "\ndays (UTC)\n";
    for (const auto& [day, counts] : figures.days) {
        std::cout << "  " << day;
        for (const auto& [name, number] : counts) {
            std::cout << "  " << name << ' ' << number;
        }
        std::cout << '\n';
    }
}

}  // namespace

int stats(const Common& common, bool json) {
    Figures figures;
    const int status = go_through(common, {}, [&](const audit::Hit& hit) {
        count(figures, hit.record);
        return true;
    });
    if (status == exit_cannot_read) {
        return status;
    }
    count_files(figures, common.log);
    if (json) {
        const ordered_json object = {{"records", figures.records},   {"bytes", figures.bytes},
                                     {"sessions", figures.sessions}, {"epochs", figures.epochs},
                                     {"files", figures.files},       {"bytes-on-disk", figures.bytes_on_disk},
                                     {"events", figures.events},     {"outcomes", figures.outcomes},
                                     {"help", figures.help},         {"days", figures.days}};
        std::cout << object.dump() << '\n';
    } else {
        print(figures);
    }
    return status;
}

}  // namespace tsuitate::audit_tool
