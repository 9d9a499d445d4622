// SPDX-License-Identifier: Apache-2.0
//
// File: read-only access to one regular file by position (pread, never mapped: a truncated mapping kills the process).
// Safe from several threads at once.
#pragma once

#include "base/result.h"
#include "bytes/buffer.h"
#include "bytes/bytestream.h"

#include <cstdint>
#include <string>

namespace rastro {

struct FileIdentity {
    std::uint64_t bytes = 0;
    std::int64_t modifiedNanos = 0;
    std::uint64_t inode = 0;
    std::uint64_t device = 0;
    bool operator==(const FileIdentity&) const = default;
};

class File {
public:
    // Opens without blocking on FIFOs; Error Unsupported if it is not a regular file, NotFound or Unreadable otherwise.
    static Result<File> open(const std::string& path);
    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;
    ~File();

    const FileIdentity& identity() const { return m_identity; } // as it was when opened
    int descriptor() const { return m_fd; }

    // Bytes read, short only at the end of the file.
    Result<std::size_t> readAt(std::uint64_t offset, char* to, std::size_t size) const;
    // The whole file, at most `limit` bytes (else TooLarge).
    Status readAll(Buffer& to, std::uint64_t limit) const;

private:
    File(int fd, FileIdentity identity, std::string path) : m_fd(fd), m_identity(identity), m_path(std::move(path)) {}
    int m_fd = -1;
    FileIdentity m_identity;
    std::string m_path;
};

class FileStream final : public ByteStream {
public:
    explicit FileStream(const File& file, std::uint64_t offset = 0) : m_file(file), m_offset(offset) {}
    Result<std::size_t> read(char* to, std::size_t size) override;
    std::uint64_t position() const { return m_offset; }

private:
    const File& m_file;
    std::uint64_t m_offset;
};

} // namespace rastro
