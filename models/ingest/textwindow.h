// SPDX-License-Identifier: Apache-2.0
//
// TextWindow: the part of a text that is in memory while it is read: the whole of a small file, or a window that moves
// over a big one. Grows only as far as one record needs. One thread at a time.
#pragma once

#include "bytes/buffer.h"
#include "bytes/bytestream.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace rastro {

class TextWindow {
public:
    // The whole text, kept alive by the caller.
    explicit TextWindow(std::string_view whole) : m_begin(whole.data()), m_end(whole.data() + whole.size()), m_atEnd(true) {}
    // The text that comes out of a stream; `baseOffset` is the offset of its first byte.
    TextWindow(ByteStream& stream, Buffer& buffer, std::uint64_t baseOffset = 0);

    const char* begin() const { return m_begin; }
    const char* end() const { return m_end; }
    bool isAtEnd() const { return m_atEnd; } // nothing comes after end()
    std::uint64_t offsetOf(const char* p) const { return m_base + static_cast<std::uint64_t>(p - m_begin); }

    // Brings more text in behind end(); what stands before `keep` is let go. Pointers move: keep's new place is returned.
    const char* more(const char* keep);

    // What ended the stream early, if anything did.
    const std::optional<Error>& error() const { return m_error; }
    std::uint64_t bytesSeen() const { return m_base + static_cast<std::uint64_t>(m_end - m_begin); }

private:
    static constexpr std::size_t kWindowBytes = 1u << 20;
    ByteStream* m_stream = nullptr;
    Buffer* m_buffer = nullptr;
    const char* m_begin;
    const char* m_end;
    std::uint64_t m_base = 0;
    bool m_atEnd = false;
    std::optional<Error> m_error;
};

} // namespace rastro
