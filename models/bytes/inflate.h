// SPDX-License-Identifier: Apache-2.0
//
// Inflater: whole gzip files into memory with libdeflate, all members of RFC 1952. The sizes written in the file are
// only a hint. Holds scratch state: one per thread.
#pragma once

#include "bytes/buffer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace rastro {

enum class InflateOutcome : std::uint8_t {
    Complete,
    TooLarge, // more than the limit: use GzipStream
    Damaged,  // use GzipStream, which keeps what comes before the damage
};

class Inflater {
public:
    Inflater();
    ~Inflater();

    InflateOutcome inflateWhole(std::string_view gzip, Buffer& out, std::size_t limitBytes);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

inline bool looksLikeGzip(std::string_view head) {
    return head.size() >= 3 && head[0] == '\x1f' && head[1] == '\x8b' && head[2] == 8;
}

} // namespace rastro
