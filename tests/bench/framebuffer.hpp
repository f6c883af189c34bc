// Framebuffer: memory of a framebuffer's size, mapped as the kernel maps one.
#pragma once

#include <sys/mman.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <system_error>

#include "daemon/screen/two_buffers.hpp"

namespace tsuitate::bench {

class Framebuffer {
  public:
    Framebuffer(int width, int height)
        : pitch_(std::size_t{4} * static_cast<std::size_t>(width)),
          size_(pitch_ * static_cast<std::size_t>(height)),
          mapped_(mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1,
                       0)) {
        if (mapped_ == MAP_FAILED) {
            throw std::system_error(errno, std::generic_category(), "no memory for a framebuffer");
        }
    }
    ~Framebuffer() { munmap(mapped_, size_); }
    Framebuffer(const Framebuffer&) = delete;
    Framebuffer& operator=(const Framebuffer&) = delete;

    screen::MappedPixels pixels() const { return {static_cast<std::uint8_t*>(mapped_), pitch_}; }

  private:
    std::size_t pitch_;
    std::size_t size_;
    void* mapped_;
};

}  // namespace tsuitate::bench
