#include "audit/record/canonical_json.hpp"

#include <charconv>

namespace tsuitate::audit {
namespace {

// In printable ASCII only these two need an escape.
bool is_escaped(char character) {
    return character == '"' || character == '\\';
}

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char character : text) {
        if (is_escaped(character)) {
            result += '\\';
        }
        result += character;
    }
    return result + "\"";
}

// Takes one token after the other off the front of a text.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }
    bool take(char character) {
        if (rest_.empty() || rest_.front() != character) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }
    std::optional<std::string> take_text() {
        if (!take('"')) {
            return std::nullopt;
        }
        std::string text;
        while (!rest_.empty()) {
            char character = rest_.front();
            rest_.remove_prefix(1);
            if (character == '"') {
                return text;
            }
            if (character == '\\' && !rest_.empty() && is_escaped(rest_.front())) {
                character = rest_.front();
                rest_.remove_prefix(1);
            } else if (character < ' ' || character > '~') {
                return std::nullopt;
            }
            text += character;
        }
        return std::nullopt;
    }
    std::optional<JsonValue> take_value() {
        if (!rest_.empty() && rest_.front() == '"') {
            return take_text();
        }
        std::uint64_t number = 0;
        const char* end = rest_.data() + rest_.size();
        const auto [after, error] = std::from_chars(rest_.data(), end, number);
        if (error != std::errc{} || number > largest_json_number) {
            return std::nullopt;
        }
        rest_.remove_prefix(static_cast<std::size_t>(after - rest_.data()));
        return number;
    }

  private:
    std::string_view rest_;
};

std::optional<JsonObject> read_object(Reader reader) {
    JsonObject object;
    if (!reader.take('{')) {
        return std::nullopt;
    }
    do {
        auto key = reader.take_text();
        if (!key || !reader.take(':')) {
            return std::nullopt;
        }
        auto value = reader.take_value();
        if (!value) {
            return std::nullopt;
        }
        object.insert_or_assign(std::move(*key), std::move(*value));
    } while (reader.take(','));
    if (!reader.take('}') || !reader.done()) {
        return std::nullopt;
    }
    return object;
}

}  // namespace

std::string to_canonical_json(const JsonObject& object) {
    std::string json;
    for (const auto& [key, value] : object) {
        json += (json.empty() ? "{" : ",") + quoted(key) + ":";
        const auto* text = std::get_if<std::string>(&value);
        json += text != nullptr ? quoted(*text) : std::to_string(std::get<std::uint64_t>(value));
    }
    return json + "}";
}

std::optional<JsonObject> from_canonical_json(std::string_view text) {
    auto object = read_object(Reader(text));
    // Order, repeated keys, leading zeros, needless escapes: whatever is not canonical is written
    // differently.
    if (!object || to_canonical_json(*object) != text) {
        return std::nullopt;
    }
    return object;
}

}  // namespace tsuitate::audit
