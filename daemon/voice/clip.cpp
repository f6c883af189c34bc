#include "daemon/voice/clip.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <numbers>

namespace tsuitate::voice {
namespace {

constexpr unsigned slowest_rate = 8000;
constexpr unsigned fastest_rate = 48000;
constexpr std::size_t longest_seconds = 60;
constexpr std::size_t largest_file = longest_seconds * fastest_rate * 2 + 65536;

class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}
    std::optional<std::string_view> take(std::size_t count) {
        if (count > rest_.size()) {
            return std::nullopt;
        }
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
};

// Little end first.
std::uint32_t number(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) {
        value = value << 8U | static_cast<std::uint8_t>(bytes[i - 1]);
    }
    return value;
}

// What the chunk "fmt " must say; 0 where it says another thing.
unsigned rate_of(std::string_view format) {
    constexpr std::size_t size = 16;
    const bool plain = format.size() >= size && number(format.substr(0, 2)) == 1 &&
                       number(format.substr(2, 2)) == 1 && number(format.substr(14, 2)) == 16;
    const unsigned rate = plain ? number(format.substr(4, 4)) : 0;
    return rate >= slowest_rate && rate <= fastest_rate ? rate : 0;
}

}  // namespace

std::variant<Clip, std::string> parse_wav(std::string_view bytes) {
    Bytes file(bytes);
    const auto head = file.take(12);
    if (!head || head->substr(0, 4) != "RIFF" || head->substr(8, 4) != "WAVE") {
        return "is no WAV file";
    }
    Clip clip;
    while (const auto name = file.take(4)) {
        const auto size = file.take(4);
        // A program that writes into a pipe does not know the length beforehand, and says a very large one.
        const std::size_t length = size ? std::min<std::size_t>(number(*size), file.rest().size()) : 0;
        const std::string_view chunk = file.take(length).value_or("");
        file.take(length % 2);
        if (*name == "fmt ") {
            clip.rate = rate_of(chunk);
        } else if (*name == "data") {
            for (std::size_t i = 0; i + 1 < chunk.size(); i += 2) {
                clip.samples.push_back(static_cast<std::int16_t>(number(chunk.substr(i, 2))));
            }
        }
    }
    if (clip.rate == 0) {
        return "must have one channel, 16 bits, and 8000 to 48000 samples a second";
    }
    if (clip.samples.empty() || clip.samples.size() > longest_seconds * clip.rate) {
        return "is empty, or longer than a minute";
    }
    return clip;
}

std::variant<Clip, std::string> read_wav(const std::filesystem::path& file) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream) {
        return "cannot be read";
    }
    if (size > largest_file) {
        return "is longer than a minute";
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (!stream.read(bytes.data(), static_cast<std::streamsize>(size))) {
        return "cannot be read";
    }
    return parse_wav(bytes);
}

Clip tone(Sound sound) {
    constexpr unsigned rate = 22050;
    constexpr std::size_t length = 882;
    constexpr double loudness = 9000;
    const double frequency = sound == Sound::typed ? 1200 : 600;
    Clip clip{.text = {}, .rate = rate, .samples = {}};
    for (std::size_t i = 0; i < length; ++i) {
        const double left = 1 - static_cast<double>(i) / length;
        const double wave = std::sin(2 * std::numbers::pi * frequency * static_cast<double>(i) / rate);
        clip.samples.push_back(static_cast<std::int16_t>(loudness * left * wave));
    }
    return clip;
}

std::filesystem::path clip_path(const std::filesystem::path& directory, policy::Language language,
                                const std::string& text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::array<char, 2 * digest.size() + 1> name{};
    sodium_bin2hex(name.data(), name.size(), digest.data(), digest.size());
    return directory / policy::name_of(language) / (std::string(name.data()) + ".wav");
}

}  // namespace tsuitate::voice
