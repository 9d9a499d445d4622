// SPDX-License-Identifier: Apache-2.0
#include "ingest/textwindow.h"

#include <algorithm>
#include <cstring>

namespace rastro {

TextWindow::TextWindow(ByteStream& stream, Buffer& buffer, std::uint64_t baseOffset)
    : m_stream(&stream), m_buffer(&buffer), m_begin(nullptr), m_end(nullptr), m_base(baseOffset) {
    buffer.reserve(kWindowBytes + 64);
    m_begin = m_end = buffer.data();
    more(m_begin);
}

const char* TextWindow::more(const char* keep) {
    if (m_atEnd)
        return keep;
    const auto kept = static_cast<std::size_t>(m_end - keep);
    m_base += static_cast<std::uint64_t>(keep - m_begin);
    // At least as much again as is kept, so that a long record is looked at a bounded number of times.
    const std::size_t wanted = kept + std::max(kWindowBytes, kept);
    if (m_buffer->capacity() < wanted) {
        Buffer larger;
        larger.reserve(wanted);
        std::memcpy(larger.data(), keep, kept);
        std::swap(*m_buffer, larger);
    } else {
        std::memmove(m_buffer->data(), keep, kept);
    }
    std::size_t filled = kept;
    while (filled < wanted) {
        const auto count = m_stream->read(m_buffer->data() + filled, wanted - filled);
        if (!count)
            m_error = count.error();
        if (!count || *count == 0) {
            m_atEnd = true;
            break;
        }
        filled += *count;
    }
    m_begin = m_buffer->data();
    m_end = m_begin + filled;
    return m_begin;
}

} // namespace rastro
