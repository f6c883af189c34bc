// LineBreaks: where a line of Japanese may end. Without it a line ends inside a word, which is hard to read
// in large type on a small panel.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tsuitate::drawing {

// The same text with invisible word joiners wherever a phrase must stay together. A line may end after
// punctuation, where a particle is followed by the next phrase, and before the words of `break_before`.
std::string keep_phrases_together(std::string_view text, std::span<const std::string> break_before);

}  // namespace tsuitate::drawing
