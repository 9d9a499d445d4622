// SPDX-License-Identifier: Apache-2.0
#include "report/useindex.h"

#include "base/parallel.h"
#include "language/unparser.h"
#include "report/sectionmaker.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace rastro {

namespace {

std::optional<Column> columnOf(LedgerClass what) {
    switch (what) {
    case LedgerClass::AccessKey:
        return Column::IdentityAccessKeyId;
    case LedgerClass::User:
    case LedgerClass::Password:
        return Column::IdentityUserName;
    case LedgerClass::Role:
        return Column::IssuerUserName;
    default:
        return std::nullopt;
    }
}

std::vector<std::string> textsOf(const Snapshot& snapshot, Column column, const std::set<std::uint32_t>& codes) {
    std::vector<std::string> texts;
    for (const std::uint32_t code : codes)
        texts.emplace_back(snapshot.value(column, Code{code}));
    std::ranges::sort(texts);
    return texts;
}

} // namespace

Expression usesFilter(const Snapshot& snapshot, const Thing& thing) {
    Expression filter = columnTerm(*columnOf(thing.what), thing.thing);
    filter = both(filter, timeTerm(Comparison::GreaterOrEqual, snapshot.time(thing.made)));
    if (thing.what != LedgerClass::AccessKey)
        filter = both(filter, columnTerm(Column::IdentityAccountId, snapshot.codedText(Column::Account, thing.made)));
    return thing.what == LedgerClass::Password ? both(filter, columnTerm(Column::EventName, "ConsoleLogin")) : filter;
}

UseIndex::UseIndex(const Snapshot& snapshot, std::vector<Thing>& things)
    : m_snapshot(snapshot), m_things(things), m_next(things.size(), kNone), m_tallies(things.size()) {
    for (const Column column : {Column::IdentityAccessKeyId, Column::IdentityUserName, Column::IssuerUserName}) {
        std::unordered_map<std::string_view, std::uint32_t> wanted; // the last place of each name
        for (std::uint32_t i = 0; i < things.size(); ++i) {
            if (columnOf(things[i].what) != column)
                continue;
            things[i].isUseKnown = true;
            const auto [at, isNew] = wanted.try_emplace(things[i].thing, i);
            if (!isNew)
                m_next[i] = std::exchange(at->second, i);
        }
        if (wanted.empty())
            continue;
        ByCode by{column, std::vector<std::uint32_t>(snapshot.dictionarySize(column), kNone)};
        for (std::uint32_t code = 1; code < by.last.size(); ++code) {
            if (const auto at = wanted.find(snapshot.value(column, Code{code})); at != wanted.end())
                by.last[code] = at->second;
        }
        m_byCode.push_back(std::move(by));
    }
}

bool UseIndex::count(const Checkpoint& checkpoint) {
    const RowVector& order = m_snapshot.timeOrder();
    const bool isDone = m_byCode.empty() || forBlocks({0, order.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            for (const ByCode& by : m_byCode)
                look(by, RowId{order[i]});
        }
    });
    for (std::size_t i = 0; i < m_things.size(); ++i) {
        m_things[i].uses.actors = textsOf(m_snapshot, Column::Actor, m_tallies[i].actors);
        m_things[i].uses.addresses = textsOf(m_snapshot, Column::SourceIPAddress, m_tallies[i].addresses);
    }
    return isDone;
}

void UseIndex::look(const ByCode& by, RowId row) {
    const std::uint32_t code = index(m_snapshot.code(by.column, row));
    for (std::uint32_t place = code < by.last.size() ? by.last[code] : kNone; place != kNone; place = m_next[place]) {
        Thing& thing = m_things[place];
        if (!isUseOf(thing, row))
            continue;
        const Micros time = m_snapshot.time(row);
        ++thing.uses.events;
        thing.uses.first = thing.uses.first == kNoTime ? time : thing.uses.first;
        thing.uses.last = time;
        Tally& tally = m_tallies[place];
        if (tally.actors.size() < kMostNamed)
            tally.actors.insert(index(m_snapshot.code(Column::Actor, row)));
        if (tally.addresses.size() < kMostNamed)
            tally.addresses.insert(index(m_snapshot.code(Column::SourceIPAddress, row)));
    }
}

// After it was made, in its account.
bool UseIndex::isUseOf(const Thing& thing, RowId row) const {
    const Micros time = m_snapshot.time(row);
    if (time == kNoTime || time < m_snapshot.time(thing.made) || row == thing.made)
        return false;
    if (thing.what == LedgerClass::AccessKey)
        return true;
    if (m_snapshot.codedText(Column::IdentityAccountId, row) != m_snapshot.codedText(Column::Account, thing.made))
        return false;
    return thing.what != LedgerClass::Password || m_snapshot.codedText(Column::EventName, row) == "ConsoleLogin";
}

} // namespace rastro
