// SPDX-License-Identifier: Apache-2.0
#include "export/atomicfile.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rastro {

namespace {

constexpr std::size_t kBufferBytes = 1u << 20;
constexpr unsigned kAccessBits = 0777;

std::string systemMessage() {
    return std::generic_category().message(errno);
}

// Where a path leads, links followed; the path itself if there is nothing yet.
std::string resolved(const std::string& path) {
    char* real = ::realpath(path.c_str(), nullptr);
    if (real == nullptr)
        return path;
    std::string result(real);
    std::free(real);
    return result;
}

std::string folderOf(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

void syncFolder(const std::string& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::fsync(fd); // not all file systems can; the rename has been done anyway
    ::close(fd);
}

} // namespace

bool writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Result<std::unique_ptr<AtomicFile>> AtomicFile::create(const std::string& path, const InputFiles& inputs) {
    if (path.empty())
        return Error{ErrorCode::InvalidArgument, path, "there is no file name"};
    if (inputs.contains(path))
        return Error{ErrorCode::InvalidArgument, path, "this is an input file and will not be replaced"};
    struct stat st {};
    if (::stat(path.c_str(), &st) != 0)
        return createBeside(resolved(path), std::nullopt);
    if (S_ISDIR(st.st_mode))
        return Error{ErrorCode::InvalidArgument, path, "this is a folder"};
    if (S_ISREG(st.st_mode))
        return createBeside(resolved(path), st.st_mode & kAccessBits);
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return Error{ErrorCode::Unreadable, path, "cannot write: " + systemMessage()};
    return std::unique_ptr<AtomicFile>(new AtomicFile(path, {}, fd));
}

Result<std::unique_ptr<AtomicFile>> AtomicFile::createBeside(std::string target, std::optional<unsigned> accessBits) {
    std::random_device random;
    for (int attempt = 0; attempt < 100; ++attempt) {
        char name[40];
        std::snprintf(name, sizeof name, "/.rastro-%08x%08x.part", random(), random());
        const std::string temporary = folderOf(target) + name;
        const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno == EEXIST)
            continue;
        if (fd < 0)
            return Error{ErrorCode::Unreadable, target, "nothing can be written there: " + systemMessage()};
        if (accessBits)
            ::fchmod(fd, *accessBits);
        return std::unique_ptr<AtomicFile>(new AtomicFile(std::move(target), temporary, fd));
    }
    return Error{ErrorCode::Unreadable, target, "cannot find a free name for a temporary file beside it"};
}

AtomicFile::~AtomicFile() {
    if (m_fd < 0)
        return;
    ::close(m_fd);
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Status AtomicFile::fail(const char* what) const {
    return Error{errno == ENOSPC ? ErrorCode::NoSpace : ErrorCode::Unreadable, m_target,
                 std::string(what) + ": " + systemMessage()};
}

Status AtomicFile::write(std::string_view bytes) {
    m_buffer += bytes;
    return m_buffer.size() < kBufferBytes ? Status(Done{}) : flush();
}

Status AtomicFile::flush() {
    if (!writeAll(m_fd, m_buffer))
        return fail("cannot write");
    m_buffer.clear();
    return Done{};
}

Status AtomicFile::commit() {
    if (const Status flushed = flush(); !flushed)
        return flushed;
    if (m_temporary.empty()) {
        if (::close(std::exchange(m_fd, -1)) != 0)
            return fail("cannot write");
        return Done{};
    }
    if (::fsync(m_fd) != 0)
        return fail("cannot write");
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0)
        return fail("cannot put the file in place");
    ::close(std::exchange(m_fd, -1));
    syncFolder(folderOf(m_target));
    return Done{};
}

} // namespace rastro
