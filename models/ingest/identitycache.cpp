// SPDX-License-Identifier: Apache-2.0
#include "ingest/identitycache.h"

#include "base/jsontree.h"
#include "identity/actor.h"

namespace rastro {

IdentityCache::IdentityCache(Interner& interner)
    : m_interner(interner), m_seed(processSeed()), m_slots(kSlots) {}

void IdentityCache::fill(std::string_view object, EventRow& row) {
    const Hash128 hash = hash128(object, m_seed);
    Slot& slot = m_slots[hash.low & (kSlots - 1)];
    if (!slot.used || slot.hash != hash)
        slot = {hash, extract(object), true};
    for (std::size_t i = 0; i < kColumns.size(); ++i)
        row.codes[codedIndex(kColumns[i])] = slot.codes[i];
}

IdentityCache::Codes IdentityCache::extract(std::string_view object) {
    Codes codes{};
    std::array<std::string, kColumns.size() - 2> texts;
    if (auto tree = json::Tree::parse(std::string(object.empty() ? "null" : object))) {
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
    return codes;
}

} // namespace rastro
