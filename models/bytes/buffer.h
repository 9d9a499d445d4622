// SPDX-License-Identifier: Apache-2.0
//
// Buffer: bytes that are not zeroed when they grow, for text that is about to be written anyway. One thread at a time.
#pragma once

#include "base/bigmemory.h"

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace rastro {

class Buffer {
public:
    char* data() { return m_data.get(); }
    const char* data() const { return m_data.get(); }
    std::size_t size() const { return m_size; }
    std::size_t capacity() const { return m_capacity; }
    std::string_view view() const { return {m_data.get(), m_size}; }
    void setSize(std::size_t size) { m_size = size; } // at most capacity()

    // Room for `capacity` bytes; the first size() bytes stay.
    void reserve(std::size_t capacity) {
        if (capacity <= m_capacity)
            return;
        BigMemory larger = allocateBig(capacity);
        if (m_size != 0)
            std::memcpy(larger.get(), m_data.get(), m_size);
        m_data = std::move(larger);
        m_capacity = capacity;
    }
    void release() {
        m_data.reset();
        m_size = m_capacity = 0;
    }

private:
    BigMemory m_data;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace rastro
