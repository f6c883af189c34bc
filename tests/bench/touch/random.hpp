// Random: what the simulation draws from. Seeded: the same seed is the same run.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

#include "policy/touch/geometry.hpp"

namespace tsuitate::bench {

struct Random {
    explicit Random(std::uint64_t seed) : engine(seed) {}
    double uniform() { return std::uniform_real_distribution<double>(0, 1)(engine); }
    double between(double least, double most) { return least + (most - least) * uniform(); }
    // One distribution for all scatters: each normal number makes two, and the second is not thrown away.
    double normal(double scatter) { return scatter * standard(engine); }
    bool chance(double share) { return uniform() < share; }
    std::size_t below(std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine);
    }
    // So far, in any direction.
    policy::PointMm vector(double length) {
        const double angle = 2 * std::numbers::pi * uniform();
        return {length * std::cos(angle), length * std::sin(angle)};
    }

    std::mt19937_64 engine;
    std::normal_distribution<double> standard;
};

}  // namespace tsuitate::bench
