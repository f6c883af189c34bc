// Scrub: removes the copies that ordinary code leaves behind when it handled a PIN: in registers and on the
// stack below the current frame. Wipes no memory that has a name; that is Secret's task.
#pragma once

#include <cstddef>

namespace tsuitate::vault {

// Overwrites the registers of this thread through which memory is copied: all vector registers and the
// general ones that a call need not keep; sleeps a millisecond meanwhile, so that the kernel saves the new
// contents over the old. The constant is not zero: of a register in its initial state the kernel saves
// nothing, and the old contents would stay there. On anything but x86-64 it does nothing.
void scrub_registers();

// Overwrites `size` bytes of stack below the caller's frame. They must be there.
void scrub_stack(std::size_t size);

}  // namespace tsuitate::vault
