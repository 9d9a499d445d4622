// SPDX-License-Identifier: Apache-2.0
#include "ingest/interner.h"

#include "base/jsonstring.h"

namespace rastro {

namespace {

// Bits of the number of sets: many for columns in which many values are in use at a time.
constexpr unsigned setBits(Column column) {
    switch (column) {
    case Column::EventName: case Column::SourceIPAddress: case Column::UserAgent: case Column::ErrorMessage:
    case Column::IdentityArn: case Column::IdentityPrincipalId: case Column::Actor:
        return 11;
    default: return 7;
    }
}

constexpr std::size_t setCount() {
    std::size_t count = 0;
    for (std::size_t c = 0; c < kCodedColumns; ++c)
        count += std::size_t{1} << setBits(static_cast<Column>(c));
    return count;
}

} // namespace

Interner::Interner(EventStore& store) : m_store(store), m_sets(setCount()) {
    Set* next = m_sets.data();
    for (std::size_t c = 0; c < kCodedColumns; ++c) {
        const unsigned bits = setBits(static_cast<Column>(c));
        m_tables[c] = {next, 64 - bits};
        next += std::size_t{1} << bits;
    }
}

Code Interner::miss(Column column, std::string_view value) {
    Dictionary& dictionary = m_store.dictionary(column);
    const Code code = dictionary.intern(value);
    if (json::isPlain(value)) {
        Set& set = setOf(column, value);
        set = {Slot{dictionary.value(code).data(), static_cast<std::uint32_t>(value.size()), code}, set[0]};
    }
    return code;
}

Code Interner::missRaw(Column column, std::string_view raw) {
    return json::isPlain(raw) ? miss(column, raw) : miss(column, json::decode(raw));
}

} // namespace rastro
