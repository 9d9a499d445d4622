// SPDX-License-Identifier: Apache-2.0
#include "store/recordbytes.h"

#include "base/hash.h"
#include "base/jsonstring.h"
#include "store/summaryrow.h"

namespace rastro {

Error sourceChanged(const SourceInfo& source) {
    return {ErrorCode::Changed, source.path, "the source is no longer what was loaded"};
}

Result<std::string> recordFromSpan(const Snapshot& snapshot, RowId row, const SourceInfo& source, std::string span) {
    if ((snapshot.rowFlags(row) & flags::kInsideString) && span.size() >= 2)
        span = json::unescapeBytes(std::string_view(span).substr(1, span.size() - 2));
    if (hash64(span, processSeed()) != snapshot.recordHash(row))
        return sourceChanged(source);
    return span;
}

Result<std::string> recordAsJson(const Snapshot& snapshot, RowId row, const SourceInfo& source, std::string record) {
    if (!snapshot.isSummaryOnly(row))
        return record;
    if (auto object = summaryRowToJson(source.csvHeader, record))
        return *std::move(object);
    return sourceChanged(source);
}

} // namespace rastro
