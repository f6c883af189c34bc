#include "audit/slip/slip.hpp"

#include <qrencode.h>

#include <array>
#include <memory>

#include "audit/note/base64.hpp"
#include "audit/note/checkpoint.hpp"

namespace tsuitate::audit {
namespace {

constexpr int margin = 4;  // modules, as ISO/IEC 18004 wants it

bool is_dark(const QRcode& code, int row, int column) {
    const bool inside = row >= 0 && column >= 0 && row < code.width && column < code.width;
    return inside && (code.data[row * code.width + column] & 1U) != 0;
}

}  // namespace

std::optional<std::string> qr_code(std::string_view bytes) {
    // Level M: a crease or a stain on paper takes less than 15 in a hundred.
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) {
        return std::nullopt;
    }
    constexpr std::array blocks = {" ", "\u2584", "\u2580", "\u2588"};  // none, lower, upper, both
    std::string text;
    for (int row = -margin; row < code->width + margin; row += 2) {
        for (int column = -margin; column < code->width + margin; ++column) {
            const unsigned upper = is_dark(*code, row, column) ? 2 : 0;
            const unsigned lower = is_dark(*code, row + 1, column) ? 1 : 0;
            text += blocks.at(upper + lower);
        }
        text += "\n";
    }
    return text;
}

std::optional<std::string> slip_of(const Note& note) {
    const auto checkpoint = checkpoint_of(note.text);
    const auto code = checkpoint ? qr_code(note.bytes()) : std::nullopt;
    if (!code) {
        return std::nullopt;
    }
    return "TSUITATE\n\nlog      " + checkpoint->origin + "\nrecords  " + std::to_string(checkpoint->size) +
           "\nroot     " + to_base64(checkpoint->root) + "\n\n" + *code;
}

}  // namespace tsuitate::audit
