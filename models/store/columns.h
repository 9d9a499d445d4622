// SPDX-License-Identifier: Apache-2.0
//
// The columns every event has: their names (CloudTrail's own JSON paths), aliases, titles and how they are stored.
// One static table; any thread. Source of the core list: the record contents and userIdentity pages of the CloudTrail
// user guide; the derived ones are ours.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace rastro {

enum class Column : std::uint8_t {
    // coded: a dictionary value per row
    EventSource,
    EventName,
    AwsRegion,
    SourceIPAddress,
    UserAgent,
    ErrorCode,
    ErrorMessage,
    IdentityType,
    IdentityArn,
    IdentityAccountId,
    IdentityAccessKeyId,
    IdentityUserName,
    IdentityPrincipalId,
    IdentityInvokedBy,
    IssuerArn,
    IssuerUserName,
    CreationDate,
    SourceIdentity,
    OnBehalfOfUserId,
    ReadOnly,
    EventType,
    EventCategory,
    RecipientAccountId,
    VpcEndpointId,
    IssuedAccessKeyId, // the credential an event issues: access key id in the response
    Kind,              // derived from here on
    Outcome,
    Actor,
    ActorKey,
    Account,
    // stored in a form of their own
    EventTime,
    EventId,
    RequestId,
    SharedEventId,
    Source,
    Offset,
    Length,
    // made from the record when asked for
    Target,
    Summary,
};

inline constexpr std::size_t kCodedColumns = static_cast<std::size_t>(Column::Account) + 1;
inline constexpr std::size_t kColumns = static_cast<std::size_t>(Column::Summary) + 1;

enum class Storage : std::uint8_t { Coded, Time, Identifier, Source, Number, OnDemand };

struct ColumnInfo {
    Column column;
    std::string_view name;  // as in filters, on the command line and in exports
    std::string_view alias; // short word of the query language, or empty
    std::string_view title; // English header of the table, translated by the view
    Storage storage;
};

std::span<const ColumnInfo> allColumns(); // in the order of Column
const ColumnInfo& info(Column column);

// By name or alias, ignoring ASCII case; nullopt if there is no such column.
std::optional<Column> findColumn(std::string_view name);

constexpr bool isCoded(Column column) { return static_cast<std::size_t>(column) < kCodedColumns; }
constexpr std::size_t codedIndex(Column column) { return static_cast<std::size_t>(column); }

// time, event, target, actor, source IP, account, region, outcome: what the window and `query` show unless told.
std::span<const Column> defaultColumns();

} // namespace rastro
