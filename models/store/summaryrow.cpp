// SPDX-License-Identifier: Apache-2.0
#include "store/summaryrow.h"

#include "base/jsonscan.h"
#include "base/jsonstring.h"
#include "base/timestamp.h"

#include <charconv>

namespace rastro {

namespace {

constexpr std::string_view kHeaders[] = {
    "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,"
    "Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category",
    "Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,Error code,"
    "Source IP address",
};

struct Name {
    std::string_view column;
    std::string_view key;
};
constexpr Name kNames[] = {
    {"Event time", "eventTime"}, {"Event source", "eventSource"}, {"Event name", "eventName"},
    {"AWS region", "awsRegion"}, {"Source IP address", "sourceIPAddress"}, {"User agent", "userAgent"},
    {"Error code", "errorCode"}, {"Request ID", "requestID"}, {"Event ID", "eventID"}, {"Read-only", "readOnly"},
    {"Event type", "eventType"}, {"Recipient Account Id", "recipientAccountId"}, {"Event category", "eventCategory"},
    {"Resource type", "resourceType"}, {"Resources", "resources"},
};

std::string_view keyOf(std::string_view column) {
    for (const Name& name : kNames) {
        if (name.column == column)
            return name.key;
    }
    return {};
}

// "2023-07-10, 12:37:50 PM" of the older header as ISO; any other text as it is.
std::string isoTime(const std::string& text) {
    const bool pm = text.ends_with("PM");
    if (text.size() < 22 || text[10] != ',' || (!pm && !text.ends_with("AM")))
        return text;
    std::string clock = text.substr(12, text.size() - 15);
    if (clock.size() == 7)
        clock.insert(0, "0");
    int hour = 0;
    std::from_chars(clock.data(), clock.data() + 2, hour);
    hour = hour % 12 + (pm ? 12 : 0);
    const std::string iso =
        text.substr(0, 10) + 'T' + (hour < 10 ? "0" : "") + std::to_string(hour) + clock.substr(2) + 'Z';
    return parseTime(iso) ? iso : text;
}

void addMember(std::string& object, std::string_view key, std::string_view json) {
    if (object.size() > 1)
        object += ',';
    object += json::quote(key);
    object += ':';
    object += json;
}

std::string cellAsJson(std::string_view key, const std::string& cell) {
    if (key == "readOnly" && (cell == "true" || cell == "false"))
        return cell;
    if (key == "eventTime")
        return json::quote(isoTime(cell));
    if (key == "resources" && cell.starts_with('[')) {
        const json::Scan scan = json::scanValue(cell.data(), cell.data() + cell.size());
        if (scan && scan.at == cell.data() + cell.size())
            return json::toValidUtf8(cell);
    }
    return json::quote(cell);
}

} // namespace

bool isEventHistoryHeader(std::string_view line) {
    while (line.ends_with('\r') || line.ends_with('\n'))
        line.remove_suffix(1);
    std::string plain; // other programs write every cell in quotes
    for (const std::string& cell : splitCsvRecord(line))
        plain += (plain.empty() ? "" : ",") + cell;
    return plain == kHeaders[0] || plain == kHeaders[1];
}

std::size_t findRecordEnd(std::string_view text) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == '\n' && !quoted)
            return i;
    }
    return std::string_view::npos;
}

std::vector<std::string> splitCsvRecord(std::string_view record) {
    while (record.ends_with('\r') || record.ends_with('\n'))
        record.remove_suffix(1);
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const char c = record[i];
        if (c == '"' && quoted && i + 1 < record.size() && record[i + 1] == '"') {
            cells.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

std::optional<std::string> summaryRowToJson(std::string_view header, std::string_view record) {
    const std::vector<std::string> columns = splitCsvRecord(header);
    const std::vector<std::string> cells = splitCsvRecord(record);
    if (cells.size() != columns.size())
        return std::nullopt;
    std::string object = "{";
    std::string identity = "{";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty())
            continue;
        if (columns[i] == "User name")
            addMember(identity, "userName", json::quote(cells[i]));
        else if (columns[i] == "AWS access key")
            addMember(identity, "accessKeyId", json::quote(cells[i]));
        else if (const std::string_view key = keyOf(columns[i]); !key.empty())
            addMember(object, key, cellAsJson(key, cells[i]));
    }
    if (identity.size() > 1)
        addMember(object, "userIdentity", identity + "}");
    return object + "}";
}

} // namespace rastro
