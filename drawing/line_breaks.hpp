// LineBreaks: where a line of Japanese or Korean may end. Without it a line ends inside a word, which is hard
// to read in large type on a small panel. In Chinese it may; other languages have spaces.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tsuitate::drawing {

// The same text with invisible word joiners wherever a phrase must stay together. A line may end after
// punctuation, where a particle is followed by the next phrase, and before the words of `break_before`.
std::string keep_phrases_together(std::string_view text, std::span<const std::string> break_before);

// The same for Korean: a line ends at a space and nowhere else.
std::string keep_words_together(std::string_view text);

}  // namespace tsuitate::drawing
