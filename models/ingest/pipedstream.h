// SPDX-License-Identifier: Apache-2.0
//
// PipedStream: reads another stream on a thread of its own, a few blocks ahead, so that inflating and parsing of one big
// file run on two cores. The inner stream belongs to the thread until stop() or the destructor.
#pragma once

#include "bytes/buffer.h"
#include "bytes/bytestream.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace rastro {

class PipedStream final : public ByteStream {
public:
    // limitBytes: more than that out of the stream is an error (TooLarge).
    PipedStream(ByteStream& inner, std::uint64_t limitBytes);
    ~PipedStream() override;
    Result<std::size_t> read(char* to, std::size_t size) override;
    void stop(); // waits for the thread; no read() afterwards

private:
    static constexpr std::size_t kBlockBytes = 1u << 20;
    static constexpr std::size_t kBlocksAhead = 4;
    void produce();
    bool produceOne(Buffer block);

    ByteStream& m_inner;
    std::uint64_t m_left;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Buffer> m_ready;
    std::vector<Buffer> m_spare;
    std::optional<Error> m_error;
    bool m_isDone = false;
    bool m_isStopped = false;
    Buffer m_current;
    std::size_t m_used = 0;
    std::thread m_thread;
};

} // namespace rastro
