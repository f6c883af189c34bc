#include "daemon/screen/drm_buffer.hpp"

#include <sys/mman.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include <cstring>

namespace tsuitate::screen {

std::unique_ptr<DrmBuffer> DrmBuffer::create(int card, std::uint32_t width, std::uint32_t height) {
    std::unique_ptr<DrmBuffer> buffer(new DrmBuffer(card, width, height));
    return buffer->make() ? std::move(buffer) : nullptr;
}

bool DrmBuffer::make() {
    drm_mode_create_dumb create{};
    create.width = width_;
    create.height = height_;
    create.bpp = 32;
    if (drmIoctl(card_, DRM_IOCTL_MODE_CREATE_DUMB, &create) != 0) {
        return false;
    }
    handle_ = create.handle;
    pitch_ = create.pitch;
    // Depth 24: the alpha byte of cairo's pixels is ignored.
    if (drmModeAddFB(card_, width_, height_, 24, 32, pitch_, handle_, &framebuffer_) != 0) {
        return false;
    }
    drm_mode_map_dumb map{};
    map.handle = handle_;
    if (drmIoctl(card_, DRM_IOCTL_MODE_MAP_DUMB, &map) != 0) {
        return false;
    }
    const auto size = static_cast<std::size_t>(create.size);
    void* mapped =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, card_, static_cast<off_t>(map.offset));
    if (mapped == MAP_FAILED) {
        return false;
    }
    pixels_ = static_cast<std::uint8_t*>(mapped);
    size_ = size;
    std::memset(pixels_, 0, size_);
    return true;
}

DrmBuffer::~DrmBuffer() {
    if (pixels_ != nullptr) {
        munmap(pixels_, size_);
    }
    if (framebuffer_ != 0) {
        drmModeRmFB(card_, framebuffer_);
    }
    if (handle_ != 0) {
        drm_mode_destroy_dumb destroy{};
        destroy.handle = handle_;
        drmIoctl(card_, DRM_IOCTL_MODE_DESTROY_DUMB, &destroy);
    }
}

}  // namespace tsuitate::screen
