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

std::size_t IdentityCache::Set::bringToFront(std::size_t place) {
    const std::uint8_t way = order[place];
    for (; place > 0; --place)
        order[place] = order[place - 1];
    return order[0] = way;
}

void IdentityCache::Identity::setPlaces(const char* begin, const IdentityTexts& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
        places[i] = {};
        if (texts[i].data() != nullptr)
            places[i] = {static_cast<std::uint32_t>(texts[i].data() - begin),
                         static_cast<std::uint32_t>(texts[i].size())};
    }
}

IdentityCache::IdentityCache(Interner& interner)
    : m_interner(interner), m_sets(std::size_t{1} << kSetBits), m_identities(m_sets.size() * kWays),
      m_current(&m_absent) {
    internActor({}, m_absent.codes);
}

// Only how well the cache works depends on it. A service is told by its name alone, others by more than their role.
std::size_t IdentityCache::setAt(const char* p) {
    const bool isService = std::memcmp(p, "{\"type\":\"AWSService\"", 20) == 0;
    std::uint64_t mix = 0;
    for (std::ptrdiff_t at = 32; at < (isService ? 56 : kWindow); at += 8)
        mix = (mix ^ load64(p + at)) * 0x9E3779B97F4A7C15ULL + (mix >> 29);
    return mix * 0x9E3779B97F4A7C15ULL >> (64 - kSetBits);
}

const IdentityCache::Identity* IdentityCache::find(Set& set, const char* p, const char* end, int depth,
                                                   const Identity*& like) {
    const auto left = static_cast<std::size_t>(end - p);
    for (std::size_t place = 0; place < kWays; ++place) {
        const std::size_t way = set.order[place];
        if (set.bytes[way] == nullptr)
            break;
        if (left < set.marks[way] + sizeof(std::uint32_t) || load32(p + set.marks[way]) != set.ends[way])
            continue;
        const Identity& known = identityOf(set, way);
        const bool isSame = left >= known.bytes.size() && std::memcmp(p, set.bytes[way], known.bytes.size()) == 0;
        if (isSame && depth <= known.depth) {
            set.bringToFront(place);
            return &known;
        }
        if (like == nullptr && known.hasPlaces)
            like = &known;
    }
    if (const Identity& last = identityOf(set, set.order[0]); like == nullptr && last.hasPlaces)
        like = &last;
    return nullptr;
}

IdentityCache::Identity& IdentityCache::replaceOldest(Set& set, std::string_view bytes, std::string_view key) {
    const std::size_t way = set.bringToFront(kWays - 1);
    Identity& identity = identityOf(set, way);
    identity.bytes = bytes;
    set.bytes[way] = identity.bytes.data();
    const std::ptrdiff_t mark = key.size() < sizeof(std::uint32_t) ? 0 : key.data() + key.size() - 4 - bytes.data();
    set.marks[way] = static_cast<std::uint16_t>(mark);
    set.ends[way] = load32(set.bytes[way] + set.marks[way]);
    return identity;
}

json::Scan IdentityCache::scan(const char* p, const char* end, int depth) {
    if (p >= end)
        return {end, json::Fault::UnexpectedEnd};
    const bool isCached = end - p > kWindow && *p == '{';
    const Identity* like = nullptr;
    Set* const set = isCached ? &m_sets[setAt(p)] : nullptr;
    if (isCached) {
        if (const Identity* known = find(*set, p, end, depth, like)) {
            m_current = known;
            return {p + known->bytes.size(), json::Fault::None};
        }
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
    const Codes codes = isRegular ? codesOf(p, texts, like != nullptr ? *like : m_absent) : Codes{};
    const std::string_view bytes(p, static_cast<std::size_t>(scan.at - p));
    const bool isKept = isCached && bytes.size() >= kLeastBytes && bytes.size() <= kMostBytes;
    Identity& identity = isKept ? replaceOldest(*set, bytes, isRegular ? texts[3] : std::string_view()) : m_unkept;
    identity.codes = codes;
    identity.isRegular = true;
    identity.depth = depth;
    identity.hasPlaces = isRegular && isKept;
    identity.setPlaces(p, identity.hasPlaces ? texts : IdentityTexts{});
    if (!isRegular)
        extractAny(identity, std::string(bytes));
    m_current = &identity;
    return scan;
}

IdentityCache::Codes IdentityCache::codesOf(const char* begin, const IdentityTexts& texts, const Identity& like) {
    // type, arn, accountId, principalId and the issuer: what isToldByRole() names
    constexpr unsigned kToldByRole = 1u << 0 | 1u << 1 | 1u << 2 | 1u << 5 | 1u << 7 | 1u << 8;
    Codes codes{};
    unsigned same = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (like.hasSame(i, begin, texts[i])) {
            codes[i] = like.codes[i];
            same |= 1u << i;
        }
    }
    // The columns in which nearly every identity brings something new: their dictionaries are large.
    for (const std::size_t i : {1u, 3u, 5u, 9u}) {
        if ((same >> i & 1) == 0 && texts[i].data() != nullptr)
            m_interner.prefetch(kColumns[i], texts[i]);
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if ((same >> i & 1) == 0 && texts[i].data() != nullptr)
            codes[i] = m_interner.intern(kColumns[i], texts[i]);
    }
    if ((same & kToldByRole) == kToldByRole && isToldByRole(texts[0]))
        std::copy(like.codes.begin() + kIdentityPaths, like.codes.end(), codes.begin() + kIdentityPaths);
    else
        internActor(texts, codes);
    return codes;
}

void IdentityCache::internActor(const IdentityTexts& texts, Codes& codes) {
    const Actor actor = actorOf({.type = texts[0], .arn = texts[1], .accountId = texts[2], .accessKeyId = texts[3],
                                 .userName = texts[4], .principalId = texts[5], .invokedBy = texts[6],
                                 .issuerArn = texts[7], .issuerUserName = texts[8], .onBehalfOfUserId = texts[11]});
    codes[kIdentityPaths] = m_interner.intern(Column::Actor, actor.name);
    codes[kIdentityPaths + 1] = m_interner.intern(Column::ActorKey, actor.key);
}

void IdentityCache::extractAny(Identity& identity, std::string bytes) {
    std::array<std::string, kIdentityPaths> texts;
    if (const auto tree = json::Tree::parse(std::move(bytes))) {
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
    IdentityTexts views;
    std::ranges::copy(texts, views.begin());
    internActor(views, identity.codes);
}

} // namespace rastro
