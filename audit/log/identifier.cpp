#include "audit/log/identifier.hpp"

#include <array>
#include <bit>
#include <cstdio>
#include <cstring>
#include <random>

namespace tsuitate::audit {
namespace {

// The same byte in each place of a word.
constexpr std::uint64_t in_each_byte(std::uint8_t byte) {
    return byte * std::uint64_t{0x0101010101010101};
}

// The value of eight digits at once, each in its byte of a word: a log has two identifiers in nearly every
// record, and digit by digit they took a quarter of the time in which a record is taken apart.
std::optional<std::uint32_t> value_of_eight(const char* digits) {
    std::uint64_t word = 0;
    std::memcpy(&word, digits, sizeof(word));
    if constexpr (std::endian::native == std::endian::big) {
        word = __builtin_bswap64(word);
    }
    // Letters have a bit that digits do not have.
    const std::uint64_t letters = (word >> 6U) & in_each_byte(1);
    const std::uint64_t values = (word & in_each_byte(0x0f)) + letters * 9;
    // Letters are 10 to 15, digits less; and nothing else looks like either.
    const std::uint64_t from_ten_on = (values + in_each_byte(6)) & in_each_byte(0x10);
    const std::uint64_t again = values + in_each_byte('0') + letters * ('a' - 10 - '0');
    if (from_ten_on != letters << 4U || (values & in_each_byte(0x10)) != 0 || again != word) {
        return std::nullopt;
    }
    // Two digits to a byte, two bytes to a half, two halves together; the first digit weighs most.
    const std::uint64_t bytes = (values << 4U | values >> 8U) & 0x00ff00ff00ff00ff;
    const std::uint64_t halves = (bytes | bytes >> 8U) & 0x0000ffff0000ffff;
    return __builtin_bswap32(static_cast<std::uint32_t>(halves | halves >> 16U));
}

struct Secrets {
    Secrets() {
        std::random_device random;
        for (std::uint64_t* secret : {&of_high, &of_low}) {
            *secret = std::uint64_t{random()} << 32U | random();
        }
    }
    std::uint64_t of_high = 0;
    std::uint64_t of_low = 0;
};

}  // namespace

std::size_t HashOfIdentifier::operator()(const Identifier& identifier) const {
    __extension__ using Product = unsigned __int128;
    static const Secrets secrets;
    const Product product =
        Product{identifier.high ^ secrets.of_high} * Product{identifier.low ^ secrets.of_low};
    return static_cast<std::size_t>(product >> 64U) ^ static_cast<std::size_t>(product);
}

std::string Identifier::text() const {
    std::array<char, digits + 1> text{};
    std::snprintf(text.data(), text.size(), "%016llx%016llx", static_cast<unsigned long long>(high),
                  static_cast<unsigned long long>(low));
    return text.data();
}

std::optional<Identifier> identifier_of(std::string_view text) {
    if (text.size() != Identifier::digits) {
        return std::nullopt;
    }
    const auto one = value_of_eight(text.data());
    const auto two = value_of_eight(text.data() + 8);
    const auto three = value_of_eight(text.data() + 16);
    const auto four = value_of_eight(text.data() + 24);
    if (!one || !two || !three || !four) {
        return std::nullopt;
    }
    return Identifier{.high = std::uint64_t{*one} << 32U | *two, .low = std::uint64_t{*three} << 32U | *four};
}

}  // namespace tsuitate::audit
