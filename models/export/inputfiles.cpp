// SPDX-License-Identifier: Apache-2.0
#include "export/inputfiles.h"

#include <optional>

#include <sys/stat.h>

namespace rastro {

namespace {

std::optional<std::pair<std::uint64_t, std::uint64_t>> fileAt(const std::string& path) {
    struct stat st {};
    if (::stat(path.c_str(), &st) != 0)
        return std::nullopt;
    return std::pair(std::uint64_t{st.st_dev}, std::uint64_t{st.st_ino});
}

} // namespace

InputFiles::InputFiles(const Snapshot& snapshot) {
    const SourceTable& sources = snapshot.sources();
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
        const SourceInfo source = sources.info(SourceId{i});
        m_files.emplace(source.device, source.inode);
    }
    for (const LoadFailure& failure : snapshot.report().failures)
        add(failure.path);
    for (const IgnoredFile& ignored : snapshot.report().ignored)
        add(ignored.path);
}

void InputFiles::add(const std::string& path) {
    if (const auto file = fileAt(path))
        m_files.insert(*file);
}

bool InputFiles::contains(const std::string& path) const {
    const auto file = fileAt(path);
    return file && m_files.contains(*file);
}

} // namespace rastro
