// SPDX-License-Identifier: Apache-2.0
//
// The keys that matter at the top of a record: core columns, and the signatures by which other documents are told
// (facts of the CloudTrail, EventBridge, CloudWatch Logs, SNS, Kinesis and Security Lake formats). One static table.
#pragma once

#include <cstdint>
#include <string_view>

namespace rastro {

enum class RecordKey : std::uint8_t {
    Other,
    // core columns
    EventVersion, UserIdentity, EventTime, EventSource, EventName, AwsRegion, SourceIPAddress, UserAgent, ErrorCode,
    ErrorMessage, RequestID, EventID, SharedEventID, ReadOnly, EventType, EventCategory, RecipientAccountId,
    VpcEndpointId, ResponseElements, InsightDetails,
    // containers and other documents
    Records, Events, CloudTrailEvent, Detail, DetailType, BridgeSource, LogEvents, MessageType, AwsLogs, FilteredEvents,
    Results, QueryResultRows, Hits, ElasticSource, Timestamp, AwsObject, SplunkResult, RawText, ClassUid, SnsType,
    SnsMessage, DigestS3Object, LogFiles, S3Object, SnsRecord, Kinesis, MessageId, S3Bucket, S3ObjectKey, Message,
    AwsObjectFileset, ConfigurationItems,
    Count
};

// Whether the value of the key, or what is in it, is a column.
constexpr bool isColumnKey(RecordKey key) { return key >= RecordKey::UserIdentity && key <= RecordKey::VpcEndpointId; }

RecordKey recordKey(std::string_view rawKey); // between the quotes, as written

// Whether a key that recordKey() does not know, or knows only by its escapes, means a core column when letters are folded.
bool isColumnInOtherLetters(std::string_view rawKey);

using RecordKeys = std::uint64_t; // one bit for each key seen
constexpr RecordKeys bit(RecordKey key) { return RecordKeys{1} << static_cast<unsigned>(key); }
static_assert(static_cast<unsigned>(RecordKey::Count) <= 64);

// Why a JSON object that is not an event is not one, by the keys it has.
std::string_view whyNotAnEvent(RecordKeys keys);

} // namespace rastro
