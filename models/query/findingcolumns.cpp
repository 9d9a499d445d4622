// SPDX-License-Identifier: Apache-2.0
#include "query/findingcolumns.h"

#include "base/parallel.h"
#include "identity/accountofid.h"
#include "query/bitmap.h"
#include "query/ondemandbuilder.h"

#include <array>
#include <string_view>
#include <unordered_map>

namespace rastro {

namespace {

Error stopped() { return Error{ErrorCode::Cancelled, {}, "making the column was stopped"}; }

ValueList accountsOf(const Snapshot& snapshot) {
    std::vector<std::string> accounts;
    for (std::uint32_t code = 1; code < snapshot.dictionarySize(Column::Account); ++code)
        accounts.emplace_back(snapshot.value(Column::Account, Code{code}));
    return ValueList(accounts);
}

// Pairs of an actor and a value, both by code. Open addressing: millions of look-ups, few of them new.
class PairSet {
public:
    // True if it was not in.
    bool insert(std::uint32_t actor, std::uint32_t value) {
        if (m_size * 2 >= m_slots.size())
            grow();
        const std::uint64_t pair = (std::uint64_t{actor} << 32 | value) + 1; // 0 is an empty place
        std::uint64_t& slot = slotOf(pair);
        if (slot == pair)
            return false;
        slot = pair;
        ++m_size;
        return true;
    }

private:
    std::uint64_t& slotOf(std::uint64_t pair) {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = (pair * 0x9E3779B97F4A7C15u) >> 20 & mask;
        while (m_slots[at] != 0 && m_slots[at] != pair)
            at = (at + 1) & mask;
        return m_slots[at];
    }
    void grow() {
        std::vector<std::uint64_t> old = std::exchange(m_slots, std::vector<std::uint64_t>(m_slots.size() * 2));
        for (const std::uint64_t pair : old) {
            if (pair != 0)
                slotOf(pair) = pair;
        }
    }
    std::vector<std::uint64_t> m_slots = std::vector<std::uint64_t>(1'024);
    std::size_t m_size = 0;
};

// One thing an actor may show: a column, or a call as service and name.
struct Aspect {
    std::string_view word;
    Column column;
    std::optional<Column> with;
};

constexpr std::array kAspects{Aspect{"ip", Column::SourceIPAddress, {}}, Aspect{"region", Column::AwsRegion, {}},
                              Aspect{"api", Column::EventName, Column::EventSource},
                              Aspect{"agent", Column::UserAgent, {}}};

class FirstUses {
public:
    FirstUses(const Snapshot& snapshot, Micros from) : m_snapshot(snapshot), m_from(from) {}

