// SPDX-License-Identifier: Apache-2.0
#include "lineage/lineage.h"

#include "base/parallel.h"
#include "identity/accountofid.h"
#include "identity/actor.h"

#include <algorithm>
#include <initializer_list>
#include <thread>

namespace rastro {

namespace {

std::string_view textOf(const Snapshot& snapshot, Column column, RowId row) { return snapshot.codedText(column, row); }

// "build-212" of AROA…:build-212 and of …:assumed-role/Role/build-212.
std::string_view sessionName(const Snapshot& snapshot, RowId row) {
    const std::string_view principal = textOf(snapshot, Column::IdentityPrincipalId, row);
    const std::size_t colon = principal.find(':');
    return colon == std::string_view::npos ? std::string_view{} : principal.substr(colon + 1);
}

std::uint64_t creationKey(const Snapshot& snapshot, RowId row) {
    const std::uint32_t principal = index(snapshot.code(Column::IdentityPrincipalId, row));
    const std::uint32_t created = index(snapshot.code(Column::CreationDate, row));
    return principal == 0 || created == 0 ? 0 : std::uint64_t{principal} << 32 | created;
}

// Who made a call without a credential of its own in the record.
std::string callerWithoutSession(const Snapshot& snapshot, RowId row) {
    const std::string_view type = textOf(snapshot, Column::IdentityType, row);
    const std::string_view principal = textOf(snapshot, Column::IdentityPrincipalId, row);
    if (type == "AWSAccount" && !principal.empty()) {
        const std::string_view account = textOf(snapshot, Column::IdentityAccountId, row);
        const bool isLoaded = snapshot.find(Column::RecipientAccountId, account) != kMissing;
        return std::string(principal) + " in account " + std::string(account) +
               (isLoaded ? ", whose copy of the event is not loaded" : ", whose trail is not loaded");
    }
    return std::string(textOf(snapshot, Column::ActorKey, row));
}

// Whom the record itself names.
std::string personInRecord(const Snapshot& snapshot, RowId row) {
    for (const Column column : {Column::SourceIdentity, Column::OnBehalfOfUserId}) {
        if (const std::string_view named = textOf(snapshot, column, row); !named.empty())
            return std::string(named);
    }
    const std::string_view type = textOf(snapshot, Column::IdentityType, row);
    if (textOf(snapshot, Column::IssuerUserName, row).starts_with("AWSReservedSSO_"))
        return std::string(sessionName(snapshot, row));
    if (type == "IAMUser" || type == "Root" || type == "SAMLUser" || type == "WebIdentityUser" ||
        type == "IdentityCenterUser" || type == "FederatedUser") {
        const std::string_view actor = textOf(snapshot, Column::ActorKey, row);
        return isPlaceholder(actor) ? std::string() : std::string(actor);
    }
    return {};
}

bool holdsAny(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// What a caller that heads a chain is, by its own record.
std::string_view kindOfHead(const Snapshot& snapshot, RowId row) {
    const std::string_view type = textOf(snapshot, Column::IdentityType, row);
    const std::string_view who = textOf(snapshot, Column::ActorKey, row);
    if (type == "WebIdentityUser") {
        if (holdsAny(who, {"token.actions.githubusercontent.com", "gitlab", "circleci", "buildkite", "bitbucket", "app.terraform.io",
                           "repo:", "vstoken.dev.azure.com"}))
            return "ci";
        return holdsAny(who, {"oidc.eks.", "system:serviceaccount:"}) ? "workload" : "";
    }
    if (textOf(snapshot, Column::EventName, row) == "ConsoleLogin" || type == "Root" || type == "SAMLUser" || type == "IdentityCenterUser" || type == "Directory")
        return "human";
    if (type == "AWSService")
        return "service";
    return textOf(snapshot, Column::IssuerUserName, row).starts_with("AWSReservedSSO_") ? "human" : "";
}

// Services that hand a role to what runs in them.
bool runsWorkloads(std::string_view service) {
    return holdsAny(service, {"ec2.", "lambda.", "ecs-tasks.", "ecs.", "eks", "pods.", "sagemaker.", "codebuild.", "glue.",
                              "states.", "batch.", "apprunner."});
}

} // namespace

class LineageBuilder {
public:
    explicit LineageBuilder(const Snapshot& snapshot) : m_snapshot(snapshot), m_made(std::make_shared<Lineage>()) {
        m_ofPrincipal.assign(snapshot.dictionarySize(Column::IdentityPrincipalId), kNoSession);
        m_hasPrincipal.assign(m_ofPrincipal.size(), 0);
        m_ofArn.assign(snapshot.dictionarySize(Column::IdentityArn), kNoSession);
        m_hasArn.assign(m_ofArn.size(), 0);
        for (std::uint32_t code = 1; code < snapshot.dictionarySize(Column::IdentityType); ++code) {
            if (snapshot.value(Column::IdentityType, Code{code}) == "AWSAccount")
                m_awsAccount = Code{code};
        }
        m_made->m_byKey.assign(snapshot.dictionarySize(Column::IdentityAccessKeyId), kNoSession);
    }

