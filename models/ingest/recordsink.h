// SPDX-License-Identifier: Apache-2.0
//
// RecordSink: where the readers of one source put what they find: rows go to the store in batches, failures and reasons
// are kept until the source is done. One per source and thread.
#pragma once

#include "ingest/loader.h"
#include "store/eventstore.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

class RecordSink {
public:
    RecordSink(EventStore& store, SourceId source, std::string path, LoadProgress* progress = nullptr);

    void addRow(const EventRow& row);
    void addFailure(std::int64_t offset, std::string_view reason);
    void addIgnored(std::string_view reason); // one value of the source that is not an event

    // Sends rows on; true unless the table is full.
    bool flush();
    // flush, and the verdict on the source into the report.
    void finish();

    std::uint64_t rowsFound() const { return m_rowsFound; }
    std::vector<EventRow>& pendingRows() { return m_rows; }
    bool hasFailures() const { return !m_failures.empty(); }
    void setHoldsRows(bool holds) { m_holdsRows = holds; } // keep rows until flush() is called

private:
    static constexpr std::size_t kBatchRows = 256; // which stay in the cache of a core
    void reportIgnored(LoadReport& report);

    EventStore& m_store;
    SourceId m_source;
    std::string m_path;
    LoadProgress* m_progress;
    std::vector<EventRow> m_rows;
    std::uint64_t m_rowsFound = 0;
    std::vector<LoadFailure> m_failures;
    std::uint64_t m_failureCount = 0;
    std::map<std::string, std::uint64_t, std::less<>> m_ignored;
    bool m_isFull = false;
    bool m_holdsRows = false;
};

} // namespace rastro
