// SPDX-License-Identifier: Apache-2.0
#include "ingest/pipedstream.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace rastro {

PipedStream::PipedStream(ByteStream& inner, std::uint64_t limitBytes)
    : m_inner(inner), m_left(limitBytes), m_thread([this] { produce(); }) {}

PipedStream::~PipedStream() { stop(); }

void PipedStream::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void PipedStream::produce() {
    while (true) {
        Buffer block;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_isStopped || m_ready.size() < kBlocksAhead; });
            if (m_isStopped)
                return;
            if (!m_spare.empty()) {
                block = std::move(m_spare.back());
                m_spare.pop_back();
            }
        }
        if (!produceOne(std::move(block)))
            return;
    }
}

// Fills one block and hands it over; false at the end.
bool PipedStream::produceOne(Buffer block) {
    block.reserve(kBlockBytes);
    block.setSize(0);
    std::optional<Error> error;
    bool atEnd = false;
    while (block.size() < kBlockBytes && !atEnd && !error) {
        const auto count = m_inner.read(block.data() + block.size(), kBlockBytes - block.size());
        if (!count)
            error = count.error();
        else if (*count == 0)
            atEnd = true;
        else if (*count > m_left) {
            // What fits is kept.
            block.setSize(block.size() + static_cast<std::size_t>(m_left));
            m_left = 0;
            error = Error{ErrorCode::TooLarge, {}, "the file inflates to more than the limit"};
        } else {
            m_left -= *count;
            block.setSize(block.size() + *count);
        }
    }
    const std::lock_guard lock(m_mutex);
    m_isDone = atEnd || error;
    m_error = std::move(error);
    if (block.size() != 0)
        m_ready.push_back(std::move(block));
    m_changed.notify_all();
    return !m_isDone;
}

Result<std::size_t> PipedStream::read(char* to, std::size_t size) {
    if (m_used == m_current.size()) {
        std::unique_lock lock(m_mutex);
        if (m_current.capacity() != 0)
            m_spare.push_back(std::exchange(m_current, Buffer()));
        m_changed.wait(lock, [this] { return m_isDone || !m_ready.empty(); });
        m_used = 0;
        if (m_ready.empty()) {
            m_current = Buffer();
            if (m_error)
                return *std::exchange(m_error, std::nullopt);
            return std::size_t{0};
        }
        m_current = std::move(m_ready.front());
        m_ready.pop_front();
        m_changed.notify_all();
    }
    const std::size_t count = std::min(size, m_current.size() - m_used);
    std::memcpy(to, m_current.data() + m_used, count);
    m_used += count;
    return count;
}

} // namespace rastro
