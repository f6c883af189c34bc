#include "daemon/vault/hygiene/locked_stack.hpp"

#include <string.h>  // explicit_bzero
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <stdexcept>

namespace tsuitate::vault {
namespace {

std::size_t guard_size() {
    return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

LockedStack::LockedStack(std::size_t size)
    : size_(size),
      memory_(mmap(nullptr, size + guard_size(), PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0)) {
    if (memory_ == MAP_FAILED) {
        throw std::bad_alloc();
    }
    if (mlock(usable(), size_) != 0) {
        munmap(memory_, size_ + guard_size());
        throw std::runtime_error("a stack for secrets cannot be locked: raise LimitMEMLOCK= of this unit");
    }
    // Neither of these can fail on a mapping of our own.
    madvise(usable(), size_, MADV_DONTDUMP);
    mprotect(memory_, guard_size(), PROT_NONE);
}

char* LockedStack::usable() const {
    return static_cast<char*>(memory_) + guard_size();
}

LockedStack::~LockedStack() {
    explicit_bzero(usable(), size_);
    munmap(memory_, size_ + guard_size());
}

void LockedStack::use_for(pthread_attr_t& attributes) const {
    pthread_attr_setstack(&attributes, usable(), size_);
}

}  // namespace tsuitate::vault
