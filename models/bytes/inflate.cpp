// SPDX-License-Identifier: Apache-2.0
#include "bytes/inflate.h"

#include <algorithm>
#include <cstring>

#include <libdeflate.h>

namespace rastro {

struct Inflater::State {
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    ~State() { libdeflate_free_decompressor(decompressor); }
};

Inflater::Inflater() : m_state(std::make_unique<State>()) {}
Inflater::~Inflater() = default;

namespace {

// ISIZE of the last member: exact for the files AWS writes, a lie at worst.
std::size_t sizeHint(std::string_view gzip) {
    if (gzip.size() < 18)
        return 0;
    unsigned char tail[4];
    std::memcpy(tail, gzip.data() + gzip.size() - 4, 4);
    return std::size_t{tail[0]} | std::size_t{tail[1]} << 8 | std::size_t{tail[2]} << 16 | std::size_t{tail[3]} << 24;
}

} // namespace

InflateOutcome Inflater::inflateWhole(std::string_view gzip, Buffer& out, std::size_t limitBytes) {
    constexpr std::size_t kSlack = 64;
    out.setSize(0);
    const std::size_t hint = sizeHint(gzip);
    if (hint > limitBytes)
        return InflateOutcome::TooLarge;
    out.reserve(std::min(hint, gzip.size() * 1040) + kSlack);
    while (!gzip.empty()) {
        if (!looksLikeGzip(gzip))
            return InflateOutcome::Damaged;
        std::size_t consumed = 0;
        std::size_t produced = 0;
        const libdeflate_result result =
            libdeflate_gzip_decompress_ex(m_state->decompressor, gzip.data(), gzip.size(), out.data() + out.size(),
                                          out.capacity() - out.size(), &consumed, &produced);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
            if (out.capacity() > limitBytes)
                return InflateOutcome::TooLarge;
            out.reserve(std::min(out.capacity() * 2 + 65536, limitBytes + kSlack));
            continue;
        }
        if (result != LIBDEFLATE_SUCCESS)
            return InflateOutcome::Damaged;
        out.setSize(out.size() + produced);
        gzip.remove_prefix(consumed);
    }
    return InflateOutcome::Complete;
}

} // namespace rastro
