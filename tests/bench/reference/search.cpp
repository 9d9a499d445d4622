// SPDX-License-Identifier: Apache-2.0
#include "bench/reference/bytes.h"
#include "bench/reference/filequeue.h"

#include <libdeflate.h>

#include <cstring>
#include <memory>

namespace rastro::bench {

namespace {

struct Free {
    void operator()(libdeflate_decompressor* inflater) const { libdeflate_free_decompressor(inflater); }
};

class Searcher {
public:
    explicit Searcher(const std::string& needle) : m_needle(needle), m_inflater(libdeflate_alloc_decompressor()) {}

    Result<Measured> load(const std::string& path) {
        if (const Status status = readInto(m_packed, path); !status)
            return status.error();
        if (m_packed.size() < 18)
            return Error{ErrorCode::Malformed, path, "no gzip file"};
        std::uint32_t size = 0; // ISIZE, little-endian; a generated file is one member below 4 GB
        std::memcpy(&size, m_packed.data() + m_packed.size() - 4, 4);
        if (m_text.size() < size)
            m_text.resize(size);
        std::size_t inflated = 0;
        const auto result = libdeflate_gzip_decompress(m_inflater.get(), m_packed.data(), m_packed.size(),
                                                       m_text.data(), size, &inflated);
        if (result != LIBDEFLATE_SUCCESS || inflated != size)
            return Error{ErrorCode::Malformed, path, "does not inflate"};
        return count(size);
    }

private:
    Measured count(std::size_t size) const {
        Measured measured;
        measured.bytes = size;
        const char* p = m_text.data();
        const char* const end = p + size;
        while (const void* hit = ::memmem(p, static_cast<std::size_t>(end - p), m_needle.data(), m_needle.size())) {
            ++measured.events;
            p = static_cast<const char*>(hit) + m_needle.size();
        }
        return measured;
    }

    const std::string& m_needle;
    std::unique_ptr<libdeflate_decompressor, Free> m_inflater;
    std::string m_packed;
    std::string m_text;
};

} // namespace

Result<Measured> searchReference(const std::vector<std::string>& files, const std::string& needle, unsigned threads) {
    return runOver(files, threads, [&] { return Searcher(needle); });
}

} // namespace rastro::bench
