// Sheets: the pages of the leaflet, one for each PIN. All text of a page has one size, the largest with which
// the page holds it.
#pragma once

#include <string>
#include <vector>

#include "drawing/canvas.hpp"
#include "drawing/texts.hpp"
#include "drawing/type.hpp"
#include "policy/policy.hpp"

namespace tsuitate::leaflet {

inline constexpr policy::SizeMm paper{210, 297};

class Sheets {
  public:
    // `surface` is as large as the paper, in points.
    Sheets(cairo_surface_t* surface, const policy::Policy& policy, const drawing::Texts& texts);

    void add(const policy::PinKind& kind);
    // What did not fit: a text, or the name of a PIN whose page ran over.
    std::vector<std::string> cut() const;

  private:
    const policy::Policy& policy_;
    const drawing::Texts& texts_;
    drawing::Canvas canvas_;
    drawing::Type type_;
    std::vector<std::string> over_;  // and what did not fit on a key
};

}  // namespace tsuitate::leaflet
