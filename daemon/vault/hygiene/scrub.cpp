#include "daemon/vault/hygiene/scrub.hpp"

#include <sodium.h>

#include <alloca.h>

namespace tsuitate::vault {
namespace {

#if defined(__x86_64__)
__attribute__((noinline)) void scrub_sse() {
    asm volatile(
        "pcmpeqd %%xmm0, %%xmm0\n pcmpeqd %%xmm1, %%xmm1\n pcmpeqd %%xmm2, %%xmm2\n pcmpeqd %%xmm3, %%xmm3\n"
        "pcmpeqd %%xmm4, %%xmm4\n pcmpeqd %%xmm5, %%xmm5\n pcmpeqd %%xmm6, %%xmm6\n pcmpeqd %%xmm7, %%xmm7\n"
        "pcmpeqd %%xmm8, %%xmm8\n pcmpeqd %%xmm9, %%xmm9\n pcmpeqd %%xmm10, %%xmm10\n pcmpeqd %%xmm11, "
        "%%xmm11\n"
        "pcmpeqd %%xmm12, %%xmm12\n pcmpeqd %%xmm13, %%xmm13\n pcmpeqd %%xmm14, %%xmm14\n pcmpeqd %%xmm15, "
        "%%xmm15\n" ::
            : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
              "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

__attribute__((noinline, target("avx2"))) void scrub_avx2() {
    asm volatile(
        "vpcmpeqd %%ymm0, %%ymm0, %%ymm0\n vpcmpeqd %%ymm1, %%ymm1, %%ymm1\n vpcmpeqd %%ymm2, %%ymm2, "
        "%%ymm2\n"
        "vpcmpeqd %%ymm3, %%ymm3, %%ymm3\n vpcmpeqd %%ymm4, %%ymm4, %%ymm4\n vpcmpeqd %%ymm5, %%ymm5, "
        "%%ymm5\n"
        "vpcmpeqd %%ymm6, %%ymm6, %%ymm6\n vpcmpeqd %%ymm7, %%ymm7, %%ymm7\n vpcmpeqd %%ymm8, %%ymm8, "
        "%%ymm8\n"
        "vpcmpeqd %%ymm9, %%ymm9, %%ymm9\n vpcmpeqd %%ymm10, %%ymm10, %%ymm10\n vpcmpeqd %%ymm11, %%ymm11, "
        "%%ymm11\n"
        "vpcmpeqd %%ymm12, %%ymm12, %%ymm12\n vpcmpeqd %%ymm13, %%ymm13, %%ymm13\n"
        "vpcmpeqd %%ymm14, %%ymm14, %%ymm14\n vpcmpeqd %%ymm15, %%ymm15, %%ymm15\n" ::
            : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
              "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

// vpternlogd with 0xff sets every bit, also in zmm16 to zmm31, which memcpy uses where they are.
__attribute__((noinline, target("avx512f"))) void scrub_avx512() {
    asm volatile(
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
        "vpternlogd $0xff, %%zmm\\n, %%zmm\\n, %%zmm\\n\n"
        ".endr\n" ::
            : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
              "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "xmm16", "xmm17", "xmm18", "xmm19", "xmm20",
              "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27", "xmm28", "xmm29", "xmm30",
              "xmm31");
}
#endif

}  // namespace

void scrub_registers() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        scrub_avx512();
    } else if (__builtin_cpu_supports("avx2")) {
        scrub_avx2();
    } else {
        scrub_sse();
    }
#endif
}

__attribute__((noinline)) void scrub_stack(std::size_t size) {
    void* below = alloca(size);
    sodium_memzero(below, size);
}

}  // namespace tsuitate::vault
