// SPDX-License-Identifier: Apache-2.0
#include "report/ledger.h"

#include "base/parallel.h"
#include "base/plaintext.h"
#include "events/calltable.h"
#include "events/expiry.h"
#include "query/bitmap.h"
#include "report/ledgerread.h"
#include "report/useindex.h"
#include "store/bulkreader.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <tuple>

namespace rastro {

namespace {

constexpr Micros kLongestSession = Micros{36} * 3'600 * kMicrosPerSecond; // of GetSessionToken and GetFederationToken

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "the ledger was stopped"};
}

bool isOk(const Snapshot& snapshot, RowId row) {
    return snapshot.codedText(Column::Outcome, row) == name(Outcome::Ok);
}

Micros lastTime(const Snapshot& snapshot) {
    const RowVector& order = snapshot.timeOrder();
    const auto end = std::partition_point(order.begin(), order.end(),
                                          [&](std::uint32_t row) { return snapshot.time(RowId{row}) != kNoTime; });
    return end == order.begin() ? kNoTime : snapshot.time(RowId{*(end - 1)});
}

// Where a thing is: account, and region where that matters.
using Place = std::pair<std::string, std::string>;
// What it is known by there: class, name, which side of it, what it belongs to and which key names that.
using Identity = std::tuple<Place, LedgerClass, std::string, std::string_view, std::string, std::string_view>;
// What holds it: service, the key that names it, its name.
using Holder = std::tuple<Place, std::string, std::string_view, std::string>;

class LedgerBuilder {
public:
    LedgerBuilder(const Snapshot& snapshot, const RowVector& rows, unsigned threads, Checkpoint& checkpoint)
        : m_snapshot(snapshot), m_asked(snapshot.rowCount()), m_threads(threads), m_checkpoint(checkpoint), m_end(lastTime(snapshot)) {
        for (const std::uint32_t row : rows)
            m_asked.insert(row);
    }

    Result<Ledger> build() {
        m_ledger.asked = m_asked.count();
        findRows();
        if (m_checkpoint.isStopRequested() || !readMakers() || !readEnders())
            return cancelled();
        for (const Candidate& candidate : m_candidates)
            net(RowId{candidate.row}, candidate.record);
        UseIndex uses(m_snapshot, m_ledger.things);
        if (!uses.count(m_checkpoint))
            return cancelled();
        std::ranges::stable_sort(m_ledger.things, {}, [this](const Thing& thing) {
            return std::pair(thing.what, m_snapshot.time(thing.made));
        });
        std::ranges::stable_sort(m_ledger.sessions, {}, &LiveSession::expires);
        return std::move(m_ledger);
    }

private:
    using Classes = std::uint32_t; // a bit for each LedgerClass
    static Classes bit(LedgerClass what) { return Classes{1} << static_cast<unsigned>(what); }

    // What a call may do to things of which classes.
    struct Deeds {
        Classes makes = 0; // or sets
        Classes ends = 0;  // or sets anew
    };
    struct Candidate {
        std::uint32_t row;
        Deeds deeds;
        bool isRead = false;
        LedgerRecord record;
    };

    static Classes heldBy(const HolderEnd& end) {
        Classes held = 0;
        for (const LedgerCall& call : ledgerCalls()) {
            if (call.service == end.service && holderKey(call) == end.holder)
                held |= bit(call.what);
        }
        return held;
    }

    // By code of the event name.
    std::vector<Deeds> deedsOfNames() const {
        std::vector<Deeds> deeds(m_snapshot.dictionarySize(Column::EventName));
        for (std::uint32_t code = 1; code < deeds.size(); ++code) {
            const std::string_view called = withoutApiDate(m_snapshot.value(Column::EventName, Code{code}));
            for (const LedgerCall& call : ledgerCalls()) {
                if (call.name != called)
                    continue;
                if (call.effect != LedgerCall::Effect::Ends)
                    deeds[code].makes |= bit(call.what);
                if (call.effect != LedgerCall::Effect::Makes)
                    deeds[code].ends |= bit(call.what);
            }
            for (const HolderEnd& end : holderEnds()) {
                if (end.name == called)
                    deeds[code].ends |= heldBy(end);
            }
        }
        return deeds;
    }

    // In the order of time: ended things count whoever ended them, sessions only when the rows asked about issued them.
    void findRows() {
        const std::vector<Deeds> deedsOf = deedsOfNames();
        const RowVector& order = m_snapshot.timeOrder();
        const Micros oldest = m_end == kNoTime ? kNoTime : m_end - kLongestSession;
        const unsigned parts = usefulThreads(m_threads, order.size());
        std::vector<std::vector<Candidate>> found(parts);
        const auto look = [&](unsigned part, std::uint32_t row) {
            const RowId id{row};
            Deeds deeds = deedsOf[index(m_snapshot.code(Column::EventName, id))];
            const bool isAsked = m_asked.contains(row);
            const bool issues = isAsked && m_snapshot.code(Column::IssuedAccessKeyId, id) != kMissing &&
                                m_snapshot.time(id) >= oldest;
            if (!isAsked)
                deeds.makes = 0;
            if ((deeds.makes | deeds.ends) == 0 && !issues)
                return;
            if (isOk(m_snapshot, id))
                found[part].push_back({.row = row, .deeds = deeds, .isRead = deeds.makes != 0 || issues});
        };
        inParallel(parts, [&](unsigned part) {
            forBlocks(sliceOf(order.size(), parts, part), m_checkpoint, [&](std::size_t begin, std::size_t last) {
                for (std::size_t i = begin; i < last; ++i)
                    look(part, order[i]);
            });
        });
        for (std::vector<Candidate>& part : found)
            std::ranges::move(part, std::back_inserter(m_candidates));
    }

