#include "daemon/vault/hygiene/scrub.hpp"

#include <alloca.h>
#include <string.h>  // explicit_bzero
#include <sys/syscall.h>

#include <ctime>

namespace tsuitate::vault {
namespace {

#if defined(__x86_64__)
// Each sets every bit of its registers, with an instruction that exists wherever the registers do, and sleeps
// before anybody can touch them again: only when the thread is put aside does the kernel write them over what
// it saved of them before. Compilers end such functions with vzeroupper, after which it would write nothing.

constexpr timespec moment{.tv_sec = 0, .tv_nsec = 1'000'000};

void scrub_sse() {
    long result = SYS_nanosleep;
    asm volatile(
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n"
        "pcmpeqd %%xmm\\n, %%xmm\\n\n"
        ".endr\n"
        "syscall\n"
        : "+a"(result)
        : "D"(&moment), "S"(nullptr)
        : "rcx", "r11", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",
          "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

__attribute__((target("avx"))) void scrub_avx() {
    long result = SYS_nanosleep;
    // Comparison 15 is "always true".
    asm volatile(
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n"
        "vcmpps $15, %%ymm\\n, %%ymm\\n, %%ymm\\n\n"
        ".endr\n"
        "syscall\n"
        : "+a"(result)
        : "D"(&moment), "S"(nullptr)
        : "rcx", "r11", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",
          "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

__attribute__((target("avx512f"))) void scrub_avx512() {
    long result = SYS_nanosleep;
    asm volatile(
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
        "vpternlogd $0xff, %%zmm\\n, %%zmm\\n, %%zmm\\n\n"
        ".endr\n"
        "syscall\n"
        : "+a"(result)
        : "D"(&moment), "S"(nullptr)
        : "rcx", "r11", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",
          "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "xmm16", "xmm17", "xmm18", "xmm19",
          "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27", "xmm28", "xmm29", "xmm30",
          "xmm31");
}

// memcpy moves up to 16 bytes through these, which is a whole PIN.
void scrub_general() {
    asm volatile(
        ".irp r,rax,rcx,rdx,rsi,rdi,r8,r9,r10,r11\n"
        "movq $-1, %%\\r\n"
        ".endr\n" ::
            : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11");
}
#endif

}  // namespace

void scrub_registers() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        scrub_avx512();
    } else if (__builtin_cpu_supports("avx")) {
        scrub_avx();
    } else {
        scrub_sse();
    }
    scrub_general();
#endif
}

__attribute__((noinline)) void scrub_stack(std::size_t size) {
    void* below = alloca(size);
    explicit_bzero(below, size);
}

}  // namespace tsuitate::vault
