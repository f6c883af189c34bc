// LockedStack: a thread's stack that is locked, not dumped, and wiped when the thread is gone. A guard page
// lies below it. Owns the mapping, not the thread: whoever uses it joins the thread first.
#pragma once

#include <pthread.h>

#include <cstddef>

namespace tsuitate::vault {

class LockedStack {
  public:
    // Throws std::bad_alloc when there is no memory, std::runtime_error when it cannot be locked. `size`:
    // whole pages.
    explicit LockedStack(std::size_t size);
    ~LockedStack();
    LockedStack(const LockedStack&) = delete;
    LockedStack& operator=(const LockedStack&) = delete;

    // For pthread_create.
    void use_for(pthread_attr_t& attributes) const;

  private:
    char* usable() const;

    std::size_t size_;
    void* memory_;
};

}  // namespace tsuitate::vault
