#include "daemon/wire/secret_memory.hpp"

#include <sodium.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <new>
#include <stdexcept>
#include <utility>

namespace tsuitate::wire {
namespace {

SecretBacking chosen_backing = SecretBacking::guarded_heap;

std::size_t page_size() {
    return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

int open_memfd_secret() {
#ifdef SYS_memfd_secret
    // The flag of this call is O_CLOEXEC, not FD_CLOEXEC (memfd_secret(2)).
    constexpr unsigned int close_on_exec = 02000000;
    return static_cast<int>(syscall(SYS_memfd_secret, close_on_exec));
#else
    return -1;
#endif
}

// Maps `pages` secret pages between two inaccessible ones; null when the kernel refuses.
void* map_secret_pages(std::size_t pages) {
    const std::size_t page = page_size();
    void* whole = mmap(nullptr, (pages + 2) * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (whole == MAP_FAILED) {
        return nullptr;
    }
    const int file = open_memfd_secret();
    bool mapped = false;
    if (file >= 0 && ftruncate(file, static_cast<off_t>(pages * page)) == 0) {
        mapped = mmap(static_cast<char*>(whole) + page, pages * page, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED;
    }
    if (file >= 0) {
        close(file);
    }
    if (!mapped) {
        munmap(whole, (pages + 2) * page);
        return nullptr;
    }
    return whole;
}

}  // namespace

std::string_view name_of(SecretBacking backing) {
    return backing == SecretBacking::memfd_secret ? "memfd_secret" : "guarded heap";
}

SecretBacking prepare_secret_memory(SecretBacking best) {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium does not start: no source of randomness");
    }
    void* probe = best == SecretBacking::memfd_secret ? map_secret_pages(1) : nullptr;
    if (probe != nullptr) {
        munmap(probe, 3 * page_size());
        return chosen_backing = SecretBacking::memfd_secret;
    }
    probe = sodium_malloc(1);
    if (probe == nullptr || sodium_mlock(probe, 1) != 0) {
        throw std::runtime_error("memory for secrets cannot be locked: raise LimitMEMLOCK= of this unit");
    }
    sodium_free(probe);
    return chosen_backing = SecretBacking::guarded_heap;
}

bool equal_in_constant_time(std::span<const std::uint8_t> left, std::span<const std::uint8_t> right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

SecretMemory SecretMemory::allocate(std::size_t size) {
    if (chosen_backing == SecretBacking::memfd_secret) {
        const std::size_t pages = (size + page_size() - 1) / page_size();
        void* mapping = map_secret_pages(pages);
        if (mapping == nullptr) {
            throw std::bad_alloc();
        }
        // The data ends at the guard page behind it, so that running over its end faults.
        auto* data = static_cast<std::uint8_t*>(mapping) + (pages + 1) * page_size() - size;
        return {data, size, mapping, (pages + 2) * page_size()};
    }
    void* memory = sodium_malloc(size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    // sodium_malloc goes on without the lock when the limit is reached; a secret must not.
    if (sodium_mlock(memory, size) != 0) {
        sodium_free(memory);
        throw std::bad_alloc();
    }
    sodium_memzero(memory, size);
    return {static_cast<std::uint8_t*>(memory), size, nullptr, 0};
}

SecretMemory::~SecretMemory() {
    release();
}

SecretMemory::SecretMemory(SecretMemory&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      mapping_(std::exchange(other.mapping_, nullptr)),
      mapping_size_(std::exchange(other.mapping_size_, 0)) {}

SecretMemory& SecretMemory::operator=(SecretMemory&& other) noexcept {
    if (this != &other) {
        release();
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
        mapping_ = std::exchange(other.mapping_, nullptr);
        mapping_size_ = std::exchange(other.mapping_size_, 0);
    }
    return *this;
}

void SecretMemory::wipe() {
    if (data_ != nullptr) {
        sodium_memzero(data_, size_);
    }
}

void SecretMemory::release() noexcept {
    if (data_ == nullptr) {
        return;
    }
    wipe();
    if (mapping_ != nullptr) {
        munmap(mapping_, mapping_size_);
    } else {
        sodium_free(data_);
    }
    data_ = nullptr;
}

}  // namespace tsuitate::wire
