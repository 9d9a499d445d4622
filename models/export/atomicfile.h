// SPDX-License-Identifier: Apache-2.0
//
// AtomicFile: a file that appears whole or not at all. Bytes go to a temporary file beside the target, which takes the
// target's place at commit() (fsync, rename, fsync of the folder) and is removed if that never happens. A target that
// is no regular file (a pipe, /dev/null) is written to directly. One thread at a time.
#pragma once

#include "export/bytesink.h"
#include "export/inputfiles.h"

#include <memory>
#include <optional>
#include <string>

namespace rastro {

class AtomicFile final : public ByteSink {
public:
    // Error InvalidArgument if the target is an input file or a folder, Unreadable if it cannot be written.
    static Result<std::unique_ptr<AtomicFile>> create(const std::string& path, const InputFiles& inputs);
    ~AtomicFile() override;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    Status write(std::string_view bytes) override;
    Status commit();

private:
    AtomicFile(std::string target, std::string temporary, int fd)
        : m_target(std::move(target)), m_temporary(std::move(temporary)), m_fd(fd) {}
    static Result<std::unique_ptr<AtomicFile>> createBeside(std::string target, std::optional<unsigned> accessBits);
    Status flush();
    Status fail(const char* what) const;

    std::string m_target;    // links followed
    std::string m_temporary; // empty when written to directly
    std::string m_buffer;
    int m_fd = -1;
};

// Writes all bytes to a descriptor, however many calls it takes; errno is left set on failure.
bool writeAll(int fd, std::string_view bytes);

} // namespace rastro
