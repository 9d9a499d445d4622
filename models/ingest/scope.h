// SPDX-License-Identifier: Apache-2.0
//
// Scope: which files of a trail folder to load, told from their names alone (account, region and day stand in the S3
// key of a log file, store/trailname.h). Any thread.
#pragma once

#include "base/checkpoint.h"
#include "store/trailname.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

// Empty members mean "any". A file found in a folder whose name does not tell is left out as soon as one is set,
// unless includeUnnamed; one that is an archive is opened all the same, as the names of its members may tell. Files given
// by themselves are loaded unless their names tell that they are outside.
struct Scope {
    std::vector<std::string> accounts;
    std::vector<std::string> regions;
    std::string fromDay; // YYYY-MM-DD, inclusive
    std::string toDay;   // YYYY-MM-DD, inclusive
    bool includeUnnamed = false;
    // When not empty, only these (account, region, day) are in: what a person ticked.
    struct Cell {
        std::string account;
        std::string region;
        std::string day;
        auto operator<=>(const Cell&) const = default;
    };
    std::vector<Cell> cells; // sorted

    bool isEverything() const;
    bool includes(std::string_view path) const;
};

struct FoundFile {
    std::string path;
    std::uint64_t bytes = 0;
    bool givenByName = false; // named by the user, not found in a folder
    bool onlyIfArchive = false; // in scope by its members alone
};

// What stands below the given paths: files sorted by path bytes, and what cannot be read or is not a file, with reasons.
struct FoundFiles {
    struct Problem {
        std::string path;
        std::string reason;
    };
    std::vector<FoundFile> files;
    std::vector<Problem> failures; // unreadable, vanished
    std::vector<Problem> ignored;  // sockets, FIFOs, devices
};
FoundFiles findFiles(const std::vector<std::string>& paths, unsigned threads, Checkpoint& checkpoint);

// One line of the scope view: files and bytes of an account, region and day.
struct ScopeCell {
    Scope::Cell cell; // all empty: names that do not tell
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};
std::vector<ScopeCell> scopeCells(const FoundFiles& found); // sorted by cell

} // namespace rastro
