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

bool isDigits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view baseName(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// The first "_YYYYMMDD" of digits followed by T, as YYYY-MM-DD.
std::string dayOf(std::string_view rest) {
    for (std::size_t i = 0; i + 8 < rest.size(); ++i) {
        const bool starts = i == 0 || rest[i - 1] == '_' || rest[i - 1] == '-';
        if (starts && isDigits(rest.substr(i, 8)) && rest[i + 8] == 'T')
            return std::string(rest.substr(i, 4)) + '-' + std::string(rest.substr(i + 4, 2)) + '-' +
                   std::string(rest.substr(i + 6, 2));
    }
    return {};
}

bool isRegion(std::string_view text) {
    return text.size() >= 8 && std::ranges::count(text, '-') >= 2 && text.back() >= '0' && text.back() <= '9';
}

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
            if (::stat(path.c_str(), &st) != 0)
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

std::optional<TrailName> parseTrailName(std::string_view path) {
    std::string_view name = baseName(path);
    const std::size_t first = name.find('_');
    if (first != 12 || !isDigits(name.substr(0, 12)))
        return std::nullopt;
    TrailName result;
    result.account = name.substr(0, 12);
    name.remove_prefix(13);
    const std::size_t second = name.find('_');
    if (second == std::string_view::npos || !name.starts_with("CloudTrail"))
        return std::nullopt;
    result.kind = name.substr(0, second);
    name.remove_prefix(second + 1);
    std::size_t third = name.find('_');
    // A hand-made form seen in public data: us-east-1-20200930T2200
    if (const std::size_t dash = name.rfind('-'); third == std::string_view::npos && dash != std::string_view::npos)
        third = dash;
    if (third == std::string_view::npos || !isRegion(name.substr(0, third)))
        return std::nullopt;
    result.region = name.substr(0, third);
    result.day = dayOf(name.substr(third + 1));
    return result.day.empty() ? std::nullopt : std::optional(result);
}

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
    const auto twice = std::ranges::unique(found.files, {}, &FoundFile::path);
    found.files.erase(twice.begin(), twice.end());
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
