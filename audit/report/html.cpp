#include "audit/report/html.hpp"

namespace tsuitate::audit::report {
namespace {

bool is_control(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return (byte < 0x20 && character != '\n' && character != '\t') || byte == 0x7f;
}

std::string start_of(std::string_view name, Attributes attributes) {
    std::string markup = "<" + std::string(name);
    for (const auto& [key, value] : attributes) {
        markup += " " + std::string(key) + "=\"" + escaped(value).markup + "\"";
    }
    return markup;
}

}  // namespace

Html escaped(std::string_view text) {
    Html html;
    html.markup.reserve(text.size());
    for (const char character : text) {
        switch (character) {
            case '&':
                html.markup += "&amp;";
                break;
            case '<':
                html.markup += "&lt;";
                break;
            case '>':
                html.markup += "&gt;";
                break;
            case '"':
                html.markup += "&quot;";
                break;
            case '\'':
                html.markup += "&#39;";
                break;
            default:
                // HTML has no way to write these at all.
                html.markup +=
                    is_control(character) ? std::string("\xef\xbf\xbd") : std::string(1, character);
        }
    }
    return html;
}

Html element(std::string_view name, Attributes attributes, const Html& content) {
    return {start_of(name, attributes) + ">" + content.markup + "</" + std::string(name) + ">"};
}

Html element(std::string_view name, const Html& content) {
    return element(name, Attributes{}, content);
}

Html element(std::string_view name, std::string_view text) {
    return element(name, Attributes{}, escaped(text));
}

Html void_element(std::string_view name, Attributes attributes) {
    return {start_of(name, attributes) + ">"};
}

Html css_string(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    Html html{"\""};
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        const bool plain = byte >= 0x80 || byte == ' ' || (byte >= '0' && byte <= '9') ||
                           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        if (plain) {
            html.markup += character;
        } else {
            html.markup += {'\\', digits[byte >> 4U], digits[byte & 0xfU], ' '};
        }
    }
    html.markup += '"';
    return html;
}

}  // namespace tsuitate::audit::report
