// SPDX-License-Identifier: Apache-2.0
#include "query/pathcatalog.h"

#include "base/foldedtext.h"
#include "base/hash.h"
#include "base/jsonscan.h"
#include "base/jsonstring.h"
#include "base/parallel.h"
#include "language/fields.h"
#include "language/unparser.h"
#include "paths/documents.h"
#include "paths/pathwalk.h"
#include "query/packedreader.h"
#include "store/bulkreader.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>

namespace rastro {

namespace {

constexpr std::size_t kLongestKeyBytes = 256; // a longer key is data, not a name
constexpr int kDeepestPath = 24;
constexpr std::uint32_t kNobody = 0xFFFF'FFFFu;

// A step below a node, as it is looked up.
struct Step {
    std::uint32_t parent;
    std::string_view folded;
};
struct StepHash {
    using is_transparent = void;
    std::size_t operator()(const Step& step) const { return hash64(step.folded, processSeed() ^ step.parent); }
    std::size_t operator()(const std::pair<std::uint32_t, std::string>& step) const {
        return (*this)(Step{step.first, step.second});
    }
};
struct StepEqual {
    using is_transparent = void;
    template <typename A, typename B> bool operator()(const A& a, const B& b) const {
        return view(a).parent == view(b).parent && view(a).folded == view(b).folded;
    }
    static Step view(const Step& step) { return step; }
    static Step view(const std::pair<std::uint32_t, std::string>& step) { return {step.first, step.second}; }
};

} // namespace

// Paths as nodes; a node stands behind its parent.
struct PathCounter::Tree {
    struct Node {
        std::uint32_t parent = 0;
        std::string step; // as first written
        std::uint64_t count = 0;
        std::uint64_t lastRecord = 0; // in which it was counted last
    };
    std::vector<Node> nodes{Node{}};
    std::unordered_map<std::pair<std::uint32_t, std::string>, std::uint32_t, StepHash, StepEqual> numbers;
    std::uint64_t record = 0;

    // The node of that step, made if there is room; kNobody if there is none.
    std::uint32_t child(std::uint32_t parent, std::string_view step, std::size_t mostNodes) {
        const std::string folded = foldedText(step);
        const auto known = numbers.find(Step{parent, folded});
        if (known != numbers.end())
            return known->second;
        if (nodes.size() >= mostNodes)
            return kNobody;
        const auto number = static_cast<std::uint32_t>(nodes.size());
        numbers.emplace(std::pair(parent, folded), number);
        nodes.push_back({parent, std::string(step), 0, 0});
        return number;
    }

    // Only the paths seen most, at most half of `most` nodes, and what leads to them.
    void thinOut(std::size_t most) {
        std::vector<std::uint64_t> reach(nodes.size()); // the best count below a node
        for (std::size_t i = nodes.size(); i-- > 1;) {
            reach[i] = std::max(reach[i], nodes[i].count);
            reach[nodes[i].parent] = std::max(reach[nodes[i].parent], reach[i]);
        }
        std::vector<std::uint64_t> sorted(reach.begin() + 1, reach.end());
        std::ranges::sort(sorted, std::greater{});
        const std::uint64_t least = sorted.size() > most / 2 ? sorted[most / 2] : 0;
        Tree kept;
        kept.record = record;
        std::vector<std::uint32_t> renamed(nodes.size(), kNobody);
        renamed[0] = 0;
        for (std::uint32_t i = 1; i < nodes.size(); ++i) {
            if (reach[i] <= least || renamed[nodes[i].parent] == kNobody)
                continue;
            renamed[i] = kept.child(renamed[nodes[i].parent], nodes[i].step, kNobody);
            kept.nodes[renamed[i]].count = nodes[i].count;
            kept.nodes[renamed[i]].lastRecord = nodes[i].lastRecord;
        }
        *this = std::move(kept);
    }

