// A disk that fails on demand, for a process into which this is loaded with LD_PRELOAD: while the file named
// by TSUITATE_FAILING_DISK exists, what reads, writes or synchronises a file says EIO.
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace {

bool fails() {
    const char* file = std::getenv("TSUITATE_FAILING_DISK");
    const int before = errno;
    const bool there = file != nullptr && access(file, F_OK) == 0;
    errno = there ? EIO : before;
    return there;
}

template <typename Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

using Write = ssize_t (*)(int, const void*, size_t, off_t);
using Read = ssize_t (*)(int, void*, size_t, off_t);
using Synchronise = int (*)(int);

}  // namespace

extern "C" {

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
    static const auto real = next<Write>("pwrite");
    return fails() ? -1 : real(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off_t offset) {
    return pwrite(descriptor, bytes, size, offset);
}

ssize_t pread(int descriptor, void* bytes, size_t size, off_t offset) {
    static const auto real = next<Read>("pread");
    return fails() ? -1 : real(descriptor, bytes, size, offset);
}

ssize_t pread64(int descriptor, void* bytes, size_t size, off_t offset) {
    return pread(descriptor, bytes, size, offset);
}

int fdatasync(int descriptor) {
    static const auto real = next<Synchronise>("fdatasync");
    return fails() ? -1 : real(descriptor);
}

int fsync(int descriptor) {
    static const auto real = next<Synchronise>("fsync");
    return fails() ? -1 : real(descriptor);
}

}  // extern "C"