    std::uint32_t accountOf(const Candidate& candidate) const {
        return index(m_snapshot.code(Column::Account, RowId{candidate.row}));
    }

    bool readMakers() {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < m_candidates.size(); ++i) {
            if (m_candidates[i].isRead)
                places.push_back(i);
        }
        return read(places);
    }

    // Only what can end something that was made, in its account.
    bool readEnders() {
        std::vector<Classes> made(m_snapshot.dictionarySize(Column::Account)); // by code of the account
        std::size_t first = m_candidates.size();
        for (std::size_t i = m_candidates.size(); i-- > 0;) {
            for (const Touch& touch : m_candidates[i].record.touches) {
                if (touch.effect == LedgerCall::Effect::Ends)
                    continue;
                made[accountOf(m_candidates[i])] |= bit(touch.what);
                first = i;
            }
        }
        std::vector<std::size_t> places;
        for (std::size_t i = first; i < m_candidates.size(); ++i) {
            if (!m_candidates[i].isRead && (m_candidates[i].deeds.ends & made[accountOf(m_candidates[i])]) != 0)
                places.push_back(i);
        }
        return read(places);
    }

    bool read(const std::vector<std::size_t>& places) {
        RowVector rows;
        for (const std::size_t place : places)
            rows.push_back(m_candidates[place].row);
        m_checkpoint.setTotal(m_checkpoint.total() + rows.size());
        std::atomic<std::uint64_t> unread{0};
        const bool isDone = readRecordViews(
            m_snapshot, rows, RecordForm::Json, m_threads, m_checkpoint,
            [&](unsigned, std::size_t i, const Result<std::string_view>& record) {
                Candidate& candidate = m_candidates[places[i]];
                if (!record || !readLedgerRecord(*record, candidate.deeds.makes != 0, candidate.record))
                    unread.fetch_add(1, std::memory_order_relaxed);
                m_checkpoint.advance(1);
            });
        m_ledger.unreadRows += unread;
        return isDone;
    }

    std::string_view serviceOf(RowId row) const {
        return serviceOfSource(m_snapshot.codedText(Column::EventSource, row));
    }
    Place placeOf(RowId row) const {
        return {std::string(m_snapshot.codedText(Column::Account, row)),
                isRegional(serviceOf(row)) ? std::string(m_snapshot.codedText(Column::AwsRegion, row)) : std::string()};
    }
    Identity identityOf(RowId row, const Touch& touch) const {
        return {placeOf(row), touch.what, touch.thing, touch.aspect, touch.of, touch.of.empty() ? std::string_view() : touch.holder};
    }
    Holder holderOf(RowId row, std::string_view key, const std::string& name) const {
        return {placeOf(row), std::string(serviceOf(row)), key, name};
    }

    void net(RowId row, const LedgerRecord& record) {
        const bool isAsked = m_asked.contains(index(row));
        for (const EndedHolder& ended : record.endedHolders)
            closeHeld(row, ended);
        for (const Touch& touch : record.touches) {
            if (touch.effect == LedgerCall::Effect::Ends)
                close(row, identityOf(row, touch), ThingState::Gone);
            else if (touch.effect == LedgerCall::Effect::Sets && !isAsked)
                close(row, identityOf(row, touch), ThingState::Changed);
        }
        if (!isAsked)
            return;
        for (const Touch& touch : record.touches) {
            if (touch.effect != LedgerCall::Effect::Ends)
                open(row, touch, record);
        }
        const Micros expires = expiryOf(record.expiration);
        if (expires != kNoTime && expires > m_end)
            m_ledger.sessions.push_back({std::string(m_snapshot.codedText(Column::IssuedAccessKeyId, row)),
                                         record.sessionActor, row, expires});
    }

    // One entry for what is made several times, or set several times in the same way.
    void open(RowId row, const Touch& touch, const LedgerRecord& record) {
        const bool isSetting = touch.effect == LedgerCall::Effect::Sets;
        const Identity identity = identityOf(row, touch);
        std::vector<Open>& known = m_open[identity];
        auto same = std::ranges::find(known, isSetting, &Open::isSetting);
        // New code for a function says no more in words than the code before it.
        const bool isTold = touch.what != LedgerClass::Function;
        if (same != known.end() && isSetting && isTold && same->requestHash != record.requestHash) {
            close(row, identity, ThingState::Changed);
            same = known.end();
        }
        if (same == known.end()) {
            known.push_back({m_ledger.things.size(), isSetting, record.requestHash});
            same = known.end() - 1;
            m_held[holderOf(row, touch.holder, touch.of.empty() ? touch.thing : touch.of)].push_back(identity);
            m_ledger.things.push_back(
                {.what = touch.what, .thing = touch.thing, .of = touch.of, .aspect = std::string(touch.aspect)});
        }
        Thing& thing = m_ledger.things[same->thing];
        ++thing.times;
        if (thing.times > 1 && !isSetting)
            return;
        thing.made = row;
        thing.summary = record.summary;
        thing.deadline = record.deadline;
    }

    // Things are taken away whatever made them; what is set anew replaces what was set.
    void close(RowId row, const Identity& identity, ThingState state, bool isWithHolder = false) {
        const auto known = m_open.find(identity);
        if (known == m_open.end())
            return;
        std::erase_if(known->second, [&](const Open& one) {
            if (state == ThingState::Changed && !one.isSetting)
                return false;
            m_ledger.things[one.thing].state = state;
            m_ledger.things[one.thing].end = row;
            m_ledger.things[one.thing].endedWithHolder = isWithHolder;
            return true;
        });
    }

    void closeHeld(RowId row, const EndedHolder& ended) {
        const auto held = m_held.find(holderOf(row, ended.holder, ended.name));
        if (held == m_held.end())
            return;
        for (const Identity& identity : held->second)
            close(row, identity, ThingState::Gone, true);
        m_held.erase(held);
    }

    struct Open {
        std::size_t thing;
        bool isSetting;
        std::uint64_t requestHash;
    };
    const Snapshot& m_snapshot;
    RowBitmap m_asked;
    unsigned m_threads;
    Checkpoint& m_checkpoint;
    Micros m_end; // of the logs
    std::vector<Candidate> m_candidates; // in the order of time
    std::map<Identity, std::vector<Open>> m_open;
    std::map<Holder, std::vector<Identity>> m_held;
    Ledger m_ledger;
};

