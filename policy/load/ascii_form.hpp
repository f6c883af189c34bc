// AsciiForm: a TOML text with nothing beyond ASCII left in it, for a parser (toml++ 3.3) that runs into
// undefined behaviour on such bytes where no text may stand. What stands in quotes is escaped, comments are
// emptied.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace tsuitate::policy {

struct BeyondAscii {
    unsigned line = 0;
    std::string reason;
};

// Lines stay where they are, so that the parser's line numbers hold. Refuses bytes that are not UTF-8, and
// anything beyond ASCII outside of "..." and comments.
std::variant<std::string, BeyondAscii> ascii_form(std::string_view text);

}  // namespace tsuitate::policy
