// Four lanes with the SHA instructions: while the rounds of one wait for each other, those of the others run.
#include "audit/tree/lane_schedule.hpp"
#include "audit/tree/sha256_constants.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

namespace tsuitate::audit {
namespace {

#define TSUITATE_WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

// The eight words of the state, in the order in which the instructions want them.
struct State {
    __m128i abef;
    __m128i cdgh;
};

__m128i load(const void* from) {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

State first_state() {
    constexpr auto word = [](std::size_t i) { return static_cast<int>(first_hash_words[i]); };
    return {.abef = _mm_set_epi32(word(0), word(1), word(4), word(5)),
            .cdgh = _mm_set_epi32(word(2), word(3), word(6), word(7))};
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

class FourLanes {
  public:
    static constexpr std::size_t lane_count = 4;

    void begin() { states_.fill(first_state()); }

    // Unrolled, so that what the lanes hold lies in registers and their instructions are mixed.
    TSUITATE_WITH_SHA void compress(std::array<const std::uint8_t*, lane_count>& at, std::size_t blocks) {
        std::array<State, lane_count> states = states_;
        for (std::size_t block = 0; block < blocks; ++block) {
            const std::array<State, lane_count> before = states;
            std::array<Words, lane_count> words;
#pragma GCC unroll 4
            for (std::size_t i = 0; i < lane_count; ++i) {
                words[i] = words_of_block(at[i]);
                at[i] += sizeof(Words);
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
        states_ = states;
    }

    TSUITATE_WITH_SHA void write(std::array<Hash, lane_count>& hashes) const {
        const __m128i backwards = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            const State& state = states_[lane];
            std::uint8_t* hash = hashes[lane].data();
            const __m128i front = _mm_shuffle_epi8(_mm_unpackhi_epi64(state.cdgh, state.abef), backwards);
            const __m128i back = _mm_shuffle_epi8(_mm_unpacklo_epi64(state.cdgh, state.abef), backwards);
            _mm_storeu_si128(reinterpret_cast<__m128i*>(hash), front);
            _mm_storeu_si128(reinterpret_cast<__m128i*>(hash + sizeof front), back);
        }
    }

  private:
    std::array<State, lane_count> states_{};
};

bool has_sha_instructions() {
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    constexpr unsigned sha = 1U << 29U;
    return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0 && (c & bit_SSSE3) != 0 &&
           __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & sha) != 0;
}

}  // namespace

const LaneHashing& four_lanes() {
    static constexpr LaneHashing lanes = {.possible = has_sha_instructions,
                                          .leaf_hashes = leaf_hashes_by<FourLanes>,
                                          .node_hashes = node_hashes_by<FourLanes>};
    return lanes;
}

}  // namespace tsuitate::audit

#else

namespace tsuitate::audit {

const LaneHashing& four_lanes() {
    static constexpr LaneHashing none = {
        .possible = [] { return false; }, .leaf_hashes = {}, .node_hashes = {}};
    return none;
}

}  // namespace tsuitate::audit

#endif
