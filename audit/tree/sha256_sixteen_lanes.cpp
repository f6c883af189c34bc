// Sixteen lanes with AVX-512: each register holds one word of all sixteen.
#include "audit/tree/lane_schedule.hpp"
#include "audit/tree/sha256_constants.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

namespace tsuitate::audit {
namespace {

#define TSUITATE_WITH_AVX512 __attribute__((target("avx512f,avx512bw")))
#define TSUITATE_AVX512_STEP __attribute__((target("avx512f,avx512bw"), always_inline)) inline

// The same word of all lanes.
struct Words {
    __m512i of_lanes;
};
using Block = std::array<Words, 16>;

// Of the forms that leave out no lane: those without a mask are warned of in g++ 12.
constexpr __mmask16 all = 0xffff;

template <int By>
TSUITATE_AVX512_STEP Words turned(Words words) {
    return {_mm512_maskz_ror_epi32(all, words.of_lanes, By)};
}
template <int By>
TSUITATE_AVX512_STEP Words shifted(Words words) {
    return {_mm512_maskz_srli_epi32(all, words.of_lanes, By)};
}
TSUITATE_AVX512_STEP Words sum(Words one, Words other) {
    return {_mm512_add_epi32(one.of_lanes, other.of_lanes)};
}
// The same, added in this order and no other, although the compiler could: see rounds().
TSUITATE_AVX512_STEP Words sum_before(Words one, Words other) {
    Words result = sum(one, other);
    asm("" : "+v"(result.of_lanes));
    return result;
}
// The number of each is its truth table.
TSUITATE_AVX512_STEP Words all_xor(Words one, Words two, Words three) {
    return {_mm512_ternarylogic_epi32(one.of_lanes, two.of_lanes, three.of_lanes, 0x96)};
}
TSUITATE_AVX512_STEP Words choice(Words one, Words two, Words three) {
    return {_mm512_ternarylogic_epi32(one.of_lanes, two.of_lanes, three.of_lanes, 0xca)};
}
TSUITATE_AVX512_STEP Words majority(Words one, Words two, Words three) {
    return {_mm512_ternarylogic_epi32(one.of_lanes, two.of_lanes, three.of_lanes, 0xe8)};
}
template <int Which>
TSUITATE_AVX512_STEP Words quarters(Words one, Words other) {
    return {_mm512_maskz_shuffle_i32x4(all, one.of_lanes, other.of_lanes, Which)};
}

// Sixteen rows of sixteen words: what was word 3 of row 5 becomes word 5 of row 3.
TSUITATE_AVX512_STEP void transpose(Block& rows) {
    constexpr __mmask8 all_pairs = 0xff;
    Block pairs;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < 16; i += 2) {
        const __m512i one = rows[i].of_lanes;
        const __m512i other = rows[i + 1].of_lanes;
        pairs[i].of_lanes = _mm512_maskz_unpacklo_epi32(all, one, other);
        pairs[i + 1].of_lanes = _mm512_maskz_unpackhi_epi32(all, one, other);
    }
    Block fours;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 16; i += 4) {
        const __m512i one = pairs[i].of_lanes;
        const __m512i two = pairs[i + 1].of_lanes;
        const __m512i three = pairs[i + 2].of_lanes;
        const __m512i four = pairs[i + 3].of_lanes;
        fours[i].of_lanes = _mm512_maskz_unpacklo_epi64(all_pairs, one, three);
        fours[i + 1].of_lanes = _mm512_maskz_unpackhi_epi64(all_pairs, one, three);
        fours[i + 2].of_lanes = _mm512_maskz_unpacklo_epi64(all_pairs, two, four);
        fours[i + 3].of_lanes = _mm512_maskz_unpackhi_epi64(all_pairs, two, four);
    }
    // Each quarter of a register holds a word of four rows; quarters of the same place belong together.
    constexpr int even = 0x88;
    constexpr int odd = 0xdd;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) {
        const Words front_even = quarters<even>(fours[i], fours[i + 4]);
        const Words back_even = quarters<even>(fours[i + 8], fours[i + 12]);
        const Words front_odd = quarters<odd>(fours[i], fours[i + 4]);
        const Words back_odd = quarters<odd>(fours[i + 8], fours[i + 12]);
        rows[i] = quarters<even>(front_even, back_even);
        rows[i + 4] = quarters<even>(front_odd, back_odd);
        rows[i + 8] = quarters<odd>(front_even, back_even);
        rows[i + 12] = quarters<odd>(front_odd, back_odd);
    }
}

