// In the vault's executables every block of memory is wiped when it is freed: drivers and libraries copy what
// they carry and forget it. Defined here, these functions are those of every library in the process. What
// hands out memory (malloc, calloc, aligned_alloc, posix_memalign, memalign) stays glibc's own: its blocks
// all come back through free or realloc. Under sanitizers, which bring their own allocator, this file is left
// out.
#include <malloc.h>
#include <string.h>  // explicit_bzero

#include <cerrno>
#include <cstddef>
#include <cstring>

extern "C" {
// glibc's own allocator, under the names that remain when malloc and free are replaced (GLIBC_2.2.5).
void* __libc_malloc(std::size_t size);
void __libc_free(void* block);

void free(void* block) noexcept;
void* realloc(void* block, std::size_t size) noexcept;
void* reallocarray(void* block, std::size_t count, std::size_t size) noexcept;
}

void free(void* block) noexcept {
    if (block != nullptr) {
        explicit_bzero(block, malloc_usable_size(block));
        __libc_free(block);
    }
}

// Always moves: growing in place could leave the old end behind unseen, and glibc's own move would not wipe.
void* realloc(void* block, std::size_t size) noexcept {
    if (block == nullptr) {
        return __libc_malloc(size);
    }
    if (size == 0) {
        free(block);
        return nullptr;
    }
    void* moved = __libc_malloc(size);
    if (moved != nullptr) {
        const std::size_t old_size = malloc_usable_size(block);
        std::memcpy(moved, block, old_size < size ? old_size : size);
        free(block);
    }
    return moved;
}

void* reallocarray(void* block, std::size_t count, std::size_t size) noexcept {
    std::size_t product = 0;
    if (__builtin_mul_overflow(count, size, &product)) {
        errno = ENOMEM;
        return nullptr;
    }
    return realloc(block, product);
}
