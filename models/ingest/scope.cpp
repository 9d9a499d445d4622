// SPDX-License-Identifier: Apache-2.0
#include "ingest/scope.h"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include <dirent.h>
#include <sys/stat.h>

namespace rastro {

namespace {

// Walks folders with an explicit stack; a folder met twice (a loop of links, a mount) is entered once.
class Walker {
public:
    Walker(FoundFiles& found, Checkpoint& checkpoint) : m_found(found), m_checkpoint(checkpoint) {}

    void addGiven(const std::string& path) {
        struct stat st {};
        if (::stat(path.c_str(), &st) != 0)
            m_found.failures.push_back({path, "cannot read: " + std::generic_category().message(errno)});
        else
            add(path, st, true);
        while (!m_folders.empty() && !m_checkpoint.isStopRequested())
            list();
    }

private:
    void add(const std::string& path, const struct stat& st, bool given) {
        if (S_ISDIR(st.st_mode)) {
            if (m_seen.emplace(st.st_dev, st.st_ino).second)
                m_folders.push_back(path);
        } else if (S_ISREG(st.st_mode)) {
            m_found.files.push_back({path, static_cast<std::uint64_t>(st.st_size), given});
        } else {
            m_found.ignored.push_back({path, S_ISFIFO(st.st_mode)   ? "a FIFO, not a file"
                                             : S_ISSOCK(st.st_mode) ? "a socket, not a file"
                                                                    : "a device, not a file"});
        }
    }

    void list() {
        const std::string folder = std::move(m_folders.back());
        m_folders.pop_back();
        DIR* dir = ::opendir(folder.c_str());
        if (dir == nullptr) {
            m_found.failures.push_back({folder, "cannot open the folder: " + std::generic_category().message(errno)});
            return;
        }
        while (const dirent* entry = ::readdir(dir)) {
            const std::string_view name = entry->d_name;
            if (name == "." || name == "..")
                continue;
            std::string path = folder;
            if (!path.ends_with('/'))
                path += '/';
            path += name;
            struct stat st {};
            if (::fstatat(::dirfd(dir), entry->d_name, &st, 0) != 0)
                m_found.failures.push_back({path, "cannot read: " + std::generic_category().message(errno)});
            else
                add(path, st, false);
        }
        ::closedir(dir);
    }

    FoundFiles& m_found;
    Checkpoint& m_checkpoint;
    std::vector<std::string> m_folders;
    std::set<std::pair<dev_t, ino_t>> m_seen;
};

bool contains(const std::vector<std::string>& list, const std::string& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
}

} // namespace

bool Scope::isEverything() const {
    return accounts.empty() && regions.empty() && fromDay.empty() && toDay.empty() && cells.empty();
}

bool Scope::includes(std::string_view path) const {
    if (isEverything())
        return true;
    const std::optional<TrailName> name = parseTrailName(path);
    if (!name)
        return includeUnnamed;
    if (!contains(accounts, name->account) || !contains(regions, name->region) ||
        (!fromDay.empty() && name->day < fromDay) || (!toDay.empty() && name->day > toDay))
        return false;
    return cells.empty() || std::ranges::binary_search(cells, Cell{name->account, name->region, name->day});
}

FoundFiles findFiles(const std::vector<std::string>& paths, Checkpoint& checkpoint) {
    FoundFiles found;
    Walker walker(found, checkpoint);
    for (const std::string& path : paths)
        walker.addGiven(path);
    std::ranges::stable_sort(found.files, {}, &FoundFile::path);
    const auto twice = std::unique(found.files.begin(), found.files.end(),
                                   [](const FoundFile& a, const FoundFile& b) { return a.path == b.path; });
    found.files.erase(twice, found.files.end());
    return found;
}

std::vector<ScopeCell> scopeCells(const FoundFiles& found) {
    std::map<Scope::Cell, ScopeCell> cells;
    for (const FoundFile& file : found.files) {
        Scope::Cell key;
        if (auto name = parseTrailName(file.path))
            key = {std::move(name->account), std::move(name->region), std::move(name->day)};
        ScopeCell& cell = cells[key];
        cell.cell = std::move(key);
        ++cell.files;
        cell.bytes += file.bytes;
    }
    std::vector<ScopeCell> out;
    for (auto& [key, cell] : cells) {
        cell.cell = key;
        out.push_back(std::move(cell));
    }
    return out;
}

} // namespace rastro
