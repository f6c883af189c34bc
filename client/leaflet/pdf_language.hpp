// PdfLanguage: says in a PDF in which language it is, so that a screen reader takes the right voice. The
// library that draws it cannot.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tsuitate::leaflet {

// The same document with a new catalog at its end, as ISO 32000 lets one be updated. Nothing when `pdf` is
// not built as expected: one catalog in plain text, and a plain table of its parts.
std::optional<std::string> with_language(const std::string& pdf, std::string_view language);

}  // namespace tsuitate::leaflet
