// SPDX-License-Identifier: Apache-2.0
//
// SegmentQueue: big plain files cut into segments that all workers read at once. A segment begins at the first record
// found in it; that guess is right if the segment before ends exactly there, and is read again if it does not. So the
// rows are those of reading from the front, whatever the text holds. Shared by the workers of one load.
#pragma once

#include "base/checkpoint.h"
#include "bytes/file.h"
#include "ingest/recordextractor.h"
#include "ingest/recordsink.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace rastro {

class SegmentedFile;

class SegmentQueue {
public:
    // Offers a file; returns when it is read, the caller working on it like all others.
    void readAll(const std::shared_ptr<SegmentedFile>& file, RecordExtractor& extractor, Buffer& buffer);
    // Works on a segment if there is one; false if not.
    bool help(RecordExtractor& extractor, Buffer& buffer);

private:
    std::mutex m_mutex;
    std::deque<std::shared_ptr<SegmentedFile>> m_files;
};

} // namespace rastro
