// SPDX-License-Identifier: Apache-2.0
#include "lineage/chain.h"

#include "base/parallel.h"
#include "base/plaintext.h"
#include "lineage/continuations.h"

#include <algorithm>
#include <set>

namespace rastro {

namespace {

class ChainMaker {
public:
    ChainMaker(const Snapshot& snapshot, const Lineage& lineage) : m_snapshot(snapshot), m_lineage(lineage) {
        for (std::uint32_t i = 0; i < lineage.sessions().size(); ++i) {
            if (const SessionId parent = lineage.session(SessionId{i}).parent; parent != kNoSession)
                m_children[index(parent)].push_back(SessionId{i});
        }
    }

    Result<Chain> make(SessionId followed, const Checkpoint& checkpoint) {
        m_followed = followed;
        m_chain.origin = m_lineage.session(followed).origin;
        int depth = 0;
        for (const SessionId parent : m_lineage.parents(followed))
            addLine(parent, depth++);
        m_firstOfFollowed = m_chain.lines.size();
        addWithChildren(followed, depth);
        const bool isDone = count(checkpoint) && addContinuations(checkpoint) && (!m_hasPossible || count(checkpoint));
        if (!isDone)
            return Error{ErrorCode::Cancelled, {}, "following was stopped"};
        return std::move(m_chain);
    }

private:
    void addLine(SessionId id, int depth) {
        const Session& session = m_lineage.session(id);
        m_lines.emplace(index(id), m_chain.lines.size());
        m_chain.lines.push_back({.depth = depth,
                                 .isFollowed = id == m_followed,
                                 .key = session.key,
                                 .actor = std::string(m_snapshot.codedText(Column::Actor, session.first)),
                                 .person = session.person,
                                 .issuedBy = session.issuedBy,
                                 .firstEvent = session.first});
    }

    // Not by recursion: a chain is as long as whoever wrote the log wants.
    void addWithChildren(SessionId root, int rootDepth) {
        std::vector<std::pair<SessionId, int>> open{{root, rootDepth}};
        while (!open.empty()) {
            const auto [id, depth] = open.back();
            open.pop_back();
            if (m_lines.contains(index(id)))
                continue;
            if (m_chain.lines.size() >= kMostChainLines) {
                m_chain.isCut = true;
                return;
            }
            addLine(id, depth);
            const auto children = m_children.find(index(id));
            for (auto child = children == m_children.end() ? 0 : children->second.size(); child-- > 0;)
                open.emplace_back(children->second[child], depth + 1);
        }
    }

    // Below the credential whose event made them possible. What is in the chain already is no question.
    bool addContinuations(const Checkpoint& checkpoint) {
        const auto found = continuationsOf(m_snapshot, m_lineage, m_doors, checkpoint);
        if (!found)
            return false;
        std::vector<std::vector<ChainLine>> below(m_chain.lines.size());
        std::set<std::pair<SessionId, std::string>> told;
        for (const Continuation& one : *found) {
            const auto line = m_lines.find(index(m_lineage.sessionOf(m_snapshot, one.by)));
            const bool isInChain = one.session != kNoSession && m_lines.contains(index(one.session));
            if (line == m_lines.end() || isInChain || !told.emplace(one.session, one.thing).second)
                continue;
            below[line->second].push_back(possibleLine(one, m_chain.lines[line->second].depth + 1));
            m_hasPossible = true;
        }
        if (!m_hasPossible)
            return true;
        std::vector<ChainLine> lines;
        for (std::size_t i = 0; i < m_chain.lines.size(); ++i) {
            lines.push_back(std::move(m_chain.lines[i]));
            std::ranges::move(below[i], std::back_inserter(lines));
        }
        m_chain.lines = std::move(lines);
        m_lines.clear(); // counted anew, with the possible ones
        for (std::size_t i = 0; i < m_chain.lines.size(); ++i) {
            ChainLine& line = m_chain.lines[i];
            line.first = line.last = kNoTime;
            line.events = line.errors = 0;
            if (line.firstEvent != kNoRow)
                m_lines.emplace(index(m_lineage.sessionOf(m_snapshot, line.firstEvent)), i);
        }
        return true;
    }