    FieldPath pathOf(std::uint32_t node) const {
        FieldPath path;
        for (; node != 0; node = nodes[node].parent)
            path.steps.push_back(nodes[node].step);
        std::ranges::reverse(path.steps);
        // A key that has the name of an alias or a derived column is written with a dot before it.
        FieldPath top = path;
        top.isTopLevel = true;
        return path.steps.size() == 1 && columnOf(path) != columnOf(top) ? top : path;
    }
};

namespace {

// Walks one record; faults end the walk, since the text was checked before.
template <typename Tree> class Walker {
public:
    Walker(Tree& tree, std::size_t mostNodes, std::uint64_t weight)
        : m_tree(tree), m_mostNodes(mostNodes), m_weight(weight) {}

    void walk(std::string_view text) {
        m_end = text.data() + text.size();
        value(json::skipSpace(text.data(), m_end), 0, 0);
    }

private:
    const char* value(const char* p, std::uint32_t node, int steps) {
        if (p >= m_end)
            return m_end;
        switch (*p) {
        case '{':
            return object(p, node, steps);
        case '[':
            return array(p, node, steps);
        case '"':
            return string(p, node, steps);
        default:
            if (*p != 'n')
                count(node);
            return skip(p);
        }
    }

    const char* skip(const char* p) const {
        const json::Scan scan = json::scanValue(p, m_end);
        return scan ? scan.at : m_end;
    }

    void count(std::uint32_t number) {
        auto& node = m_tree.nodes[number];
        if (number == 0 || node.lastRecord == m_tree.record)
            return;
        node.lastRecord = m_tree.record;
        node.count += m_weight;
    }

    const char* object(const char* p, std::uint32_t node, int steps) {
        p = json::skipSpace(p + 1, m_end);
        while (p < m_end && *p == '"') {
            const json::Scan key = json::scanString(p, m_end);
            if (!key)
                return m_end;
            const std::string_view rawKey(p + 1, static_cast<std::size_t>(key.at - p - 2));
            p = json::skipSpace(key.at, m_end);
            p = p < m_end ? json::skipSpace(p + 1, m_end) : m_end; // past the colon
            if (p >= m_end)
                return m_end;
            const std::uint32_t inner = steps < kDeepestPath ? child(node, rawKey) : kNobody;
            p = json::skipSpace(inner == kNobody ? skip(p) : value(p, inner, steps + 1), m_end);
            if (p < m_end && *p == ',')
                p = json::skipSpace(p + 1, m_end);
        }
        return p < m_end ? p + 1 : m_end;
    }

    std::uint32_t child(std::uint32_t node, std::string_view rawKey) {
        if (rawKey.empty() || rawKey.size() > kLongestKeyBytes)
            return kNobody; // an empty step cannot be written
        return json::isPlain(rawKey) ? m_tree.child(node, rawKey, m_mostNodes)
                                     : m_tree.child(node, json::decode(rawKey), m_mostNodes);
    }

    const char* array(const char* p, std::uint32_t node, int steps) {
        p = json::skipSpace(p + 1, m_end);
        while (p < m_end && *p != ']') {
            p = json::skipSpace(value(p, node, steps), m_end);
            if (p < m_end && *p == ',')
                p = json::skipSpace(p + 1, m_end);
        }
        return p < m_end ? p + 1 : m_end;
    }

    const char* string(const char* p, std::uint32_t node, int steps) {
        const json::Scan scan = json::scanString(p, m_end);
        if (!scan)
            return m_end;
        count(node);
        const std::string_view raw(p + 1, static_cast<std::size_t>(scan.at - p - 2));
        // Anything else cannot begin a document, and need not be decoded.
        const bool mayBeDocument = raw.size() >= 2 && std::string_view("{[%\\ \t\r\n").find(raw[0]) != raw.npos;
        if (mayBeDocument && m_documents < PathWalk::kDeepestDocuments)
            document(json::decode(raw), node, steps);
        return scan.at;
    }

    void document(const std::string& text, std::uint32_t node, int steps) {
        std::string scratch;
        const std::optional<std::string_view> inside = documentIn(text, scratch);
        if (!inside)
            return;
        const char* outerEnd = m_end;
        ++m_documents;
        m_end = inside->data() + inside->size();
        value(inside->data(), node, steps);
        --m_documents;
        m_end = outerEnd;
    }

    Tree& m_tree;
    std::size_t m_mostNodes;
    std::uint64_t m_weight;
    const char* m_end = nullptr;
    int m_documents = 0;
};

// More nodes than paths: those on the way count too.
constexpr std::size_t nodesFor(std::size_t paths) {
    return paths * 2;
}

// A counter for each thread that is at it.
class CounterPool {
public:
    explicit CounterPool(PathLimits limits) : m_limits(limits) {}

