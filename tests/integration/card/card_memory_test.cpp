// No copy of a PIN stays in the process: looked for in all its memory, after a driver that leaks on purpose
// and after the virtual reader's. Each search has a control that must find something.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

#include "daemon/vault/hygiene/locked_stack.hpp"
#include "daemon/vault/hygiene/scrub.hpp"
#include "tests/integration/card/card_process.hpp"
#include "tests/integration/card/memory_search.hpp"
#include "tests/integration/card/reader_bench.hpp"

namespace tsuitate::test {
namespace {

// Sixteen capitals and digits; in clear they stand nowhere.
constexpr MemorySearch::Masked masked_pin = {0xf4, 0x92, 0xff, 0xee, 0x97, 0xe8, 0x9c, 0xfd,
                                             0xef, 0x91, 0xf3, 0xe7, 0x93, 0xf1, 0xf5, 0xed};

// Volatile, so that no compiler works the PIN out beforehand.
std::uint8_t character(std::size_t i) {
    const volatile std::uint8_t mask = MemorySearch::mask;
    return static_cast<std::uint8_t>(masked_pin.at(i) ^ mask);
}

vault::Pin marked_pin() {
    vault::Pin pin;
    for (std::size_t i = 0; i < MemorySearch::text_size; ++i) {
        if (!pin.append(character(i))) {
            std::abort();
        }
    }
    return pin;
}

void write_pin(volatile std::uint8_t* memory) {
    for (std::size_t i = 0; i < MemorySearch::text_size; ++i) {
        memory[i] = character(i);
    }
}

class CardMemoryTest : public testing::Test {
  protected:
    void SetUp() override {
#ifdef TSUITATE_SANITIZED
        GTEST_SKIP() << "sanitizers bring an allocator that does not wipe";
#endif
        ASSERT_EQ(search_.count(), 0) << "the PIN is there before anybody typed it";
    }
    MemorySearch search_{masked_pin};
};

// Behind the words that an allocator itself writes into a free block.
constexpr std::size_t inside = 100;

TEST_F(CardMemoryTest, freed_memory_is_wiped) {
    auto* block = static_cast<std::uint8_t*>(std::malloc(200));
    const auto neighbour = std::make_unique<std::string>(200, 'x');  // so that it cannot grow where it is
    ASSERT_NE(block, nullptr);
    write_pin(block + inside);
    EXPECT_EQ(search_.count(), 1);
    block = static_cast<std::uint8_t*>(std::realloc(block, 10'000));
    EXPECT_EQ(search_.count(), 1) << "the place it moved from keeps nothing";
    block = static_cast<std::uint8_t*>(std::realloc(block, 20));
    EXPECT_EQ(search_.count(), 0) << "what was cut off is gone";
    std::free(block);

    write_pin(reinterpret_cast<std::uint8_t*>(neighbour->data()) + inside);
    EXPECT_EQ(search_.count(), 1);
    neighbour->append(10'000, 'x');
    EXPECT_EQ(search_.count(), 1);
    neighbour->clear();
    neighbour->shrink_to_fit();
    EXPECT_EQ(search_.count(), 0);
}

__attribute__((noinline)) void write_pin_on_stack() {
    std::array<std::uint8_t, 64UL * 1024> frame{};
    write_pin(frame.data() + 100);
    write_pin(frame.data() + frame.size() - 100);
}

TEST_F(CardMemoryTest, scrubbed_stack_keeps_nothing) {
    struct Counts {
        MemorySearch& search;
        int before = -1;
        int after = -1;
    } counts{.search = search_};
    const vault::LockedStack stack(512UL * 1024);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    stack.use_for(attributes);
    pthread_t thread{};
    const auto body = [](void* argument) -> void* {
        auto& out = *static_cast<Counts*>(argument);
        write_pin_on_stack();
        out.before = out.search.count();
        write_pin_on_stack();
        vault::scrub_stack(256UL * 1024);
        out.after = out.search.count();
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, body, &counts), 0);
    pthread_join(thread, nullptr);
    EXPECT_GE(counts.before, 1);
    EXPECT_EQ(counts.after, 0);
    pthread_attr_destroy(&attributes);
}

TEST_F(CardMemoryTest, nothing_is_left_after_a_driver_that_leaks) {
    void* driver = dlopen(LEAKING_DRIVER, RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(driver, nullptr) << dlerror();
    auto& hold = *static_cast<std::atomic<bool>*>(dlsym(driver, "leaking_driver_hold"));
    const auto& held = *static_cast<std::atomic<bool>*>(dlsym(driver, "leaking_driver_held"));
    ReaderBench bench({.library = LEAKING_DRIVER, .device_name = "leaking"});
    ASSERT_TRUE(bench.wait_until([](const auto& heard) { return heard.card_present; }));

    hold = true;
    bench.begin_verify(signature(), marked_pin());
    while (!held) {
        std::this_thread::yield();
    }
    // Seven on the stack, four on the heap.
    EXPECT_GE(search_.count(), 11) << "the control: the driver's copies are alive now";
    hold = false;
    ASSERT_TRUE(bench.wait_until([](const auto& heard) { return heard.verify.has_value(); }));
    EXPECT_EQ(bench.heard().verify->said, vault::VerifyAnswer::Said::verified);
    EXPECT_EQ(search_.count(), 0);
    dlclose(driver);
}

TEST_F(CardMemoryTest, nothing_is_left_after_the_virtual_reader) {
    const int port = free_port();
    const CardProcess card(port, {});
    ReaderBench bench({.library = VIRTUAL_READER, .device_name = "/dev/null:" + std::to_string(port)});
    ASSERT_TRUE(bench.wait_until([](const auto& heard) { return heard.card_present; }));
    for (int left = 4; left >= 1; --left) {
        const auto said = bench.verify(signature(), marked_pin());
        ASSERT_TRUE(said);
        EXPECT_EQ(said->said, vault::VerifyAnswer::Said::wrong);
        EXPECT_EQ(said->left, left);
        EXPECT_EQ(search_.count(), 0);
    }
    EXPECT_EQ(card.verifies(), 4);
}

// Of a PIN that never is sent, because no card is there, nothing is left either.
TEST_F(CardMemoryTest, nothing_is_left_of_a_pin_that_is_not_sent) {
    ReaderBench bench({.library = "/nonexistent", .device_name = "x"});
    const auto said = bench.verify(signature(), marked_pin());
    ASSERT_TRUE(said);
    EXPECT_EQ(said->said, vault::VerifyAnswer::Said::not_sent);
    EXPECT_EQ(search_.count(), 0);
}

}  // namespace
}  // namespace tsuitate::test
