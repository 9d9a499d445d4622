// SPDX-License-Identifier: Apache-2.0
#include "query/reference/corpus.h"

#include "query/reference/fold.h"
#include "query/reference/jsonwalk.h"

#include <optional>

namespace rastro::reference {

namespace {

constexpr int kDeepestDocument = 16; // documents open inside one another

bool startsEncoded(std::string_view trimmed) {
    const std::string start = folded(trimmed.substr(0, 3));
    return start == "%7b" || start == "%5b";
}

std::optional<std::string> percentDecoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        out += static_cast<char>(static_cast<unsigned char>(high * 16 + low));
        i += 2;
    }
    return out;
}

// The document a string is, if it is one.
std::optional<std::string> documentIn(std::string_view text) {
    const std::string_view trimmed = trimmedJson(text);
    std::optional<std::string> document(trimmed);
    if (startsEncoded(trimmed))
        document = percentDecoded(trimmed);
    return document && isJsonDocument(*document) ? document : std::nullopt;
}

class Flattener : public JsonSink {
public:
    Flattener(PathTree& paths, FlatEvent& event, PathId root, int openedAt, int documents)
        : m_paths(paths), m_event(event), m_root(root), m_openedAt(openedAt), m_documents(documents) {}

    void beginObject() override {
        const PathId path = here();
        m_event.entries.push_back({path, false, m_openedAt, {}});
        m_open.push_back({path, path});
    }
    void beginArray() override {
        const PathId path = here();
        m_open.push_back({path, path});
    }
    void endContainer() override { m_open.pop_back(); }
    void key(std::string name) override {
        m_open.back().value = m_paths.child(m_open.back().own, folded(name));
        m_isEventTime = m_documents == 0 && m_open.size() == 1 && name == "eventTime";
    }
    void string(std::string text) override {
        if (m_isEventTime && m_open.size() == 1)
            m_event.times.push_back(text);
        const PathId path = here();
        if (m_documents < kDeepestDocument) {
            if (const auto document = documentIn(text)) {
                Flattener inside(m_paths, m_event, path, m_paths.length(path), m_documents + 1);
                walkJson(*document, Strictness::Rfc, inside);
            }
        }
        leaf(std::move(text));
    }
    void token(std::string_view text) override { leaf(std::string(text)); }

private:
    struct Container {
        PathId own;
        PathId value; // of the value that comes next
    };
    PathId here() const { return m_open.empty() ? m_root : m_open.back().value; }
    void leaf(std::string text) { m_event.entries.push_back({here(), true, m_openedAt, std::move(text)}); }

    PathTree& m_paths;
    FlatEvent& m_event;
    PathId m_root;
    int m_openedAt;
    int m_documents; // open around this walk
    bool m_isEventTime = false;
    std::vector<Container> m_open;
};

FlatEvent flattened(const Event& event, PathTree& paths) {
    FlatEvent flat;
    JsonSink deaf;
    if (trimmedJson(event.record).starts_with('{') && walkJson(event.record, Strictness::Record, deaf)) {
        Flattener flattener(paths, flat, PathTree::kRoot, Entry::kRecordItself, 0);
        walkJson(event.record, Strictness::Record, flattener);
    }
    for (const auto& [name, value] : event.derived) {
        if (!value.empty())
            flat.derived[folded(name)] = value;
    }
    return flat;
}

} // namespace

PathId PathTree::child(PathId parent, std::string_view key) {
    if (const auto found = m_nodes[parent].children.find(key); found != m_nodes[parent].children.end())
        return found->second;
    const auto id = static_cast<PathId>(m_nodes.size());
    m_nodes[parent].children.emplace(key, id);
    m_nodes.push_back({parent, m_nodes[parent].length + 1, {}});
    return id;
}

PathId PathTree::find(std::span<const std::string> steps) const {
    PathId at = kRoot;
    for (const std::string& step : steps) {
        const auto found = m_nodes[at].children.find(step);
        if (found == m_nodes[at].children.end())
            return kNone;
        at = found->second;
    }
    return at;
}

std::vector<bool> PathTree::below(PathId path) const {
    std::vector<bool> result(m_nodes.size(), false);
    if (path == kNone)
        return result;
    for (PathId node = path; node < m_nodes.size(); ++node) // parents come before their children
        result[node] = node == path || (m_nodes[node].parent != kNone && result[m_nodes[node].parent]);
    return result;
}

Corpus::Corpus(std::span<const Event> events) {
    m_events.reserve(events.size());
    for (const Event& event : events)
        m_events.push_back(flattened(event, m_paths));
}

} // namespace rastro::reference
