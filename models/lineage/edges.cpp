// SPDX-License-Identifier: Apache-2.0
#include "lineage/edges.h"

#include "base/parallel.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr Micros kSkew = 5 * kMicrosPerSecond; // between the clocks of two services

// The copy of a third party names the caller by principal id only.
bool namesCaller(const Snapshot& snapshot, RowId row) {
    return snapshot.codedText(Column::IdentityType, row) != "AWSAccount";
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
    return edges;
}

void Edges::take(const Snapshot& snapshot, RowId row) {
    const std::string_view issued = snapshot.codedText(Column::IssuedAccessKeyId, row);
    if (!issued.empty() && !isFailure(snapshot, row))
        takeIssued(snapshot, row, issued);
    if (isSignIn(snapshot.codedText(Column::EventName, row)) && !isFailure(snapshot, row))
        m_signIns[index(snapshot.code(Column::IdentityPrincipalId, row))].push_back({snapshot.time(row), row});
    if (snapshot.codedText(Column::Kind, row) == "credential" && snapshot.hasIdentifier(Column::SharedEventId, row) &&
        namesCaller(snapshot, row))
        m_named.try_emplace(snapshot.identifier(Column::SharedEventId, row), row);
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
