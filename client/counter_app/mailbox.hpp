// Mailbox: values from one thread to another, with a descriptor that is readable while there are some. Owns
// the descriptor.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <mutex>
#include <system_error>
#include <utility>

namespace tsuitate::counter_app {

template <typename T>
class Mailbox {
  public:
    Mailbox() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        if (descriptor_ < 0) {
            throw std::system_error(errno, std::generic_category(), "eventfd");
        }
    }
    ~Mailbox() { close(descriptor_); }
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    int descriptor() const { return descriptor_; }

    void put(T value) {
        const std::lock_guard lock(mutex_);
        values_.push_back(std::move(value));
        eventfd_write(descriptor_, 1);
    }

    // All of them; the descriptor is readable no more.
    std::deque<T> take() {
        const std::lock_guard lock(mutex_);
        eventfd_t count = 0;
        eventfd_read(descriptor_, &count);
        return std::exchange(values_, {});
    }

  private:
    int descriptor_;
    std::mutex mutex_;
    std::deque<T> values_;
};

}  // namespace tsuitate::counter_app
