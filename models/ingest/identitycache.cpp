// SPDX-License-Identifier: Apache-2.0
#include "ingest/identitycache.h"

#include "base/foldedtext.h"
#include "base/jsontree.h"
#include "identity/actor.h"

#include <algorithm>
#include <cstring>

namespace rastro {

namespace {

// What stands behind "userIdentity." in the names of the columns that are paths.
template <std::size_t N> std::vector<std::string_view> pathsOf(const std::array<Column, N>& columns) {
    constexpr std::string_view kPrefix = "userIdentity.";
    std::vector<std::string_view> paths;
    for (const Column column : columns) {
        if (const std::string_view name = info(column).name; name.starts_with(kPrefix))
            paths.push_back(name.substr(kPrefix.size()));
    }
    return paths;
}

// The paths that go on behind `step`, in any letters; an empty one for a path that ends there.
std::vector<std::string_view> below(const std::vector<std::string_view>& paths, std::string_view step) {
    std::vector<std::string_view> rest;
    for (const std::string_view path : paths) {
        if (path.size() >= step.size() && equalsFolded(path.substr(0, step.size()), step) &&
            (path.size() == step.size() || path[step.size()] == '.'))
            rest.push_back(path.size() == step.size() ? std::string_view() : path.substr(step.size() + 1));
    }
    return rest;
}

// Whether each path leads through objects to one scalar at most, by keys in the very letters of the path.
bool isRegular(const json::Tree& tree, json::Tree::Index at, const std::vector<std::string_view>& paths) {
    using Type = json::Tree::Type;
    const json::Tree::Node& node = tree.node(at);
    const bool goesOn = !std::ranges::all_of(paths, &std::string_view::empty);
    if (node.type == Type::Array || (node.type == Type::String && goesOn))
        return false;
    if (node.type != Type::Object)
        return true;
    if (std::ranges::any_of(paths, &std::string_view::empty))
        return false;
    std::vector<std::string> seen;
    for (json::Tree::Index child = node.firstChild; child != json::Tree::kNone; child = tree.node(child).nextSibling) {
        const std::string key = tree.key(child);
        const std::vector<std::string_view> rest = below(paths, key);
        if (rest.empty())
            continue;
        const bool isExact = std::ranges::any_of(paths, [&](std::string_view path) { return path.starts_with(key); });
        if (!isExact || std::ranges::find(seen, key) != seen.end() || !isRegular(tree, child, rest))
            return false;
        seen.push_back(key);
    }
    return true;
}

} // namespace

IdentityCache::IdentityCache(Interner& interner)
    : m_interner(interner), m_sets(std::size_t{1} << kSetBits), m_current(&m_absent) {
    IdentityTexts none;
    extract(m_absent, none, true);
}

// Only how well the cache works depends on it. A service is told by its name alone, others by more than their role.
std::size_t IdentityCache::setAt(const char* p) {
    const bool isService = std::memcmp(p, "{\"type\":\"AWSService\"", 20) == 0;
    std::uint64_t mix = 0;
    for (std::ptrdiff_t at = 32; at < (isService ? 56 : kWindow); at += 8)
        mix = (mix ^ load64(p + at)) * 0x9E3779B97F4A7C15ULL + (mix >> 29);
    return mix * 0x9E3779B97F4A7C15ULL >> (64 - kSetBits);
}

json::Scan IdentityCache::scan(const char* p, const char* end, int depth) {
    const bool isCached = end - p > kWindow && *p == '{';
    Set* const set = isCached ? &m_sets[setAt(p)] : nullptr;
    for (std::size_t way = 0; isCached && way < kWays; ++way) {
        const std::string& bytes = (*set)[way].bytes;
        const std::uint32_t mark = (*set)[way].mark;
        if (bytes.size() < mark + 8 || static_cast<std::size_t>(end - p) < bytes.size() ||
            load64(p + mark) != load64(bytes.data() + mark) || std::memcmp(p, bytes.data(), bytes.size()) != 0)
            continue;
        if (way != 0)
            std::rotate(set->begin(), set->begin() + static_cast<std::ptrdiff_t>(way),
                        set->begin() + static_cast<std::ptrdiff_t>(way) + 1);
        m_current = &set->front();
        return {p + m_current->bytes.size(), json::Fault::None};
    }
    IdentityTexts texts;
    bool isRegular = true;
    const json::Scan scan = scanIdentity(p, end, depth, texts, isRegular);
    if (!scan)
        return scan;
    if (*p == 'n') {
        setAbsent();
        return scan;
    }
    if (isCached)
        std::rotate(set->begin(), set->end() - 1, set->end());
    Identity& identity = isCached ? set->front() : m_unkept;
    identity.bytes.assign(p, scan.at);
    identity.mark = 0;
    if (const std::string_view key = texts[3]; isRegular && key.size() >= 8)
        identity.mark = static_cast<std::uint32_t>(key.data() + key.size() - 8 - p);
    extract(identity, texts, isRegular);
    m_current = &identity;
    return scan;
}

// The values of any identity that is JSON.
void IdentityCache::extractAny(Identity& identity, std::array<std::string, kIdentityPaths>& texts) {
    const auto tree = json::Tree::parse(identity.bytes);
    if (!tree)
        return;
    identity.isRegular = isRegular(*tree, json::Tree::root(), pathsOf(kColumns));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        // "userIdentity.a.b" -> steps a, b
        std::string_view path = info(kColumns[i]).name.substr(std::string_view("userIdentity.").size());
        json::Tree::Index at = json::Tree::root();
        while (at != json::Tree::kNone && !path.empty()) {
            const std::size_t dot = path.find('.');
            at = tree->child(at, path.substr(0, dot));
            path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        }
        if (at == json::Tree::kNone || tree->isContainer(at) || tree->node(at).type == json::Tree::Type::Null)
            continue;
        texts[i] = tree->text(at);
        identity.codes[i] = m_interner.intern(kColumns[i], texts[i]);
    }
}

void IdentityCache::extract(Identity& identity, IdentityTexts& texts, bool isRegular) {
    identity.codes = {};
    identity.isRegular = true;
    std::array<std::string, kIdentityPaths> decoded;
    if (isRegular) {
        // The columns in which nearly every identity brings something new: their dictionaries are large.
        for (const std::size_t i : {1u, 3u, 5u, 9u}) {
            if (texts[i].data() != nullptr)
                m_interner.prefetch(kColumns[i], texts[i]);
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (texts[i].data() != nullptr)
                identity.codes[i] = m_interner.intern(kColumns[i], texts[i]);
        }
    } else {
        extractAny(identity, decoded);
        std::ranges::copy(decoded, texts.begin());
    }
    const Actor actor = actorOf({.type = texts[0], .arn = texts[1], .accountId = texts[2], .accessKeyId = texts[3],
                                 .userName = texts[4], .principalId = texts[5], .invokedBy = texts[6],
                                 .issuerArn = texts[7], .issuerUserName = texts[8], .onBehalfOfUserId = texts[11]});
    identity.codes[kColumns.size() - 2] = m_interner.intern(Column::Actor, actor.name);
    identity.codes[kColumns.size() - 1] = m_interner.intern(Column::ActorKey, actor.key);
}

} // namespace rastro
