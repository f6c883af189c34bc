// SecretMemory: the pages behind a Secret. memfd_secret where the kernel has it (the pages leave the kernel's
// own map), libsodium's guarded heap otherwise. Both are locked, between guard pages, and not dumped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tsuitate::wire {

enum class SecretBacking : std::uint8_t { memfd_secret, guarded_heap };

std::string_view name_of(SecretBacking backing);

// Must be called before the first Secret is made. Tries memfd_secret and falls back to the guarded heap,
// which is all that `best` = guarded_heap leaves. What was made before stays in its own. Throws
// std::runtime_error when not even one page can be locked (raise LimitMEMLOCK=).
SecretBacking prepare_secret_memory(SecretBacking best = SecretBacking::memfd_secret);

bool equal_in_constant_time(std::span<const std::uint8_t> left, std::span<const std::uint8_t> right);

class SecretMemory {
  public:
    // Throws std::bad_alloc when the memory cannot be had or cannot be locked.
    static SecretMemory allocate(std::size_t size);

    ~SecretMemory();
    SecretMemory(const SecretMemory&) = delete;
    SecretMemory& operator=(const SecretMemory&) = delete;
    SecretMemory(SecretMemory&& other) noexcept;
    SecretMemory& operator=(SecretMemory&& other) noexcept;

    std::size_t size() const { return size_; }
    std::span<std::uint8_t> bytes() { return {data_, size_}; }
    std::span<const std::uint8_t> bytes() const { return {data_, size_}; }
    void wipe();

  private:
    SecretMemory(std::uint8_t* data, std::size_t size, void* mapping, std::size_t mapping_size)
        : data_(data), size_(size), mapping_(mapping), mapping_size_(mapping_size) {}
    void release() noexcept;

    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
    void* mapping_ = nullptr;  // null: data_ is from the guarded heap
    std::size_t mapping_size_ = 0;
};

}  // namespace tsuitate::wire
