// SPDX-License-Identifier: Apache-2.0
//
// InputFiles: every file a snapshot was loaded from or that was looked at for it, so that no export replaces one.
// Files are known by device and inode, whatever names or links lead to them. A plain value.
#pragma once

#include "store/snapshot.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>

namespace rastro {

class InputFiles {
public:
    InputFiles() = default;
    explicit InputFiles(const Snapshot& snapshot);

    void add(const std::string& path); // nothing happens if there is no such file
    // True if the path leads to one of them, through links too.
    bool contains(const std::string& path) const;

private:
    std::set<std::pair<std::uint64_t, std::uint64_t>> m_files; // device, inode
};

} // namespace rastro
