// SPDX-License-Identifier: Apache-2.0
#include "base/bigmemory.h"

#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace rastro {

namespace {

#if defined(__linux__)
constexpr std::size_t kHuge = 2u << 20;
constexpr std::size_t kPage = 4096;

// What is mapped for so many bytes; 0: they come from the heap.
std::size_t mappedSize(std::size_t bytes) {
    return bytes >= kHuge ? (bytes + kPage - 1) / kPage * kPage : 0;
}
#endif

} // namespace

void BigMemoryRelease::operator()(char* memory) const {
#if defined(__linux__)
    if (mappedBytes != 0) {
        ::munmap(memory, mappedBytes);
        return;
    }
#endif
    delete[] memory;
}

BigMemory allocateBig(std::size_t bytes) {
#if defined(__linux__)
    if (const std::size_t size = mappedSize(bytes); size != 0) {
        // A huge page begins at a multiple of its size: take that much more and give back what is not needed.
        void* raw = ::mmap(nullptr, size + kHuge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (raw == MAP_FAILED)
            return {};
        char* begin = static_cast<char*>(raw);
        const std::size_t skip = (kHuge - reinterpret_cast<std::uintptr_t>(begin) % kHuge) % kHuge;
        if (skip != 0)
            ::munmap(begin, skip);
        if (kHuge - skip != 0)
            ::munmap(begin + skip + size, kHuge - skip);
        ::madvise(begin + skip, size, MADV_HUGEPAGE);
        return BigMemory(begin + skip, BigMemoryRelease{size});
    }
#endif
    return BigMemory(new char[bytes], BigMemoryRelease{});
}

void releaseBig(char* memory, std::size_t bytes) {
#if defined(__linux__)
    BigMemoryRelease{mappedSize(bytes)}(memory);
#else
    static_cast<void>(bytes);
    BigMemoryRelease{}(memory);
#endif
}

} // namespace rastro
