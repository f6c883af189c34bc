#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <string_view>
#include <vector>

#include "audit/tool/answers.hpp"
#include "audit/tool/opening.hpp"

namespace tsuitate::audit_tool {
namespace {

// What every record has, and the marks against guessing.
constexpr std::array in_all = {"sequence", "time", "event", "version", "boot", "uptime", "salt"};

// The fields of all events but those, each once, in the order in which events first have them; what an event
// does not have stays empty.
const std::vector<std::string_view>& columns() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> found;
        for (std::size_t kind = 0; kind < policy::record_kind_names.size(); ++kind) {
            for (const audit::FieldRule& rule : audit::rules_of(static_cast<policy::RecordKind>(kind))) {
                const bool apart = std::find(in_all.begin(), in_all.end(), rule.key) != in_all.end();
                if (!apart && std::find(found.begin(), found.end(), rule.key) == found.end()) {
                    found.push_back(rule.key);
                }
            }
        }
        return found;
    }();
    return all;
}

std::string value_of(const audit::Record& record, std::string_view key) {
    const auto found = record.fields.find(key);
    if (found == record.fields.end()) {
        return {};
    }
    const auto* text = std::get_if<std::string>(&found->second);
    return text != nullptr ? *text : std::to_string(std::get<std::uint64_t>(found->second));
}

audit::Record record_in(const audit::Hit& hit) {
    return std::get<audit::Record>(audit::record_of(hit.record.bytes));  // it has been accepted before
}

void print_table_line(const audit::Hit& hit) {
    const audit::Record record = record_in(hit);
    std::string line = hit.verified ? "  " : "! ";
    const auto add = [&](std::string text, std::size_t width) {
        text.resize(std::max(text.size() + 1, width), ' ');
        line += text;
    };
    constexpr std::size_t sequence_width = 9;
    constexpr std::size_t time_width = 21;
    constexpr std::size_t event_width = 21;
    add(std::to_string(hit.sequence), sequence_width);
    add(record.text("time"), time_width);
    add(std::string(policy::name_of(record.kind)), event_width);
    for (const std::string_view column : columns()) {
        const std::string value = value_of(record, column);
        if (!value.empty()) {
            line += std::string(column) + "=" + value + " ";
        }
    }
    line.resize(line.find_last_not_of(' ') + 1);
    std::cout << line << '\n';
}

void print_csv_line(const audit::Hit& hit) {
    // No value of the log needs quotes: none holds a comma, a quote or a line feed.
    const audit::Record record = record_in(hit);
    std::cout << hit.sequence << ',' << record.text("time") << ',' << policy::name_of(record.kind);
    for (const std::string_view column : columns()) {
        std::cout << ',' << value_of(record, column);
    }
    std::cout << ',' << record.text("boot") << ',' << record.number("uptime") << ','
              << (hit.verified ? "yes" : "no") << '\n';
}

void print_json_line(const audit::Hit& hit) {
    // The record stays as it was stored; what was found out about it stands beside it.
    std::cout << R"({"verified":)" << (hit.verified ? "true" : "false") << R"(,"record":)" << hit.record.bytes
              << "}\n";
}

void print_csv_head() {
    std::cout << "sequence,time,event";
    for (const std::string_view column : columns()) {
        std::cout << ',' << column;
    }
    std::cout << ",boot,uptime,verified\n";
}

}  // namespace

int query(const Common& common, const Filter& filter, Format format) {
    const auto wanted = query_of(filter);
    if (!wanted) {
        return exit_usage;
    }
    if (format == Format::csv) {
        print_csv_head();
    }
    std::uint64_t printed = 0;
    return go_through(common, *wanted, [&](const audit::Hit& hit) {
        switch (format) {
            case Format::table:
                print_table_line(hit);
                break;
            case Format::json:
                print_json_line(hit);
                break;
            case Format::csv:
                print_csv_line(hit);
                break;
        }
        return ++printed != filter.limit && std::cout.good();
    });
}

int export_records(const Common& common, const Filter& filter, const std::string& output) {
    const auto wanted = query_of(filter);
    if (!wanted) {
        return exit_usage;
    }
    std::ofstream file;
    if (output != "-") {
        file.open(output, std::ios::binary | std::ios::trunc);
    }
    std::ostream& stream = output == "-" ? std::cout : file;
    const int status = go_through(common, *wanted, [&](const audit::Hit& hit) {
        stream << hit.record.bytes << '\n';
        return stream.good();
    });
    stream.flush();
    if (!stream) {
        complain(output + ": cannot be written");
        return exit_cannot_read;
    }
    return status;
}

}  // namespace tsuitate::audit_tool