    std::unique_ptr<PathCounter> take() {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty())
            return std::make_unique<PathCounter>(m_limits);
        auto counter = std::move(m_free.back());
        m_free.pop_back();
        return counter;
    }
    void giveBack(std::unique_ptr<PathCounter> counter) {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(counter));
    }
    std::vector<SeenPath> paths() const {
        PathCounter all(m_limits);
        for (const auto& counter : m_free)
            all.merge(*counter);
        return all.paths();
    }

private:
    PathLimits m_limits;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<PathCounter>> m_free;
};

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "looking for paths was stopped"};
}

} // namespace

PathCounter::PathCounter(PathLimits limits) : m_limits(limits), m_tree(std::make_unique<Tree>()) {}
PathCounter::~PathCounter() = default;
PathCounter::PathCounter(PathCounter&&) noexcept = default;

void PathCounter::add(std::string_view record, std::uint64_t weight) {
    const std::size_t most = nodesFor(m_limits.paths);
    if (m_tree->nodes.size() + m_limits.newPerRecord > most)
        m_tree->thinOut(most);
    ++m_tree->record;
    Walker(*m_tree, std::min(m_tree->nodes.size() + m_limits.newPerRecord, most), weight).walk(record);
}

void PathCounter::merge(const PathCounter& other) {
    const std::vector<Tree::Node>& theirs = other.m_tree->nodes;
    std::vector<std::uint32_t> mine(theirs.size());
    for (std::size_t i = 1; i < theirs.size(); ++i) {
        mine[i] = m_tree->child(mine[theirs[i].parent], theirs[i].step, kNobody);
        m_tree->nodes[mine[i]].count += theirs[i].count;
    }
}

std::vector<SeenPath> PathCounter::paths() const {
    std::vector<std::pair<SeenPath, std::string>> all;
    for (std::uint32_t i = 1; i < m_tree->nodes.size(); ++i) {
        if (m_tree->nodes[i].count == 0)
            continue;
        SeenPath seen{m_tree->pathOf(i), m_tree->nodes[i].count};
        std::string text = fieldText(seen.path);
        all.emplace_back(std::move(seen), std::move(text));
    }
    std::ranges::sort(all, [](const auto& a, const auto& b) {
        return a.first.count != b.first.count ? a.first.count > b.first.count : a.second < b.second;
    });
    all.resize(std::min(all.size(), m_limits.paths));
    std::vector<SeenPath> paths;
    paths.reserve(all.size());
    for (auto& [seen, text] : all)
        paths.push_back(std::move(seen));
    return paths;
}

Result<PathSample> samplePathRows(const Snapshot& snapshot, std::size_t perName, const Checkpoint& checkpoint) {
    const RowVector& rows = snapshot.timeOrder();
    const PackedReader nameOf(snapshot, Column::EventName);
    std::vector<std::uint64_t> seen(snapshot.dictionarySize(Column::EventName));
    PathSample sample;
    const bool isDone = forBlocks({0, rows.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (seen[nameOf(rows[i])]++ < perName)
                sample.rows.push_back(rows[i]);
        }
    });
    if (!isDone)
        return cancelled();
    std::ranges::sort(sample.rows);
    sample.weights.reserve(sample.rows.size());
    std::vector<std::uint64_t> taken(seen.size());
    for (const std::uint32_t row : sample.rows) {
        const std::uint64_t all = seen[nameOf(row)];
        const std::uint64_t read = std::min<std::uint64_t>(all, perName);
        const bool takesRest = taken[nameOf(row)]++ < all % read; // so that the weights of a name add up to its events
        sample.weights.push_back(all / read + (takesRest ? 1 : 0));
    }
    return sample;
}

Result<std::vector<SeenPath>> collectPaths(const Snapshot& snapshot, const PathSample& sample, PathLimits limits,
                                           unsigned threads, Checkpoint& checkpoint) {
    checkpoint.setTotal(checkpoint.done() + sample.rows.size());
    CounterPool pool(limits);
    const bool isDone = readRecordViews(snapshot, sample.rows, RecordForm::Json, threads, checkpoint,
                                        [&](unsigned, std::size_t place, const Result<std::string_view>& record) {
                                            checkpoint.advance(1);
                                            if (!record || checkpoint.isStopRequested())
                                                return;
                                            auto counter = pool.take();
                                            counter->add(*record, sample.weights[place]);
                                            pool.giveBack(std::move(counter));
                                        });
    if (!isDone || checkpoint.isStopRequested())
        return cancelled();
    return pool.paths();
}

} // namespace rastro
