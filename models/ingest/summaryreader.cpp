// SPDX-License-Identifier: Apache-2.0
#include "ingest/summaryreader.h"

#include "base/hash.h"
#include "store/summaryrow.h"

#include <algorithm>

namespace rastro {

namespace {

// The record at p without its line end, as much text brought in as it needs; p moves with the text.
std::string_view recordAt(TextWindow& text, const char*& p) {
    constexpr std::size_t kLongest = 16u << 20;
    while (true) {
        const std::string_view rest(p, static_cast<std::size_t>(text.end() - p));
        const std::size_t end = findRecordEnd(rest);
        if (end != std::string_view::npos)
            return rest.substr(0, end);
        if (text.isAtEnd() || rest.size() > kLongest)
            return rest;
        p = text.more(p);
    }
}

std::string_view withoutReturn(std::string_view line) {
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

} // namespace

std::string readSummaryRows(RecordExtractor& extractor, TextWindow& text, RecordSink& sink,
                            const Checkpoint& checkpoint) {
    const char* p = text.begin();
    if (std::string_view(p, static_cast<std::size_t>(text.end() - p)).starts_with("\xEF\xBB\xBF"))
        p += 3;
    std::string_view line = recordAt(text, p);
    const std::string header(withoutReturn(line));
    p += std::min<std::size_t>(line.size() + 1, static_cast<std::size_t>(text.end() - p));
    ExtractedRecord record;
    while (!checkpoint.isStopRequested()) {
        if (p >= text.end() && !text.isAtEnd())
            p = text.more(p);
        if (p >= text.end())
            break;
        line = recordAt(text, p);
        const std::string_view row = withoutReturn(line);
        if (!row.empty()) {
            const bool isClosed = std::ranges::count(row, '"') % 2 == 0; // else it has run to the end of the text
            const auto object = isClosed ? summaryRowToJson(header, row) : std::nullopt;
            if (object && extractor.extractSummary(*object, record)) {
                record.row.flags |= flags::kSummaryOnly;
                record.row.offset = text.offsetOf(p);
                record.row.length = static_cast<std::uint32_t>(row.size());
                record.row.recordHash = hash64(row, processSeed());
                sink.addRow(record.row);
            } else {
                sink.addFailure(static_cast<std::int64_t>(text.offsetOf(p)), "a row whose cells do not fit the header");
                line = line.substr(0, line.find('\n')); // a quote that stands alone shall not take the rows behind it along
            }
        }
        p += std::min<std::size_t>(line.size() + 1, static_cast<std::size_t>(text.end() - p));
    }
    return header;
}

} // namespace rastro
