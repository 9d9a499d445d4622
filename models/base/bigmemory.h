// SPDX-License-Identifier: Apache-2.0
//
// Memory for large arrays and buffers: not zeroed by us, and on huge pages where the system has them, so that filling a
// few megabytes costs a handful of page faults instead of thousands. Any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace rastro {

struct BigMemoryRelease {
    std::size_t mappedBytes = 0; // 0: from the heap
    void operator()(char* memory) const;
};

using BigMemory = std::unique_ptr<char[], BigMemoryRelease>;

// At least `bytes`, aligned for any type; null only if the system has no memory left.
BigMemory allocateBig(std::size_t bytes);
void releaseBig(char* memory, std::size_t bytes); // what allocateBig(bytes) gave and was taken out of its pointer

// The same through a few blocks that were given back and are kept: the answer to a filter is as large as the one it takes
// the place of, and pages that are there already need no clearing by the system. At most kMostSpareBytes stay.
inline constexpr std::size_t kMostSpareBytes = std::size_t{160} << 20;
BigMemory takeSpare(std::size_t bytes);
void giveSpare(char* memory, std::size_t bytes);
void dropSpares(); // back to the system

// For a container of plain values. Elements made without a value are not zeroed: whoever makes a vector of a size fills
// it.
template <typename T> struct BigAllocator {
    static_assert(std::is_trivially_copyable_v<T>);
    using value_type = T;

    BigAllocator() = default;
    template <typename U> BigAllocator(const BigAllocator<U>&) {} // NOLINT(google-explicit-constructor): as required of it

    T* allocate(std::size_t count) {
        BigMemory memory = takeSpare(count * sizeof(T));
        if (memory == nullptr)
            throw std::bad_alloc();
        return static_cast<T*>(static_cast<void*>(memory.release()));
    }
    void deallocate(T* memory, std::size_t count) {
        giveSpare(static_cast<char*>(static_cast<void*>(memory)), count * sizeof(T));
    }
    template <typename U> void construct(U* place) { ::new (static_cast<void*>(place)) U; }
    template <typename U, typename... Args> void construct(U* place, Args&&... args) {
        ::new (static_cast<void*>(place)) U(std::forward<Args>(args)...);
    }
    bool operator==(const BigAllocator&) const { return true; }
};

} // namespace rastro
