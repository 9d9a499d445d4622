// SPDX-License-Identifier: Apache-2.0
#include "base/bigmemory.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <mutex>
#include <utility>

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

namespace {

// Blocks given back, by their mapped size. Only as many as are in use at a time in a window: the answers shown and asked.
class Spares {
public:
    char* take(std::size_t size) {
        const std::lock_guard lock(m_mutex);
        for (Block& block : m_blocks) {
            if (block.size == size)
                return std::exchange(block, {}).memory;
        }
        return nullptr;
    }

    // What has to go: the block itself if there is no room, one that is older, or nothing.
    void keep(char* memory, std::size_t size) {
        Block goes{memory, size};
        {
            const std::lock_guard lock(m_mutex);
            std::rotate(m_blocks.begin(), m_blocks.end() - 1, m_blocks.end());
            std::swap(m_blocks.front(), goes);
            std::size_t all = 0;
            for (Block& block : m_blocks) {
                all += block.size;
                if (all > kMostSpareBytes && goes.memory == nullptr)
                    goes = std::exchange(block, {});
            }
        }
        if (goes.memory != nullptr)
            releaseBig(goes.memory, goes.size);
    }

    void drop() {
        const std::lock_guard lock(m_mutex);
        for (Block& block : m_blocks) {
            if (block.memory != nullptr)
                releaseBig(block.memory, block.size);
            block = {};
        }
    }

private:
    struct Block {
        char* memory = nullptr;
        std::size_t size = 0;
    };
    std::mutex m_mutex;
    std::array<Block, 6> m_blocks{};
};

Spares& spares() {
    static Spares* const all = new Spares; // containers may be destroyed after everything static
    return *all;
}

// Answers of about the same size share a block.
std::size_t spareSize(std::size_t bytes) {
    constexpr std::size_t kLeast = std::size_t{256} << 10;
    constexpr std::size_t kStep = std::size_t{2} << 20;
    return bytes < kLeast ? 0 : (bytes + kStep - 1) / kStep * kStep;
}

} // namespace

BigMemory takeSpare(std::size_t bytes) {
    const std::size_t size = spareSize(bytes);
    if (size == 0)
        return allocateBig(bytes);
    if (char* const known = spares().take(size))
        return BigMemory(known, BigMemoryRelease{size});
    return allocateBig(size);
}

void giveSpare(char* memory, std::size_t bytes) {
    if (const std::size_t size = spareSize(bytes); size != 0)
        spares().keep(memory, size);
    else
        releaseBig(memory, bytes);
}

void dropSpares() { spares().drop(); }

} // namespace rastro
