// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a log: every record that is found stands in the text and is JSON, every failure has its place there; a
// record means the same whatever was read before it, and can be told as a sentence.
#include "base/jsonscan.h"
#include "base/jsonstring.h"
#include "base/jsontree.h"
#include "events/describe.h"
#include "ingest/contentkind.h"
#include "ingest/documentreader.h"
#include "ingest/summaryreader.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace rastro;

namespace {

constexpr std::size_t kMostRecords = 40; // that are looked at for each input

void require(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

// The JSON of a record, out of its string if it stands in one.
std::string jsonOf(std::string_view text, const EventRow& row) {
    const std::string_view bytes = text.substr(row.offset, row.length);
    if ((row.flags & flags::kInsideString) == 0)
        return std::string(bytes);
    require(bytes.size() >= 2 && bytes.front() == '"' && bytes.back() == '"', "an event inside a string is one string");
    const std::string inside = json::unescapeBytes(bytes.substr(1, bytes.size() - 2));
    const char* const begin = json::skipSpace(inside.data(), inside.data() + inside.size());
    return {begin, inside.data() + inside.size()};
}

std::string idText(const EventRow& row, unsigned slot) {
    if ((row.flags >> (2 * slot) & 3) != flags::kText)
        return std::to_string(row.ids[slot].high) + ' ' + std::to_string(row.ids[slot].low);
    return {reinterpret_cast<const char*>(static_cast<std::uintptr_t>(row.ids[slot].high)), row.ids[slot].low};
}

void requireSame(const EventRow& a, const EventRow& b) {
    require(a.codes == b.codes, "a record has its own values in whatever company");
    require(a.time == b.time, "a record has its own time in whatever company");
    constexpr std::uint16_t kOfTheSource = flags::kInsideString;
    require((a.flags & ~kOfTheSource) == (b.flags & ~kOfTheSource), "a record has its own flags in whatever company");
    for (unsigned slot = 0; slot < 3; ++slot)
        require(idText(a, slot) == idText(b, slot), "a record has its own ids in whatever company");
}

void checkRecord(EventStore& store, std::string_view text, const EventRow& row) {
    require(row.offset <= text.size() && row.length <= text.size() - row.offset, "a record stands in the text");
    const std::string record = jsonOf(text, row);
    const json::Scan scan = json::scanValue(record.data(), record.data() + record.size());
    require(scan && json::skipSpace(scan.at, record.data() + record.size()) == record.data() + record.size(),
            "a record is one JSON value");
    RecordExtractor fresh(store);
    ExtractedRecord alone;
    const bool isRead = bool(fresh.extract(record.data(), record.data() + record.size(), alone));
    require(isRead && alone.isEvent, "a record is an event");
    requireSame(row, alone.row);
    const auto tree = json::Tree::parse(record);
    require(bool(tree), "a record is a tree");
    require(!describe(*tree).summary.empty() && !headLine(*tree).who.empty(), "a record can be told");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Content content = contentOf(text);
    if (content.kind != ContentKind::Json && content.kind != ContentKind::EventHistoryCsv)
        return 0;
    EventStore store;
    const SourceId source = store.sources().add({});
    RecordSink sink(store, source, "fuzz");
    sink.setHoldsRows(true);
    RecordExtractor extractor(store);
    const Checkpoint checkpoint;
    TextWindow window(text);
    if (content.kind == ContentKind::Json) {
        DocumentReader(extractor, window, sink, checkpoint).readAll();
    } else {
        const std::string header = readSummaryRows(extractor, window, sink, checkpoint);
        require(text.find(header) != text.npos, "a header stands in its CSV");
    }
    std::vector<EventRow>& rows = sink.pendingRows();
    if (content.kind == ContentKind::Json) {
        for (std::size_t i = 0; i < std::min(rows.size(), kMostRecords); ++i)
            checkRecord(store, text, rows[i]);
    }
    rows.clear();
    sink.finish();
    store.updateReport([&](const LoadReport& report) {
        for (const LoadFailure& failure : report.failures) {
            const auto at = static_cast<std::uint64_t>(failure.offset);
            require(failure.offset >= 0 && at <= size, "a failure has its place");
        }
    });
    return 0;
}
