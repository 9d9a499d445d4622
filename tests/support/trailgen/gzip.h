// SPDX-License-Identifier: Apache-2.0
//
// Compression as S3 delivers it: one gzip member with a modification time and no name. GzipWriter keeps one libdeflate
// compressor and one buffer, so each thread has its own.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace rastro::trailgen {

class GzipWriter {
public:
    explicit GzipWriter(int level); // 0 .. 12
    ~GzipWriter();
    GzipWriter(const GzipWriter&) = delete;
    GzipWriter& operator=(const GzipWriter&) = delete;

    // One member; valid until the next call. Seconds since 1970 go into its header.
    std::string_view compress(std::string_view bytes, std::uint32_t modifiedSeconds);

private:
    struct Free {
        void operator()(libdeflate_compressor* compressor) const;
    };
    std::unique_ptr<libdeflate_compressor, Free> m_compressor;
    std::string m_buffer;
};

// Inflates all members of a gzip text with zlib, the plain way: what the tests compare with.
Result<std::string> gunzip(std::string_view bytes);

Status writeFile(const std::string& path, std::string_view bytes); // makes the folders
Result<std::string> readFile(const std::string& path);

} // namespace rastro::trailgen
