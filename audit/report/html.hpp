// Html: markup as a type of its own, so that no text gets into a page unescaped: the only way from a text to
// markup is escaped().
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace tsuitate::audit::report {

struct Html {
    std::string markup;

    Html& operator+=(const Html& more) {
        markup += more.markup;
        return *this;
    }
    bool empty() const { return markup.empty(); }
};
inline Html operator+(Html left, const Html& right) {
    left += right;
    return left;
}

// For contents and for quoted attribute values alike.
Html escaped(std::string_view text);

using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;

// Names are ours, values are escaped.
Html element(std::string_view name, Attributes attributes, const Html& content);
Html element(std::string_view name, const Html& content);
Html element(std::string_view name, std::string_view text);
// <meta>, <col>: without an end.
Html void_element(std::string_view name, Attributes attributes);

// As a quoted string of a style sheet inside a page.
Html css_string(std::string_view text);

}  // namespace tsuitate::audit::report
