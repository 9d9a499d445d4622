// SPDX-License-Identifier: Apache-2.0
//
// RecordReader: the original bytes of an event, inflated again from its source on demand. Keeps what it inflated last,
// within a budget. One thread at a time: each worker has its own. The files are never written to.
#pragma once

#include "base/result.h"
#include "store/snapshot.h"

#include <cstdint>
#include <memory>
#include <string>

namespace rastro {

class RecordReader {
public:
    explicit RecordReader(std::uint64_t cacheBytes = 64u << 20);
    ~RecordReader();

    // Exactly the bytes that were loaded (for an event inside a string: after one unescape). Error Changed if the source
    // is not what it was, NotFound if it is gone.
    Result<std::string> read(const Snapshot& snapshot, RowId row);

    // The same, as JSON in any case: a summary row (a line of a CSV) as an object of its columns under CloudTrail's
    // names, everything else as read().
    Result<std::string> readJson(const Snapshot& snapshot, RowId row);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace rastro
