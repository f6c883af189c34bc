// LaneSchedule: which message is in which lane. Lanes hold messages of different lengths; whenever one is
// done, the next message takes its lane. What a lane computes, the engine knows:
// `lane_count`; begin(lane); compress(at, blocks), which moves each `at` on; write(lane, hash).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "audit/tree/sha256_lanes.hpp"

namespace tsuitate::audit {

template <typename Engine>
class LaneSchedule {
  public:
    // `put(i, bytes)` puts message i at `bytes` and returns its size.
    template <typename Put>
    void hash(std::size_t count, std::span<Hash> hashes, const Put& put) {
        std::size_t next = 0;
        const auto fill = [&](std::size_t lane) {
            if (next < count) {
                begin(lane, put(next, bytes_[lane].data()));
                number_[lane] = next++;
            } else {
                idle(lane);
            }
        };
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            fill(lane);
        }
        for (std::size_t done = 0; done < count;) {
            const std::size_t blocks = *std::min_element(blocks_.begin(), blocks_.end());
            engine_.compress(at_, blocks);
            for (std::size_t lane = 0; lane < lane_count; ++lane) {
                blocks_[lane] -= blocks;
                if (blocks_[lane] > 0) {
                    continue;
                }
                if (number_[lane] != nobody) {
                    engine_.write(lane, hashes[number_[lane]]);
                    ++done;
                }
                fill(lane);
            }
        }
    }

  private:
    static constexpr std::size_t lane_count = Engine::lane_count;
    static constexpr std::size_t nobody = SIZE_MAX;
    static constexpr std::size_t block_size = 64;
    static constexpr std::size_t most_blocks = (1 + longest_in_a_lane + 1 + 8 + block_size - 1) / block_size;

    // Pads the first `size` bytes of the lane (FIPS 180-4, section 5.1.1), and begins with them.
    void begin(std::size_t lane, std::size_t size) {
        constexpr std::size_t most_padding = block_size + 8;
        auto& bytes = bytes_[lane];
        blocks_[lane] = (size + 1 + 8 + block_size - 1) / block_size;
        const std::size_t end = blocks_[lane] * block_size;
        std::memset(bytes.data() + size, 0, most_padding);
        bytes[size] = 0x80;
        bytes[end - 2] = static_cast<std::uint8_t>(8 * size >> 8U);
        bytes[end - 1] = static_cast<std::uint8_t>(8 * size);
        at_[lane] = bytes.data();
        engine_.begin(lane);
    }

    // For a lane that has no message beside the last ones. Nobody looks at what comes of it.
    void idle(std::size_t lane) {
        static constexpr std::array<std::uint8_t, most_blocks * block_size> nothing{};
        at_[lane] = nothing.data();
        blocks_[lane] = most_blocks;
        number_[lane] = nobody;
        engine_.begin(lane);
    }

    Engine engine_;
    std::array<const std::uint8_t*, lane_count> at_{};
    std::array<std::size_t, lane_count> blocks_{};  // not yet in the state
    std::array<std::size_t, lane_count> number_{};
    // The padded messages, with room behind the longest for padding of always the same size.
    alignas(64) std::array<std::array<std::uint8_t, (most_blocks + 1) * block_size>, lane_count> bytes_;
};

template <typename Engine>
void leaf_hashes_by(std::span<const std::string_view> entries, std::span<Hash> hashes) {
    LaneSchedule<Engine> schedule;
    schedule.hash(entries.size(), hashes, [&](std::size_t i, std::uint8_t* bytes) {
        bytes[0] = leaf_mark;
        std::memcpy(bytes + 1, entries[i].data(), entries[i].size());
        return 1 + entries[i].size();
    });
}

template <typename Engine>
void node_hashes_by(std::span<const Hash> children, std::span<Hash> nodes) {
    LaneSchedule<Engine> schedule;
    schedule.hash(nodes.size(), nodes, [&](std::size_t i, std::uint8_t* bytes) {
        bytes[0] = node_mark;
        std::memcpy(bytes + 1, &children[2 * i], 2 * sizeof(Hash));
        return 1 + 2 * sizeof(Hash);
    });
}

}  // namespace tsuitate::audit
