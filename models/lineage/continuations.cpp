// SPDX-License-Identifier: Apache-2.0
#include "lineage/continuations.h"

#include "base/jsontree.h"
#include "store/bulkreader.h"

#include <algorithm>
#include <array>
#include <map>
#include <thread>

namespace rastro {

namespace {

enum class ThingKind : std::uint8_t { User, Role, Instance, Function };

struct Door {
    std::string_view call; // begins with, as some services append a date
    ThingKind kind;
    std::array<std::string_view, 3> path; // to the thing's name in the record; lists are walked through
};

constexpr std::array kDoors{
    Door{"CreateLoginProfile", ThingKind::User, {"requestParameters", "userName"}},
    Door{"UpdateLoginProfile", ThingKind::User, {"requestParameters", "userName"}},
    Door{"UpdateAssumeRolePolicy", ThingKind::Role, {"requestParameters", "roleName"}},
    Door{"SendCommand", ThingKind::Instance, {"requestParameters", "instanceIds"}},
    Door{"StartSession", ThingKind::Instance, {"requestParameters", "target"}},
    Door{"SendSSHPublicKey", ThingKind::Instance, {"requestParameters", "instanceId"}},
    Door{"ModifyInstanceAttribute", ThingKind::Instance, {"requestParameters", "instanceId"}},
    Door{"AssociateIamInstanceProfile", ThingKind::Instance, {"requestParameters", "AssociateIamInstanceProfileRequest", "InstanceId"}},
    Door{"RunInstances", ThingKind::Instance, {"responseElements", "instancesSet", "instanceId"}},
    Door{"CreateFunction", ThingKind::Function, {"requestParameters", "functionName"}},
    Door{"UpdateFunctionCode", ThingKind::Function, {"requestParameters", "functionName"}},
    Door{"UpdateFunctionConfiguration", ThingKind::Function, {"requestParameters", "functionName"}},
};

const Door* doorOf(std::string_view eventName) {
    const auto found = std::ranges::find_if(kDoors, [&](const Door& door) { return eventName.starts_with(door.call); });
    return found == kDoors.end() ? nullptr : &*found;
}

std::string_view wordOf(ThingKind kind) {
    switch (kind) {
    case ThingKind::User:
        return "user ";
    case ThingKind::Role:
        return "role ";
    case ThingKind::Instance:
        return "instance ";
    case ThingKind::Function:
        break;
    }
    return "function ";
}

// Texts below a node, through lists and the wrapper EC2 puts around them.
void collect(const json::Tree& tree, json::Tree::Index at, std::span<const std::string_view> path, std::vector<std::string>& out) {
    constexpr std::size_t kMost = 50; // of one call
    if (at == json::Tree::kNone || out.size() >= kMost)
        return;
    const json::Tree::Node& node = tree.node(at);
    if (node.type == json::Tree::Type::Array) {
        for (json::Tree::Index child = node.firstChild; child != json::Tree::kNone; child = tree.node(child).nextSibling)
            collect(tree, child, path, out);
        return;
    }
    if (node.type == json::Tree::Type::Object) {
        if (const json::Tree::Index items = tree.child(at, "items"); items != json::Tree::kNone)
            return collect(tree, items, path, out);
        if (!path.empty() && !path.front().empty())
            collect(tree, tree.child(at, path.front()), path.subspan(1), out);
        return;
    }
    if (std::string text = tree.text(at); !text.empty() && node.type == json::Tree::Type::String)
        out.push_back(std::move(text));
}

std::vector<std::string> thingsIn(std::string_view record, const Door& door) {
    std::vector<std::string> things;
    if (const auto tree = json::Tree::parse(std::string(record)))
        collect(*tree, json::Tree::root(), door.path, things);
    if (door.kind == ThingKind::Function) {
        for (std::string& thing : things) // by name or ARN
            thing.erase(0, thing.rfind(':') + 1);
    }
    return things;
}

// Sessions by what they may be a continuation of, in the order of their first events.
class SessionsByThing {
public:
    SessionsByThing(const Snapshot& snapshot, const Lineage& lineage) : m_snapshot(snapshot), m_lineage(lineage) {
        for (std::uint32_t i = 0; i < lineage.sessions().size(); ++i) {
            const RowId first = lineage.session(SessionId{i}).first;
            const auto text = [&](Column column) { return snapshot.codedText(column, first); };
            const std::string_view principal = text(Column::IdentityPrincipalId);
            const std::size_t colon = principal.find(':');
            if (colon != std::string_view::npos)
                m_byName.emplace(principal.substr(colon + 1), SessionId{i});
            if (const std::string_view role = text(Column::IssuerUserName); !role.empty())
                m_byRole.emplace(role, SessionId{i});
            else if (const std::string_view user = text(Column::IdentityUserName); !user.empty())
                m_byUser.emplace(user, SessionId{i});
        }
    }

