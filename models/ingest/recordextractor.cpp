// SPDX-License-Identifier: Apache-2.0
#include "ingest/recordextractor.h"

#include "base/jsonmembers.h"
#include "base/jsonstring.h"
#include "base/jsontree.h"
#include "base/samebytes.h"
#include "events/callkind.h"

#include <algorithm>
#include <cstring>

namespace rastro {

using json::Fault;
using json::Scan;

RecordExtractor::RecordExtractor(EventStore& store)
    : m_interner(store), m_identities(m_interner), m_seed(processSeed()) {}

void RecordExtractor::startRecord(ExtractedRecord& out) {
    out.row = EventRow{};
    out.keys = 0;
    out.isEvent = false;
    out.detail = out.cloudTrailEvent = out.logEvents = out.message = {};
    m_keys.startRecord();
    m_identities.setAbsent();
    m_nameIsString = m_sourceIsString = m_signInFailed = false;
}

Scan RecordExtractor::extract(const char* const begin, const char* end, ExtractedRecord& out, int depth) {
    startRecord(out);
    const char* p = json::skipSpace(begin + 1, end);
    if (p < end && *p == '}') {
        finish(begin, p + 1, out);
        return {p + 1, Fault::None};
    }
    while (true) {
        if (p >= end)
            return {end, Fault::UnexpectedEnd};
        if (*p != '"')
            return {p, Fault::BadStructure};
        const KeyGuess::Key* key = m_keys.match(p, end);
        if (key != nullptr) {
            p += key->text.size();
        } else {
            const Scan scan = json::scanString(p, end);
            if (!scan)
                return scan;
            key = &m_keys.learn({p + 1, static_cast<std::size_t>(scan.at - p - 2)});
            p = json::skipSpace(scan.at, end);
            if (p < end && *p != ':')
                return {p, Fault::BadStructure};
            p = p < end ? p + 1 : end;
        }
        p = json::skipSpace(p, end);
        const RecordKey known = key->key;
        const Scan scan =
            known == RecordKey::UserIdentity ? m_identities.scan(p, end, depth + 1) : json::scanValue(p, end, depth + 1);
        if (!scan)
            return scan;
        if (known != RecordKey::Other)
            take({known, p, scan.at}, out);
        else if (key->isColumnInOtherLetters)
            out.row.flags |= flags::kIrregular;
        p = json::skipSpace(scan.at, end);
        if (p < end && *p == '}')
            break;
        if (p < end && *p != ',')
            return {p, Fault::BadStructure};
        p = p < end ? json::skipSpace(p + 1, end) : end;
    }
    finish(begin, p + 1, out);
    return {p + 1, Fault::None};
}

void RecordExtractor::takeCoded(Column column, const Value& value, EventRow& row) {
    if (!value.isScalar())
        row.flags |= flags::kIrregular;
    if (value.isNull() || !value.isScalar())
        return;
    row.codes[codedIndex(column)] = m_interner.internRaw(column, value.isString() ? value.inside() : value.text());
}

void RecordExtractor::takeIdentifier(unsigned slot, const Value& value, EventRow& row) {
    if (!value.isScalar())
        row.flags |= flags::kIrregular;
    if (value.isNull() || !value.isScalar())
        return;
    const std::string_view raw = value.isString() ? value.inside() : value.text();
    std::uint16_t form = flags::kGuid;
    if (!parseGuid(raw, row.ids[slot])) {
        const std::string text = json::decode(raw);
        if (!parseGuid(text, row.ids[slot])) {
            form = flags::kText;
            row.ids[slot] = m_interner.store().keepIdentifier(text, m_room);
        }
    }
    if (slot == 0 && !value.isString())
        row.flags |= flags::kEventIdIsNoString;
    row.flags = static_cast<std::uint16_t>((row.flags & ~(3u << (2 * slot))) | (unsigned{form} << (2 * slot)));
}

namespace {

bool contains(std::string_view text, std::string_view needle) {
    return ::memmem(text.data(), text.size(), needle.data(), needle.size()) != nullptr;
}

// What a response tells beyond itself stands in these members of it.
constexpr std::array<std::string_view, 4> kTelling{"credentials", "accessKey", "roleCredentials", "ConsoleLogin"};

// The last member of each of those names, as written; empty if there is none. isOdd: a key is written with an escape.
template <std::size_t N>
std::array<std::string_view, N> membersOf(std::string_view object, const std::array<std::string_view, N>& names,
                                          bool& isOdd) {
    std::array<std::string_view, N> found;
    json::forEachMember(object, [&](std::string_view key, std::string_view value) {
        for (std::size_t i = 0; i < N; ++i) {
            if (sameBytes(names[i], key))
                found[i] = value;
        }
        isOdd = isOdd || key.find('\\') != std::string_view::npos;
    });
    return found;
}

std::string textOf(std::string_view value) {
    if (value.empty() || value[0] == '{' || value[0] == '[' || value[0] == 'n')
        return {};
    return value[0] == '"' ? json::decode(value.substr(1, value.size() - 2)) : std::string(value);
}

} // namespace

// What a response tells beyond itself: the key it issues, and that a console sign-in failed.
void RecordExtractor::takeResponse(const Value& value, ExtractedRecord& out) {
    const std::string_view text = value.text();
    if (*value.begin != '{' || !(contains(text, "ccessKeyId\"") || contains(text, "\"ConsoleLogin\"")))
        return;
    bool isOdd = false;
    const std::array<std::string_view, 4> telling = membersOf(text, kTelling, isOdd);
    m_signInFailed = textOf(telling[3]) == "Failure";
    for (const std::string_view holder : {telling[0], telling[1], telling[2]}) {
        if (!holder.starts_with('{'))
            continue;
        const auto [key] = membersOf<1>(holder, {"accessKeyId"}, isOdd);
        if (const std::string issued = textOf(key); !issued.empty())
            out.row.codes[codedIndex(Column::IssuedAccessKeyId)] = m_interner.intern(Column::IssuedAccessKeyId, issued);
    }
    if (isOdd)
        takeOddResponse(text, out);
}

// The same for any response that is JSON.
void RecordExtractor::takeOddResponse(std::string_view text, ExtractedRecord& out) {
    const auto tree = json::Tree::parse(std::string(text));
    if (!tree)
        return;
    m_signInFailed = tree->textAt({"ConsoleLogin"}) == "Failure";
    for (const std::string_view holder : {"credentials", "accessKey", "roleCredentials"}) {
        if (const std::string key = tree->textAt({holder, "accessKeyId"}); !key.empty())
            out.row.codes[codedIndex(Column::IssuedAccessKeyId)] = m_interner.intern(Column::IssuedAccessKeyId, key);
    }
}

void RecordExtractor::takeTime(const Value& value, EventRow& row) {
    if (value.isNull())
        return;
    Micros time = value.isString() ? parseCloudTrailTime(value.inside()) : kNoTime;
    if (time == kNoTime) {
        row.flags |= flags::kOddTime;
        if (value.isString())
            time = parseTime(json::decode(value.inside())).value_or(kNoTime);
    }
    if (time != kNoTime)
        row.time = time;
}

void RecordExtractor::take(const Value& value, ExtractedRecord& out) {
    EventRow& row = out.row;
    if (isColumnKey(value.key) && (out.keys & bit(value.key)) != 0)
        row.flags |= flags::kIrregular;
    out.keys |= bit(value.key);
    switch (value.key) {
    case RecordKey::EventTime: takeTime(value, row); break;
    case RecordKey::EventSource:
        m_sourceIsString = value.isString();
        takeCoded(Column::EventSource, value, row);
        break;
    case RecordKey::EventName:
        m_nameIsString = value.isString();
        takeCoded(Column::EventName, value, row);
        break;
    case RecordKey::AwsRegion: takeCoded(Column::AwsRegion, value, row); break;
    case RecordKey::SourceIPAddress: takeCoded(Column::SourceIPAddress, value, row); break;
    case RecordKey::UserAgent: takeCoded(Column::UserAgent, value, row); break;
    case RecordKey::ErrorCode: takeCoded(Column::ErrorCode, value, row); break;
    case RecordKey::ErrorMessage: takeCoded(Column::ErrorMessage, value, row); break;
    case RecordKey::ReadOnly: takeCoded(Column::ReadOnly, value, row); break;
    case RecordKey::EventType: takeCoded(Column::EventType, value, row); break;
    case RecordKey::EventCategory: takeCoded(Column::EventCategory, value, row); break;
    case RecordKey::RecipientAccountId: takeCoded(Column::RecipientAccountId, value, row); break;
    case RecordKey::VpcEndpointId: takeCoded(Column::VpcEndpointId, value, row); break;
    case RecordKey::EventID: takeIdentifier(0, value, row); break;
    case RecordKey::RequestID: takeIdentifier(1, value, row); break;
    case RecordKey::SharedEventID: takeIdentifier(2, value, row); break;
    case RecordKey::ResponseElements: takeResponse(value, out); break;
    case RecordKey::Detail: out.detail = value.isScalar() ? std::string_view{} : value.text(); break;
    case RecordKey::CloudTrailEvent: out.cloudTrailEvent = value.isString() ? value.text() : std::string_view{}; break;
    case RecordKey::LogEvents: out.logEvents = *value.begin == '[' ? value.text() : std::string_view{}; break;
    case RecordKey::Message: out.message = value.isString() ? value.text() : std::string_view{}; break;
    default: break;
    }
}

Code RecordExtractor::kindOf(const EventRow& row) {
    const auto code = [&row](Column c) { return row.codes[codedIndex(c)]; };
    const std::array<Code, 4> of{code(Column::EventSource), code(Column::EventName), code(Column::EventType),
                                 code(Column::ReadOnly)};
    const std::uint32_t mix = index(of[0]) * 31 + index(of[1]) * 7 + index(of[2]) * 3 + index(of[3]);
    KindSlot& slot = m_kinds[mix & (m_kinds.size() - 1)];
    if (slot.of != of) {
        EventStore& store = m_interner.store();
        const auto text = [&](Column c) { return store.dictionary(c).value(code(c)); };
        const Kind kind = rastro::kindOf({.eventSource = text(Column::EventSource), .eventName = text(Column::EventName),
                                          .eventType = text(Column::EventType), .readOnly = text(Column::ReadOnly)});
        slot = {of, m_interner.intern(Column::Kind, name(kind))};
    }
    return slot.kind;
}

Code RecordExtractor::outcomeOf(const EventRow& row) {
    EventStore& store = m_interner.store();
    const Code error = row.codes[codedIndex(Column::ErrorCode)];
    const Code message = row.codes[codedIndex(Column::ErrorMessage)];
    const bool byCodeAlone = !m_signInFailed && (error != kMissing || message == kMissing);
    OutcomeSlot& slot = m_outcomes[index(error) & (m_outcomes.size() - 1)];
    if (byCodeAlone && slot.error == error)
        return slot.outcome;
    const std::string_view code = store.dictionary(Column::ErrorCode).value(error);
    const Outcome outcome =
        rastro::outcomeOf(code, store.dictionary(Column::ErrorMessage).value(message), m_signInFailed);
    const Code result = m_interner.intern(Column::Outcome, name(outcome));
    // An empty code leaves the judgement to the message, so it is not remembered.
    if (byCodeAlone && (error == kMissing || !code.empty()))
        slot = {error, result};
    return result;
}

bool RecordExtractor::isEvent(const ExtractedRecord& out) {
    if ((out.keys & bit(RecordKey::InsightDetails)) != 0)
        return true;
    EventStore& store = m_interner.store();
    const auto text = [&](Column c) { return store.dictionary(c).value(out.row.codes[codedIndex(c)]); };
    if ((out.keys & bit(RecordKey::EventType)) != 0 && text(Column::EventType) == "AwsAggregatedEvent")
        return true;
    constexpr RecordKeys kOneOf = bit(RecordKey::UserIdentity) | bit(RecordKey::EventVersion) | bit(RecordKey::EventID);
    return m_nameIsString && m_sourceIsString && (out.keys & kOneOf) != 0 &&
           !text(Column::EventSource).starts_with("aws:");
}

void RecordExtractor::derive(EventRow& row) {
    EventStore& store = m_interner.store();
    m_identities.identity().fill(row);
    const auto code = [&row](Column c) { return row.codes[codedIndex(c)]; };
    const Column from =
        code(Column::RecipientAccountId) != kMissing ? Column::RecipientAccountId : Column::IdentityAccountId;
    if (code(from) != kMissing) {
        AccountSlot& slot = m_accounts[index(code(from)) & (m_accounts.size() - 1)];
        if (slot.from != from || slot.code != code(from))
            slot = {from, code(from), m_interner.intern(Column::Account, store.dictionary(from).value(code(from)))};
        row.codes[codedIndex(Column::Account)] = slot.account;
    }
    row.codes[codedIndex(Column::Kind)] = kindOf(row);
    row.codes[codedIndex(Column::Outcome)] = outcomeOf(row);
}

void RecordExtractor::finish(const char* begin, const char* end, ExtractedRecord& out) {
    out.isEvent = isEvent(out);
    if (!out.isEvent)
        return;
    derive(out.row);
    out.row.length = static_cast<std::uint32_t>(end - begin);
    out.row.recordHash = hashLong({begin, out.row.length}, m_seed);
}

bool RecordExtractor::extractSummary(std::string_view object, ExtractedRecord& out) {
    if (!extract(object.data(), object.data() + object.size(), out))
        return false;
    if (!out.isEvent)
        derive(out.row);
    out.isEvent = true;
    return true;
}

} // namespace rastro
