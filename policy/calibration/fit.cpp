#include "policy/calibration/fit.hpp"

#include <algorithm>
#include <cmath>

namespace tsuitate::policy {
namespace {

using Row = std::array<double, 4>;  // three unknowns and the right side

// Gauss with pivots; nothing when it has no single answer.
std::optional<std::array<double, 3>> solve(std::array<Row, 3> rows) {
    for (std::size_t column = 0; column < 3; ++column) {
        const auto pivot = std::max_element(rows.begin() + static_cast<std::ptrdiff_t>(column), rows.end(),
                                            [column](const Row& one, const Row& other) {
                                                return std::abs(one[column]) < std::abs(other[column]);
                                            });
        constexpr double tiny = 1e-6;
        if (std::abs((*pivot)[column]) < tiny) {
            return std::nullopt;
        }
        std::swap(rows[column], *pivot);
        for (std::size_t row = 0; row < 3; ++row) {
            const double factor = row == column ? 0 : rows[row][column] / rows[column][column];
            for (std::size_t i = column; i < 4; ++i) {
                rows[row][i] -= factor * rows[column][i];
            }
        }
    }
    return std::array{rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2]};
}

// One line of the matrix, from the points' coordinate `meant`.
std::optional<std::array<double, 3>> line(std::span<const KnownPoint> points, PointMm middle,
                                          double PointMm::*meant) {
    std::array<Row, 3> sums{};
    for (const KnownPoint& point : points) {
        // About the middle: sums of large numbers would drown the differences.
        const std::array<double, 3> factors = {point.touched.x - middle.x, point.touched.y - middle.y, 1};
        for (std::size_t row = 0; row < 3; ++row) {
            for (std::size_t column = 0; column < 3; ++column) {
                sums[row][column] += factors[row] * factors[column];
            }
            sums[row][3] += factors[row] * point.meant.*meant;
        }
    }
    return solve(sums);
}

}  // namespace

Affine after(const Affine& outer, const Affine& inner) {
    const auto& o = outer.values;
    const auto& i = inner.values;
    return {{o[0] * i[0] + o[1] * i[3], o[0] * i[1] + o[1] * i[4], o[0] * i[2] + o[1] * i[5] + o[2],
             o[3] * i[0] + o[4] * i[3], o[3] * i[1] + o[4] * i[4], o[3] * i[2] + o[4] * i[5] + o[5]}};
}

std::optional<Affine> fit(std::span<const KnownPoint> points) {
    PointMm middle;
    for (const KnownPoint& point : points) {
        middle.x += point.touched.x / static_cast<double>(points.size());
        middle.y += point.touched.y / static_cast<double>(points.size());
    }
    const auto x = line(points, middle, &PointMm::x);
    const auto y = line(points, middle, &PointMm::y);
    if (!x || !y) {
        return std::nullopt;
    }
    const auto& [a, b, c] = *x;
    const auto& [d, e, f] = *y;
    return Affine{{a, b, c - a * middle.x - b * middle.y, d, e, f - d * middle.x - e * middle.y}};
}

std::vector<double> leave_one_out(std::span<const KnownPoint> points) {
    std::vector<double> residuals;
    for (std::size_t left_out = 0; left_out < points.size(); ++left_out) {
        std::vector<KnownPoint> others(points.begin(), points.end());
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
        const auto fitted = fit(others);
        if (!fitted) {
            return {};
        }
        const PointMm at = fitted->apply(points[left_out].touched);
        residuals.push_back(std::hypot(at.x - points[left_out].meant.x, at.y - points[left_out].meant.y));
    }
    return residuals;
}

bool plausible(const Affine& affine, SizeMm panel) {
    constexpr double most_scale = 0.2;
    constexpr double most_turn = 0.12;  // about seven degrees
    const auto& [a, b, c, d, e, f] = affine.values;
    const PointMm middle = affine.apply({panel.width / 2, panel.height / 2});
    const double shift = std::hypot(middle.x - panel.width / 2, middle.y - panel.height / 2);
    return std::abs(a - 1) < most_scale && std::abs(e - 1) < most_scale && std::abs(b) < most_turn &&
           std::abs(d) < most_turn && shift < std::min(panel.width, panel.height) / 4;
}

}  // namespace tsuitate::policy
