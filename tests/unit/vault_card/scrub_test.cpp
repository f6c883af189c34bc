#include "daemon/vault/hygiene/scrub.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <span>

#include "daemon/vault/hygiene/locked_stack.hpp"

namespace tsuitate::vault {
namespace {

#if defined(__x86_64__)

constexpr std::size_t widest = 32UL * 64;
using Registers = std::array<std::uint8_t, widest>;

__attribute__((target("avx512f"))) std::size_t scrub_and_read_avx512(Registers& after) {
    asm volatile(
        "vpbroadcastd %[value], %%zmm5\n vmovdqa64 %%zmm5, %%zmm0\n vmovdqa64 %%zmm5, %%zmm15\n"
        "vmovdqa64 %%zmm5, %%zmm31\n" ::[value] "r"(0x41424344)
        : "xmm0", "xmm5", "xmm15", "xmm31");
    scrub_registers();
    asm volatile(
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
        "vmovdqu64 %%zmm\\n, 64*\\n(%[after])\n"
        ".endr\n" ::[after] "r"(after.data())
        : "memory");
    return 32UL * 64;
}

std::size_t scrub_and_read_sse(Registers& after) {
    asm volatile(
        "movd %[value], %%xmm5\n movdqa %%xmm5, %%xmm0\n movdqa %%xmm5, %%xmm15\n" ::[value] "r"(0x41424344)
        : "xmm0", "xmm5", "xmm15");
    scrub_registers();
    asm volatile(
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n"
        "movdqu %%xmm\\n, 16*\\n(%[after])\n"
        ".endr\n" ::[after] "r"(after.data())
        : "memory");
    return 16UL * 16;
}

TEST(Scrub, no_vector_register_keeps_what_it_held) {
    Registers after{};
    const std::size_t size =
        __builtin_cpu_supports("avx512f") ? scrub_and_read_avx512(after) : scrub_and_read_sse(after);
    const auto seen = std::span(after).first(size);
    // The compiler may have cleared upper halves behind it; what was there before is in none.
    EXPECT_TRUE(
        std::all_of(seen.begin(), seen.end(), [](std::uint8_t byte) { return byte == 0 || byte == 0xff; }));
    EXPECT_EQ(seen[0], 0xff);
}

#endif

TEST(LockedStack, thread_runs_on_it) {
    const LockedStack stack(256UL * 1024);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    stack.use_for(attributes);
    void* begin = nullptr;
    std::size_t size = 0;
    pthread_attr_getstack(&attributes, &begin, &size);
    const void* local_address = nullptr;
    pthread_t thread{};
    const auto body = [](void* argument) -> void* {
        const int local = 0;
        *static_cast<const void**>(argument) = __builtin_frame_address(0);
        return local == 0 ? nullptr : argument;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, body, &local_address), 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    EXPECT_GE(local_address, begin);
    EXPECT_LT(local_address, static_cast<char*>(begin) + size);
}

}  // namespace
}  // namespace tsuitate::vault
