// SPDX-License-Identifier: Apache-2.0
//
// Short ways to make files and load them in tests.
#pragma once

#include "ingest/loader.h"
#include "store/recordreader.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

#include <zlib.h>

namespace rastro::test {

class Folder {
public:
    std::string path(const std::string& name = {}) const {
        return m_dir.path().toStdString() + (name.empty() ? "" : "/" + name);
    }
    std::string write(const std::string& name, std::string_view bytes) const {
        std::ofstream(path(name), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path(name);
    }

private:
    QTemporaryDir m_dir;
};

// One gzip member.
inline std::string gzip(std::string_view bytes, int level = 6) {
    z_stream z{};
    deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

// Text with ' where JSON has ".
inline std::string quoted(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}

// The smallest event, with a number in its id and name.
inline std::string makeEvent(unsigned n, std::string_view more = {}) {
    char id[40];
    std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012x", n);
    char time[40];
    std::snprintf(time, sizeof time, "2024-03-%02uT%02u:%02u:%02uZ", 1 + n / 86400 % 28, n / 3600 % 24, n / 60 % 60, n % 60);
    return R"({"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"u","arn":"arn:aws:iam::123456789012:user/u","accountId":"123456789012"},"eventTime":")" +
           std::string(time) + R"(","eventSource":"iam.amazonaws.com","eventName":"Call)" + std::to_string(n) +
           R"(","awsRegion":"us-east-1","eventID":")" + id + "\"" + std::string(more) + "}";
}

inline SnapshotPtr load(const std::string& path, LoadOptions options = {.threads = 2}) {
    EventStore store;
    Checkpoint checkpoint;
    return Loader(store, std::move(options)).load({path}, checkpoint, {});
}

inline SnapshotPtr loadText(std::string_view text) {
    const Folder folder;
    return load(folder.write("log.json", text));
}

} // namespace rastro::test
