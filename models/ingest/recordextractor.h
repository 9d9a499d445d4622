// SPDX-License-Identifier: Apache-2.0
//
// RecordExtractor: one JSON object -> checked, its end found, and its core columns in an EventRow, all in one pass over
// its bytes. Says too whether the object is an event (ARCHITECTURE.md, "What an event is") and where the events inside
// it stand when it is an envelope. One per worker thread.
#pragma once

#include "base/jsonscan.h"
#include "ingest/identitycache.h"
#include "ingest/interner.h"
#include "ingest/keyguess.h"
#include "ingest/recordkeys.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace rastro {

// A record that has not ended by then is not read on: it is a failure, and the next one is looked for.
inline constexpr std::uint64_t kLargestRecordBytes = 256u << 20;

struct ExtractedRecord {
    EventRow row;
    RecordKeys keys = 0;
    bool isEvent = false;
    // Values of envelope keys, as written; empty when absent.
    std::string_view detail;          // an object
    std::string_view cloudTrailEvent; // a string with its quotes
    std::string_view logEvents;       // an array
    std::string_view message;         // a string with its quotes
};

class RecordExtractor {
public:
    explicit RecordExtractor(EventStore& store);

    // p stands on '{'. On success `out` describes the object [p, at); row.offset is not set. depth: containers around.
    json::Scan extract(const char* p, const char* end, ExtractedRecord& out, int depth = 0);
    // A summary row as JSON: an event whatever it lacks. False if it is not JSON.
    bool extractSummary(std::string_view object, ExtractedRecord& out);

private:
    struct Value {
        RecordKey key;
        const char* begin;
        const char* end;
        std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
        bool isString() const { return *begin == '"'; }
        bool isNull() const { return *begin == 'n'; }
        bool isScalar() const { return *begin != '{' && *begin != '['; }
        std::string_view inside() const { return {begin + 1, static_cast<std::size_t>(end - begin - 2)}; }
    };
    void startRecord(ExtractedRecord& out);
    void take(const Value& value, ExtractedRecord& out);
    void takeCoded(Column column, const Value& value, EventRow& row);
    void takeTime(const Value& value, EventRow& row);
    void takeIdentifier(unsigned slot, const Value& value, EventRow& row);
    void takeResponse(const Value& value, ExtractedRecord& out);
    void takeOddResponse(std::string_view text, ExtractedRecord& out);
    void finish(const char* begin, const char* end, ExtractedRecord& out);
    void derive(EventRow& row);
    bool isEvent(const ExtractedRecord& out);
    Code kindOf(const EventRow& row);
    Code outcomeOf(const EventRow& row);

    Interner m_interner;
    IdentityCache m_identities;
    KeyGuess m_keys;
    std::uint64_t m_seed;
    EventStore::IdentifierRoom m_room;
    bool m_nameIsString = false;
    bool m_sourceIsString = false;
    bool m_signInFailed = false;
    struct KindSlot {
        std::array<Code, 4> of{Code{0xFFFFFFFFu}};
        Code kind = kMissing;
    };
    std::array<KindSlot, 1024> m_kinds;
    struct OutcomeSlot {
        Code error = Code{0xFFFFFFFFu};
        Code outcome = kMissing;
    };
    std::array<OutcomeSlot, 256> m_outcomes;
    struct AccountSlot {
        Column from = Column::EventName; // none yet
        Code code = kMissing;
        Code account = kMissing;
    };
    std::array<AccountSlot, 64> m_accounts;
};

} // namespace rastro
