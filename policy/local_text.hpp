// LocalText: a text that a person reads, in languages of the panel. The shipped policy has all of them; one
// of an administrator's own may have Japanese and English alone, and what is missing is read in the nearer of
// the two.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::policy {

// Japanese or English: which of the two a reader of this language sooner understands.
Language nearer(Language language);

// The tags of all languages of the panel, "ja|en" with "|" between them.
std::string language_tags(std::string_view between);

class LocalText {
  public:
    LocalText() = default;
    LocalText(std::string japanese, std::string english);

    void set(Language language, std::string text);
    const std::string& in(Language language) const;

  private:
    std::array<std::string, language_names.size()> texts_;  // empty: not there
};

}  // namespace tsuitate::policy
