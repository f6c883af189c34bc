// Former tiles: partial tiles whose full one has taken their place, and files that a power cut left half
// made. Nobody needs them any more, and erased contents must not live on in them.
#pragma once

#include <cstdint>
#include <string>

#include "daemon/ledger/fault.hpp"

namespace tsuitate::ledger {

// What was there before this full tile (its path in the storage). When `durable`, it is gone from the disk
// when this returns.
MaybeFault forget_former(Storage& storage, const std::string& full_tile, bool durable);

// All of a published log of this size; for the start. Goes on after a fault, and returns the first.
MaybeFault forget_all_former(Storage& storage, std::uint64_t size);

}  // namespace tsuitate::ledger
