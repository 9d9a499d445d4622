// SPDX-License-Identifier: Apache-2.0
#include "ingest/recordkeys.h"

#include "base/foldedtext.h"
#include "base/jsonstring.h"
#include "base/samebytes.h"

#include <algorithm>
#include <array>

namespace rastro {

namespace {

struct Entry {
    std::string_view name;
    RecordKey key;
};

constexpr Entry kEntries[] = {
    {"eventVersion", RecordKey::EventVersion}, {"userIdentity", RecordKey::UserIdentity},
    {"eventTime", RecordKey::EventTime}, {"eventSource", RecordKey::EventSource},
    {"eventName", RecordKey::EventName}, {"awsRegion", RecordKey::AwsRegion},
    {"sourceIPAddress", RecordKey::SourceIPAddress}, {"userAgent", RecordKey::UserAgent},
    {"errorCode", RecordKey::ErrorCode}, {"errorMessage", RecordKey::ErrorMessage},
    {"requestID", RecordKey::RequestID}, {"eventID", RecordKey::EventID},
    {"eventId", RecordKey::EventID}, // so spelled in aggregated events
    {"sharedEventID", RecordKey::SharedEventID}, {"readOnly", RecordKey::ReadOnly},
    {"eventType", RecordKey::EventType}, {"eventCategory", RecordKey::EventCategory},
    {"recipientAccountId", RecordKey::RecipientAccountId}, {"vpcEndpointId", RecordKey::VpcEndpointId},
    {"responseElements", RecordKey::ResponseElements}, {"insightDetails", RecordKey::InsightDetails},
    {"Records", RecordKey::Records}, {"Events", RecordKey::Events},
    {"CloudTrailEvent", RecordKey::CloudTrailEvent}, {"detail", RecordKey::Detail},
    {"detail-type", RecordKey::DetailType}, {"source", RecordKey::BridgeSource},
    {"logEvents", RecordKey::LogEvents}, {"messageType", RecordKey::MessageType},
    {"awslogs", RecordKey::AwsLogs}, {"events", RecordKey::FilteredEvents},
    {"results", RecordKey::Results}, {"QueryResultRows", RecordKey::QueryResultRows},
    {"hits", RecordKey::Hits}, {"_source", RecordKey::ElasticSource},
    {"@timestamp", RecordKey::Timestamp}, {"aws", RecordKey::AwsObject},
    {"result", RecordKey::SplunkResult}, {"_raw", RecordKey::RawText},
    {"class_uid", RecordKey::ClassUid}, {"Type", RecordKey::SnsType},
    {"Message", RecordKey::SnsMessage}, {"digestS3Object", RecordKey::DigestS3Object},
    {"logFiles", RecordKey::LogFiles}, {"s3", RecordKey::S3Object},
    {"Sns", RecordKey::SnsRecord}, {"kinesis", RecordKey::Kinesis},
    {"messageId", RecordKey::MessageId}, {"s3Bucket", RecordKey::S3Bucket},
    {"s3ObjectKey", RecordKey::S3ObjectKey}, {"message", RecordKey::Message},
    {"fileset", RecordKey::AwsObjectFileset}, {"configurationItems", RecordKey::ConfigurationItems},
};

constexpr std::size_t kSlots = 256;

constexpr std::size_t slotOf(std::string_view key) {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(key[i])); };
    return (key.size() * 7 + byte(0) * 31 + byte(key.size() / 2) * 5 + byte(key.size() - 1) * 17) & (kSlots - 1);
}

constexpr auto makeTable() {
    std::array<Entry, kSlots> table{};
    for (const Entry& entry : kEntries) {
        std::size_t at = slotOf(entry.name);
        while (!table[at].name.empty())
            at = (at + 1) & (kSlots - 1);
        table[at] = entry;
    }
    return table;
}

constexpr std::array<Entry, kSlots> kTable = makeTable();

// For each length of a column's key, the first letters such keys have (bit: letter & 31).
constexpr auto makeFirstLetters() {
    std::array<std::uint32_t, 32> letters{};
    for (const Entry& entry : kEntries) {
        if (isColumnKey(entry.key))
            letters[entry.name.size()] |= 1u << (entry.name[0] & 31);
    }
    return letters;
}