    // The rows that show the aspect first.
    RowBitmap of(const Aspect& aspect, const Checkpoint& checkpoint) const {
        RowBitmap first(m_snapshot.rowCount());
        PairSet seen;
        std::unordered_map<std::uint64_t, std::uint32_t> pairs; // of a column and the one it goes with
        const RowVector& order = m_snapshot.timeOrder();
        forBlocks({0, order.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const RowId row{order[i]};
                std::uint32_t value = index(m_snapshot.code(aspect.column, row));
                const Micros time = m_snapshot.time(row);
                if (value == 0 || time == kNoTime)
                    continue;
                if (aspect.with) {
                    const std::uint64_t pair = std::uint64_t{index(m_snapshot.code(*aspect.with, row))} << 32 | value;
                    value = pairs.try_emplace(pair, static_cast<std::uint32_t>(pairs.size())).first->second;
                }
                if (seen.insert(index(m_snapshot.code(Column::ActorKey, row)), value) && time >= m_from)
                    first.insert(order[i]);
            }
        });
        return first;
    }

private:
    const Snapshot& m_snapshot;
    Micros m_from;
};

Micros firstTime(const Snapshot& snapshot) {
    const RowVector& order = snapshot.timeOrder();
    return order.empty() ? kNoTime : snapshot.time(RowId{order.front()}); // rows without time are last
}

// What each value of a stored column tells; empty: nothing.
template <typename Tell>
Result<OnDemandPtr> makeColumnOf(const Snapshot& snapshot, Finding finding, Column from, const Checkpoint& checkpoint,
                                 const Tell& tell) {
    OnDemandBuilder builder(AnyColumn(finding), nullptr, snapshot.rowCount());
    std::vector<std::uint32_t> codes(snapshot.dictionarySize(from)); // of what is told; 0: nothing
    for (std::uint32_t code = 1; code < codes.size(); ++code) {
        if (code % 1'024 == 0 && checkpoint.isStopRequested())
            return stopped();
        const std::string told = tell(snapshot.value(from, Code{code}));
        codes[code] = told.empty() ? 0 : index(builder.intern(told));
    }
    const bool isDone = forBlocks({0, snapshot.rowCount()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (auto row = static_cast<std::uint32_t>(begin); row < end; ++row) {
            const std::uint32_t& code = codes[index(snapshot.code(from, RowId{row}))];
            builder.set(row, {&code, code != 0 ? std::size_t{1} : std::size_t{0}});
        }
    });
    return isDone ? Result<OnDemandPtr>(builder.finish(0)) : stopped();
}

} // namespace

OnDemandPtr makeExternalColumn(const Snapshot& snapshot, const OnDemandColumn& parties, const ValueList* ours) {
    const ValueList accounts = ours != nullptr ? ValueList() : accountsOf(snapshot);
    const ValueList& known = ours != nullptr ? *ours : accounts;
    OnDemandBuilder builder(AnyColumn(Finding::External), nullptr, parties.rowCount());
    std::vector<std::uint32_t> codes(parties.dictionarySize()); // 0: ours
    for (std::uint32_t code = 2; code < codes.size(); ++code) {
        const std::string_view party = parties.value(Code{code});
        codes[code] = known.contains(party) ? 0 : index(builder.intern(party));
    }
    std::vector<std::uint32_t> of;
    for (std::uint32_t row = 0; row < parties.rowCount(); ++row) {
        of.clear();
        parties.forEachCode(RowId{row}, [&](Code code) {
            if (const std::uint32_t external = codes[index(code)])
                of.push_back(external);
        });
        builder.set(row, of);
    }
    return builder.finish(parties.unreadRows());
}

Result<OnDemandPtr> makeAddressColumn(const Snapshot& snapshot, Finding finding, const NetworkBook* book,
                                      const Checkpoint& checkpoint) {
    return makeColumnOf(snapshot, finding, Column::SourceIPAddress, checkpoint, [&](std::string_view address) {
        return book == nullptr ? std::string() : finding == Finding::Country ? book->country(address) : book->network(address);
    });
}

Result<OnDemandPtr> makeKeyAccountColumn(const Snapshot& snapshot, const Checkpoint& checkpoint) {
    return makeColumnOf(snapshot, Finding::KeyAccount, Column::IdentityAccessKeyId, checkpoint, accountOfId);
}

namespace {

// Who made an event: as records tell, or as somebody has merged persons by hand.
class Persons {
public:
    Persons(const Snapshot& snapshot, const Lineage& lineage, const PeopleBook* people)
        : m_snapshot(snapshot), m_lineage(lineage), m_people(people) {
        if (people == nullptr)
            return;
        m_byKey = namesOf(Column::ActorKey);
        m_byName = namesOf(Column::Actor);
    }
    // Whoever in the chain is a person by hand: the session itself, then those it came from, the nearest first.
    std::string of(SessionId id) const {
        const Session& session = m_lineage.session(id);
        if (m_people == nullptr)
            return session.person;
        const std::array<std::string_view, 3> values{session.person, session.key, session.origin};
        if (std::string merged = m_people->nameOf(values); !merged.empty())
            return merged;
        std::vector<SessionId> chain = m_lineage.parents(id);
        chain.push_back(id);
        for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
            const Session& link = m_lineage.session(*at);
            const std::string byKey = m_people->nameOf(std::array<std::string_view, 1>{link.key});
            if (!byKey.empty() || !byActor(link.first).empty())
                return !byKey.empty() ? byKey : byActor(link.first);
        }
        const RowId issuer = m_lineage.session(chain.front()).issuedBy; // its caller has no session of his own
        return issuer != kNoRow && !byActor(issuer).empty() ? byActor(issuer) : session.person;
    }
    std::string of(RowId row) const {
        const std::string person = m_lineage.person(m_snapshot, row);
        if (m_people == nullptr)
            return person;
        const std::string merged = m_people->nameOf(std::array<std::string_view, 1>{person});
        return !merged.empty() ? merged : !byActor(row).empty() ? byActor(row) : person;
    }

private:
    std::vector<std::string> namesOf(Column column) const {
        std::vector<std::string> names;
        for (std::uint32_t code = 0; code < m_snapshot.dictionarySize(column); ++code)
            names.push_back(m_people->nameOf(std::array{m_snapshot.value(column, Code{code})}));
        return names;
    }
    const std::string& byActor(RowId row) const {
        const std::string& byKey = m_byKey[index(m_snapshot.code(Column::ActorKey, row))];
        return !byKey.empty() ? byKey : m_byName[index(m_snapshot.code(Column::Actor, row))];
    }
    const Snapshot& m_snapshot;
    const Lineage& m_lineage;
    const PeopleBook* m_people;
    std::vector<std::string> m_byKey;  // by code of ActorKey: who it is by hand
    std::vector<std::string> m_byName; // by code of Actor
};

} // namespace

Result<OnDemandPtr> makeLineageColumn(const Snapshot& snapshot, Finding finding, const Lineage& lineage,
                                      const PeopleBook* people, const Checkpoint& checkpoint) {
    const Persons persons(snapshot, lineage, finding == Finding::Person ? people : nullptr);
    OnDemandBuilder builder(AnyColumn(finding), nullptr, snapshot.rowCount());
    const auto codeOf = [&](const std::string& text) { return text.empty() ? 0 : index(builder.intern(text)); };
    std::vector<std::uint32_t> bySession;
    for (std::uint32_t id = 0; id < lineage.sessions().size(); ++id) {
        const Session& session = lineage.session(SessionId{id});
        bySession.push_back(codeOf(finding == Finding::Session      ? session.key
                                   : finding == Finding::Origin     ? session.origin
                                   : finding == Finding::OriginKind ? std::string(session.originKind)
                                                                    : persons.of(SessionId{id})));
    }
    const auto withoutSession = [&](RowId row) {
        if (finding == Finding::Session)
            return 0u;
        return codeOf(finding == Finding::Origin       ? lineage.origin(snapshot, row)
                      : finding == Finding::OriginKind ? std::string(lineage.originKind(snapshot, row))
                                                       : persons.of(row));
    };
    const bool isDone = forBlocks({0, snapshot.rowCount()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (auto row = static_cast<std::uint32_t>(begin); row < end; ++row) {
            const SessionId session = finding == Finding::Session ? lineage.sessionOf(snapshot, RowId{row})
                                                                  : lineage.sessionBehind(snapshot, RowId{row});
            const std::uint32_t code = session != kNoSession ? bySession[index(session)] : withoutSession(RowId{row});
            builder.set(row, {&code, code != 0 ? std::size_t{1} : std::size_t{0}});
        }
    });
    return isDone ? Result<OnDemandPtr>(builder.finish(0)) : stopped();
}

Result<OnDemandPtr> makeFirstUseColumn(const Snapshot& snapshot, Micros learning, unsigned threads,
                                       const Checkpoint& checkpoint) {
    const Micros first = firstTime(snapshot);
    const FirstUses uses(snapshot, first == kNoTime ? 0 : first + learning);
    std::array<RowBitmap, kAspects.size()> rows;
    forTasks(kAspects.size(), threads, checkpoint,
             [&](std::size_t aspect) { rows[aspect] = uses.of(kAspects[aspect], checkpoint); });
    if (checkpoint.isStopRequested())
        return stopped();
    OnDemandBuilder builder(AnyColumn(Finding::New), nullptr, snapshot.rowCount());
    std::vector<std::uint32_t> codes;
    for (const Aspect& aspect : kAspects)
        codes.push_back(index(builder.intern(aspect.word)));
    std::vector<std::uint32_t> of;
    for (std::uint32_t row = 0; row < snapshot.rowCount(); ++row) {
        of.clear();
        for (std::size_t aspect = 0; aspect < kAspects.size(); ++aspect) {
            if (rows[aspect].contains(row))
                of.push_back(codes[aspect]);
        }
        builder.set(row, of);
    }
    return builder.finish(0);
}

} // namespace rastro
