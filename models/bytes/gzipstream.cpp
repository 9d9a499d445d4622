// SPDX-License-Identifier: Apache-2.0
#include "bytes/gzipstream.h"

#include <algorithm>
#include <array>
#include <utility>

#include <zlib.h>

namespace rastro {

namespace {
constexpr std::size_t kInputBytes = 128 * 1024;
constexpr std::size_t kWindowBytes = 32 * 1024;

Error malformed(std::string what) { return {ErrorCode::Malformed, {}, std::move(what)}; }
} // namespace

const RestartPoint* RestartPoints::before(std::uint64_t inflatedOffset) const {
    const auto it = std::upper_bound(points.begin(), points.end(), inflatedOffset,
                                     [](std::uint64_t o, const RestartPoint& p) { return o < p.inflatedOffset; });
    return it == points.begin() ? nullptr : &*std::prev(it);
}

struct GzipStream::State {
    z_stream z{};
    std::array<unsigned char, kInputBytes> input;
    std::uint64_t inputOffset = 0;  // file offset of the end of `input`'s filled part
    std::uint64_t inflated = 0;
    bool inMember = false;
    bool anyMember = false;
    bool isRaw = false;  // resumed inside a member: no header or checksum to follow in zlib's eyes
    bool atEnd = false;
    bool ready = false;
};

GzipStream::GzipStream(ByteStream& in, std::uint64_t firstByte) : m_in(in), m_state(std::make_unique<State>()) {
    m_state->inputOffset = firstByte;
    m_state->ready = inflateInit2(&m_state->z, 15 + 16) == Z_OK;
}

GzipStream::~GzipStream() { inflateEnd(&m_state->z); }

std::uint64_t GzipStream::compressedBytesUsed() const { return m_state->inputOffset - m_state->z.avail_in; }

Status GzipStream::fill() {
    State& s = *m_state;
    if (s.z.avail_in != 0)
        return Done{};
    const auto count = m_in.read(reinterpret_cast<char*>(s.input.data()), s.input.size());
    if (!count)
        return count.error();
    s.z.next_in = s.input.data();
    s.z.avail_in = static_cast<uInt>(*count);
    s.inputOffset += *count;
    return Done{};
}

// At a member's first byte, or at the end of all members.
Status GzipStream::beginMember() {
    State& s = *m_state;
    if (s.z.avail_in == 0) {
        s.atEnd = true;
        return Done{};
    }
    if (s.anyMember && *s.z.next_in != 0x1f) {
        s.atEnd = true;
        return malformed("data after the end of the compressed stream");
    }
    inflateReset2(&s.z, 15 + 16);
    s.inMember = true;
    s.anyMember = true;
    return Done{};
}

// A raw (resumed) member leaves its checksum and size unread: 8 bytes.
Status GzipStream::endMember() {
    State& s = *m_state;
    s.inMember = false;
    if (!s.isRaw)
        return Done{};
    s.isRaw = false;
    for (int left = 8; left > 0; --left) {
        if (const Status filled = fill(); !filled)
            return filled;
        if (s.z.avail_in == 0)
            break;
        ++s.z.next_in;
        --s.z.avail_in;
    }
    return Done{};
}

bool GzipStream::atRestart() const {
    const State& s = *m_state;
    if (!m_points || !s.inMember)
        return false;
    const bool blockEnd = (s.z.data_type & 128) != 0 && (s.z.data_type & 64) == 0;
    const std::uint64_t last = m_points->points.empty() ? 0 : m_points->points.back().inflatedOffset;
    return blockEnd && s.inflated >= last + kRestartSpacingBytes;
}

void GzipStream::noteRestart() {
    State& s = *m_state;
    RestartPoint point;
    point.inflatedOffset = s.inflated;
    point.compressedOffset = compressedBytesUsed();
    point.bits = s.z.data_type & 7;
    point.window.resize(kWindowBytes);
    uInt length = 0;
    if (inflateGetDictionary(&s.z, reinterpret_cast<Bytef*>(point.window.data()), &length) != Z_OK)
        return;
    point.window.resize(length);
    m_points->points.push_back(std::move(point));
}

Status GzipStream::resume(const RestartPoint& point) {
    State& s = *m_state;
    s.inputOffset = point.compressedOffset - (point.bits != 0 ? 1 : 0);
    s.inflated = point.inflatedOffset;
    if (inflateReset2(&s.z, -15) != Z_OK)
        return malformed("the restart point cannot be used");
    s.isRaw = s.inMember = s.anyMember = true;
    if (point.bits != 0) {
        if (const Status filled = fill(); !filled)
            return filled;
        if (s.z.avail_in == 0)
            return malformed("the file is shorter than it was");
        inflatePrime(&s.z, point.bits, *s.z.next_in >> (8 - point.bits));
        ++s.z.next_in;
        --s.z.avail_in;
    }
    inflateSetDictionary(&s.z, reinterpret_cast<const Bytef*>(point.window.data()),
                         static_cast<uInt>(point.window.size()));
    return Done{};
}

Result<std::size_t> GzipStream::read(char* to, std::size_t size) {
    State& s = *m_state;
    if (!s.ready)
        return malformed("no memory to inflate");
    std::size_t done = 0;
    while (done < size && !s.atEnd) {
        Status status = fill();
        if (status && !s.inMember)
            status = beginMember();
        if (status && s.inMember && s.z.avail_in == 0)
            status = malformed("the compressed stream ends early");
        if (status && s.inMember) {
            s.z.next_out = reinterpret_cast<Bytef*>(to + done);
            s.z.avail_out = static_cast<uInt>(std::min<std::size_t>(size - done, 1u << 30));
            const uInt room = s.z.avail_out;
            const int result = inflate(&s.z, m_points ? Z_BLOCK : Z_NO_FLUSH);
            done += room - s.z.avail_out;
            s.inflated += room - s.z.avail_out;
            if (result == Z_STREAM_END)
                status = endMember();
            else if (result != Z_OK && result != Z_BUF_ERROR)
                status = malformed(std::string("damaged compressed data: ") + (s.z.msg ? s.z.msg : "no reason given"));
            else if (atRestart())
                noteRestart();
        }
        if (!status) {
            s.atEnd = true;
            m_state->z.avail_in = 0;
            if (done == 0)
                return status.error();
            m_error = status.error();
        }
    }
    if (done == 0 && m_error)
        return *std::exchange(m_error, std::nullopt);
    return done;
}

} // namespace rastro
