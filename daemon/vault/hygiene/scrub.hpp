// Scrub: removes the copies that ordinary code leaves behind when it handled a PIN: vector registers and the
// stack below the current frame.
#pragma once

#include <cstddef>

namespace tsuitate::vault {

// Overwrites all vector registers of this thread with a constant that is not zero. Zero would not do: the
// kernel saves registers in their initial state without writing them, and the old contents would stay in its
// save area. On anything but x86-64 it does nothing.
void scrub_registers();

// Overwrites `size` bytes of stack below the caller's frame. They must be there.
void scrub_stack(std::size_t size);

}  // namespace tsuitate::vault
