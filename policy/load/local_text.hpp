// A text in every language of the panel, as all policy files write it: { ja = "…", en = "…" }.
#pragma once

#include <string_view>

#include "policy/load/toml_file.hpp"
#include "policy/pin/pin_kind.hpp"

namespace tsuitate::policy {

inline LocalText local_text(Table& table, std::string_view key) {
    LocalText text;
    table.table(key, [&](Table& languages) {
        text.japanese = languages.text("ja");
        text.english = languages.text("en");
    });
    return text;
}

}  // namespace tsuitate::policy
