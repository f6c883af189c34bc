// A text in the languages of the panel, as all policy files write it: { ja = "…", en = "…" }. These two must
// be there; any other language of the panel may be.
#pragma once

#include <string_view>

#include "policy/load/toml_file.hpp"
#include "policy/local_text.hpp"

namespace tsuitate::policy {

// Calls `read(language, its name)` for each language of the panel that the table has or must have.
template <typename Read>
void each_language(const Table& languages, const Read& read) {
    for (std::size_t i = 0; i < language_names.size(); ++i) {
        const auto language = static_cast<Language>(i);
        const bool required = language == Language::japanese || language == Language::english;
        if (required || languages.has(name_of(language))) {
            read(language, name_of(language));
        }
    }
}

inline LocalText local_text(Table& table, std::string_view key) {
    LocalText text;
    table.table(key, [&](Table& languages) {
        each_language(languages, [&](Language language, std::string_view name) {
            text.set(language, languages.text(name));
        });
    });
    return text;
}

}  // namespace tsuitate::policy
