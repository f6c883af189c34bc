// Svg: the few shapes of which a report's drawings consist. Colours and patterns are in the style sheet.
#pragma once

#include <vector>

#include "audit/report/html.hpp"

namespace tsuitate::audit::report::svg {

// A drawing that stretches to the width it is given. `description` is what is read to who cannot see it.
Html drawing(double width, double height, std::string_view description, const Html& shapes);
// The same that only goes along with a text.
Html ornament(double width, double height, const Html& shapes);

Html box(std::string_view style, double x, double y, double width, double height);
Html line(std::string_view style, double x, double y, double end_x, double end_y);
// Upright lines from the top to `height`.
Html uprights(std::string_view style, const std::vector<double>& places, double height);
Html diamond(std::string_view style, double x, double y, double radius);
Html triangle(std::string_view style, double x, double y, double radius);
Html label(std::string_view style, double x, double y, std::string_view anchor, std::string_view text);

// The patterns that the style sheet fills with; once a page.
Html patterns();

}  // namespace tsuitate::audit::report::svg
