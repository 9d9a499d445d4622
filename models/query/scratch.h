// SPDX-License-Identifier: Apache-2.0
//
// ScratchBuffer: an array for a moment's work, not zeroed, and on large pages where the system has them: sorting
// touches it in random order, and page faults and TLB misses would cost more than the sort. Not thread-safe by itself.
#pragma once

#include "base/bigmemory.h"

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace rastro {

template <typename T> class ScratchBuffer {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    ScratchBuffer() = default;
    explicit ScratchBuffer(std::size_t size)
        : m_memory(size != 0 ? allocateBig(size * sizeof(T)) : BigMemory{}), m_size(size) {
        if (size != 0 && m_memory == nullptr)
            throw std::bad_alloc(); // as every container does
    }

    void swap(ScratchBuffer& other) noexcept {
        std::swap(m_memory, other.m_memory);
        std::swap(m_size, other.m_size);
    }
    T* data() { return static_cast<T*>(static_cast<void*>(m_memory.get())); }
    const T* data() const { return static_cast<const T*>(static_cast<const void*>(m_memory.get())); }
    std::size_t size() const { return m_size; }
    T& operator[](std::size_t i) { return data()[i]; }
    const T& operator[](std::size_t i) const { return data()[i]; }

private:
    BigMemory m_memory;
    std::size_t m_size = 0;
};

} // namespace rastro
