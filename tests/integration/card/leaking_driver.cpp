// An IFD handler that handles a PIN as carelessly as a driver may: copies on the stack, on the heap and in
// registers, a dump to the log, and nothing wiped. It has a card of its own that accepts any PIN. For the
// test of what the vault removes after it.
// Its header is for C and does not say so.
extern "C" {
#include <ifdhandler.h>
}

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <thread>

extern "C" {
void log_msg(int priority, const char* format, ...);
void log_xxd(int priority, const char* message, const unsigned char* buffer, int size);

// The test holds the driver in the middle of VERIFY, when its copies are alive.
std::atomic<bool> leaking_driver_hold = false;
std::atomic<bool> leaking_driver_held = false;
}

namespace {

constexpr std::array<unsigned char, 9> answer_to_reset = {0x3b, 0xe0, 0x00, 0xff, 0x81,
                                                          0x31, 0xfe, 0x45, 0x14};
constexpr int debug_priority = 0;

// The compiler must believe that somebody reads the copies.
void keep(const void* memory) {
    asm volatile("" ::"r"(memory) : "memory");
}

__attribute__((noinline)) void copy_on_stack(const unsigned char* command, std::size_t size, int depth) {
    std::array<unsigned char, 16 * 1024> buffer{};
    std::memcpy(buffer.data() + buffer.size() / 2, command, size);
    keep(buffer.data());
    if (depth > 0) {
        copy_on_stack(command, size, depth - 1);
    } else {
        while (leaking_driver_hold) {
            leaking_driver_held = true;
            std::this_thread::yield();
        }
    }
    keep(buffer.data());
}

void mishandle(const unsigned char* command, std::size_t size) {
    log_msg(debug_priority, "command of %zu bytes, first %02x", size, command[0]);
    log_xxd(debug_priority, "-> ", command, static_cast<int>(size));
    auto* small = static_cast<unsigned char*>(std::malloc(size));
    auto* large = static_cast<unsigned char*>(std::malloc(64UL * 1024));
    auto* mapped = static_cast<unsigned char*>(std::malloc(1024UL * 1024));
    void* aligned = nullptr;
    if (small == nullptr || large == nullptr || mapped == nullptr ||
        posix_memalign(&aligned, 4096, 8192) != 0) {
        std::abort();
    }
    std::memcpy(small, command, size);
    std::memcpy(large + 60UL * 1024, command, size);
    std::memcpy(mapped + 1000UL * 1024, command, size);
    std::memcpy(static_cast<unsigned char*>(aligned) + 4096, command, size);
    copy_on_stack(command, size, 6);
    // Grown so that it moves, and freed at another place.
    auto* grown = static_cast<unsigned char*>(std::realloc(small, 4096));
    keep(grown);
    std::free(grown);
    std::free(large);
    std::free(mapped);
    std::free(aligned);
}

RESPONSECODE answer(PUCHAR buffer, PDWORD size, unsigned char first, unsigned char second) {
    buffer[0] = first;
    buffer[1] = second;
    *size = 2;
    return IFD_SUCCESS;
}

}  // namespace

extern "C" {

RESPONSECODE IFDHCreateChannelByName(DWORD, LPSTR) {
    return IFD_SUCCESS;
}

RESPONSECODE IFDHCloseChannel(DWORD) {
    return IFD_SUCCESS;
}

RESPONSECODE IFDHICCPresence(DWORD) {
    return IFD_ICC_PRESENT;
}

RESPONSECODE IFDHPowerICC(DWORD, DWORD, PUCHAR atr, PDWORD size) {
    std::memcpy(atr, answer_to_reset.data(), answer_to_reset.size());
    *size = answer_to_reset.size();
    return IFD_SUCCESS;
}

RESPONSECODE IFDHSetProtocolParameters(DWORD, DWORD, UCHAR, UCHAR, UCHAR, UCHAR) {
    return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHTransmitToICC(DWORD, SCARD_IO_HEADER, PUCHAR command, DWORD size, PUCHAR received,
                               PDWORD received_size, PSCARD_IO_HEADER) {
    constexpr unsigned char verify = 0x20;
    if (command[1] == verify && size > 5) {
        mishandle(command, size);
    } else if (command[1] == verify) {
        return answer(received, received_size, 0x63, 0xc3);
    }
    return answer(received, received_size, 0x90, 0x00);
}
}
