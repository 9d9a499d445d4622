// SPDX-License-Identifier: Apache-2.0
//
// FileReader: one worker's way from a file to rows: what is it (by content), inflate, open archives in place, read the
// records. One per worker thread; the store and the progress are shared.
#pragma once

#include "base/checkpoint.h"
#include "bytes/archive.h"
#include "bytes/buffer.h"
#include "bytes/file.h"
#include "bytes/gzipstream.h"
#include "bytes/inflate.h"
#include "ingest/loader.h"
#include "ingest/recordextractor.h"
#include "ingest/recordsink.h"
#include "ingest/textwindow.h"
#include "store/eventstore.h"

#include <functional>
#include <string>

namespace rastro {

class SegmentQueue;

class FileReader {
public:
    FileReader(EventStore& store, const LoadOptions& options, LoadProgress& progress, const Checkpoint& checkpoint,
               SegmentQueue& segments);

    void read(const FoundFile& file);
    bool help(); // reads a segment of a big file another worker has opened; false if there is none

private:
    void readOpened(const File& file, SourceInfo& source);
    void readGzip(const File& file, SourceInfo& source, bool headIsGzip);
    void readGzipStream(const File& file, SourceInfo& source);
    void readBigPlain(const File& file, SourceInfo& source, std::string_view head);
    void readArchive(SourceInfo source);
    void walkMembers(Archive& archive, const SourceInfo& source);
    SourceId readMember(Archive& archive, const SourceInfo& source);
    SourceId readStreamed(ByteStream& member, const SourceInfo& source); // of an archive
    // The text of a source, from memory or a stream; kNoSource if it is no log.
    SourceId readText(TextWindow& text, const SourceInfo& source,
                                     const std::function<void(SourceId)>& afterwards = {});
    void tell(const std::string& path, bool isFailure, std::string reason);

    EventStore& m_store;
    const LoadOptions& m_options;
    LoadProgress& m_progress;
    const Checkpoint& m_checkpoint;
    SegmentQueue& m_segments;
    RecordExtractor m_extractor;
    Inflater m_inflater;
    Buffer m_compressed;
    Buffer m_text;
};

} // namespace rastro