    void collect(const Checkpoint& checkpoint) {
        const RowVector& order = m_snapshot.timeOrder();
        forBlocks({0, order.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                take(RowId{order[i]});
        });
    }

    // By the key that was issued; what that leaves open, by the records.
    bool findIssuers(Edges& edges, const Checkpoint& checkpoint) {
        m_edges = &edges;
        std::vector<Session>& sessions = m_made->m_sessions;
        std::vector<Micros> open(sessions.size(), kNoTime); // when those were made whose issue is not known by the key
        forSessions([&](std::size_t i) { open[i] = findByKey(sessions[i]); });
        Edges::OpenTimes times;
        for (std::size_t i = 0; i < sessions.size(); ++i) {
            if (open[i] != kNoTime)
                times.add(m_snapshot.code(Column::IdentityAccountId, sessions[i].first), open[i]);
        }
        times.sort();
        if (!m_edges->readRecords(m_snapshot, times, checkpoint))
            return false;
        forSessions([&](std::size_t i) {
            if (open[i] != kNoTime)
                findIssuer(sessions[i], open[i]);
        });
        return true;
    }

    std::shared_ptr<const Lineage> finish() {
        std::vector<Session>& sessions = m_made->m_sessions;
        forSessions([&](std::size_t i) { sessions[i].parent = parentOf(sessions[i]); });
        for (const RowId row : m_copies) {
            if (const SessionId session = callerOfCopy(row); session != kNoSession)
                m_made->m_ofCopy.emplace(index(row), session);
        }
        forSessions([&](std::size_t i) { name(SessionId{static_cast<std::uint32_t>(i)}); });
        return m_made;
    }

private:
    // f(i) for each session, on several threads where there are many: it may change that session alone.
    template <typename F> void forSessions(const F& f) const {
        constexpr std::size_t kFew = 1'000;
        const std::size_t size = m_made->m_sessions.size();
        const unsigned parts = size < kFew ? 1 : std::max(1u, std::thread::hardware_concurrency());
        inParallel(parts, [&](unsigned part) {
            const Slice slice = sliceOf(size, parts, part);
            for (std::size_t i = slice.begin; i < slice.end; ++i)
                f(i);
        });
    }

    void take(RowId row) {
        const std::uint32_t key = index(m_snapshot.code(Column::IdentityAccessKeyId, row));
        if (key != 0 && m_made->m_byKey[key] != kNoSession)
            return; // most rows
        SessionId* known = nullptr;
        if (key != 0 && !textOf(m_snapshot, Column::IdentityAccessKeyId, row).empty())
            known = &m_made->m_byKey[key];
        else if (const std::uint64_t creation = creationKey(m_snapshot, row))
            known = &m_made->m_byCreation.try_emplace(creation, kNoSession).first->second;
        if (known == nullptr && m_snapshot.code(Column::IdentityType, row) == m_awsAccount)
            m_copies.push_back(row);
        if (known == nullptr || *known != kNoSession)
            return;
        *known = SessionId{static_cast<std::uint32_t>(m_made->m_sessions.size())};
        m_made->m_sessions.push_back({.key = keyOf(row), .first = row});
        rememberPrincipal(*known, row);
    }

    std::string keyOf(RowId row) const {
        const std::string_view key = textOf(m_snapshot, Column::IdentityAccessKeyId, row);
        if (!key.empty())
            return std::string(key);
        return std::string(textOf(m_snapshot, Column::IdentityPrincipalId, row)) + '@' +
               std::string(textOf(m_snapshot, Column::CreationDate, row));
    }

    // Of a principal with one session only, that is its session; with several, none can be told.
    void rememberPrincipal(SessionId session, RowId row) {
        const std::uint32_t principal = index(m_snapshot.code(Column::IdentityPrincipalId, row));
        if (principal != 0 && m_snapshot.code(Column::IdentityType, row) != m_awsAccount) {
            m_ofPrincipal[principal] = m_hasPrincipal[principal] == 0 ? session : kNoSession;
            m_hasPrincipal[principal] = 1;
        }
        const std::uint32_t arn = index(m_snapshot.code(Column::IdentityArn, row));
        if (arn != 0)
            m_ofArn[arn] = m_hasArn[arn] == 0 ? session : kNoSession;
        m_hasArn[arn] = 1;
    }

