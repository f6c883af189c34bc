#include "policy/monitor/panel_memory.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace tsuitate::policy {
namespace {

constexpr std::uint8_t version = 2;
constexpr double micrometres = 1000;
constexpr double millionths = 1e6;
constexpr unsigned bits_a_byte = 8;

// One walk over all fields, in one order, for writing and for reading: they cannot disagree.
template <typename Memory, typename Field>
void walk(Memory& memory, Field&& field) {
    for (auto* affine : {&memory.calibration, &memory.previous}) {
        for (auto& value : affine->values) {
            field.fraction(value, millionths);
        }
    }
    field.point(memory.correction.offset);
    field.number(memory.correction.sessions);
    auto& monitor = memory.monitor;
    for (auto& sum : monitor.drift.sums) {
        field.fraction(sum, micrometres);
    }
    field.point(monitor.drift.mean);
    field.number(monitor.drift.entries);
    field.flag(monitor.drift.alarm);
    for (auto* watch : {&monitor.rejections, &monitor.ghosts}) {
        field.fraction(watch->sum, millionths);
        field.flag(watch->alarm);
    }
    field.fraction(monitor.noise_mm2, millionths);
    field.byte(monitor.refusals);
    for (auto& misses : monitor.misses) {
        field.byte(misses);
    }
    auto& batch = monitor.batch;
    field.point(batch.offset);
    field.fraction(batch.noise_mm2, millionths);
    for (auto* count : {&batch.entries, &batch.measured, &batch.noisy, &batch.ghosts, &batch.rejections,
                        &batch.refusals, &batch.missed_targets, &batch.day}) {
        field.number(*count);
    }
}

class Writer {
  public:
    void byte(std::uint8_t value) { bytes_.push_back(value); }
    void flag(bool value) { byte(value ? 1 : 0); }
    void number(std::uint32_t value) {
        for (unsigned i = 0; i < sizeof value; ++i) {
            byte(static_cast<std::uint8_t>(value >> (bits_a_byte * i)));
        }
    }
    void fraction(double value, double parts) {
        number(static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * parts))));
    }
    void point(PointMm value) {
        fraction(value.x, micrometres);
        fraction(value.y, micrometres);
    }
    std::vector<std::uint8_t>& bytes() { return bytes_; }

  private:
    std::vector<std::uint8_t> bytes_;
};

// Precondition: as many bytes as the writer makes.
class Reader {
  public:
    explicit Reader(std::span<const std::uint8_t> rest) : rest_(rest) {}

    void byte(std::uint8_t& value) {
        value = rest_.front();
        rest_ = rest_.subspan(1);
    }
    void flag(bool& value) {
        std::uint8_t read = 0;
        byte(read);
        value = read != 0;
    }
    void number(std::uint32_t& value) {
        value = 0;
        for (unsigned i = 0; i < sizeof value; ++i) {
            value |= std::uint32_t{rest_[i]} << (bits_a_byte * i);
        }
        rest_ = rest_.subspan(sizeof value);
    }
    void fraction(double& value, double parts) {
        std::uint32_t read = 0;
        number(read);
        value = static_cast<double>(static_cast<std::int32_t>(read)) / parts;
    }
    void point(PointMm& value) {
        fraction(value.x, micrometres);
        fraction(value.y, micrometres);
    }

  private:
    std::span<const std::uint8_t> rest_;
};

// FNV-1a: against a torn or mistaken file, not against anybody; the ledger's directory is its own.
std::uint32_t sum_of(std::span<const std::uint8_t> bytes) {
    std::uint32_t sum = 2166136261U;
    for (const std::uint8_t byte : bytes) {
        sum = (sum ^ byte) * 16777619U;
    }
    return sum;
}

}  // namespace

std::vector<std::uint8_t> bytes_of(const PanelMemory& memory) {
    Writer writer;
    writer.byte(version);
    walk(memory, writer);
    writer.number(sum_of(writer.bytes()));
    return std::move(writer.bytes());
}

std::optional<PanelMemory> memory_of(std::span<const std::uint8_t> bytes) {
    static const std::size_t size = bytes_of({}).size();
    if (bytes.size() != size || bytes[0] != version) {
        return std::nullopt;
    }
    std::uint32_t sum = 0;
    Reader(bytes.last(sizeof sum)).number(sum);
    if (sum != sum_of(bytes.first(size - sizeof sum))) {
        return std::nullopt;
    }
    PanelMemory memory;
    Reader reader(bytes.subspan(1));
    walk(memory, reader);
    if (std::hypot(memory.correction.offset.x, memory.correction.offset.y) > largest_correction + 0.01) {
        return std::nullopt;
    }
    return memory;
}

}  // namespace tsuitate::policy
