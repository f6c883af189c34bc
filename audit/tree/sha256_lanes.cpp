#include "audit/tree/sha256_lanes.hpp"

namespace tsuitate::audit {

const LaneHashing* fastest_lanes(std::size_t count) {
    static const LaneHashing* const four = four_lanes().possible() ? &four_lanes() : nullptr;
    static const LaneHashing* const sixteen = sixteen_lanes().possible() ? &sixteen_lanes() : nullptr;
    // Sixteen take as long for one message as for sixteen, and for that time eight are hashed in four lanes.
    constexpr std::size_t few = 8;
    return sixteen == nullptr || (four != nullptr && count <= few) ? four : sixteen;
}

}  // namespace tsuitate::audit