    // kNoTime for keys of long standing and where the record tells none.
    Micros creationOf(const Session& session) const {
        const bool isOpen = !isLongTermKey(textOf(m_snapshot, Column::IdentityAccessKeyId, session.first));
        return isOpen ? parseTime(textOf(m_snapshot, Column::CreationDate, session.first)).value_or(kNoTime) : kNoTime;
    }

    // The event that issued its key; else the time the credential was made, kNoTime if there is none to look for.
    Micros findByKey(Session& session) const {
        const std::string_view key = textOf(m_snapshot, Column::IdentityAccessKeyId, session.first);
        const Micros created = creationOf(session);
        session.issuedBy = key.empty() ? kNoRow : m_edges->issuerOfKey(m_snapshot, key, created);
        return session.issuedBy == kNoRow ? created : kNoTime;
    }

    void findIssuer(Session& session, Micros created) const {
        session.issuedBy = m_edges->roleTaken(m_snapshot, m_snapshot.code(Column::IdentityArn, session.first), created);
        if (session.issuedBy == kNoRow)
            session.issuedBy = m_edges->signIn(m_snapshot.code(Column::IdentityPrincipalId, session.first), created);
    }

    SessionId parentOf(const Session& session) const {
        if (session.issuedBy == kNoRow)
            return kNoSession;
        const RowId issuer = session.issuedBy;
        if (const std::string_view from = m_edges->switchedFrom(issuer); !from.empty()) {
            const std::uint32_t arn = index(m_snapshot.find(Column::IdentityArn, from));
            return arn < m_ofArn.size() ? m_ofArn[arn] : kNoSession;
        }
        const bool isVague = textOf(m_snapshot, Column::IdentityType, issuer) == "AWSAccount";
        const SessionId parent = isVague ? callerOfCopy(issuer) : m_made->sessionOf(m_snapshot, issuer);
        const bool isItself = parent != kNoSession && &m_made->session(parent) == &session;
        return isItself ? kNoSession : parent; // a sign-in stands in the session it opens
    }

    SessionId callerOfCopy(RowId row) const {
        const RowId named = m_edges->otherCopy(m_snapshot, row);
        if (named != kNoRow)
            return m_made->sessionOf(m_snapshot, named);
        return m_ofPrincipal[index(m_snapshot.code(Column::IdentityPrincipalId, row))];
    }

    // Origin and person, from the head of the chain. Chains that bite their tail have no head.
    void name(SessionId id) {
        Session& session = m_made->m_sessions[index(id)];
        const std::vector<SessionId> parents = m_made->parents(id);
        const Session& head = parents.empty() ? session : m_made->session(parents.front());
        const bool isCycle = !parents.empty() && head.parent != kNoSession;
        session.origin = isCycle ? std::string(kUnknownOrigin) : headOf(head);
        session.originKind = isCycle ? std::string_view() : kindOfHeadSession(head);
        if (!isAssumedRoot(session)) // "root" is what somebody took, not who that is
            session.person = personInRecord(m_snapshot, session.first);
        for (std::size_t i = parents.size(); i-- > 0 && session.person.empty() && !isCycle;)
            session.person = personInRecord(m_snapshot, m_made->session(parents[i]).first);
        if (session.person.empty() && !isCycle && head.issuedBy != kNoRow)
            session.person = personOfIssuer(head.issuedBy);
    }

    bool isAssumedRoot(const Session& session) const {
        return session.issuedBy != kNoRow && textOf(m_snapshot, Column::IdentityType, session.first) == "Root" &&
               textOf(m_snapshot, Column::EventName, session.issuedBy) == "AssumeRoot";
    }

    std::string_view kindOfHeadSession(const Session& head) const {
        if (head.issuedBy == kNoRow)
            return kindOfHead(m_snapshot, head.first);
        if (!m_edges->switchedFrom(head.issuedBy).empty())
            return "human";
        const RowId caller = callerRow(head.issuedBy);
        const std::string_view kind = kindOfHead(m_snapshot, caller);
        const bool isWorkload = kind == "service" && runsWorkloads(textOf(m_snapshot, Column::ActorKey, caller));
        return isWorkload ? "workload" : kind;
    }

    std::string personOfIssuer(RowId issuer) const {
        const std::string_view from = m_edges->switchedFrom(issuer);
        if (from.empty())
            return personInRecord(m_snapshot, callerRow(issuer));
        return from.find(":user/") == std::string_view::npos ? std::string() : std::string(from);
    }

