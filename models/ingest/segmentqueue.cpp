// SPDX-License-Identifier: Apache-2.0
#include "ingest/segmentqueue.h"

#include "ingest/segmentedfile.h"

#include <algorithm>

namespace rastro {

void SegmentQueue::readAll(const std::shared_ptr<SegmentedFile>& file, RecordExtractor& extractor, Buffer& buffer) {
    {
        const std::lock_guard lock(m_mutex);
        m_files.push_back(file);
    }
    while (file->work(extractor, buffer)) {
    }
    {
        const std::lock_guard lock(m_mutex);
        std::erase(m_files, file);
    }
    file->wait();
    // A worker that got hold of the file before it was taken from the list finds nothing to do; wait for it to let go.
    while (file.use_count() > 1)
        std::this_thread::yield();
}

bool SegmentQueue::help(RecordExtractor& extractor, Buffer& buffer) {
    std::shared_ptr<SegmentedFile> file;
    {
        const std::lock_guard lock(m_mutex);
        if (m_files.empty())
            return false;
        file = m_files.front();
    }
    return file->work(extractor, buffer);
}

} // namespace rastro
