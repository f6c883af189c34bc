// LocalText: a text that a person reads, in languages of the panel. The shipped policy has all of them; one
// of an administrator's own may have Japanese and English alone, and what is missing is read in the nearer of
// the two.
#pragma once

#include <array>
#include <string>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::policy {

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