    // The copy of an issuing event that tells most of its caller.
    RowId callerRow(RowId issuer) const {
        const bool isVague = textOf(m_snapshot, Column::IdentityType, issuer) == "AWSAccount";
        const RowId other = isVague ? m_edges->otherCopy(m_snapshot, issuer) : kNoRow;
        return other == kNoRow ? issuer : other;
    }

    std::string headOf(const Session& head) const {
        if (head.issuedBy == kNoRow && isLongTermKey(head.key))
            return head.key;
        if (head.issuedBy == kNoRow)
            return std::string(m_edges->isContested(m_snapshot, head.key) ? kContestedOrigin : kUnknownOrigin);
        const std::string_view issued = textOf(m_snapshot, Column::IssuedAccessKeyId, head.issuedBy);
        if (!issued.empty() && issued == textOf(m_snapshot, Column::IdentityAccessKeyId, head.issuedBy))
            return std::string(kUnknownOrigin); // a key that issues itself: whatever wrote that
        if (const std::string_view from = m_edges->switchedFrom(head.issuedBy); !from.empty())
            return std::string(from);
        const RowId caller = callerRow(head.issuedBy);
        if (textOf(m_snapshot, Column::IdentityType, caller) == "AWSService") {
            const std::string_view instance = sessionName(m_snapshot, head.first);
            if (instance.starts_with("i-"))
                return std::string(instance);
        }
        return callerWithoutSession(m_snapshot, caller);
    }

    const Snapshot& m_snapshot;
    Edges* m_edges = nullptr;
    std::shared_ptr<Lineage> m_made;
    // By code, the only session of a principal and of an ARN; kNoSession if there are several, or none.
    std::vector<SessionId> m_ofPrincipal;
    std::vector<SessionId> m_ofArn;
    std::vector<std::uint8_t> m_hasPrincipal;
    std::vector<std::uint8_t> m_hasArn;
    Code m_awsAccount{0xFFFFFFFFu}; // no row has it unless found
    std::vector<RowId> m_copies;    // rows that name their caller by principal alone
};

Result<std::shared_ptr<const Lineage>> Lineage::build(const Snapshot& snapshot, const Checkpoint& checkpoint) {
    Result<Edges> edges = Edges();
    LineageBuilder builder(snapshot);
    inParallel(2, [&](unsigned part) { // one looks at what was issued, the other at what was used
        if (part == 0)
            builder.collect(checkpoint);
        else
            edges = Edges::find(snapshot, checkpoint);
    });
    if (!edges)
        return edges.error();
    if (checkpoint.isStopRequested() || !builder.findIssuers(*edges, checkpoint))
        return Error{ErrorCode::Cancelled, {}, "the lineage was stopped"};
    return builder.finish();
}

SessionId Lineage::sessionOf(const Snapshot& snapshot, RowId row) const {
    const std::uint32_t key = rastro::index(snapshot.code(Column::IdentityAccessKeyId, row));
    if (key < m_byKey.size() && m_byKey[key] != kNoSession)
        return m_byKey[key];
    const std::uint64_t creation = creationKey(snapshot, row);
    const auto found = creation != 0 ? m_byCreation.find(creation) : m_byCreation.end();
    return found == m_byCreation.end() ? kNoSession : found->second;
}

std::vector<SessionId> Lineage::parents(SessionId id) const {
    constexpr std::size_t kMostHops = 1'000; // a chain that bites its tail ends here
    std::vector<SessionId> chain;
    for (SessionId at = session(id).parent; at != kNoSession; at = session(at).parent) {
        if (at == id || std::ranges::find(chain, at) != chain.end() || chain.size() == kMostHops)
            break;
        chain.push_back(at);
    }
    std::ranges::reverse(chain);
    return chain;
}

SessionId Lineage::sessionBehind(const Snapshot& snapshot, RowId row) const {
    const SessionId id = sessionOf(snapshot, row);
    const auto copy = id == kNoSession ? m_ofCopy.find(rastro::index(row)) : m_ofCopy.end();
    return copy == m_ofCopy.end() ? id : copy->second;
}

std::string Lineage::origin(const Snapshot& snapshot, RowId row) const {
    const SessionId id = sessionBehind(snapshot, row);
    return id != kNoSession ? session(id).origin : callerWithoutSession(snapshot, row);
}

std::string_view Lineage::originKind(const Snapshot& snapshot, RowId row) const {
    const SessionId id = sessionBehind(snapshot, row);
    return id != kNoSession ? session(id).originKind : kindOfHead(snapshot, row);
}

std::string Lineage::person(const Snapshot& snapshot, RowId row) const {
    const SessionId id = sessionBehind(snapshot, row);
    return id != kNoSession ? session(id).person : personInRecord(snapshot, row);
}

} // namespace rastro
