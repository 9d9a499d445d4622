// SPDX-License-Identifier: Apache-2.0
#include "lineage/edges.h"

#include "base/jsontree.h"
#include "base/parallel.h"
#include "store/bulkreader.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <thread>

namespace rastro {

namespace {

constexpr Micros kSkew = 5 * kMicrosPerSecond; // between the clocks of two services

// The copy of a third party names the caller by principal id only.
bool namesCaller(const Snapshot& snapshot, RowId row) {
    return snapshot.codedText(Column::IdentityType, row) != "AWSAccount";
}

// Whether two events were made by the same caller, as far as the columns say.
bool isSameCaller(const Snapshot& snapshot, RowId a, RowId b) {
    const auto isEqual = [&](Column column) { return snapshot.code(column, a) == snapshot.code(column, b); };
    return isEqual(Column::IdentityAccessKeyId) && isEqual(Column::ActorKey) && isEqual(Column::IdentityPrincipalId);
}

// The only caller of the events; kNoRow if there is none, or if they differ.
RowId onlyCaller(const Snapshot& snapshot, const std::vector<RowId>& rows) {
    const bool isOne = std::ranges::all_of(rows, [&](RowId row) { return isSameCaller(snapshot, rows.front(), row); });
    return rows.empty() || !isOne ? kNoRow : rows.front();
}

constexpr std::size_t kMostUnclear = 1'000'000;

// What a call may be to a chain, by code of its name: asked of every event.
enum CallFlag : std::uint8_t { kSignInCall = 1, kSwitchCall = 2, kRoleCall = 4 };

std::vector<std::uint8_t> callFlags(const Snapshot& snapshot) {
    std::vector<std::uint8_t> flags(snapshot.dictionarySize(Column::EventName));
    for (std::uint32_t code = 1; code < flags.size(); ++code) {
        const std::string_view name = snapshot.value(Column::EventName, Code{code});
        flags[code] = name == "ConsoleLogin"         ? kSignInCall
                      : name == "SwitchRole"         ? kSignInCall | kSwitchCall
                      : name.starts_with("AssumeRole") ? kRoleCall
                                                       : 0;
    }
    return flags;
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

// What only the record says of a role taken or switched to.
struct Told {
    std::string switchedFrom;
    std::string sessionArn;
};

Told toldBy(std::string_view bytes) {
    const auto record = json::Tree::parse(std::string(bytes));
    if (!record)
        return {};
    std::string arn = record->textAt({"responseElements", "assumedRoleUser", "arn"});
    if (arn.empty())
        arn = sessionArn(record->textAt({"requestParameters", "roleArn"}),
                         record->textAt({"requestParameters", "roleSessionName"}));
    return {record->textAt({"additionalEventData", "SwitchFrom"}), std::move(arn)};
}

} // namespace

bool isFailure(const Snapshot& snapshot, RowId row) { return snapshot.codedText(Column::Outcome, row) != "ok"; }

Result<Edges> Edges::find(const Snapshot& snapshot, const Checkpoint& checkpoint) {
    Edges edges;
    edges.m_byKey.assign(snapshot.dictionarySize(Column::IssuedAccessKeyId), kNoRow);
    const RowVector& order = snapshot.timeOrder();
    const std::vector<std::uint8_t> flags = callFlags(snapshot);
    const bool isDone = forBlocks({0, order.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const RowId row{order[i]};
            const std::uint8_t call = flags[index(snapshot.code(Column::EventName, row))];
            const bool hasIssued = snapshot.code(Column::IssuedAccessKeyId, row) != kMissing;
            if ((call != 0 || hasIssued) && !isFailure(snapshot, row)) // few are more than a look at two codes
                edges.take(snapshot, row, call);
        }
    });
    if (!isDone)
        return Error{ErrorCode::Cancelled, {}, "the lineage was stopped"};
    return edges;
}

void Edges::take(const Snapshot& snapshot, RowId row, std::uint8_t call) {
    const std::string_view issued = snapshot.codedText(Column::IssuedAccessKeyId, row);
    if (!issued.empty())
        takeIssued(snapshot, row);
    if (call & kSignInCall)
        m_signIns[index(snapshot.code(Column::IdentityPrincipalId, row))].push_back({snapshot.time(row), row});
    // A role taken without a key in the answer, or switched to in the console.
    if (((call & kSwitchCall) || ((call & kRoleCall) && issued.empty())) && m_unclear.size() < kMostUnclear)
        m_unclear.push_back(row);
    if (snapshot.hasGuid(Column::SharedEventId, row) && namesCaller(snapshot, row))
        m_named.emplace(snapshot.identifier(Column::SharedEventId, row), row);
}

void Edges::OpenTimes::add(Code account, Micros created) {
    all.push_back(created);
    byAccount[index(account)].push_back(created);
}

void Edges::OpenTimes::sort() {
    std::ranges::sort(all);
    for (auto& [account, times] : byAccount)
        std::ranges::sort(times);
}

namespace {

bool hasNear(const std::vector<Micros>& times, Micros time) {
    const auto next = std::ranges::lower_bound(times, time - kSkew);
    return next != times.end() && *next <= time + kSkew;
}

} // namespace

bool Edges::OpenTimes::isNear(Micros time) const { return hasNear(all, time); }

bool Edges::OpenTimes::isNear(Code account, Micros time) const {
    const auto isNearIn = [&](Code one) {
        const auto times = byAccount.find(index(one));
        return times != byAccount.end() && hasNear(times->second, time);
    };
    return isNearIn(account) || isNearIn(kMissing); // of these nobody knows whose they are
}

bool Edges::readRecords(const Snapshot& snapshot, const OpenTimes& open, const Checkpoint& checkpoint) {
    RowVector rows;
    for (const RowId row : m_unclear) {
        const Micros time = snapshot.time(row);
        // A role of another account leaves a copy there, with a shared id; any other is of the account of the event.
        const Code account = snapshot.find(Column::IdentityAccountId, snapshot.codedText(Column::RecipientAccountId, row));
        const bool isShared = snapshot.hasIdentifier(Column::SharedEventId, row) || account == kMissing;
        const bool isNear = time != kNoTime && (isShared ? open.isNear(time) : open.isNear(account, time));
        if (isNear || snapshot.codedText(Column::EventName, row) == "SwitchRole")
            rows.push_back(index(row));
    }
    std::vector<Told> told(rows.size());
    const bool isDone = readRecordViews(snapshot, rows, RecordForm::Json, std::max(1u, std::thread::hardware_concurrency()),
                                        checkpoint, [&](unsigned, std::size_t place, const Result<std::string_view>& record) {
                                            if (record)
                                                told[place] = toldBy(*record);
                                        });
    for (std::size_t i = 0; i < rows.size() && isDone; ++i) {
        const RowId row{rows[i]};
        if (!told[i].switchedFrom.empty())
            m_switchedFrom.emplace(rows[i], std::move(told[i].switchedFrom));
        const Code arn = snapshot.find(Column::IdentityArn, told[i].sessionArn);
        if (arn != kMissing && !told[i].sessionArn.empty() && snapshot.codedText(Column::IssuedAccessKeyId, row).empty())
            m_rolesTaken[index(arn)].push_back({snapshot.time(row), row});
    }
    return isDone;
}

RowId Edges::roleTaken(const Snapshot& snapshot, Code arn, Micros created) const {
    const auto found = m_rolesTaken.find(index(arn));
    RowId only = kNoRow;
    if (found == m_rolesTaken.end() || created == kNoTime)
        return only;
    for (const SignIn& taken : found->second) {
        if (taken.time == kNoTime || std::abs(taken.time - created) > kSkew)
            continue;
        if (only != kNoRow && !isSameCaller(snapshot, only, taken.row))
            return kNoRow;
        only = only == kNoRow ? taken.row : only;
    }
    return only;
}

std::string_view Edges::switchedFrom(RowId row) const {
    const auto found = m_switchedFrom.find(index(row));
    return found == m_switchedFrom.end() ? std::string_view{} : std::string_view(found->second);
}

void Edges::takeIssued(const Snapshot& snapshot, RowId row) {
    const std::uint32_t code = index(snapshot.code(Column::IssuedAccessKeyId, row));
    RowId& known = m_byKey[code];
    if (known == kNoRow || (!namesCaller(snapshot, known) && namesCaller(snapshot, row))) {
        known = row;
        m_contested.erase(code); // by those that say less
    } else if (namesCaller(snapshot, known) == namesCaller(snapshot, row) && !isSameCaller(snapshot, known, row)) {
        std::vector<RowId>& all = m_contested.try_emplace(code, std::vector{known}).first->second;
        all.push_back(row);
    }
}

RowId Edges::issuerOfKey(const Snapshot& snapshot, std::string_view accessKeyId, Micros created) const {
    const std::uint32_t code = index(snapshot.find(Column::IssuedAccessKeyId, accessKeyId));
    if (code == 0 || code >= m_byKey.size())
        return kNoRow;
    const auto contested = m_contested.find(code);
    if (contested == m_contested.end())
        return m_byKey[code];
    std::vector<RowId> near;
    std::ranges::copy_if(contested->second, std::back_inserter(near), [&](RowId row) {
        const Micros time = snapshot.time(row);
        return time != kNoTime && created != kNoTime && std::abs(time - created) <= kSkew;
    });
    return onlyCaller(snapshot, near);
}

bool Edges::isContested(const Snapshot& snapshot, std::string_view accessKeyId) const {
    return m_contested.contains(index(snapshot.find(Column::IssuedAccessKeyId, accessKeyId)));
}

RowId Edges::signIn(Code principal, Micros created) const {
    const auto found = m_signIns.find(index(principal));
    if (principal == kMissing || created == kNoTime || found == m_signIns.end())
        return kNoRow;
    const SignIn* nearest = nullptr;
    const auto distance = [&](const SignIn& signIn) { return std::abs(signIn.time - created); };
    for (const SignIn& signIn : found->second) {
        if (signIn.time == kNoTime || distance(signIn) > kSkew)
            continue;
        if (nearest != nullptr && switchedFrom(nearest->row) != switchedFrom(signIn.row))
            return kNoRow;
        if (nearest == nullptr || distance(signIn) < distance(*nearest))
            nearest = &signIn;
    }
    return nearest == nullptr ? kNoRow : nearest->row;
}

RowId Edges::otherCopy(const Snapshot& snapshot, RowId row) const {
    if (!snapshot.hasGuid(Column::SharedEventId, row))
        return kNoRow;
    const Code principal = snapshot.code(Column::IdentityPrincipalId, row);
    std::vector<RowId> copies;
    const auto [begin, end] = m_named.equal_range(snapshot.identifier(Column::SharedEventId, row));
    for (auto copy = begin; copy != end; ++copy) {
        const Code named = snapshot.code(Column::IdentityPrincipalId, copy->second);
        if (principal == kMissing || named == kMissing || named == principal)
            copies.push_back(copy->second);
    }
    return onlyCaller(snapshot, copies);
}

} // namespace rastro
