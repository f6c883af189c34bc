// What a touch means is found without asking for memory: how long that takes, and what stays there, is
// nobody's to know. Every operator new of this program counts.
#include <cstdlib>
#include <new>

#include "tests/unit/touch/keys_of_events.hpp"

namespace {
std::size_t allocations = 0;  // so far; tests run on one thread
}

void* operator new(std::size_t size) {
    ++allocations;
    void* block = std::malloc(size == 0 ? 1 : size);
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    return block;
}
// The library's sorting takes its memory so, and gives it back as below.
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
    ++allocations;
    return std::malloc(size);
}
void operator delete(void* block) noexcept {
    std::free(block);
}
void operator delete(void* block, std::size_t /*size*/) noexcept {
    std::free(block);
}

namespace tsuitate::tests {
namespace {

TEST(Allocation, control_it_is_noticed) {
    const std::size_t before = allocations;
    const std::vector<int> some(100);
    EXPECT_EQ(allocations, before + 1) << some.size();
}

TEST(Allocation, no_touch_asks_for_memory) {
    using policy::Alphabet;
    for (const auto alphabet : {Alphabet::digits, Alphabet::capitals_and_digits}) {
        const policy::Layout layout = layout_of(policy::SceneName::entry, alphabet);
        vault::CitizenPanel panel;
        prove(panel);
        std::chrono::steady_clock::time_point at{std::chrono::hours(1)};
        const std::size_t before = allocations;
        std::size_t keys = 0;
        for (const policy::Target& target : layout.targets) {
            for (const double beside : {0.0, 11.0}) {  // a key, and often none
                const policy::PointMm middle = target.area.centre();
                const policy::PointMm where = {middle.x + beside, middle.y};
                at += std::chrono::seconds(1);
                keys += panel.meaning(layout, {.down = where,
                                               .lift = where,
                                               .down_at = at,
                                               .lifted_at = at + std::chrono::milliseconds(90),
                                               .frames = 9})
                                .key
                            ? 1U
                            : 0U;
            }
        }
        EXPECT_EQ(allocations, before);
        EXPECT_GE(keys, layout.targets.size());
        EXPECT_LT(keys, 2 * layout.targets.size());
    }
}

}  // namespace
}  // namespace tsuitate::tests
