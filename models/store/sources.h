// SPDX-License-Identifier: Apache-2.0
//
// SourceTable: what was read. A source is a file or one member of an archive; records point to it by SourceId.
// Entries are added while loading (any thread) and never change afterwards, but for restart points set once.
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace rastro {

struct RestartPoints; // bytes/gzipstream.h

struct SourceInfo {
    std::string path;          // of the file; "archive!/member" for a member
    std::string filePath;      // what to open
    std::string member;        // name inside the archive, empty for a plain file
    std::uint64_t memberIndex = 0;
    bool isGzip = false;       // the file, or the member, is gzip
    bool isArchive = false;
    std::uint64_t fileBytes = 0;
    std::int64_t modifiedNanos = 0;
    std::uint64_t inode = 0;
    std::uint64_t device = 0;
    std::string csvHeader;     // the header line when the source is an Event-history CSV
    std::shared_ptr<const RestartPoints> restarts; // null: inflate from the start
    // Where the data of a tar member stands in the (inflated) archive; 0: not known, walk the archive.
    std::uint64_t memberOffset = 0;
    std::uint64_t memberBytes = 0;
};

class SourceTable {
public:
    SourceId add(SourceInfo info);
    void setRestarts(SourceId id, std::shared_ptr<const RestartPoints> restarts);
    void setCsvHeader(SourceId id, std::string header);

    void setMemberPlace(SourceId id, std::uint64_t offset, std::uint64_t bytes);

    SourceInfo info(SourceId id) const; // a copy
    std::string path(SourceId id) const;
    std::size_t size() const;

    // For each source its place in the order of path bytes.
    std::vector<std::uint32_t> ranks() const;

private:
    mutable std::mutex m_mutex;
    std::deque<SourceInfo> m_sources;
};

} // namespace rastro
