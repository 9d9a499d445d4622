// SPDX-License-Identifier: Apache-2.0
#include "lineage/edges.h"

#include "base/jsontree.h"
#include "base/parallel.h"
#include "store/recordreader.h"

#include <algorithm>
#include <cstdlib>

namespace rastro {

namespace {

constexpr Micros kSkew = 5 * kMicrosPerSecond; // between the clocks of two services

// The copy of a third party names the caller by principal id only.
bool namesCaller(const Snapshot& snapshot, RowId row) {
    return snapshot.codedText(Column::IdentityType, row) != "AWSAccount";
}

constexpr std::size_t kMostRead = 20'000; // records, one by one

// A role taken without a key in the answer, or switched to in the console.
bool mayTellMore(const Snapshot& snapshot, RowId row, std::string_view issued) {
    const std::string_view name = snapshot.codedText(Column::EventName, row);
    return !isFailure(snapshot, row) && (name == "SwitchRole" || (issued.empty() && name.starts_with("AssumeRole")));
}

// "arn:aws:sts::1:assumed-role/Name/session" of the role's ARN, which may have a path.
std::string sessionArn(std::string_view roleArn, std::string_view session) {
    const std::size_t role = roleArn.find(":role/");
    const std::size_t iam = roleArn.find(":iam:");
    if (role == std::string_view::npos || iam == std::string_view::npos || iam > role || session.empty())
        return {};
    std::string arn(roleArn.substr(0, iam));
    arn += ":sts:";
    arn += roleArn.substr(iam + 5, role - iam - 5);
    arn += ":assumed-role/";
    arn += roleArn.substr(roleArn.rfind('/') + 1);
    return arn + '/' + std::string(session);
}

bool isSignIn(std::string_view eventName) { return eventName == "ConsoleLogin" || eventName == "SwitchRole"; }

} // namespace

bool isFailure(const Snapshot& snapshot, RowId row) { return snapshot.codedText(Column::Outcome, row) != "ok"; }

Result<Edges> Edges::find(const Snapshot& snapshot, const Checkpoint& checkpoint) {
    Edges edges;
    const RowVector& order = snapshot.timeOrder();
    const bool isDone = forBlocks({0, order.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            edges.take(snapshot, RowId{order[i]});
    });
    if (!isDone)
        return Error{ErrorCode::Cancelled, {}, "the lineage was stopped"};
    edges.readRecords(snapshot, checkpoint);
    return edges;
}

void Edges::take(const Snapshot& snapshot, RowId row) {
    const std::string_view issued = snapshot.codedText(Column::IssuedAccessKeyId, row);
    if (!issued.empty() && !isFailure(snapshot, row))
        takeIssued(snapshot, row, issued);
    if (isSignIn(snapshot.codedText(Column::EventName, row)) && !isFailure(snapshot, row))
        m_signIns[index(snapshot.code(Column::IdentityPrincipalId, row))].push_back({snapshot.time(row), row});
    if (mayTellMore(snapshot, row, issued) && m_unclear.size() < kMostRead)
        m_unclear.push_back(row);
    if (snapshot.codedText(Column::Kind, row) == "credential" && snapshot.hasIdentifier(Column::SharedEventId, row) &&
        namesCaller(snapshot, row))
        m_named.try_emplace(snapshot.identifier(Column::SharedEventId, row), row);
}

void Edges::readRecords(const Snapshot& snapshot, const Checkpoint& checkpoint) {
    RecordReader reader;
    for (const RowId row : m_unclear) {
        if (checkpoint.isStopRequested())
            return;
        auto bytes = reader.readJson(snapshot, row);
        const auto record = bytes ? json::Tree::parse(std::move(*bytes)) : Result<json::Tree>(bytes.error());
        if (!record)
            continue;
        if (std::string from = record->textAt({"additionalEventData", "SwitchFrom"}); !from.empty())
            m_switchedFrom.emplace(index(row), std::move(from));
        std::string arn = record->textAt({"responseElements", "assumedRoleUser", "arn"});
        if (arn.empty())
            arn = sessionArn(record->textAt({"requestParameters", "roleArn"}),
                             record->textAt({"requestParameters", "roleSessionName"}));
        if (!arn.empty() && snapshot.codedText(Column::IssuedAccessKeyId, row).empty())
            m_rolesTaken[arn].push_back({snapshot.time(row), row});
    }
}

RowId Edges::roleTaken(const Snapshot& snapshot, std::string_view arn, Micros created) const {
    const auto found = m_rolesTaken.find(std::string(arn));
    RowId only = kNoRow;
    if (found == m_rolesTaken.end() || created == kNoTime)
        return only;
    for (const SignIn& taken : found->second) {
        if (taken.time == kNoTime || std::abs(taken.time - created) > kSkew)
            continue;
        if (only != kNoRow && (snapshot.code(Column::IdentityAccessKeyId, only) !=
                                   snapshot.code(Column::IdentityAccessKeyId, taken.row) ||
                               snapshot.code(Column::ActorKey, only) != snapshot.code(Column::ActorKey, taken.row)))
            return kNoRow;
        only = only == kNoRow ? taken.row : only;
    }
    return only;
}

std::string_view Edges::switchedFrom(RowId row) const {
    const auto found = m_switchedFrom.find(index(row));
    return found == m_switchedFrom.end() ? std::string_view{} : std::string_view(found->second);
}

void Edges::takeIssued(const Snapshot& snapshot, RowId row, std::string_view key) {
    const auto [known, isNew] = m_byKey.try_emplace(key, row);
    if (isNew)
        m_issued.push_back(key);
    else if (!namesCaller(snapshot, known->second) && namesCaller(snapshot, row))
        known->second = row;
}

RowId Edges::issuerOfKey(std::string_view accessKeyId) const {
    const auto found = m_byKey.find(accessKeyId);
    return found == m_byKey.end() ? kNoRow : found->second;
}

RowId Edges::signIn(Code principal, Micros created) const {
    const auto found = m_signIns.find(index(principal));
    if (principal == kMissing || created == kNoTime || found == m_signIns.end())
        return kNoRow;
    const auto distance = [&](const SignIn& signIn) {
        return signIn.time == kNoTime ? kSkew + 1 : std::abs(signIn.time - created);
    };
    const auto nearest = std::ranges::min_element(found->second, {}, distance);
    return distance(*nearest) <= kSkew ? nearest->row : kNoRow;
}

RowId Edges::otherCopy(const Snapshot& snapshot, RowId row) const {
    if (!snapshot.hasIdentifier(Column::SharedEventId, row))
        return kNoRow;
    const auto found = m_named.find(snapshot.identifier(Column::SharedEventId, row));
    return found == m_named.end() ? kNoRow : found->second;
}

} // namespace rastro