    ChainLine possibleLine(const Continuation& one, int depth) const {
        ChainLine line{.depth = depth, .isPossible = true, .through = one.thing, .issuedBy = one.by};
        if (one.session == kNoSession)
            return line;
        const Session& session = m_lineage.session(one.session);
        line.key = session.key;
        line.actor = std::string(m_snapshot.codedText(Column::Actor, session.first));
        line.person = session.person;
        line.firstEvent = session.first;
        return line;
    }

    bool count(const Checkpoint& checkpoint) {
        m_doors.clear();
        std::vector<std::set<std::string_view>> addresses(m_chain.lines.size());
        const RowVector& order = m_snapshot.timeOrder();
        const bool isDone = forBlocks({0, order.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const RowId row{order[i]};
                const auto line = m_lines.find(index(m_lineage.sessionOf(m_snapshot, row)));
                if (line == m_lines.end())
                    continue;
                add(m_chain.lines[line->second], row, addresses[line->second]);
                // Parents had other business, too: only what the followed credential and its own did is told.
                if (line->second >= m_firstOfFollowed && mayContinue(m_snapshot.codedText(Column::EventName, row)))
                    m_doors.push_back(row);
            }
        });
        for (std::size_t i = 0; i < addresses.size(); ++i)
            m_chain.lines[i].addresses.assign(addresses[i].begin(), addresses[i].end());
        return isDone;
    }

    void add(ChainLine& line, RowId row, std::set<std::string_view>& addresses) const {
        const Micros time = m_snapshot.time(row);
        if (time != kNoTime) { // rows come in time order
            line.first = line.first == kNoTime ? time : line.first;
            line.last = time;
        }
        ++line.events;
        line.errors += isFailure(m_snapshot, row) ? 1 : 0;
        if (const std::string_view address = m_snapshot.codedText(Column::SourceIPAddress, row); !address.empty())
            addresses.insert(address);
    }

    const Snapshot& m_snapshot;
    const Lineage& m_lineage;
    SessionId m_followed = kNoSession;
    std::unordered_map<std::uint32_t, std::vector<SessionId>> m_children;
    std::unordered_map<std::uint32_t, std::size_t> m_lines; // by session
    std::size_t m_firstOfFollowed = 0; // line
    bool m_hasPossible = false;
    std::vector<RowId> m_doors;        // events that may have made other sessions possible
    Chain m_chain;
};

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts)
        out += (out.empty() ? "" : ", ") + text;
    return out;
}

} // namespace

Result<Chain> chainOf(const Snapshot& snapshot, const Lineage& lineage, RowId row, const Checkpoint& checkpoint) {
    const SessionId session = lineage.sessionBehind(snapshot, row);
    if (session == kNoSession)
        return Chain{.origin = lineage.origin(snapshot, row)};
    return ChainMaker(snapshot, lineage).make(session, checkpoint);
}

std::string chainText(const Snapshot& snapshot, const Chain& chain) {
    std::string all = escapeControls("Origin: " + chain.origin) + '\n';
    for (const ChainLine& line : chain.lines) {
        std::string out(static_cast<std::size_t>(line.depth) * 2, ' ');
        if (line.isPossible)
            out += "possibly as " + line.through + (line.key.empty() ? ", of which no session is loaded" : ": ");
        out += line.key + (line.key.empty() ? "" : " of " + line.actor);
        if (line.issuedBy != kNoRow) {
            out += (line.isPossible ? ", made possible " : ", issued ") + (snapshot.time(line.issuedBy) == kNoTime ? std::string("at an unknown time")
                                                                          : formatTime(snapshot.time(line.issuedBy)));
            out += " by " + std::string(snapshot.codedText(Column::EventName, line.issuedBy)) + " (event " +
                   snapshot.identifierText(Column::EventId, line.issuedBy) + ")";
        }
        if (!line.key.empty())
            out += ": " + std::to_string(line.events) + " events, " + std::to_string(line.errors) + " failed or refused";
        if (line.first != kNoTime)
            out += ", " + formatTime(line.first) + " to " + formatTime(line.last);
        if (!line.addresses.empty())
            out += ", from " + joined(line.addresses);
        all += escapeControls(out) + ".\n";
    }
    return all;
}

} // namespace rastro
