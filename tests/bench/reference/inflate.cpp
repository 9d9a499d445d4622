// SPDX-License-Identifier: Apache-2.0
#include "bench/reference/inflate.h"

#include "bench/reference/reference.h"

#include <zlib.h>

#include <chrono>
#include <fstream>
#include <string>

namespace rastro::bench {

namespace {

constexpr std::size_t kBlock = 256 * 1024;

} // namespace

Status inflateAll(const std::function<std::string_view()>& input, const std::function<void(std::string_view)>& output) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        return Error{ErrorCode::NoSpace, {}, "zlib did not start"};
    std::string block(kBlock, '\0');
    int status = Z_STREAM_END;
    for (;;) {
        if (stream.avail_in == 0) {
            const std::string_view bytes = input();
            if (bytes.empty())
                break;
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
            stream.avail_in = static_cast<uInt>(bytes.size());
        }
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        status = inflate(&stream, Z_NO_FLUSH);
        output({block.data(), block.size() - stream.avail_out});
        if (status == Z_STREAM_END)
            inflateReset(&stream);
        else if (status != Z_OK)
            break;
    }
    inflateEnd(&stream);
    if (status != Z_STREAM_END)
        return Error{ErrorCode::Malformed, {}, "does not inflate"};
    return Done{};
}

Result<Measured> zlibReference(const std::string& path) {
    const auto start = std::chrono::steady_clock::now();
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::Unreadable, path, "cannot be opened"};
    std::string bytes(kBlock, '\0');
    Measured measured;
    const Status status = inflateAll(
        [&] {
            file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            return std::string_view(bytes.data(), static_cast<std::size_t>(file.gcount()));
        },
        [&](std::string_view text) { measured.bytes += text.size(); });
    if (!status)
        return Error{status.error().code, path, status.error().what};
    measured.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return measured;
}

} // namespace rastro::bench
