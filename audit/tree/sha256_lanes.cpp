#include "audit/tree/sha256_lanes.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace tsuitate::audit {
namespace {

#define TSUITATE_WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

constexpr std::size_t block_size = 64;
constexpr std::size_t lane_count = 4;
constexpr std::size_t most_blocks = (1 + longest_in_a_lane + 1 + 8 + block_size - 1) / block_size;

// FIPS 180-4, section 4.2.2.
alignas(16) constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// The eight words of the state, in the order in which the instructions want them.
struct State {
    __m128i abef;
    __m128i cdgh;
};

// A message on its way: its padded bytes, and how many blocks are not yet in the state.
struct Lane {
    State state;
    const std::uint8_t* at = nullptr;
    std::size_t blocks = 0;
    std::size_t number = 0;
    // With room behind the longest for padding of always the same size.
    alignas(16) std::array<std::uint8_t, (most_blocks + 1) * block_size> bytes;
};

using Lanes = std::array<Lane, lane_count>;

__m128i load(const void* from) {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

State first_state() {
    return {.abef = _mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f,
                                  static_cast<int>(0x9b05688c)),
            .cdgh = _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19)};
}

TSUITATE_WITH_SHA inline __m128i words_at(const std::uint8_t* at) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    return _mm_shuffle_epi8(load(at), big_endian);
}

TSUITATE_WITH_SHA inline void four_rounds(State& state, __m128i words, __m128i constants) {
    const __m128i first = _mm_add_epi32(words, constants);
    state.cdgh = _mm_sha256rnds2_epu32(state.cdgh, state.abef, first);
    state.abef = _mm_sha256rnds2_epu32(state.abef, state.cdgh, _mm_shuffle_epi32(first, 0x0e));
}

// Sixteen words of the message schedule, oldest first.
struct Words {
    __m128i one;
    __m128i two;
    __m128i three;
    __m128i four;
};

TSUITATE_WITH_SHA inline Words words_of_block(const std::uint8_t* at) {
    return {
        .one = words_at(at), .two = words_at(at + 16), .three = words_at(at + 32), .four = words_at(at + 48)};
}

// Four words further.
TSUITATE_WITH_SHA inline void go_on(Words& words) {
    const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(words.one, words.two),
                                      _mm_alignr_epi8(words.four, words.three, 4));
    words = {.one = words.two,
             .two = words.three,
             .three = words.four,
             .four = _mm_sha256msg2_epu32(sum, words.four)};
}

// The next blocks of all. Unrolled, so that what the lanes hold lies in registers and their instructions are
// mixed.
TSUITATE_WITH_SHA void compress(Lanes& lanes, std::size_t blocks) {
    std::array<State, lane_count> states;
    for (std::size_t i = 0; i < lane_count; ++i) {
        states[i] = lanes[i].state;
    }
    for (std::size_t block = 0; block < blocks; ++block) {
        const std::array<State, lane_count> before = states;
        std::array<Words, lane_count> words;
#pragma GCC unroll 4
        for (std::size_t i = 0; i < lane_count; ++i) {
            words[i] = words_of_block(lanes[i].at);
            lanes[i].at += block_size;
        }
#pragma GCC unroll 16
        for (std::size_t round = 0; round < 64; round += 4) {
            const __m128i constants = load(&round_constants[round]);
#pragma GCC unroll 4
            for (std::size_t i = 0; i < lane_count; ++i) {
                four_rounds(states[i], words[i].one, constants);
                go_on(words[i]);
            }
        }
#pragma GCC unroll 4
        for (std::size_t i = 0; i < lane_count; ++i) {
            states[i] = {.abef = _mm_add_epi32(states[i].abef, before[i].abef),
                         .cdgh = _mm_add_epi32(states[i].cdgh, before[i].cdgh)};
        }
    }
    for (std::size_t i = 0; i < lane_count; ++i) {
        lanes[i].state = states[i];
        lanes[i].blocks -= blocks;
    }
}

