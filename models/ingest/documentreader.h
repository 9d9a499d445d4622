// SPDX-License-Identifier: Apache-2.0
//
// DocumentReader: finds the records in a JSON text of any of the shapes CloudTrail events come in: {"Records":[...]},
// a bare array, single and concatenated objects, one a line, lookup-events, EventBridge, CloudWatch Logs. Damage costs
// the damaged record: reading goes on at the next object that is one. One per source and thread.
#pragma once

#include "base/checkpoint.h"
#include "ingest/recordextractor.h"
#include "ingest/recordsink.h"
#include "ingest/textwindow.h"

#include <cstdint>
#include <string_view>

namespace rastro {

class DocumentReader {
public:
    DocumentReader(RecordExtractor& extractor, TextWindow& text, RecordSink& sink, const Checkpoint& checkpoint);

    void readAll(); // from the window's beginning to the end of the text
    void readRest(bool needsComma); // the same, the window beginning inside a list, behind a record or behind a comma

private:

    bool refill(const char*& p); // false at the end of the text
    const char* skipSpace(const char* p);
    bool isStopped() const { return m_checkpoint.isStopRequested(); }

    const char* readRoot(const char* p);
    const char* readRootObject(const char* p);
    void readRoots(const char* p);
    const char* readWrapper(const char* p);
    const char* readMembers(const char* p);
    const char* readWrapperValue(const char* p, std::string_view key);
    const char* skipKey(const char* p, std::string& key);
    const char* readElements(const char* p);
    const char* readElementsFrom(const char* p, bool needsComma);
    const char* readElement(const char* p);
    bool opensList(const char* p) const;

    // The object at p, refilling as needed; p is moved with the text.
    json::Scan extractWhole(const char*& p, int depth);
    void takeRecord(const char* p);
    void takeDetail();
    void takeLogEvents();
    void takeLiteral(std::string_view literal);

    // After a fault: the next object that is a record, or the end of the text.
    const char* recover(const char* start, int depth);
    const char* recoverAtRoot(const char* start);
    bool isRecordAt(const char*& p, int depth);
    bool isLooseLogEvent() const;
    const char* fail(const char* p, std::string_view reason);

    RecordExtractor& m_extractor;
    TextWindow& m_text;
    RecordSink& m_sink;
    const Checkpoint& m_checkpoint;
    ExtractedRecord m_record;
    std::uint64_t m_recoveryBytes = 0;
    bool m_recovered = false; // the last element was skipped to a record that needs no comma before it
    bool m_isEndTold = false; // a list that the end of the text cuts is one failure
    bool m_isLines = false; // one record a line so far
};

} // namespace rastro
