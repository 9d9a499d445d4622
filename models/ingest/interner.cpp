// SPDX-License-Identifier: Apache-2.0
#include "ingest/interner.h"

#include "base/jsonstring.h"

namespace rastro {

Interner::Interner(EventStore& store) : m_store(store), m_seed(processSeed()), m_slots(kSlots * kCodedColumns) {}

Code Interner::miss(Column column, std::string_view value, std::uint64_t hash, Slot& slot) {
    Dictionary& dictionary = m_store.dictionary(column);
    const Code code = dictionary.intern(value);
    slot = {hash, dictionary.value(code), code};
    return code;
}

Code Interner::internOther(Column column, std::string_view raw, Last& last) {
    if (!json::isPlain(raw))
        return intern(column, json::decode(raw));
    const Code code = intern(column, raw);
    last = {m_store.dictionary(column).value(code), code};
    return code;
}

} // namespace rastro
