#include "policy/local_text.hpp"

#include <utility>

namespace tsuitate::policy {

Language nearer(Language language) {
    const bool japanese = language == Language::japanese || language == Language::plain_japanese;
    return japanese ? Language::japanese : Language::english;
}

std::string language_tags(std::string_view between) {
    std::string tags;
    for (const std::string_view tag : language_names) {
        tags.append(tags.empty() ? "" : between).append(tag);
    }
    return tags;
}

LocalText::LocalText(std::string japanese, std::string english) {
    set(Language::japanese, std::move(japanese));
    set(Language::english, std::move(english));
}

void LocalText::set(Language language, std::string text) {
    texts_.at(static_cast<std::size_t>(language)) = std::move(text);
}

const std::string& LocalText::in(Language language) const {
    const std::string& text = texts_.at(static_cast<std::size_t>(language));
    return text.empty() ? texts_.at(static_cast<std::size_t>(nearer(language))) : text;
}

}  // namespace tsuitate::policy
