#include "audit/tool/qr_text.hpp"

#include <qrencode.h>

#include <memory>

namespace tsuitate::audit_tool {

std::optional<std::string> qr_text(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code) {
        return std::nullopt;
    }
    constexpr int margin = 4;  // modules of quiet zone, as the standard wants them
    const auto light = [&](int row, int column) {
        const bool inside = row >= 0 && row < code->width && column >= 0 && column < code->width;
        return !inside || (code->data[row * code->width + column] & 1U) == 0;
    };
    // Light modules are drawn: terminals are dark. A reader takes the inverse on paper as well.
    std::string drawing;
    for (int row = -margin; row < code->width + margin; row += 2) {
        for (int column = -margin; column < code->width + margin; ++column) {
            const bool above = light(row, column);
            const bool below = light(row + 1, column);
            drawing += above && below ? "█" : above ? "▀" : below ? "▄" : " ";
        }
        drawing += '\n';
    }
    return drawing;
}

}  // namespace tsuitate::audit_tool
