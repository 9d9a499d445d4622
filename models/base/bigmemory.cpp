// SPDX-License-Identifier: Apache-2.0
#include "base/bigmemory.h"

#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace rastro {

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
    constexpr std::size_t kHuge = 2u << 20;
    constexpr std::size_t kPage = 4096;
    if (bytes >= kHuge) {
        // A huge page begins at a multiple of its size: take that much more and give back what is not needed.
        const std::size_t size = (bytes + kPage - 1) / kPage * kPage;
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

} // namespace rastro
