// SPDX-License-Identifier: Apache-2.0
//
// SourceCursor: reads many spans of inflated sources, each file opened once and inflated once as long as the wishes
// come in order: by file, by member of an archive, by offset. Any other order works too, but starts over.
// One thread at a time. The files are never written to.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "store/sources.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace rastro {

class SourceCursor {
public:
    // The checkpoint outlives this; a stop ends the way to a far place with Error Cancelled.
    explicit SourceCursor(const Checkpoint& checkpoint);
    ~SourceCursor();

    // Bytes [offset, offset + length) of the inflated source. Error Changed if it is not what was loaded, NotFound or
    // Unreadable if it cannot be opened. The bytes stay until the next call.
    Result<std::string_view> view(SourceId id, const SourceInfo& source, std::uint64_t offset, std::size_t length);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace rastro
