// SPDX-License-Identifier: Apache-2.0
#include "lineage/chain.h"

#include "base/parallel.h"

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
        addWithChildren(followed, depth);
        if (!count(checkpoint))
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

    bool count(const Checkpoint& checkpoint) {
        std::vector<std::set<std::string_view>> addresses(m_chain.lines.size());
        const RowVector& order = m_snapshot.timeOrder();
        const bool isDone = forBlocks({0, order.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const RowId row{order[i]};
                const auto line = m_lines.find(index(m_lineage.sessionOf(m_snapshot, row)));
                if (line != m_lines.end())
                    add(m_chain.lines[line->second], row, addresses[line->second]);
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
    std::string out = "Origin: " + chain.origin + "\n";
    for (const ChainLine& line : chain.lines) {
        out += std::string(static_cast<std::size_t>(line.depth) * 2, ' ') + line.key + " of " + line.actor;
        if (line.issuedBy != kNoRow) {
            out += ", issued " + (snapshot.time(line.issuedBy) == kNoTime ? std::string("at an unknown time")
                                                                          : formatTime(snapshot.time(line.issuedBy)));
            out += " by " + std::string(snapshot.codedText(Column::EventName, line.issuedBy)) + " (event " +
                   snapshot.identifierText(Column::EventId, line.issuedBy) + ")";
        }
        out += ": " + std::to_string(line.events) + " events, " + std::to_string(line.errors) + " failed or refused";
        if (line.first != kNoTime)
            out += ", " + formatTime(line.first) + " to " + formatTime(line.last);
        if (!line.addresses.empty())
            out += ", from " + joined(line.addresses);
        out += ".\n";
    }
    return out;
}

} // namespace rastro
