#include "audit/log/finding.hpp"

#include <array>

#include "audit/log/finding_table.hpp"

namespace tsuitate::audit {
namespace {

const FindingText& text_of(What what) {
    return finding_texts[static_cast<std::size_t>(what)];
}

void replace(std::string& text, std::string_view mark, const std::string& by) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size())) {
        text.replace(at, mark.size(), by);
    }
}

// File names and key names are somebody else's: nothing in them may speak to the terminal.
std::string without_controls(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<std::uint8_t>(text[i + 1]) : std::uint8_t{0};
        const bool control = byte < 0x20 || byte == 0x7f || (byte == 0xc2 && next >= 0x80 && next < 0xa0);
        if (control) {
            text[i] = '?';
        }
    }
    return text;
}

std::string place_of(const Finding& finding, bool japanese) {
    if (finding.path.empty()) {
        return {};
    }
    if (!finding.byte) {
        return " (" + finding.path + ")";
    }
    const std::string byte = std::to_string(*finding.byte);
    return japanese ? "(" + finding.path + " の " + byte + " バイト目から)"
                    : " (" + finding.path + ", from byte " + byte + ")";
}

}  // namespace

Severity severity_of(What what) {
    return text_of(what).severity;
}

std::string_view word_of(What what) {
    return text_of(what).word;
}

std::string records_text(std::uint64_t first, std::uint64_t last, policy::Language language) {
    const std::string from = std::to_string(first);
    const std::string to = std::to_string(last);
    if (language == policy::Language::japanese) {
        return "記録 " + from + (last > first ? " から " + to : "");
    }
    return last > first ? "records " + from + " to " + to : "record " + from;
}

std::string sentence_of(const Finding& finding, policy::Language language) {
    const bool japanese = language == policy::Language::japanese;
    const FindingText& texts = text_of(finding.what);
    std::string text(japanese ? texts.japanese : texts.english);
    replace(text, "{records}", records_text(finding.first, std::max(finding.first, finding.last), language));
    replace(text, "{path}", finding.path);
    replace(text, "{key}", finding.key);
    replace(text, "{detail}", finding.detail);
    const bool placed = (japanese ? texts.japanese : texts.english).find("{path}") != std::string_view::npos;
    const std::string place = placed && !finding.byte ? "" : place_of(finding, japanese);
    return without_controls(text + place);
}

}  // namespace tsuitate::audit
