#include "policy/commission/assessment.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tsuitate::policy {
namespace {

constexpr double smallest_mm = 10;
constexpr double largest_mm = 2000;
constexpr double about_the_same = 1.1;  // a tenth more or less

std::string text_of(double number) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), std::round(number),
                                   std::chars_format::fixed, 0);
    return {text.data(), end.ptr};
}
std::string text_of(SizeMm size) {
    return text_of(size.width) + " x " + text_of(size.height) + " mm";
}

bool near(double one, double other) {
    return one > 0 && other > 0 && std::max(one, other) / std::min(one, other) <= about_the_same;
}

bool possible(SizeMm size) {
    return std::min(size.width, size.height) >= smallest_mm &&
           std::max(size.width, size.height) <= largest_mm;
}

// Sizes that say "16:9" and not how large.
bool stands_for_a_shape(SizeMm size) {
    for (const double scale : {10.0, 100.0}) {
        for (const SizeMm shape : {SizeMm{16, 9}, SizeMm{16, 10}, SizeMm{4, 3}, SizeMm{5, 4}}) {
            if (size == SizeMm{shape.width * scale, shape.height * scale}) {
                return true;
            }
        }
    }
    return false;
}

Judgement judge_size(const Commission& all) {
    const std::string measure = "; measure the picture and give --size-mm WIDTHxHEIGHT";
    if (all.size == SizeMm{}) {
        return {Weight::wrong, "size: the display does not say how large it is" + measure};
    }
    if (!possible(all.size)) {
        return {Weight::wrong,
                "size: " + text_of(all.size) + " is no size of a panel (10 to 2000 mm)" + measure};
    }
    if (!all.measured && stands_for_a_shape(all.size)) {
        return {Weight::wrong,
                "size: " + text_of(all.size) + " stands for the display's shape, not its size" + measure};
    }
    return {Weight::fine,
            "size: " + text_of(all.size) + (all.measured ? ", as measured" : ", as the display says")};
}

std::optional<Judgement> judge_pixels(const Commission& all) {
    if (all.width_px <= 0 || all.height_px <= 0 || !possible(all.size)) {
        return std::nullopt;
    }
    const double wide = all.size.width / all.width_px;
    const double high = all.size.height / all.height_px;
    const std::string pixels =
        std::to_string(all.width_px) + " x " + std::to_string(all.height_px) + " pixels";
    if (!near(wide, high)) {
        return Judgement{Weight::wrong,
                         "pixels: " + pixels + " on " + text_of(all.size) +
                             " would not be square; one of the two is wrong, or the display is "
                             "turned: measure the picture and give --size-mm WIDTHxHEIGHT"};
    }
    return Judgement{Weight::fine, "pixels: " + pixels + ", square"};
}

double steps(AxisRange range) {
    return static_cast<double>(range.maximum) - range.minimum;
}

// How large the panel says it is.
Judgement judge_resolution(const Commission& all) {
    if (all.axes.x_per_mm <= 0 || all.axes.y_per_mm <= 0) {
        return {Weight::fine, "axes: the panel does not say how large it is, as many do not"};
    }
    const SizeMm said{steps(all.axes.x) / all.axes.x_per_mm, steps(all.axes.y) / all.axes.y_per_mm};
    const bool agrees = near(said.width, all.size.width) && near(said.height, all.size.height);
    const bool turned = near(said.width, all.size.height) && near(said.height, all.size.width);
    if (agrees || turned) {
        return {Weight::fine, "axes: the panel says " + text_of(said) + " too"};
    }
    if (!possible(said)) {
        return {Weight::note, "axes: the panel says it is " + text_of(said) +
                                  "; that cannot be, so it is left out of account"};
    }
    return {Weight::note, "axes: the panel says it is " + text_of(said) + " and the picture is " +
                              text_of(all.size) + "; if the panel is larger than the picture, calibrate it"};
}

