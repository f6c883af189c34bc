#include "drawing/square_code.hpp"

#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace tsuitate::drawing {
namespace {

constexpr int margin = 4;  // modules, as ISO/IEC 18004 wants it

}  // namespace

bool draw_square_code(Canvas& canvas, std::string_view text, const RectPx& into) {
    canvas.fill_rounded(into, canvas.pixels(1.5), code_light);
    // Level M: a scratch or a reflection on the glass takes less than 15 in a hundred.
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()),
                          0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) {
        return false;
    }
    // Whole pixels: all modules are equally large.
    const double module = std::floor(std::min(into.width, into.height) / (code->width + 2 * margin));
    const double left = std::floor(into.centre_x() - module * code->width / 2);
    const double top = std::floor(into.centre_y() - module * code->width / 2);
    for (int row = 0; row < code->width; ++row) {
        for (int column = 0; column < code->width; ++column) {
            if ((code->data[row * code->width + column] & 1U) != 0) {
                canvas.fill_rect({left + module * column, top + module * row, module, module}, code_dark);
            }
        }
    }
    return module >= 2;
}

}  // namespace tsuitate::drawing
