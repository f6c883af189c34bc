#include "drawing/line_breaks.hpp"

#include <glib.h>

#include <algorithm>

namespace tsuitate::drawing {
namespace {

constexpr std::string_view word_joiner = "\xe2\x81\xa0";

bool hiragana(gunichar character) {
    return character >= 0x3041 && character <= 0x309f;
}
bool any_of(gunichar character, std::u32string_view characters) {
    return characters.find(static_cast<char32_t>(character)) != std::u32string_view::npos;
}

bool may_break_between(gunichar left, gunichar right) {
    if (any_of(right, U"、。，．！？」』）：・ー〜％")) {
        return false;
    }
    if (left == ' ' || any_of(left, U"、。！？：・　")) {
        return true;
    }
    // It is never part of a word.
    if (left == U'を') {
        return true;
    }
    if (any_of(left, U"にはがでと") && any_of(right, U"おご")) {
        return true;
    }
    // Particles and endings, not the hiragana inside a compound such as 受け取る.
    return any_of(left, U"をにはがでともへやのてらばかたるい」』）") && !hiragana(right);
}

// この, その, ①の: what they point at stands in the same line.
bool points_at_next(gunichar before, gunichar left) {
    constexpr gunichar first_circled = 0x2460;
    constexpr gunichar last_circled = 0x2473;
    return left == U'の' &&
           (any_of(before, U"こそどあ") || (before >= first_circled && before <= last_circled));
}

// The text with a word joiner wherever `may_break` says no. It is given the character before the last one,
// two neighbours, and the text from the second of them on.
template <typename MayBreak>
std::string joined(std::string_view text, const MayBreak& may_break) {
    std::string result;
    gunichar before = 0;
    gunichar left = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        const gunichar right = g_utf8_get_char(rest.data());
        if (left != 0 && left != '\n' && right != '\n' && right != ' ' &&
            !may_break(before, left, right, rest)) {
            result.append(word_joiner);
        }
        const auto size = static_cast<std::size_t>(g_utf8_next_char(rest.data()) - rest.data());
        result.append(rest.substr(0, size));
        at += size;
        before = left;
        left = right;
    }
    return result;
}

}  // namespace

std::string keep_phrases_together(std::string_view text, std::span<const std::string> break_before) {
    return joined(text, [&](gunichar before, gunichar left, gunichar right, std::string_view rest) {
        return (may_break_between(left, right) && !points_at_next(before, left)) ||
               std::any_of(break_before.begin(), break_before.end(),
                           [&](const std::string& word) { return rest.starts_with(word); });
    });
}

std::string keep_words_together(std::string_view text) {
    return joined(text, [](gunichar, gunichar left, gunichar, std::string_view) { return left == ' '; });
}

}  // namespace tsuitate::drawing