// Whether the matrix takes the panel's width for the picture's height.
bool swaps_axes(const CalibrationMatrix& matrix) {
    const auto& m = matrix.values;
    return std::abs(m[1]) > std::abs(m[0]) && std::abs(m[3]) > std::abs(m[4]);
}

std::optional<Judgement> judge_shape(const Commission& all) {
    if (!possible(all.size) || !all.axes.x.valid() || !all.axes.y.valid()) {
        return std::nullopt;
    }
    const double ratio = steps(all.axes.x) / steps(all.axes.y);
    if (near(ratio, 1)) {
        return std::nullopt;  // the same steps in both directions say nothing of the shape
    }
    const double wanted = all.size.width / all.size.height;
    const bool swaps = swaps_axes(all.matrix);
    if (near(swaps ? 1 / ratio : ratio, wanted)) {
        return Judgement{Weight::fine, "shape: the axes have the shape of the picture"};
    }
    if (near(swaps ? ratio : 1 / ratio, wanted)) {
        return Judgement{
            Weight::wrong,
            "shape: the panel is turned by a quarter against the picture; give --matrix \"0 1 0 -1 0 1\" "
            "(turned one way) or \"0 -1 1 1 0 0\" (the other)"};
    }
    return Judgement{Weight::note,
                     "shape: the axes are not in the picture's proportion; calibrate the panel"};
}

// Where the matrix takes the middle of the panel, and how much larger it makes it.
Judgement judge_matrix(const CalibrationMatrix& matrix) {
    constexpr double least_area = 0.25;
    constexpr double most_area = 4;
    const auto& m = matrix.values;
    const double area = std::abs(m[0] * m[4] - m[1] * m[3]);
    const double x = (m[0] + m[1]) / 2 + m[2];
    const double y = (m[3] + m[4]) / 2 + m[5];
    const bool within = x > 0 && x < 1 && y > 0 && y < 1;
    if (area < least_area || area > most_area || !within) {
        return {Weight::wrong,
                "matrix: it takes the middle of the panel out of the picture, or halves or doubles its "
                "size; leave it out and calibrate the panel"};
    }
    const bool identity = m == CalibrationMatrix{}.values;
    return {Weight::fine, identity ? "matrix: none" : "matrix: taken over"};
}

}  // namespace

std::vector<Judgement> assess(const Commission& commission) {
    std::vector<Judgement> all{judge_size(commission)};
    if (const auto pixels = judge_pixels(commission)) {
        all.push_back(*pixels);
    }
    if (all.front().weight == Weight::fine) {
        all.push_back(judge_resolution(commission));
    }
    if (const auto shape = judge_shape(commission)) {
        all.push_back(*shape);
    }
    all.push_back(judge_matrix(commission.matrix));
    return all;
}

std::optional<CalibrationMatrix> matrix_of(std::string_view text) {
    CalibrationMatrix matrix;
    const char* at = text.data();
    const char* const end = at + text.size();
    const auto skip = [&] { at = std::find_if(at, end, [](char c) { return c != ' ' && c != ','; }); };
    for (double& value : matrix.values) {
        skip();
        const auto [next, error] = std::from_chars(at, end, value);
        if (error != std::errc{} || !std::isfinite(value)) {
            return std::nullopt;
        }
        at = next;
    }
    skip();
    return at == end ? std::optional(matrix) : std::nullopt;
}

std::optional<SizeMm> size_of(std::string_view text) {
    SizeMm size;
    const char* const end = text.data() + text.size();
    const auto [cross, first] = std::from_chars(text.data(), end, size.width, std::chars_format::fixed);
    if (first != std::errc{} || cross == end || *cross != 'x') {
        return std::nullopt;
    }
    const auto [rest, second] = std::from_chars(cross + 1, end, size.height, std::chars_format::fixed);
    return second == std::errc{} && rest == end && possible(size) ? std::optional(size) : std::nullopt;
}

}  // namespace tsuitate::policy
