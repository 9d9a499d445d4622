// SPDX-License-Identifier: Apache-2.0
#include "ingest/documentreader.h"

#include "base/jsonstring.h"
#include "base/jsontree.h"

#include <algorithm>
#include <cstring>

namespace rastro {

using json::Fault;
using json::Scan;

namespace {

const char* find(const char* p, const char* end, char c) {
    const void* hit = p < end ? std::memchr(p, c, static_cast<std::size_t>(end - p)) : nullptr;
    return hit != nullptr ? static_cast<const char*>(hit) : end;
}

bool startsWith(const char* p, const char* end, std::string_view text) {
    return static_cast<std::size_t>(end - p) >= text.size() && std::memcmp(p, text.data(), text.size()) == 0;
}

} // namespace

DocumentReader::DocumentReader(RecordExtractor& extractor, TextWindow& text, RecordSink& sink,
                               const Checkpoint& checkpoint)
    : m_extractor(extractor), m_text(text), m_sink(sink), m_checkpoint(checkpoint) {}

bool DocumentReader::refill(const char*& p) {
    if (m_text.isAtEnd())
        return false;
    p = m_text.more(p);
    return true;
}

const char* DocumentReader::skipSpace(const char* p) {
    do {
        p = json::skipSpace(p, m_text.end());
    } while (p >= m_text.end() && refill(p));
    return p;
}

const char* DocumentReader::fail(const char* p, std::string_view reason) {
    m_sink.addFailure(static_cast<std::int64_t>(m_text.offsetOf(p)), reason);
    return p;
}

void DocumentReader::readAll() {
    const char* p = m_text.begin();
    if (startsWith(p, m_text.end(), "\xEF\xBB\xBF"))
        p += 3;
    readRoots(p);
}

void DocumentReader::readRest(bool needsComma) {
    const char* p = readElementsFrom(m_text.begin(), needsComma);
    p = skipSpace(p);
    if (p < m_text.end() && *p == ',')
        p = readMembers(skipSpace(p + 1));
    else if (p < m_text.end() && *p == '}')
        ++p;
    readRoots(p);
}

void DocumentReader::readRoots(const char* p) {
    while (!isStopped()) {
        p = skipSpace(p);
        if (p >= m_text.end())
            break;
        p = readRoot(p);
    }
    if (m_text.error() && !isStopped())
        m_sink.addFailure(static_cast<std::int64_t>(m_text.bytesSeen()), m_text.error()->what);
}

const char* DocumentReader::readRoot(const char* p) {
    while (*p == '\xEF' && m_text.end() - p < 3 && refill(p)) {
    }
    if (startsWith(p, m_text.end(), "\xEF\xBB\xBF")) // of a file that was joined to this one
        return p + 3;
    if (*p == '{')
        return readRootObject(p);
    if (*p == '[')
        return readElements(p);
    // A log that was joined by commas is read all the same; so is what follows a damaged beginning.
    if (*p == ',' || (m_recovered && (*p == ']' || *p == '}')))
        return p + 1;
    fail(p, "not JSON: an object or a list is expected here");
    return recoverAtRoot(p);
}

bool DocumentReader::opensList(const char* p) const {
    const char* end = m_text.end();
    p = json::skipSpace(p + 1, end);
    for (const std::string_view key : {"\"Records\"", "\"Events\""}) {
        if (startsWith(p, end, key)) {
            p = json::skipSpace(p + key.size(), end);
            p = p < end && *p == ':' ? json::skipSpace(p + 1, end) : end;
            return p < end && *p == '[';
        }
    }
    return false;
}

const char* DocumentReader::readRootObject(const char* p) {
    if (opensList(p))
        return readWrapper(p);
    const Scan scan = extractWhole(p, 0);
    if (scan.fault == Fault::UnexpectedEnd && m_text.end() - p > 64) {
        // Perhaps a list of records behind other keys, cut short or too long to be held.
        const std::string_view head(p, static_cast<std::size_t>(std::min<std::ptrdiff_t>(m_text.end() - p, 65536)));
        if (head.find("\"Records\"") != std::string_view::npos && head.find("\"Records\"") < head.find("\"eventName\""))
            return readWrapper(p);
    }
    if (!scan) {
        fail(p, json::describe(scan.fault));
        return recoverAtRoot(p);
    }
    const bool isList = !m_record.isEvent && (m_record.keys & (bit(RecordKey::Records) | bit(RecordKey::Events))) != 0;
    if (isList)
        return readWrapper(p);
    takeRecord(p);
    if (!m_isLines)
        m_isLines = scan.at < m_text.end() && (*scan.at == '\n' || *scan.at == '\r') && find(p, scan.at, '\n') == scan.at;
    return scan.at;
}

// A key and its colon; returns where the value starts, or null after a fault.
const char* DocumentReader::skipKey(const char* p, std::string& key) {
    while (true) {
        const char* q = p;
        Scan scan = *q == '"' ? json::scanString(q, m_text.end()) : Scan{q, Fault::BadStructure};
        if (scan) {
            key.assign(q + 1, scan.at - 1);
            q = json::skipSpace(scan.at, m_text.end());
            if (q >= m_text.end())
                scan.fault = Fault::UnexpectedEnd;
            else if (*q != ':')
                scan.fault = Fault::BadStructure;
        }
        if (scan)
            return skipSpace(q + 1);
        if (scan.fault != Fault::UnexpectedEnd || m_text.isAtEnd()) {
            fail(p, json::describe(scan.fault));
            return nullptr;
        }
        p = m_text.more(p);
    }
}

const char* DocumentReader::readWrapperValue(const char* p, std::string_view key) {
    if (p < m_text.end() && *p == '[' && (key == "Records" || key == "Events"))
        return readElements(p);
    Scan scan = json::scanValue(p, m_text.end(), 1);
    while (scan.fault == Fault::UnexpectedEnd && refill(p))
        scan = json::scanValue(p, m_text.end(), 1);
    if (scan)
        return scan.at;
    fail(p, json::describe(scan.fault));
    return nullptr;
}

const char* DocumentReader::readWrapper(const char* p) {
    return readMembers(skipSpace(p + 1));
}

// From the first byte of a key, or the closing brace, to behind that brace.
const char* DocumentReader::readMembers(const char* p) {
    while (p < m_text.end() && *p != '}' && !isStopped()) {
        std::string key;
        if (const char* value = skipKey(p, key))
            p = readWrapperValue(value, key);
        else
            return m_text.end();
        if (p == nullptr)
            return m_text.end();
        p = skipSpace(p);
        if (p < m_text.end() && *p == ',')
            p = skipSpace(p + 1);
        else if (p < m_text.end() && *p != '}')
            return fail(p, json::describe(Fault::BadStructure));
    }
    if (p < m_text.end() && *p == '}')
        return p + 1;
    if (!m_isEndTold && !m_recovered && !m_text.error() && !isStopped())
        fail(m_text.end(), "the text ends inside an object");
    return m_text.end();
}

const char* DocumentReader::readElements(const char* p) {
    return readElementsFrom(p + 1, false);
}

const char* DocumentReader::readElementsFrom(const char* p, bool needsComma) {
    while (!isStopped()) {
        p = skipSpace(p);
        if (p >= m_text.end()) {
            m_isEndTold = true;
            if (!m_text.error() && !m_recovered)
                fail(p, "the text ends inside a list of records");
            return p;
        }
        if (*p == ']')
            return p + 1;
        if (*p == ',') {
            if (!needsComma)
                fail(p, "not JSON: a record is missing between two commas");
            needsComma = false;
            ++p;
            continue;
        }
        if (needsComma)
            fail(p, "not JSON: a comma is missing between two records");
        m_recovered = false;
        p = readElement(p);
        needsComma = !m_recovered;
    }
    return m_text.end();
}

const char* DocumentReader::readElement(const char* p) {
    if (*p == '{') {
        const Scan scan = extractWhole(p, 2);
        if (scan) {
            takeRecord(p);
            return scan.at;
        }
        fail(p, json::describe(scan.fault));
        return recover(p, 2);
    }
    Scan scan = json::scanValue(p, m_text.end(), 2);
    while (scan.fault == Fault::UnexpectedEnd && refill(p))
        scan = json::scanValue(p, m_text.end(), 2);
    if (scan) {
        m_sink.addIgnored("a value that is not an object");
        return scan.at;
    }
    fail(p, json::describe(scan.fault));
    return recover(p, 2);
}

Scan DocumentReader::extractWhole(const char*& p, int depth) {
    Scan scan = m_extractor.extract(p, m_text.end(), m_record, depth);
    while (scan.fault == Fault::UnexpectedEnd && static_cast<std::uint64_t>(m_text.end() - p) < kLargestRecordBytes &&
           refill(p))
        scan = m_extractor.extract(p, m_text.end(), m_record, depth);
    return scan;
}

void DocumentReader::takeRecord(const char* p) {
    if (m_record.isEvent) {
        m_record.row.offset = m_text.offsetOf(p);
        m_sink.addRow(m_record.row);
    } else if (!m_record.cloudTrailEvent.empty()) {
        takeLiteral(m_record.cloudTrailEvent);
    } else if (!m_record.detail.empty()) {
        takeDetail();
    } else if (!m_record.logEvents.empty()) {
        takeLogEvents();
    } else if (isLooseLogEvent()) {
        takeLiteral(m_record.message);
    } else {
        m_sink.addIgnored(whyNotAnEvent(m_record.keys));
    }
}

void DocumentReader::takeDetail() {
    const std::string_view detail = m_record.detail;
    const RecordKeys outer = m_record.keys;
    if (m_extractor.extract(detail.data(), detail.data() + detail.size(), m_record, 1) && m_record.isEvent) {
        m_record.row.offset = m_text.offsetOf(detail.data());
        m_sink.addRow(m_record.row);
        return;
    }
    m_sink.addIgnored(whyNotAnEvent(outer));
}

void DocumentReader::takeLogEvents() {
    const std::string_view list = m_record.logEvents;
    const auto tree = json::Tree::parse(std::string(list));
    if (!tree)
        return;
    for (json::Tree::Index i = tree->node(0).firstChild; i != json::Tree::kNone; i = tree->node(i).nextSibling) {
        const json::Tree::Index message = tree->child(i, "message");
        if (message != json::Tree::kNone && tree->node(message).type == json::Tree::Type::String)
            takeLiteral(list.substr(tree->node(message).valueBegin, tree->node(message).valueLength));
        else
            m_sink.addIgnored("a log event without a message");
    }
}

void DocumentReader::takeLiteral(std::string_view literal) {
    const std::string bytes = json::unescapeBytes(literal.substr(1, literal.size() - 2));
    const char* p = json::skipSpace(bytes.data(), bytes.data() + bytes.size());
    const char* end = bytes.data() + bytes.size();
    if (p >= end || *p != '{') {
        m_sink.addIgnored("a string that holds no CloudTrail event");
        return;
    }
    const Scan scan = m_extractor.extract(p, end, m_record);
    if (!scan || json::skipSpace(scan.at, end) != end) {
        fail(literal.data(), scan ? "not JSON: text after the event inside a string" : json::describe(scan.fault));
        return;
    }
    if (!m_record.isEvent) {
        m_sink.addIgnored(whyNotAnEvent(m_record.keys));
        return;
    }
    EventRow& row = m_record.row;
    row.flags |= flags::kInsideString;
    row.offset = m_text.offsetOf(literal.data());
    row.length = static_cast<std::uint32_t>(literal.size());
    row.recordHash = hash64(bytes, processSeed());
    m_sink.addRow(row);
}

bool DocumentReader::isRecordAt(const char*& p, int depth) {
    constexpr std::uint64_t kTryBytes = 16u << 20;
    constexpr std::uint64_t kRecoveryBudget = 512u << 20;
    const bool isTypical = startsWith(p, m_text.end(), "{\"eventVersion\"");
    if (m_recoveryBytes > kRecoveryBudget && !isTypical)
        return false;
    Scan scan = m_extractor.extract(p, m_text.end(), m_record, depth);
    while (scan.fault == Fault::UnexpectedEnd && static_cast<std::uint64_t>(m_text.end() - p) < kTryBytes && refill(p))
        scan = m_extractor.extract(p, m_text.end(), m_record, depth);
    m_recoveryBytes += static_cast<std::uint64_t>(scan.at - p);
    if (!scan && isTypical)
        fail(p, json::describe(scan.fault));
    return scan && (m_record.isEvent || !m_record.cloudTrailEvent.empty() || !m_record.detail.empty() ||
                    !m_record.logEvents.empty() || isLooseLogEvent());
}

// One of a CloudWatch Logs list that is damaged elsewhere.
bool DocumentReader::isLooseLogEvent() const {
    return m_recovered && m_record.message.find("eventVersion") != std::string_view::npos;
}

const char* DocumentReader::recover(const char* start, int depth) {
    m_recovered = true;
    // From the start, not from the fault: a lost quote is noticed only inside the next record.
    const char* p = start + 1;
    while (!isStopped()) {
        p = find(p, m_text.end(), '{');
        if (p >= m_text.end()) {
            if (!refill(p))
                return m_text.end();
            continue;
        }
        const char* next = json::skipSpace(p + 1, m_text.end());
        if (next >= m_text.end() && refill(p))
            continue;
        if (next < m_text.end() && *next == '"' && isRecordAt(p, depth))
            return p;
        ++p;
    }
    return m_text.end();
}

const char* DocumentReader::recoverAtRoot(const char* start) {
    const char* end = m_text.end();
    const char* line = find(start, end, '\n');
    const char* next = line < end ? line + 1 : end;
    const bool looksLikeLines = next < end && *next == '{' && line - start > 2;
    if (m_isLines || looksLikeLines) {
        const char* p = start;
        while ((p = find(p, m_text.end(), '\n')) >= m_text.end() && refill(p)) {
        }
        return p < m_text.end() ? p + 1 : p;
    }
    return recover(start, 0);
}

} // namespace rastro
