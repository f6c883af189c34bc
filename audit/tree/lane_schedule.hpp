// LaneSchedule: which messages are hashed side by side: always those that have as many blocks, as far as
// there are enough of them, so that no lane waits for another. What a lane computes, the engine knows:
// `lane_count`; begin() of all lanes; compress(at, blocks), which moves each `at` on; write(hashes) of all.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "audit/tree/sha256_lanes.hpp"

namespace tsuitate::audit {

inline constexpr std::size_t sha256_block = 64;  // bytes

// Of a message of this size, padded (FIPS 180-4, section 5.1.1).
constexpr std::size_t blocks_of(std::size_t size) {
    return (size + 1 + 8 + sha256_block - 1) / sha256_block;
}

// What follows a message of this size in its last blocks; the bytes between the first of it and the length
// are zero.
inline void end_message(std::uint8_t* bytes, std::size_t size) {
    const std::size_t end = blocks_of(size) * sha256_block;
    bytes[size] = 0x80;
    bytes[end - 2] = static_cast<std::uint8_t>(8 * size >> 8U);
    bytes[end - 1] = static_cast<std::uint8_t>(8 * size);
}

template <typename Engine>
class LaneSchedule {
  public:
    void leaf_hashes(std::span<const std::string_view> entries, std::span<Hash> hashes) {
        for (std::size_t first = 0; first < entries.size(); first += most_at_once) {
            const std::size_t count = std::min(entries.size() - first, most_at_once);
            const Order order = shortest_first(entries.subspan(first, count));
            for (std::size_t at = 0; at < count; at += lane_count) {
                hash({&order[at], std::min(count - at, lane_count)}, &entries[first], &hashes[first]);
            }
        }
    }

  private:
    static constexpr std::size_t lane_count = Engine::lane_count;
    static constexpr std::size_t most_blocks = blocks_of(1 + longest_in_a_lane);
    static constexpr std::size_t most_at_once = 1024;
    using Order = std::array<std::uint16_t, most_at_once>;

    static std::size_t blocks_of_leaf(std::string_view entry) { return blocks_of(1 + entry.size()); }

    static Order shortest_first(std::span<const std::string_view> entries) {
        std::array<std::uint16_t, most_blocks + 2> place{};  // of the next that has so many blocks
        for (const std::string_view entry : entries) {
            ++place[blocks_of_leaf(entry) + 1];
        }
        for (std::size_t blocks = 1; blocks < place.size(); ++blocks) {
            place[blocks] = static_cast<std::uint16_t>(place[blocks] + place[blocks - 1]);
        }
        Order order;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            order[place[blocks_of_leaf(entries[i])]++] = static_cast<std::uint16_t>(i);
        }
        return order;
    }

    // These, one a lane, the shortest first. A lane that has no message, or is done, works on for nobody.
    void hash(std::span<const std::uint16_t> chosen, const std::string_view* entries, Hash* hashes) {
        std::array<const std::uint8_t*, lane_count> at;
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            at[lane] = bytes_[lane].data();
            if (lane < chosen.size()) {
                put(lane, entries[chosen[lane]]);
            }
        }
        engine_.begin();
        for (std::size_t lane = 0, compressed = 0; lane < chosen.size();) {
            const std::size_t blocks = blocks_of_leaf(entries[chosen[lane]]);
            engine_.compress(at, blocks - compressed);
            compressed = blocks;
            std::array<Hash, lane_count> all;
            engine_.write(all);
            for (; lane < chosen.size() && blocks_of_leaf(entries[chosen[lane]]) == blocks; ++lane) {
                hashes[chosen[lane]] = all[lane];
            }
        }
    }

    void put(std::size_t lane, std::string_view entry) {
        constexpr std::size_t most_padding = sha256_block + 8;
        auto& bytes = bytes_[lane];
        bytes[0] = leaf_mark;
        std::memcpy(bytes.data() + 1, entry.data(), entry.size());
        std::memset(bytes.data() + 1 + entry.size(), 0, most_padding);
        end_message(bytes.data(), 1 + entry.size());
    }

    Engine engine_;
    // The padded messages, with room behind the longest for padding of always the same size.
    alignas(64) std::array<std::array<std::uint8_t, (most_blocks + 1) * sha256_block>, lane_count> bytes_{};
};

template <typename Engine>
void leaf_hashes_by(std::span<const std::string_view> entries, std::span<Hash> hashes) {
    thread_local LaneSchedule<Engine> schedule;
    schedule.leaf_hashes(entries, hashes);
}

// All of them have as many blocks, and end alike.
template <typename Engine>
void node_hashes_by(std::span<const Hash> children, std::span<Hash> nodes) {
    constexpr std::size_t size = 1 + 2 * sizeof(Hash);
    constexpr std::size_t blocks = blocks_of(size);
    alignas(64) std::array<std::array<std::uint8_t, blocks * sha256_block>, Engine::lane_count> messages{};
    for (auto& message : messages) {
        message[0] = node_mark;
        end_message(message.data(), size);
    }
    Engine engine;
    for (std::size_t first = 0; first < nodes.size(); first += Engine::lane_count) {
        const std::size_t count = std::min(nodes.size() - first, Engine::lane_count);
        std::array<const std::uint8_t*, Engine::lane_count> at;
        for (std::size_t lane = 0; lane < Engine::lane_count; ++lane) {
            at[lane] = messages[lane].data();
            if (lane < count) {
                std::memcpy(messages[lane].data() + 1, &children[2 * (first + lane)], 2 * sizeof(Hash));
            }
        }
        engine.begin();
        engine.compress(at, blocks);
        std::array<Hash, Engine::lane_count> all;
        engine.write(all);
        std::copy_n(all.begin(), count, &nodes[first]);
    }
}

}  // namespace tsuitate::audit
