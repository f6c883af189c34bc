// Redraw: the picture that is on the glass, drawn over for the scene that comes next. Only what differs is
// drawn, and what is there afterwards is draw_picture() of that scene, byte for byte. Which places are drawn
// follows from the two scenes alone, so it says no more than they do of which key was hit.
#pragma once

#include <string>
#include <vector>

#include "drawing/picture.hpp"

namespace tsuitate::drawing {

class Redraw {
  public:
    // Policy and texts must outlive it.
    Redraw(const policy::Panel& panel, const policy::Policy& policy, const AllTexts& texts);

    // The surface is the same for all pictures of a Redraw: the picture before becomes this one.
    Picture draw(const policy::Scene& scene);

  private:
    struct Painted {
        Part part;
        std::vector<std::string> cut_texts;
        bool stays = false;  // what is painted of it already is right
    };

    // Puts these parts in the place of the last ones, and says where they differ.
    Damage renew(std::vector<Part> parts);

    policy::Panel panel_;
    const policy::Policy& policy_;
    const AllTexts& texts_;
    Surface surface_;
    std::vector<Painted> painted_;
};

}  // namespace tsuitate::drawing
