// SPDX-License-Identifier: Apache-2.0
#include "bytes/file.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rastro {

namespace {

Error errorOf(int number, const std::string& path) {
    const ErrorCode code = number == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable;
    return {code, path, "cannot read the file: " + std::generic_category().message(number)};
}

} // namespace

Result<File> File::open(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return errorOf(errno, path);
    struct stat st {};
    if (::fstat(fd, &st) != 0) {
        const int number = errno;
        ::close(fd);
        return errorOf(number, path);
    }
    if (!S_ISREG(st.st_mode)) {
        ::close(fd);
        return Error{ErrorCode::Unsupported, path, "not a regular file"};
    }
    const FileIdentity identity{static_cast<std::uint64_t>(st.st_size),
                                st.st_mtim.tv_sec * 1'000'000'000LL + st.st_mtim.tv_nsec, st.st_ino, st.st_dev};
    return File(fd, identity, path);
}

File::File(File&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_identity(other.m_identity), m_path(std::move(other.m_path)) {}

File& File::operator=(File&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    std::swap(m_identity, other.m_identity);
    std::swap(m_path, other.m_path);
    return *this;
}

File::~File() {
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<std::size_t> File::readAt(std::uint64_t offset, char* to, std::size_t size) const {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t count = ::pread(m_fd, to + done, size - done, static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errorOf(errno, m_path);
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Status File::readAll(Buffer& to, std::uint64_t limit) const {
    if (m_identity.bytes > limit)
        return Error{ErrorCode::TooLarge, m_path, "the file is larger than allowed"};
    to.setSize(0);
    to.reserve(static_cast<std::size_t>(m_identity.bytes) + 64);
    const auto count = readAt(0, to.data(), static_cast<std::size_t>(m_identity.bytes));
    if (!count)
        return count.error();
    to.setSize(*count);
    return Done{};
}

Result<std::size_t> FileStream::read(char* to, std::size_t size) {
    auto count = m_file.readAt(m_offset, to, size);
    if (count)
        m_offset += *count;
    return count;
}

} // namespace rastro
