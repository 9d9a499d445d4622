// SPDX-License-Identifier: Apache-2.0
#include "cli/spool.h"

#include "export/atomicfile.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rastro::cli {

namespace {

Error systemError(ErrorCode code, const std::string& what) {
    return {code, "-", what + ": " + std::generic_category().message(errno)};
}

// A temporary file without a name, -1 with errno set if there is none to be had.
int openNameless() {
    std::error_code error;
    std::string pattern = (std::filesystem::temp_directory_path(error) / "rastro-XXXXXX").string();
    const int fd = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (fd >= 0)
        ::unlink(pattern.c_str());
    return fd;
}

Status copyInput(int to, const Checkpoint& checkpoint) {
    std::vector<char> buffer(1u << 20);
    while (!checkpoint.isStopRequested()) {
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count == 0)
            return Done{};
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemError(ErrorCode::Unreadable, "cannot read standard input");
        if (!writeAll(to, {buffer.data(), static_cast<std::size_t>(count)}))
            return systemError(ErrorCode::NoSpace, "cannot keep standard input in a temporary file");
    }
    return Error{ErrorCode::Cancelled, "-", "reading standard input was stopped"};
}

} // namespace

Result<Spool> Spool::standardInput(const Checkpoint& checkpoint) {
    Spool spool;
    struct stat st {};
    if (::fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode) && ::lseek(STDIN_FILENO, 0, SEEK_CUR) == 0) {
        spool.m_fd = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
        if (spool.m_fd >= 0)
            return Result<Spool>(std::move(spool));
    }
    spool.m_fd = openNameless();
    if (spool.m_fd < 0)
        return systemError(ErrorCode::NoSpace, "cannot make a temporary file for standard input");
    if (const Status copied = copyInput(spool.m_fd, checkpoint); !copied)
        return copied.error();
    return Result<Spool>(std::move(spool));
}

Spool::Spool(Spool&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

Spool& Spool::operator=(Spool&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
}

Spool::~Spool() {
    if (m_fd >= 0)
        ::close(m_fd);
}

std::string Spool::path() const {
    return "/dev/fd/" + std::to_string(m_fd);
}

} // namespace rastro::cli
