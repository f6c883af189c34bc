// Checkpoint: the size and root of a log at one moment, as the text of a signed note (C2SP tlog-checkpoint).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};

    std::string text() const;
    bool operator==(const Checkpoint&) const = default;
};

// Of a note's text. Extension lines are let pass and not looked at.
std::optional<Checkpoint> checkpoint_of(std::string_view text);

}  // namespace tsuitate::audit
