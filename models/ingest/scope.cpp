// SPDX-License-Identifier: Apache-2.0
#include "ingest/scope.h"

#include "base/parallel.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <system_error>

#include <dirent.h>
#include <sys/stat.h>

namespace rastro {

namespace {

using FolderId = std::pair<dev_t, ino_t>;

std::string joined(const std::string& folder, std::string_view name) {
    std::string path;
    path.reserve(folder.size() + 1 + name.size());
    path += folder;
    if (!path.ends_with('/'))
        path += '/';
    path += name;
    return path;
}

// Walks folders level by level, those of a level side by side; a folder met twice (a loop of links, a mount) is entered
// once, by the path that is shorter or comes first.
class Walker {
public:
    Walker(FoundFiles& found, unsigned threads, Checkpoint& checkpoint)
        : m_found(found), m_threads(threads), m_checkpoint(checkpoint) {}

    void addGiven(const std::string& path) {
        Entries given;
        struct stat st {};
        add(given, path, ::stat(path.c_str(), &st) == 0 ? &st : nullptr, true);
        take(given);
        while (!m_folders.empty() && !m_checkpoint.isStopRequested())
            listLevel();
    }

private:
    // What was met in one folder.
    struct Entries {
        FoundFiles found;
        std::vector<std::pair<std::string, FolderId>> folders;
    };

    // st: null if the system did not tell; errno says why.
    static void add(Entries& entries, std::string path, const struct stat* st, bool isGiven) {
        if (st == nullptr)
            entries.found.failures.push_back({std::move(path), "cannot read: " + std::generic_category().message(errno)});
        else if (S_ISDIR(st->st_mode))
            entries.folders.emplace_back(std::move(path), FolderId{st->st_dev, st->st_ino});
        else if (S_ISREG(st->st_mode))
            entries.found.files.push_back({std::move(path), static_cast<std::uint64_t>(st->st_size), isGiven});
        else
            entries.found.ignored.push_back({std::move(path), S_ISFIFO(st->st_mode)   ? "a FIFO, not a file"
                                                              : S_ISSOCK(st->st_mode) ? "a socket, not a file"
                                                                                     : "a device, not a file"});
    }

    static Entries list(const std::string& folder) {
        Entries entries;
        DIR* dir = ::opendir(folder.c_str());
        if (dir == nullptr) {
            entries.found.failures.push_back(
                {folder, "cannot open the folder: " + std::generic_category().message(errno)});
            return entries;
        }
        while (const dirent* entry = ::readdir(dir)) {
            const std::string_view name = entry->d_name;
            if (name == "." || name == "..")
                continue;
            std::string path = joined(folder, name); // before errno is set
            struct stat st {};
            add(entries, std::move(path), ::fstatat(::dirfd(dir), entry->d_name, &st, 0) == 0 ? &st : nullptr, false);
        }
        ::closedir(dir);
        return entries;
    }

    void listLevel() {
        std::ranges::sort(m_folders);
        std::vector<Entries> all(m_folders.size());
        forTasks(all.size(), m_threads, m_checkpoint, [&](std::size_t i) { all[i] = list(m_folders[i]); });
        m_folders.clear();
        for (Entries& entries : all)
            take(entries);
    }

    void take(Entries& entries) {
        std::ranges::move(entries.found.files, std::back_inserter(m_found.files));
        std::ranges::move(entries.found.failures, std::back_inserter(m_found.failures));
        std::ranges::move(entries.found.ignored, std::back_inserter(m_found.ignored));
        for (auto& [path, id] : entries.folders) {
            if (m_seen.insert(id).second)
                m_folders.push_back(std::move(path));
        }
    }

    FoundFiles& m_found;
    unsigned m_threads;
    Checkpoint& m_checkpoint;
    std::vector<std::string> m_folders; // of the next level
    std::set<FolderId> m_seen;
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

FoundFiles findFiles(const std::vector<std::string>& paths, unsigned threads, Checkpoint& checkpoint) {
    FoundFiles found;
    Walker walker(found, threads, checkpoint);
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
