// MemorySearch: looks for a text in all the memory of this process that can be read. Holds the text masked
// only, so that it does not find itself.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tsuitate::test {

class MemorySearch {
  public:
    static constexpr std::size_t text_size = 16;
    static constexpr std::uint8_t mask = 0xa5;
    using Masked = std::array<std::uint8_t, text_size>;

    explicit MemorySearch(const Masked& masked);
    ~MemorySearch();
    MemorySearch(const MemorySearch&) = delete;
    MemorySearch& operator=(const MemorySearch&) = delete;

    // How many copies there are. Throws std::runtime_error when the process cannot read itself.
    int count();

  private:
    int count_between(int memory, std::uintptr_t begin, std::uintptr_t end);

    Masked masked_;
    std::uint8_t* window_;  // what was read; left out of the search, wiped after it
};

}  // namespace tsuitate::test
