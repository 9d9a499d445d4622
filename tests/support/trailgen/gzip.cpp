// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/gzip.h"

#include <libdeflate.h>
#include <zlib.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace rastro::trailgen {

void GzipWriter::Free::operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
}

GzipWriter::GzipWriter(int level) : m_compressor(libdeflate_alloc_compressor(level)) {}

GzipWriter::~GzipWriter() = default;

std::string_view GzipWriter::compress(std::string_view bytes, std::uint32_t modifiedSeconds) {
    const std::size_t bound = libdeflate_gzip_compress_bound(m_compressor.get(), bytes.size());
    if (m_buffer.size() < bound)
        m_buffer.resize(bound);
    const std::size_t size =
        libdeflate_gzip_compress(m_compressor.get(), bytes.data(), bytes.size(), m_buffer.data(), m_buffer.size());
    for (std::size_t i = 0; i < 4; ++i) // MTIME of RFC 1952, which libdeflate leaves at 0
        m_buffer[4 + i] = static_cast<char>((modifiedSeconds >> (8 * i)) & 0xff);
    return {m_buffer.data(), size};
}

Result<std::string> gunzip(std::string_view bytes) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        return Error{ErrorCode::NoSpace, {}, "zlib did not start"};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string text;
    std::array<char, 65536> block{};
    int status = Z_OK;
    while (status == Z_OK || (status == Z_STREAM_END && stream.avail_in > 0)) {
        if (status == Z_STREAM_END)
            inflateReset(&stream);
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        status = inflate(&stream, Z_NO_FLUSH);
        text.append(block.data(), block.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (status != Z_STREAM_END)
        return Error{ErrorCode::Malformed, {}, "not a whole gzip member"};
    return text;
}

Status writeFile(const std::string& path, std::string_view bytes) {
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (error || !file)
        return Error{ErrorCode::Unreadable, path, "cannot be written"};
    return Done{};
}

Result<std::string> readFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::NotFound, path, "cannot be read"};
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

} // namespace rastro::trailgen
