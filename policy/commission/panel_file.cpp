#include "policy/commission/panel_file.hpp"

#include <array>
#include <charconv>
#include <vector>

namespace tsuitate::policy {
namespace {

using Lines = std::vector<std::string>;

std::string text_of(double number) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
    const std::string digits(text.data(), end.ptr);
    // TOML's numbers of a list are all whole or all not.
    return digits.find_first_of(".en") == std::string::npos ? digits + ".0" : digits;
}

std::string quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
        }
        quoted += static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) > '~' ? '?' : c;
    }
    return quoted + "\"";
}

std::string size_line(SizeMm size) {
    return "size-mm = [" + text_of(size.width) + ", " + text_of(size.height) + "]";
}

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string_view key_of(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t");
    const auto end = line.find_first_of(" \t=", begin == std::string_view::npos ? 0 : begin);
    return begin == std::string_view::npos ? "" : line.substr(begin, end - begin);
}

bool opens_table(std::string_view line) {
    return key_of(line).starts_with("[");
}

// The first line behind this table: comments before the next one belong to that.
std::size_t end_of_table(const Lines& lines, std::size_t begin) {
    std::size_t end = begin + 1;
    for (std::size_t i = begin + 1; i < lines.size() && !opens_table(lines[i]); ++i) {
        const std::string_view key = key_of(lines[i]);
        if (!key.empty() && !key.starts_with("#")) {
            end = i + 1;
        }
    }
    return end;
}

bool is_panel(const Lines& lines, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
        if (key_of(lines[i]) == "what") {
            return lines[i].find("\"panel\"") != std::string::npos;
        }
    }
    return false;
}

}  // namespace

std::string device_table(const PanelSettings& panel) {
    std::string properties;
    for (const auto& [name, value] : panel.properties) {
        properties.append(properties.empty() ? " " : ", ").append(name).append(" = ").append(quoted(value));
    }
    std::string table = "[[device]]\nwhat = \"panel\"\npath = " + quoted(panel.path) + "\nproperties = {" +
                        properties + " }\n";
    if (panel.matrix.values != CalibrationMatrix{}.values) {
        std::string numbers;
        for (const double value : panel.matrix.values) {
            numbers.append(numbers.empty() ? "" : ", ").append(text_of(value));
        }
        table += "calibration = [" + numbers + "]\n";
    }
    return table;
}

std::string with_panel(std::string_view file, const PanelSettings& panel) {
    const Lines lines = lines_of(file);
    std::string before;
    std::string after;
    bool in_head = true;
    bool size_set = false;
    bool device_set = false;
    for (std::size_t i = 0; i < lines.size();) {
        in_head = in_head && !opens_table(lines[i]);
        std::size_t end = i + 1;
        if (in_head && key_of(lines[i]) == "size-mm") {
            before += size_line(panel.size) + "\n";
            size_set = true;
        } else if (key_of(lines[i]) == "[[device]]" && is_panel(lines, i, end = end_of_table(lines, i))) {
            after += device_set ? "" : device_table(panel);
            device_set = true;
        } else {
            for (std::size_t kept = i; kept < end; ++kept) {
                (in_head ? before : after).append(lines[kept]).append("\n");
            }
        }
        i = end;
    }
    return (size_set ? before : size_line(panel.size) + "\n" + before) + after +
           (device_set ? "" : "\n" + device_table(panel));
}

}  // namespace tsuitate::policy
