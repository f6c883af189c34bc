// Picture: a scene on a panel as pixels. A pure function: the same scene, panel, policy and texts give the
// same bytes, and nothing in them says which key was hit.
#pragma once

#include <string>
#include <vector>

#include "drawing/damage.hpp"
#include "drawing/parts.hpp"
#include "drawing/surface.hpp"
#include "drawing/texts.hpp"
#include "drawing/type.hpp"
#include "policy/keypad/layout.hpp"
#include "policy/policy.hpp"

namespace tsuitate::drawing {

struct Picture {
    Surface surface;
    policy::Layout layout;
    std::vector<SetText> texts;          // what was written to draw it; a Redraw writes only what differs
    std::vector<std::string> cut_texts;  // what did not fit into its place; empty in every tested size
    Damage damage;                       // where the surface is not what it was before; all of a new one
};

Picture draw_picture(const policy::Panel& panel, const policy::Scene& scene, const policy::Policy& policy,
                     const AllTexts& texts);

// Paints parts of one scene onto a surface. For Redraw; draw_picture() is all of them on a new one.
class PartPainter {
  public:
    PartPainter(cairo_surface_t* surface, const policy::Panel& panel, const policy::Scene& scene,
                const policy::Policy& policy, const AllTexts& texts);

    std::vector<Part> parts_of(const policy::Scene& scene, const policy::Layout& layout) const;

    // Within its places, or within others where it is the ground. What did not fit.
    std::vector<std::string> paint(const Part& part);
    std::vector<std::string> paint(const Part& part, const Damage& within);
    // By all that was painted so far.
    const std::vector<SetText>& texts_set() const { return type_.texts_set(); }

  private:
    const policy::Panel& panel_;
    const policy::Policy& policy_;
    const AllTexts& texts_;
    Canvas canvas_;
    Type type_;
};

}  // namespace tsuitate::drawing