constexpr auto kFirstLetters = makeFirstLetters();

struct Signature {
    RecordKeys all;
    std::string_view reason;
};

constexpr Signature kSignatures[] = {
    {bit(RecordKey::DigestS3Object) | bit(RecordKey::LogFiles), "CloudTrail digest file: no events in it"},
    {bit(RecordKey::S3Bucket) | bit(RecordKey::S3ObjectKey), "log delivery notification: names log files, holds no events"},
    {bit(RecordKey::SnsRecord), "SNS notification: not CloudTrail events"},
    {bit(RecordKey::SnsType) | bit(RecordKey::SnsMessage), "SNS notification envelope: not CloudTrail events"},
    {bit(RecordKey::Kinesis), "Kinesis notification: its data is not opened"},
    {bit(RecordKey::S3Object), "S3 event notification: not CloudTrail events"},
    {bit(RecordKey::MessageId), "SQS message: not CloudTrail events"},
    {bit(RecordKey::ClassUid), "OCSF events (Security Lake): not read yet"},
    {bit(RecordKey::AwsLogs), "Lambda test payload of CloudWatch Logs (awslogs.data): not opened"},
    {bit(RecordKey::Hits), "Elasticsearch or OpenSearch dump: not read yet"},
    {bit(RecordKey::ElasticSource), "Elasticsearch or OpenSearch dump: not read yet"},
    {bit(RecordKey::Timestamp) | bit(RecordKey::AwsObject), "Filebeat or Elastic Agent output: not read yet"},
    {bit(RecordKey::Timestamp) | bit(RecordKey::AwsObjectFileset), "Filebeat output: not read yet"},
    {bit(RecordKey::RawText), "Splunk or Cribl export (_raw): not read yet"},
    {bit(RecordKey::SplunkResult), "Splunk JSON export: not read yet"},
    {bit(RecordKey::QueryResultRows), "CloudTrail Lake query result: not read yet"},
    {bit(RecordKey::Results), "Logs Insights or Splunk query result: not read yet"},
    {bit(RecordKey::FilteredEvents), "output of aws logs filter-log-events: not read yet"},
    {bit(RecordKey::ConfigurationItems), "AWS Config snapshot or history: not CloudTrail events"},
    {bit(RecordKey::Detail) | bit(RecordKey::DetailType), "EventBridge event that is not from CloudTrail"},
    {bit(RecordKey::LogEvents), "CloudWatch Logs data without CloudTrail events"},
    {bit(RecordKey::Records), "Records that are not CloudTrail events"},
};

} // namespace

RecordKey recordKey(std::string_view rawKey) {
    if (rawKey.empty())
        return RecordKey::Other;
    for (std::size_t at = slotOf(rawKey); !kTable[at].name.empty(); at = (at + 1) & (kSlots - 1)) {
        if (sameBytes(kTable[at].name, rawKey))
            return kTable[at].key;
    }
    if (rawKey.find('\\') != std::string_view::npos) {
        const std::string decoded = json::decode(rawKey);
        return decoded.find('\\') == std::string::npos ? recordKey(decoded) : RecordKey::Other;
    }
    return RecordKey::Other;
}

bool isColumnInOtherLetters(std::string_view rawKey) {
    if (rawKey.find('\\') != std::string_view::npos) {
        const std::string key = json::decode(rawKey);
        return key.find('\\') == std::string::npos && isColumnInOtherLetters(key);
    }
    const std::size_t size = rawKey.size();
    if (size == 0 || size >= kFirstLetters.size() || (kFirstLetters[size] >> (rawKey[0] & 31) & 1) == 0)
        return false;
    return std::ranges::any_of(kEntries, [rawKey](const Entry& entry) {
        return isColumnKey(entry.key) && equalsFolded(entry.name, rawKey);
    });
}

std::string_view whyNotAnEvent(RecordKeys keys) {
    for (const Signature& s : kSignatures) {
        if ((keys & s.all) == s.all)
            return s.reason;
    }
    return "JSON that is not a CloudTrail event";
}

} // namespace rastro