    // Those of the account that began after the event.
    std::vector<SessionId> after(RowId event, ThingKind kind, std::string_view thing) const {
        const auto& in = kind == ThingKind::User ? m_byUser : kind == ThingKind::Role ? m_byRole : m_byName;
        std::vector<SessionId> found;
        const auto [begin, end] = in.equal_range(thing);
        for (auto it = begin; it != end; ++it) {
            const Session& session = m_lineage.session(it->second);
            const bool isLater = m_snapshot.time(session.first) != kNoTime && m_snapshot.time(session.first) >= m_snapshot.time(event);
            const bool isHere = m_snapshot.codedText(Column::IdentityAccountId, session.first) == m_snapshot.codedText(Column::Account, event);
            // Only a password leads to a sign-in; a key of the user is another matter, with an issuer of its own.
            const bool isSignIn = session.issuedBy != kNoRow && m_snapshot.codedText(Column::EventName, session.issuedBy) == "ConsoleLogin";
            if (isLater && isHere && (kind != ThingKind::User || isSignIn))
                found.push_back(it->second);
        }
        std::ranges::sort(found, {}, [this](SessionId id) { return m_snapshot.time(m_lineage.session(id).first); });
        return found;
    }

private:
    const Snapshot& m_snapshot;
    const Lineage& m_lineage;
    std::multimap<std::string_view, SessionId> m_byName; // of the session: of an instance its id, of a function its name
    std::multimap<std::string_view, SessionId> m_byRole;
    std::multimap<std::string_view, SessionId> m_byUser;
};

} // namespace

bool mayContinue(std::string_view eventName) { return doorOf(eventName) != nullptr; }

Result<std::vector<Continuation>> continuationsOf(const Snapshot& snapshot, const Lineage& lineage,
                                                  const std::vector<RowId>& rows, const Checkpoint& checkpoint) {
    RowVector read;
    for (const RowId row : rows) {
        if (read.size() < kMostContinuations && !isFailure(snapshot, row))
            read.push_back(index(row));
    }
    std::vector<Continuation> found;
    if (read.empty())
        return found;
    std::vector<std::vector<std::string>> things(read.size());
    const bool isDone = readRecordViews(
        snapshot, read, RecordForm::Json, std::max(1u, std::thread::hardware_concurrency()), checkpoint,
        [&](unsigned, std::size_t place, const Result<std::string_view>& record) {
            if (const Door* door = doorOf(snapshot.codedText(Column::EventName, RowId{read[place]})); door != nullptr && record)
                things[place] = thingsIn(*record, *door);
        });
    if (!isDone)
        return Error{ErrorCode::Cancelled, {}, "following was stopped"};
    const SessionsByThing sessions(snapshot, lineage);
    for (std::size_t i = 0; i < read.size(); ++i) {
        const RowId event{read[i]};
        const Door& door = *doorOf(snapshot.codedText(Column::EventName, event));
        for (const std::string& thing : things[i]) {
            const std::string named = std::string(wordOf(door.kind)) + thing;
            const std::vector<SessionId> later = sessions.after(event, door.kind, thing);
            if (later.empty() && found.size() < kMostContinuations)
                found.push_back({event, kNoSession, named});
            for (const SessionId session : later) {
                if (found.size() < kMostContinuations)
                    found.push_back({event, session, named});
            }
        }
    }
    return found;
}

} // namespace rastro
