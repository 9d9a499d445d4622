// SPDX-License-Identifier: Apache-2.0
#include "store/columns.h"

#include <algorithm>
#include <array>

namespace rastro {

namespace {

using enum Storage;

constexpr std::array<ColumnInfo, kColumns> kTable{{
    {Column::EventSource, "eventSource", "svc", "Service", Coded},
    {Column::EventName, "eventName", "api", "Event", Coded},
    {Column::AwsRegion, "awsRegion", "region", "Region", Coded},
    {Column::SourceIPAddress, "sourceIPAddress", "ip", "Source IP", Coded},
    {Column::UserAgent, "userAgent", "ua", "User agent", Coded},
    {Column::ErrorCode, "errorCode", "err", "Error code", Coded},
    {Column::ErrorMessage, "errorMessage", "", "Error message", Coded},
    {Column::IdentityType, "userIdentity.type", "", "Identity type", Coded},
    {Column::IdentityArn, "userIdentity.arn", "", "Identity ARN", Coded},
    {Column::IdentityAccountId, "userIdentity.accountId", "", "Identity account", Coded},
    {Column::IdentityAccessKeyId, "userIdentity.accessKeyId", "key", "Access key", Coded},
    {Column::IdentityUserName, "userIdentity.userName", "user", "User name", Coded},
    {Column::IdentityPrincipalId, "userIdentity.principalId", "", "Principal id", Coded},
    {Column::IdentityInvokedBy, "userIdentity.invokedBy", "", "Invoked by", Coded},
    {Column::IssuerArn, "userIdentity.sessionContext.sessionIssuer.arn", "", "Issuer ARN", Coded},
    {Column::IssuerUserName, "userIdentity.sessionContext.sessionIssuer.userName", "role", "Role", Coded},
    {Column::CreationDate, "userIdentity.sessionContext.attributes.creationDate", "", "Session created", Coded},
    {Column::SourceIdentity, "userIdentity.sessionContext.sourceIdentity", "", "Source identity", Coded},
    {Column::OnBehalfOfUserId, "userIdentity.onBehalfOf.userId", "", "On behalf of", Coded},
    {Column::ReadOnly, "readOnly", "", "Read only", Coded},
    {Column::EventType, "eventType", "", "Event type", Coded},
    {Column::EventCategory, "eventCategory", "", "Category", Coded},
    {Column::RecipientAccountId, "recipientAccountId", "", "Recipient account", Coded},
    {Column::VpcEndpointId, "vpcEndpointId", "", "VPC endpoint", Coded},
    {Column::IssuedAccessKeyId, "issuedAccessKeyId", "", "Issued access key", Coded},
    {Column::Kind, "kind", "", "Kind", Coded},
    {Column::Outcome, "outcome", "", "Outcome", Coded},
    {Column::Actor, "actor", "", "Actor", Coded},
    {Column::ActorKey, "actorKey", "", "Actor key", Coded},
    {Column::Account, "account", "acct", "Account", Coded},
    {Column::EventTime, "eventTime", "time", "Time", Time},
    {Column::EventId, "eventID", "id", "Event id", Identifier},
    {Column::RequestId, "requestID", "", "Request id", Identifier},
    {Column::SharedEventId, "sharedEventID", "", "Shared event id", Identifier},
    {Column::Source, "source", "", "Source file", Source},
    {Column::Offset, "offset", "", "Offset", Number},
    {Column::Length, "length", "", "Length", Number},
    {Column::Target, "target", "", "Target", OnDemand},
    {Column::Summary, "summary", "", "Summary", OnDemand},
}};

constexpr bool inOrder() {
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (static_cast<std::size_t>(kTable[i].column) != i)
            return false;
    }
    return true;
}
static_assert(inOrder(), "the table follows the order of Column");

constexpr std::array kDefault{Column::EventTime, Column::EventName, Column::Target,    Column::Actor,
                              Column::SourceIPAddress, Column::Account, Column::AwsRegion, Column::Outcome};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

} // namespace

std::span<const ColumnInfo> allColumns() { return kTable; }

const ColumnInfo& info(Column column) { return kTable[static_cast<std::size_t>(column)]; }

std::optional<Column> findColumn(std::string_view name) {
    if (name.empty())
        return std::nullopt;
    for (const ColumnInfo& c : kTable) {
        if (equalsIgnoringCase(c.name, name) || equalsIgnoringCase(c.alias, name))
            return c.column;
    }
    return std::nullopt;
}

std::span<const Column> defaultColumns() { return kDefault; }

} // namespace rastro