std::string lineOf(const Snapshot& snapshot, const Thing& thing) {
    std::string line(name(thing.what));
    line += ' ' + nameOf(thing);
    line += ", account " + std::string(snapshot.codedText(Column::Account, thing.made));
    line += ", " + std::string(snapshot.codedText(Column::AwsRegion, thing.made));
    line += ": " + thing.summary + " at " + formatTime(snapshot.time(thing.made)) + " (event " +
            snapshot.identifierText(Column::EventId, thing.made) + ')';
    if (thing.uses.events > 0)
        line += "; used " + counted(thing.uses.events, "time") + " since, last " + formatTime(thing.uses.last);
    if (!dueText(thing).empty())
        line += "; due " + dueText(thing);
    return escapeControls(line) + '\n';
}

} // namespace

std::string_view name(ThingState state) {
    switch (state) {
    case ThingState::There:
        return "there";
    case ThingState::Changed:
        return "changed";
    case ThingState::Gone:
        break;
    }
    return "gone";
}

std::string nameOf(const Thing& thing) {
    const bool isWhole = thing.aspect.empty() || thing.aspect == "existence";
    return (isWhole ? "" : thing.aspect + " of ") + thing.thing + (thing.of.empty() ? "" : " of " + thing.of);
}

std::string_view stateWords(const Thing& thing) {
    switch (thing.what) {
    case LedgerClass::Mfa: case LedgerClass::Blinding: case LedgerClass::Deletion:
        if (thing.state == ThingState::There)
            return "not undone";
        return thing.state == ThingState::Gone && !thing.endedWithHolder ? "undone" : name(thing.state);
    case LedgerClass::Destruction:
        return "destroyed";
    default:
        return name(thing.state);
    }
}

bool isToContain(const Thing& thing) {
    return thing.state == ThingState::There && thing.what != LedgerClass::Destruction;
}

std::string dueText(const Thing& thing) {
    if (thing.what == LedgerClass::Destruction)
        return {};
    const Micros due = expiryOf(thing.deadline);
    return due == kNoTime ? thing.deadline : formatTime(due);
}

Result<Ledger> ledgerOf(const Snapshot& snapshot, const RowVector& rows, unsigned threads, Checkpoint& checkpoint) {
    return LedgerBuilder(snapshot, rows, threads, checkpoint).build();
}

std::string containText(const Snapshot& snapshot, const Ledger& ledger) {
    std::string text;
    for (const Thing& thing : ledger.things) {
        if (isToContain(thing))
            text += lineOf(snapshot, thing);
    }
    for (const LiveSession& session : ledger.sessions)
        text += escapeControls("session " + session.key + (session.actor.empty() ? "" : " of " + session.actor) +
                               ": expires " + formatTime(session.expires) + ", issued by event " +
                               snapshot.identifierText(Column::EventId, session.issuedBy)) +
                '\n';
    return text;
}

} // namespace rastro
