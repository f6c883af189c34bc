// Text<N>: a short name inside a message. Printable ASCII only, so nothing a caller sends can draw on the
// citizen's panel or break a log line; the unused bytes are zero, so that equal texts are equal bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tsuitate::wire {

template <std::size_t N>
class Text {
  public:
    static_assert(N <= 255);
    constexpr Text() = default;

    // Empty when the text is too long or holds anything but printable ASCII.
    static constexpr std::optional<Text> from(std::string_view text) {
        if (text.size() > N) {
            return std::nullopt;
        }
        Text result;
        for (std::size_t i = 0; i < text.size(); ++i) {
            result.bytes_[i] = text[i];
        }
        result.length_ = static_cast<std::uint8_t>(text.size());
        return result.valid() ? std::optional(result) : std::nullopt;
    }

    constexpr std::string_view view() const { return {bytes_.data(), length_ <= N ? length_ : 0U}; }

    // False for bytes from outside that no `from` would have made.
    constexpr bool valid() const {
        if (length_ > N) {
            return false;
        }
        for (std::size_t i = 0; i < N; ++i) {
            const bool printable = bytes_[i] >= ' ' && bytes_[i] <= '~';
            if (i < length_ ? !printable : bytes_[i] != '\0') {
                return false;
            }
        }
        return true;
    }

    friend constexpr bool operator==(const Text&, const Text&) = default;

  private:
    std::uint8_t length_ = 0;
    std::array<char, N> bytes_{};
};

using Name = Text<31>;     // of a PIN kind, a procedure, a device class
using Phrase = Text<127>;  // where a device sits, why it was refused

}  // namespace tsuitate::wire
