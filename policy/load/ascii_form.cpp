#include "policy/load/ascii_form.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace tsuitate::policy {
namespace {

struct Character {
    std::uint32_t code = 0;
    std::size_t length = 0;  // bytes
};

constexpr unsigned bits_of_a_follower = 6;

std::uint8_t byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<std::uint8_t>(text[at]) : 0;
}

// The character that begins the text with a byte beyond ASCII; nothing when it is not UTF-8 (RFC 3629:
// shortest form, no surrogates, at most 10FFFF).
std::optional<Character> utf8_character(std::string_view text) {
    const std::uint8_t first = byte_at(text, 0);
    Character found;
    std::uint32_t smallest = 0;
    if (first >= 0xc0 && first < 0xe0) {
        found = {.code = first & 0x1fU, .length = 2};
        smallest = 0x80;
    } else if (first >= 0xe0 && first < 0xf0) {
        found = {.code = first & 0x0fU, .length = 3};
        smallest = 0x800;
    } else if (first >= 0xf0 && first < 0xf8) {
        found = {.code = first & 0x07U, .length = 4};
        smallest = 0x10000;
    } else {
        return std::nullopt;
    }
    for (std::size_t i = 1; i < found.length; ++i) {
        const std::uint8_t follower = byte_at(text, i);
        if ((follower & 0xc0U) != 0x80) {
            return std::nullopt;
        }
        found.code = (found.code << bits_of_a_follower) | (follower & 0x3fU);
    }
    const bool surrogate = found.code >= 0xd800 && found.code <= 0xdfff;
    if (found.code < smallest || surrogate || found.code > 0x10ffff) {
        return std::nullopt;
    }
    return found;
}

std::string escaped(std::uint32_t code) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text = "\\U";
    for (unsigned shift = 32; shift > 0; shift -= 4) {
        text += digits[(code >> (shift - 4)) & 0xfU];
    }
    return text;
}

// Where in the text we are.
enum class Inside : std::uint8_t { nothing, quotes, literal, comment };

class Rewriter {
  public:
    explicit Rewriter(std::string_view text) : text_(text) {}

    std::variant<std::string, BeyondAscii> run() {
        while (at_ < text_.size() && refusal_.empty()) {
            static_cast<std::uint8_t>(text_[at_]) < 0x80 ? ascii() : beyond_ascii();
        }
        if (!refusal_.empty()) {
            return BeyondAscii{.line = line_, .reason = refusal_};
        }
        return std::move(out_);
    }

  private:
    void ascii() {
        const char character = text_[at_];
        if (character == '\n') {
            ++line_;
            inside_ = Inside::nothing;
        } else if (inside_ == Inside::nothing) {
            begin(character);
        } else if (escapes_next(character)) {
            out_ += character;
            ++at_;
        } else if ((inside_ == Inside::quotes && character == '"') ||
                   (inside_ == Inside::literal && character == '\'')) {
            inside_ = Inside::nothing;
        }
        out_ += text_[at_];
        ++at_;
    }

    // In quotes a backslash takes its next character with it. What may follow is the parser's to say, but an
    // escaped character beyond ASCII must not become two escapes.
    bool escapes_next(char character) {
        if (inside_ != Inside::quotes || character != '\\' || at_ + 1 >= text_.size() ||
            text_[at_ + 1] == '\n') {
            return false;
        }
        if (static_cast<std::uint8_t>(text_[at_ + 1]) >= 0x80) {
            refusal_ = "a backslash stands before a character that needs none";
            return false;
        }
        return true;
    }

    void begin(char character) {
        if (character == '#') {
            inside_ = Inside::comment;
        } else if (character == '"' || character == '\'') {
            if (text_.substr(at_, 3) == std::string(3, character)) {
                refusal_ = "write every text in one line, in one pair of quotes";
            }
            inside_ = character == '"' ? Inside::quotes : Inside::literal;
        }
    }

    void beyond_ascii() {
        const auto character = utf8_character(text_.substr(at_));
        if (!character) {
            refusal_ = "is not UTF-8 here";
        } else if (inside_ == Inside::quotes) {
            out_ += escaped(character->code);
            at_ += character->length;
        } else if (inside_ == Inside::comment) {
            at_ += character->length;
        } else {
            refusal_ = "write anything but ASCII inside of \"quotes\" or comments";
        }
    }

    std::string_view text_;
    std::string out_;
    std::size_t at_ = 0;
    unsigned line_ = 1;
    Inside inside_ = Inside::nothing;
    std::string refusal_;
};

}  // namespace

std::variant<std::string, BeyondAscii> ascii_form(std::string_view text) {
    return Rewriter(text).run();
}

}  // namespace tsuitate::policy
