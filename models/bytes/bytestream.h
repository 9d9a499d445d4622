// SPDX-License-Identifier: Apache-2.0
//
// ByteStream: bytes in order, from a file, memory, an archive member or an inflater. One thread at a time.
#pragma once

#include "base/result.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rastro {

class ByteStream {
public:
    virtual ~ByteStream() = default;
    // Up to `size` bytes; 0 means the end. After an error the stream stays at its end.
    virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
};

// The caller keeps the bytes alive.
class MemoryStream final : public ByteStream {
public:
    explicit MemoryStream(std::string_view bytes) : m_left(bytes) {}
    Result<std::size_t> read(char* to, std::size_t size) override {
        const std::size_t count = std::min(size, m_left.size());
        if (count != 0)
            std::memcpy(to, m_left.data(), count);
        m_left.remove_prefix(count);
        return count;
    }

private:
    std::string_view m_left;
};

// The next `limit` bytes of another stream.
class LimitedStream final : public ByteStream {
public:
    LimitedStream(ByteStream& inner, std::uint64_t limit) : m_inner(inner), m_left(limit) {}
    Result<std::size_t> read(char* to, std::size_t size) override {
        auto count = m_inner.read(to, static_cast<std::size_t>(std::min<std::uint64_t>(size, m_left)));
        if (count)
            m_left -= *count;
        return count;
    }

private:
    ByteStream& m_inner;
    std::uint64_t m_left;
};

} // namespace rastro
