// Secret: bytes that let one guess a PIN, in memory that is guarded, locked, left out of core dumps and
// wiped. It cannot be copied, printed, compared in variable time or put into a message; each is a compile
// error.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "daemon/wire/secret_memory.hpp"

namespace tsuitate::wire {

// At most Capacity secret bytes. Starts empty; wiped when cleared, moved from or destroyed.
template <std::size_t Capacity>
class Secret {
  public:
    Secret() : memory_(SecretMemory::allocate(Capacity)) {}
    ~Secret() = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept
        : memory_(std::move(other.memory_)), size_(std::exchange(other.size_, 0)) {}
    Secret& operator=(Secret&& other) noexcept {
        memory_ = std::move(other.memory_);
        size_ = std::exchange(other.size_, 0);
        return *this;
    }

    static constexpr std::size_t capacity() { return Capacity; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    // Appends one byte. Returns false, and changes nothing, when it is full.
    [[nodiscard]] bool append(std::uint8_t byte) {
        if (size_ >= memory_.size()) {
            return false;
        }
        memory_.bytes()[size_++] = byte;
        return true;
    }

    // Appends all bytes or none.
    [[nodiscard]] bool append(std::span<const std::uint8_t> bytes) {
        if (bytes.size() > memory_.size() - size_) {
            return false;
        }
        std::copy(bytes.begin(), bytes.end(), memory_.bytes().begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += bytes.size();
        return true;
    }

    // Removes and wipes the last byte; does nothing when empty.
    void remove_last() {
        if (size_ > 0) {
            memory_.bytes()[--size_] = 0;
        }
    }

    void wipe() {
        memory_.wipe();
        size_ = 0;
    }

    // The only way to read it. Whoever calls this is listed in SECURITY.md.
    std::span<const std::uint8_t> expose() const { return memory_.bytes().first(size_); }

  private:
    SecretMemory memory_;
    std::size_t size_ = 0;
};

// Equality in a time that depends on the sizes only.
template <std::size_t A, std::size_t B>
bool equal_in_constant_time(const Secret<A>& left, const Secret<B>& right) {
    return equal_in_constant_time(left.expose(), right.expose());
}

// Comparison by operator would take variable time.
template <std::size_t A, std::size_t B>
bool operator==(const Secret<A>&, const Secret<B>&) = delete;

}  // namespace tsuitate::wire
