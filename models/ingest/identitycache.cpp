// SPDX-License-Identifier: Apache-2.0
#include "ingest/identitycache.h"

#include "base/foldedtext.h"
#include "base/jsontree.h"
#include "identity/actor.h"

#include <algorithm>

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
    : m_interner(interner), m_seed(processSeed()), m_slots(kSlots) {}

void IdentityCache::fill(std::string_view object, EventRow& row) {
    const Hash128 hash = hash128(object, m_seed);
    Slot& slot = m_slots[hash.low & (kSlots - 1)];
    if (!slot.used || slot.hash != hash) {
        slot = extract(object);
        slot.hash = hash;
    }
    for (std::size_t i = 0; i < kColumns.size(); ++i)
        row.codes[codedIndex(kColumns[i])] = slot.codes[i];
    if (!slot.isRegular)
        row.flags |= flags::kIrregular;
}

IdentityCache::Slot IdentityCache::extract(std::string_view object) {
    Slot slot;
    slot.used = true;
    Codes& codes = slot.codes;
    std::array<std::string, kColumns.size() - 2> texts;
    if (auto tree = json::Tree::parse(std::string(object.empty() ? "null" : object))) {
        slot.isRegular = isRegular(*tree, json::Tree::root(), pathsOf(kColumns));
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
            codes[i] = m_interner.intern(kColumns[i], texts[i]);
        }
    }
    const Actor actor = actorOf({.type = texts[0], .arn = texts[1], .accountId = texts[2], .accessKeyId = texts[3],
                                 .userName = texts[4], .principalId = texts[5], .invokedBy = texts[6],
                                 .issuerArn = texts[7], .issuerUserName = texts[8], .onBehalfOfUserId = texts[11]});
    codes[kColumns.size() - 2] = m_interner.intern(Column::Actor, actor.name);
    codes[kColumns.size() - 1] = m_interner.intern(Column::ActorKey, actor.key);
    return slot;
}

} // namespace rastro
