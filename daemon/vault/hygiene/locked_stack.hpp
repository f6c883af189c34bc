// LockedStack: a thread's stack that is locked, not dumped, and wiped when the thread is gone.
#pragma once

#include <pthread.h>

#include <cstddef>

namespace tsuitate::vault {

class LockedStack {
  public:
    // Throws std::bad_alloc when the memory cannot be had or locked.
    explicit LockedStack(std::size_t size);
    ~LockedStack();
    LockedStack(const LockedStack&) = delete;
    LockedStack& operator=(const LockedStack&) = delete;

    // For pthread_create.
    void use_for(pthread_attr_t& attributes) const;

  private:
    std::size_t size_;
    void* memory_;
};

}  // namespace tsuitate::vault
