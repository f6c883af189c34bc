// KeyField: the keys of a picture as the decoder sees them, with phantoms: neighbours that are not drawn, so
// that a key at the rim has as many neighbours as one in the middle and is refused as often. Made once a
// picture; fixed in size.
#pragma once

#include <array>
#include <cstddef>

#include "policy/keypad/layout.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

// A place that somebody may have meant. A large button is meant anywhere in its core: what is left of it when
// half a key is taken off each side.
struct MeantPlace {
    PointMm centre;
    SizeMm core;  // half of its extent to each side
};

class KeyField {
  public:
    static constexpr std::size_t most_keys = 48;
    static constexpr std::size_t most_places = 192;

    KeyField() = default;
    explicit KeyField(const Layout& layout);

    std::size_t keys() const { return keys_; }      // the first places; in the order of the layout's targets
    std::size_t places() const { return places_; }  // keys and phantoms
    const MeantPlace& place(std::size_t index) const { return all_[index]; }
    double pitch() const { return pitch_; }  // mm, between the nearest keys
    double area() const { return area_; }    // mm², of all keys: where a ghost may come down

  private:
    void add_phantoms(const Layout& layout, SizeMm steps);
    bool free(PointMm point) const;

    std::array<MeantPlace, most_places> all_{};
    std::size_t keys_ = 0;
    std::size_t places_ = 0;
    double pitch_ = 0;
    double area_ = 1;
};

}  // namespace tsuitate::policy
