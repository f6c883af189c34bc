#include "tests/integration/card/memory_search.hpp"

#include <fcntl.h>
#include <string.h>  // explicit_bzero
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "daemon/wire/descriptor.hpp"

namespace tsuitate::test {
namespace {

constexpr std::size_t window_size = 256UL * 1024;

struct Area {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
};

std::vector<Area> readable_areas() {
    std::ifstream maps("/proc/self/maps");
    std::vector<Area> areas;
    for (std::string line; std::getline(maps, line);) {
        std::istringstream words(line);
        Area area;
        char dash = 0;
        std::string rights;
        words >> std::hex >> area.begin >> dash >> area.end >> rights;
        if (rights.starts_with('r')) {
            areas.push_back(area);
        }
    }
    return areas;
}

}  // namespace

MemorySearch::MemorySearch(const Masked& masked) : masked_(masked) {
    void* memory = mmap(nullptr, window_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        throw std::bad_alloc();
    }
    window_ = static_cast<std::uint8_t*>(memory);
}

MemorySearch::~MemorySearch() {
    munmap(window_, window_size);
}

int MemorySearch::count() {
    const wire::Descriptor memory(open("/proc/self/mem", O_RDONLY | O_CLOEXEC));
    const auto areas = readable_areas();
    if (!memory || areas.empty()) {
        throw std::runtime_error("this process cannot read its own memory");
    }
    const auto own = reinterpret_cast<std::uintptr_t>(window_);
    int found = 0;
    for (const Area& area : areas) {
        // The kernel joins neighbouring mappings: the window may be a part of an area.
        found += count_between(memory.number(), area.begin, std::clamp(own, area.begin, area.end));
        found +=
            count_between(memory.number(), std::clamp(own + window_size, area.begin, area.end), area.end);
    }
    explicit_bzero(window_, window_size);
    return found;
}

int MemorySearch::count_between(int memory, std::uintptr_t begin, std::uintptr_t end) {
    const auto unmasked = [](std::uint8_t there, std::uint8_t masked) {
        return static_cast<std::uint8_t>(there ^ mask) == masked;
    };
    int found = 0;
    // Windows overlap by one text less one byte, so that none is missed and none counted twice.
    for (std::uintptr_t at = begin; at + text_size <= end; at += window_size - (text_size - 1)) {
        const std::size_t wanted = std::min<std::size_t>(window_size, end - at);
        // Secret pages cannot be read by anybody, the kernel's own [vvar] neither: they answer with an error.
        const ssize_t got = pread(memory, window_, wanted, static_cast<off_t>(at));
        if (got < static_cast<ssize_t>(text_size)) {
            continue;
        }
        const std::uint8_t* window_end = window_ + got;
        for (const std::uint8_t* place = window_;; ++place) {
            place = std::search(place, window_end, masked_.begin(), masked_.end(), unmasked);
            if (place == window_end) {
                break;
            }
            ++found;
        }
    }
    return found;
}

}  // namespace tsuitate::test