TSUITATE_WITH_SHA void write_hash(const State& state, Hash& hash) {
    const __m128i backwards = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
    const __m128i front = _mm_shuffle_epi8(_mm_unpackhi_epi64(state.cdgh, state.abef), backwards);
    const __m128i back = _mm_shuffle_epi8(_mm_unpacklo_epi64(state.cdgh, state.abef), backwards);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(hash.data()), front);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(hash.data() + 16), back);
}

// Pads the first `size` bytes of the lane (FIPS 180-4, section 5.1.1), and begins with them.
void begin(Lane& lane, std::size_t size, std::size_t number) {
    constexpr std::size_t most_padding = block_size + 8;
    lane.blocks = (size + 1 + 8 + block_size - 1) / block_size;
    const std::size_t end = lane.blocks * block_size;
    std::memset(lane.bytes.data() + size, 0, most_padding);
    lane.bytes[size] = 0x80;
    lane.bytes[end - 2] = static_cast<std::uint8_t>(8 * size >> 8U);
    lane.bytes[end - 1] = static_cast<std::uint8_t>(8 * size);
    lane.at = lane.bytes.data();
    lane.number = number;
    lane.state = first_state();
}

// For a lane that has no message beside the last ones. Nobody looks at what comes of it.
void idle(Lane& lane) {
    static constexpr std::array<std::uint8_t, most_blocks * block_size> nothing{};
    lane.state = first_state();
    lane.at = nothing.data();
    lane.blocks = most_blocks;
    lane.number = SIZE_MAX;
}

// `write(i, bytes)` puts message i at `bytes` and returns its size.
template <typename Write>
void hash_in_lanes(std::size_t count, std::span<Hash> hashes, const Write& write) {
    Lanes lanes;
    std::size_t next = 0;
    const auto fill = [&](Lane& lane) {
        if (next < count) {
            begin(lane, write(next, lane.bytes.data()), next);
            ++next;
        } else {
            idle(lane);
        }
    };
    std::for_each(lanes.begin(), lanes.end(), fill);
    for (std::size_t done = 0; done < count;) {
        const auto& shortest =
            *std::min_element(lanes.begin(), lanes.end(),
                              [](const Lane& one, const Lane& other) { return one.blocks < other.blocks; });
        compress(lanes, shortest.blocks);
        for (Lane& lane : lanes) {
            if (lane.blocks > 0) {
                continue;
            }
            if (lane.number != SIZE_MAX) {
                write_hash(lane.state, hashes[lane.number]);
                ++done;
            }
            fill(lane);
        }
    }
}

}  // namespace

bool can_hash_in_lanes() {
    static const bool can = [] {
        unsigned a = 0;
        unsigned b = 0;
        unsigned c = 0;
        unsigned d = 0;
        constexpr unsigned sha = 1U << 29U;
        return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0 && (c & bit_SSSE3) != 0 &&
               __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & sha) != 0;
    }();
    return can;
}

void leaf_hashes_in_lanes(std::span<const std::string_view> entries, std::span<Hash> hashes) {
    hash_in_lanes(entries.size(), hashes, [&](std::size_t i, std::uint8_t* bytes) {
        bytes[0] = leaf_mark;
        std::memcpy(bytes + 1, entries[i].data(), entries[i].size());
        return 1 + entries[i].size();
    });
}

void node_hashes_in_lanes(std::span<const Hash> children, std::span<Hash> nodes) {
    hash_in_lanes(nodes.size(), nodes, [&](std::size_t i, std::uint8_t* bytes) {
        bytes[0] = node_mark;
        std::memcpy(bytes + 1, children[2 * i].data(), 2 * sizeof(Hash));
        return 1 + 2 * sizeof(Hash);
    });
}

}  // namespace tsuitate::audit

#else

namespace tsuitate::audit {

bool can_hash_in_lanes() {
    return false;
}

void leaf_hashes_in_lanes(std::span<const std::string_view> /*entries*/, std::span<Hash> /*hashes*/) {}
void node_hashes_in_lanes(std::span<const Hash> /*children*/, std::span<Hash> /*nodes*/) {}

}  // namespace tsuitate::audit

#endif
