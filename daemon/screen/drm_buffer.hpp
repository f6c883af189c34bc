// DrmBuffer: one dumb framebuffer of a card, mapped for writing. It owns the kernel's handles of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "daemon/screen/two_buffers.hpp"

namespace tsuitate::screen {

class DrmBuffer {
  public:
    // Null when the card refuses; `errno` says why. The card's descriptor must outlive the buffer.
    static std::unique_ptr<DrmBuffer> create(int card, std::uint32_t width, std::uint32_t height);
    ~DrmBuffer();
    DrmBuffer(const DrmBuffer&) = delete;
    DrmBuffer& operator=(const DrmBuffer&) = delete;

    std::uint32_t framebuffer() const { return framebuffer_; }

    MappedPixels pixels() const { return {pixels_, pitch_}; }

  private:
    DrmBuffer(int card, std::uint32_t width, std::uint32_t height)
        : card_(card), width_(width), height_(height) {}
    bool make();

    int card_;
    std::uint32_t width_;
    std::uint32_t height_;
    std::uint32_t pitch_ = 0;
    std::uint32_t handle_ = 0;
    std::uint32_t framebuffer_ = 0;
    std::uint8_t* pixels_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace tsuitate::screen
