#include "audit/report/svg.hpp"

#include <array>
#include <charconv>

namespace tsuitate::audit::report::svg {
namespace {

std::string number(double value) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 1);
    std::string digits(text.data(), end.ptr);
    if (digits.ends_with(".0")) {
        digits.resize(digits.size() - 2);
    }
    return digits;
}

std::string points(std::initializer_list<std::pair<double, double>> corners) {
    std::string text;
    for (const auto& [x, y] : corners) {
        text += (text.empty() ? "" : " ") + number(x) + "," + number(y);
    }
    return text;
}

Html polygon(std::string_view style, std::initializer_list<std::pair<double, double>> corners) {
    return element("polygon", {{"class", std::string(style)}, {"points", points(corners)}}, Html{});
}

}  // namespace

Html drawing(double width, double height, std::string_view description, const Html& shapes) {
    return element("svg",
                   {{"viewBox", "0 0 " + number(width) + " " + number(height)},
                    {"role", "img"},
                    {"aria-label", std::string(description)}},
                   shapes);
}

Html ornament(double width, double height, const Html& shapes) {
    return element("svg",
                   {{"viewBox", "0 0 " + number(width) + " " + number(height)},
                    {"width", number(width)},
                    {"height", number(height)},
                    {"class", "ornament"},
                    {"aria-hidden", "true"}},
                   shapes);
}

Html box(std::string_view style, double x, double y, double width, double height) {
    return element("rect",
                   {{"class", std::string(style)},
                    {"x", number(x)},
                    {"y", number(y)},
                    {"width", number(width)},
                    {"height", number(height)}},
                   Html{});
}

Html line(std::string_view style, double x, double y, double end_x, double end_y) {
    return element("line",
                   {{"class", std::string(style)},
                    {"x1", number(x)},
                    {"y1", number(y)},
                    {"x2", number(end_x)},
                    {"y2", number(end_y)}},
                   Html{});
}

Html uprights(std::string_view style, const std::vector<double>& places, double height) {
    std::string path;
    for (const double x : places) {
        path += "M" + number(x) + " 0V" + number(height);
    }
    return element("path", {{"class", std::string(style)}, {"d", path}}, Html{});
}

Html diamond(std::string_view style, double x, double y, double radius) {
    return polygon(style, {{x, y - radius}, {x + radius, y}, {x, y + radius}, {x - radius, y}});
}

Html triangle(std::string_view style, double x, double y, double radius) {
    return polygon(style, {{x, y - radius}, {x + radius, y + radius}, {x - radius, y + radius}});
}

Html label(std::string_view style, double x, double y, std::string_view anchor, std::string_view text) {
    return element("text",
                   {{"class", std::string(style)},
                    {"x", number(x)},
                    {"y", number(y)},
                    {"text-anchor", std::string(anchor)}},
                   escaped(text));
}

Html patterns() {
    return {
        R"svg(<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>)svg"
        R"svg(<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">)svg"
        R"svg(<rect class="paper" width="5" height="5"/><rect class="ink" width="2" height="5"/></pattern>)svg"
        R"svg(<pattern id="cross" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">)svg"
        R"svg(<rect class="ink" width="4" height="4"/><rect class="paper" width="2" height="2"/></pattern>)svg"
        R"svg(<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">)svg"
        R"svg(<rect class="paper" width="4" height="4"/><circle class="ink" cx="2" cy="2" r="1.1"/></pattern>)svg"
        R"svg(</defs></svg>)svg"};
}

}  // namespace tsuitate::audit::report::svg