// Each word with its bytes turned round.
TSUITATE_AVX512_STEP Words big_endian(Words words) {
    const __m512i order = _mm512_set4_epi32(0x0c0d0e0f, 0x08090a0b, 0x04050607, 0x00010203);
    return {_mm512_maskz_shuffle_epi8(~__mmask64{0}, words.of_lanes, order)};
}

// The next block of each lane, and past it.
TSUITATE_AVX512_STEP Block take_block(std::array<const std::uint8_t*, 16>& at) {
    Block block;
#pragma GCC unroll 16
    for (std::size_t i = 0; i < 16; ++i) {
        block[i] = big_endian({_mm512_loadu_si512(at[i])});
        at[i] += sizeof(Words);
    }
    transpose(block);
    return block;
}

// FIPS 180-4, section 6.2.2, steps 1 and 3. `block` holds the sixteen newest words of the schedule. Each
// round waits for the one before it: what does not come from that is added first.
TSUITATE_AVX512_STEP void rounds(std::array<Words, 8>& state, Block& block) {
    auto& [a, b, c, d, e, f, g, h] = state;
#pragma GCC unroll 64
    for (std::size_t round = 0; round < 64; ++round) {
        Words& word = block[round % 16];
        if (round >= 16) {
            const Words late = block[(round + 14) % 16];
            const Words early = block[(round + 1) % 16];
            const Words from_late = all_xor(turned<17>(late), turned<19>(late), shifted<10>(late));
            const Words from_early = all_xor(turned<7>(early), turned<18>(early), shifted<3>(early));
            word = sum(sum(word, block[(round + 9) % 16]), sum(from_late, from_early));
        }
        const Words constant{_mm512_set1_epi32(static_cast<int>(round_constants[round]))};
        const Words known = sum(sum(word, constant), h);
        const Words chosen = choice(e, f, g);
        const Words from_e = all_xor(turned<6>(e), turned<11>(e), turned<25>(e));
        const Words from_a = all_xor(turned<2>(a), turned<13>(a), turned<22>(a));
        const Words next_e = sum(from_e, sum_before(chosen, sum_before(known, d)));
        const Words next_a =
            sum(sum(from_e, sum_before(chosen, known)), sum_before(from_a, majority(a, b, c)));
        h = g;
        g = f;
        f = e;
        e = next_e;
        d = c;
        c = b;
        b = a;
        a = next_a;
    }
}

class SixteenLanes {
  public:
    static constexpr std::size_t lane_count = 16;

    void begin() {
        for (std::size_t word = 0; word < 8; ++word) {
            words_[word].fill(first_hash_words[word]);
        }
    }

    TSUITATE_WITH_AVX512 void compress(std::array<const std::uint8_t*, lane_count>& at, std::size_t blocks) {
        std::array<Words, 8> state;
#pragma GCC unroll 8
        for (std::size_t word = 0; word < 8; ++word) {
            state[word].of_lanes = _mm512_load_si512(words_[word].data());
        }
        for (std::size_t i = 0; i < blocks; ++i) {
            const std::array<Words, 8> before = state;
            Block block = take_block(at);
            rounds(state, block);
#pragma GCC unroll 8
            for (std::size_t word = 0; word < 8; ++word) {
                state[word] = sum(state[word], before[word]);
            }
        }
#pragma GCC unroll 8
        for (std::size_t word = 0; word < 8; ++word) {
            _mm512_store_si512(words_[word].data(), state[word].of_lanes);
        }
    }

    TSUITATE_WITH_AVX512 void write(std::array<Hash, lane_count>& hashes) const {
        Block rows{};
#pragma GCC unroll 8
        for (std::size_t word = 0; word < 8; ++word) {
            rows[word].of_lanes = _mm512_load_si512(words_[word].data());
        }
        transpose(rows);
#pragma GCC unroll 16
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            const __m512i bytes = big_endian(rows[lane]).of_lanes;
            std::memcpy(hashes[lane].data(), &bytes, sizeof(Hash));
        }
    }

  private:
    alignas(64) std::array<std::array<std::uint32_t, lane_count>, 8> words_{};
};

bool has_avx512() {
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
}

}  // namespace

const LaneHashing& sixteen_lanes() {
    static constexpr LaneHashing lanes = {.possible = has_avx512,
                                          .leaf_hashes = leaf_hashes_by<SixteenLanes>,
                                          .node_hashes = node_hashes_by<SixteenLanes>};
    return lanes;
}

}  // namespace tsuitate::audit

#else

namespace tsuitate::audit {

const LaneHashing& sixteen_lanes() {
    static constexpr LaneHashing none = {
        .possible = [] { return false; }, .leaf_hashes = {}, .node_hashes = {}};
    return none;
}

}  // namespace tsuitate::audit

#endif
