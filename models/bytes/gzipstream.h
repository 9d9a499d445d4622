// SPDX-License-Identifier: Apache-2.0
//
// GzipStream: inflates a gzip stream of any size and any number of members (RFC 1952) with zlib, in the reader's pace.
// It can note restart points while it goes, from which any later place is reached by inflating a few MB. Not thread-safe.
#pragma once

#include "bytes/buffer.h"
#include "bytes/bytestream.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rastro {

// A place at a deflate block end: bits still to take from the byte before, and the 32 KB that matches may refer to.
struct RestartPoint {
    std::uint64_t inflatedOffset = 0;
    std::uint64_t compressedOffset = 0; // of the first whole byte to read
    int bits = 0;                       // 0..7 bits of the byte before compressedOffset
    std::string window;                 // empty at the start of a member
};

struct RestartPoints {
    std::vector<RestartPoint> points; // ascending
    // The last point at or before an inflated offset; null if there is none.
    const RestartPoint* before(std::uint64_t inflatedOffset) const;
};

class GzipStream final : public ByteStream {
public:
    static constexpr std::uint64_t kRestartSpacingBytes = 8u << 20;

    // `in` stands at the start of a member, and outlives this. firstByte: its offset in the file, for restart points.
    explicit GzipStream(ByteStream& in, std::uint64_t firstByte = 0);
    ~GzipStream() override;

    void noteRestartPoints() { m_points = std::make_shared<RestartPoints>(); }
    std::shared_ptr<const RestartPoints> restartPoints() const { return m_points; }

    // Continues at a restart point; `in` stands at point.compressedOffset - (point.bits != 0).
    Status resume(const RestartPoint& point);

    // Errors: Malformed with what comes before already handed out. A stream that ends early, wrong checksums and data
    // after the last member are told so.
    Result<std::size_t> read(char* to, std::size_t size) override;
    std::uint64_t compressedBytesUsed() const;

private:
    struct State;
    Status fill();
    Status beginMember();
    Status endMember();
    void noteRestart();
    bool atRestart() const;

    ByteStream& m_in;
    std::unique_ptr<State> m_state;
    std::shared_ptr<RestartPoints> m_points;
    std::optional<Error> m_error; // told once what came before it is handed out
};

} // namespace rastro
