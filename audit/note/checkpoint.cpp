#include "audit/note/checkpoint.hpp"

#include "audit/note/base64.hpp"
#include "audit/note/lines.hpp"

namespace tsuitate::audit {

std::string Checkpoint::text() const {
    return origin + "\n" + std::to_string(size) + "\n" + to_base64(root) + "\n";
}

std::optional<Checkpoint> checkpoint_of(std::string_view text) {
    const auto origin = take_line(text);
    const auto size_line = take_line(text);
    const auto root_line = take_line(text);
    if (!origin || origin->empty() || !size_line || !root_line) {
        return std::nullopt;
    }
    while (!text.empty()) {
        const auto extension = take_line(text);
        if (!extension || extension->empty()) {
            return std::nullopt;
        }
    }
    const auto size = decimal_of(*size_line);
    const auto root = hash_of(*root_line);
    if (!size || !root) {
        return std::nullopt;
    }
    return Checkpoint{.origin = std::string(*origin), .size = *size, .root = *root};
}

}  // namespace tsuitate::audit
