// SPDX-License-Identifier: Apache-2.0
//
// Corpus: events taken apart once, so that many filters can be asked of them. Every value that is not null and no array
// is an entry under its path; documents inside strings are opened ahead, and their entries tell so.
#pragma once

#include "query/reference/event.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rastro::reference {

// A path: its place in the tree of all paths of a corpus. Steps are folded keys; arrays leave no step.
using PathId = std::uint32_t;

class PathTree {
public:
    static constexpr PathId kRoot = 0;
    static constexpr PathId kNone = 0xFFFFFFFFu;

    PathTree() : m_nodes(1) {}
    PathId child(PathId parent, std::string_view key);     // made if need be
    PathId find(std::span<const std::string> steps) const; // kNone if no event has it
    int length(PathId path) const { return m_nodes[path].length; }
    std::size_t size() const { return m_nodes.size(); }
    std::vector<bool> below(PathId path) const; // by path: itself and what begins with it

private:
    struct Node {
        PathId parent = kNone;
        int length = 0;
        std::map<std::string, PathId, std::less<>> children;
    };
    std::vector<Node> m_nodes;
};

struct Entry {
    static constexpr int kRecordItself = -1;

    PathId path = PathTree::kRoot;
    bool isLeaf = false; // else an object
    // The length of the path at which the last document around this value was opened; kRecordItself for none.
    int openedAt = kRecordItself;
    std::string text; // of a leaf
};

struct FlatEvent {
    std::vector<Entry> entries;
    std::vector<std::string> times;             // top-level eventTime strings, in order
    std::map<std::string, std::string> derived; // by folded name; no empty ones
};

class Corpus {
public:
    explicit Corpus(std::span<const Event> events);
    const std::vector<FlatEvent>& events() const { return m_events; }
    const PathTree& paths() const { return m_paths; }

private:
    PathTree m_paths;
    std::vector<FlatEvent> m_events;
};

} // namespace rastro::reference
