#include "policy/local_text.hpp"

#include <utility>

namespace tsuitate::policy {

LocalText::LocalText(std::string japanese, std::string english) {
    set(Language::japanese, std::move(japanese));
    set(Language::english, std::move(english));
}

void LocalText::set(Language language, std::string text) {
    texts_.at(static_cast<std::size_t>(language)) = std::move(text);
}

const std::string& LocalText::in(Language language) const {
    const std::string& text = texts_.at(static_cast<std::size_t>(language));
    if (!text.empty()) {
        return text;
    }
    const Language nearer = language == Language::plain_japanese ? Language::japanese : Language::english;
    return texts_.at(static_cast<std::size_t>(nearer));
}

}  // namespace tsuitate::policy
