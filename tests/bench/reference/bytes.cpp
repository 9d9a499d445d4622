// SPDX-License-Identifier: Apache-2.0
#include "bench/reference/bytes.h"

#include "bench/reference/reference.h"

#include <algorithm>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rastro::bench {

Status readInto(std::string& bytes, const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts {};
    if (file < 0 || ::fstat(file, &facts) != 0) {
        if (file >= 0)
            ::close(file);
        return Error{ErrorCode::Unreadable, path, "cannot be opened"};
    }
    bytes.resize(static_cast<std::size_t>(facts.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(file, bytes.data() + done, bytes.size() - done);
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    ::close(file);
    if (done < bytes.size())
        return Error{ErrorCode::Unreadable, path, "ends early"};
    return Done{};
}

std::vector<std::string> logFiles(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error))
        if (entry.is_regular_file() && entry.path().string().ends_with(".json.gz"))
            files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace rastro::bench
