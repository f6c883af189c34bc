#include "daemon/vault/hygiene/locked_stack.hpp"

#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>

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
    char* usable = static_cast<char*>(memory_) + guard_size();
    if (mlock(usable, size_) != 0) {
        munmap(memory_, size_ + guard_size());
        throw std::bad_alloc();
    }
    madvise(usable, size_, MADV_DONTDUMP);
    mprotect(memory_, guard_size(), PROT_NONE);
}

LockedStack::~LockedStack() {
    sodium_memzero(static_cast<char*>(memory_) + guard_size(), size_);
    munmap(memory_, size_ + guard_size());
}

void LockedStack::use_for(pthread_attr_t& attributes) const {
    pthread_attr_setstack(&attributes, static_cast<char*>(memory_) + guard_size(), size_);
}

}  // namespace tsuitate::vault
