#include "audit/slip/slip.hpp"

#include <qrencode.h>

#include <array>
#include <memory>

#include "audit/note/base64.hpp"
#include "audit/note/checkpoint.hpp"

namespace tsuitate::audit {
namespace {

constexpr int margin = 4;  // modules, as ISO/IEC 18004 wants it

// Beyond the code lies its margin.
bool is_dark(const std::vector<std::vector<bool>>& code, int row, int column) {
    const int width = static_cast<int>(code.size());
    const bool inside = row >= 0 && column >= 0 && row < width && column < width;
    return inside && code[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
}

}  // namespace

std::optional<std::vector<std::vector<bool>>> qr_modules(std::string_view bytes) {
    // Level M: a crease or a stain on paper takes less than 15 in a hundred.
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) {
        return std::nullopt;
    }
    const auto width = static_cast<std::size_t>(code->width);
    std::vector<std::vector<bool>> modules(width, std::vector<bool>(width));
    for (std::size_t row = 0; row < width; ++row) {
        for (std::size_t column = 0; column < width; ++column) {
            modules[row][column] = (code->data[row * width + column] & 1U) != 0;
        }
    }
    return modules;
}

std::optional<std::string> qr_code(std::string_view bytes) {
    const auto code = qr_modules(bytes);
    if (!code) {
        return std::nullopt;
    }
    const int width = static_cast<int>(code->size());
    constexpr std::array blocks = {" ", "\u2584", "\u2580", "\u2588"};  // none, lower, upper, both
    std::string text;
    for (int row = -margin; row < width + margin; row += 2) {
        for (int column = -margin; column < width + margin; ++column) {
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
