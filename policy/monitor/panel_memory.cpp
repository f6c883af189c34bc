#include "policy/decoder/panel_memory.hpp"

#include <cmath>

namespace tsuitate::policy {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t size = 1 + (2 * 6 + 3) * 4 + 4;
constexpr double micrometres = 1000;
constexpr double millionths = 1e6;
constexpr unsigned bits_a_byte = 8;

void put(std::vector<std::uint8_t>& bytes, std::uint32_t value) {
    for (unsigned i = 0; i < sizeof value; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(value >> (bits_a_byte * i)));
    }
}

std::uint32_t take(std::span<const std::uint8_t>& bytes) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < sizeof value; ++i) {
        value |= std::uint32_t{bytes[i]} << (bits_a_byte * i);
    }
    bytes = bytes.subspan(sizeof value);
    return value;
}

// FNV-1a: against a torn or mistaken file, not against anybody; the ledger's directory is its own.
std::uint32_t sum_of(std::span<const std::uint8_t> bytes) {
    std::uint32_t sum = 2166136261U;
    for (const std::uint8_t byte : bytes) {
        sum = (sum ^ byte) * 16777619U;
    }
    return sum;
}

std::uint32_t in_micrometres(double millimetres) {
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(millimetres * micrometres)));
}

void put(std::vector<std::uint8_t>& bytes, const Affine& affine) {
    for (const double value : affine.values) {
        put(bytes, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * millionths))));
    }
}

Affine take_affine(std::span<const std::uint8_t>& bytes) {
    Affine affine;
    for (double& value : affine.values) {
        value = static_cast<double>(static_cast<std::int32_t>(take(bytes))) / millionths;
    }
    return affine;
}

double in_millimetres(std::uint32_t value) {
    return static_cast<double>(static_cast<std::int32_t>(value)) / micrometres;
}

}  // namespace

std::vector<std::uint8_t> bytes_of(const PanelMemory& memory) {
    std::vector<std::uint8_t> bytes = {version};
    put(bytes, memory.calibration);
    put(bytes, memory.previous);
    put(bytes, in_micrometres(memory.correction.offset.x));
    put(bytes, in_micrometres(memory.correction.offset.y));
    put(bytes, memory.correction.sessions);
    put(bytes, sum_of(bytes));
    return bytes;
}

std::optional<PanelMemory> memory_of(std::span<const std::uint8_t> bytes) {
    if (bytes.size() != size || bytes[0] != version) {
        return std::nullopt;
    }
    std::span<const std::uint8_t> sum = bytes.subspan(size - 4);
    if (take(sum) != sum_of(bytes.first(size - 4))) {
        return std::nullopt;
    }
    std::span<const std::uint8_t> rest = bytes.subspan(1);
    PanelMemory memory;
    memory.calibration = take_affine(rest);
    memory.previous = take_affine(rest);
    memory.correction.offset.x = in_millimetres(take(rest));
    memory.correction.offset.y = in_millimetres(take(rest));
    memory.correction.sessions = take(rest);
    if (std::hypot(memory.correction.offset.x, memory.correction.offset.y) > largest_correction + 0.01) {
        return std::nullopt;
    }
    return memory;
}

}  // namespace tsuitate::policy
