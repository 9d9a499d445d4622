// SPDX-License-Identifier: Apache-2.0
//
// Chunk: up to 65,536 events column by column, with codes as narrow as the chunk allows. Immutable once published; the
// last chunk of a store may still be filled beyond `rows`, which readers never look at. Owned by snapshots.
#pragma once

#include "base/ids.h"
#include "base/timestamp.h"
#include "store/columns.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace rastro {

inline constexpr std::uint32_t kChunkBits = 16;
inline constexpr std::uint32_t kChunkRows = 1u << kChunkBits;

// An id of 16 bytes when it is a lower-case GUID, else its text in the store's arena. Which one it is, is in Flags.
struct Identifier {
    std::uint64_t high = 0; // GUID: bytes 0..7 big-endian; text: its address
    std::uint64_t low = 0;  // GUID: bytes 8..15 big-endian; text: its length
    bool operator==(const Identifier&) const = default;
};

// Bits of a row. Two bits for each identifier: absent, GUID, text.
namespace flags {
inline constexpr std::uint16_t kAbsent = 0;
inline constexpr std::uint16_t kGuid = 1;
inline constexpr std::uint16_t kText = 2;
inline constexpr unsigned kEventIdShift = 0;
inline constexpr unsigned kRequestIdShift = 2;
inline constexpr unsigned kSharedEventIdShift = 4;
inline constexpr std::uint16_t kInsideString = 1 << 6; // the record is a JSON string literal: one unescape gives the event
inline constexpr std::uint16_t kEventIdIsNoString = 1 << 8; // shown, but no id to find copies by
inline constexpr std::uint16_t kSummaryOnly = 1 << 7;  // a row of an Event-history CSV
// The columns do not say all that the paths of the record say: a key of a column that stands twice or in other letters,
// or holds an array, an object or a document. Questions about such a row are put to its record.
inline constexpr std::uint16_t kIrregular = 1 << 9;
inline constexpr std::uint16_t kOddTime = 1 << 10; // eventTime is not written as formatTime() writes it
} // namespace flags

// An array of unsigned numbers, each 0, 1, 2, 4 or 8 bytes wide; width 0 means that all are zero.
class PackedColumn {
public:
    PackedColumn() = default;
    PackedColumn(const void* data, std::uint8_t widthBytes)
        : m_data(static_cast<const unsigned char*>(data)), m_width(widthBytes) {}

    std::uint64_t at(std::uint32_t i) const {
        switch (m_width) {
        case 0: return 0;
        case 1: return m_data[i];
        case 2: return load<std::uint16_t>(i);
        case 4: return load<std::uint32_t>(i);
        default: return load<std::uint64_t>(i);
        }
    }
    const void* data() const { return m_data; }
    std::uint8_t widthBytes() const { return m_width; }

    // Calls f with a pointer to the typed values: f(const uint8_t*), f(const uint16_t*), ... or f(nullptr_t) for width 0.
    template <typename F>
    decltype(auto) visit(F&& f) const {
        switch (m_width) {
        case 0: return f(nullptr);
        case 1: return f(m_data);
        case 2: return f(reinterpret_cast<const std::uint16_t*>(static_cast<const void*>(m_data)));
        case 4: return f(reinterpret_cast<const std::uint32_t*>(static_cast<const void*>(m_data)));
        default: return f(reinterpret_cast<const std::uint64_t*>(static_cast<const void*>(m_data)));
        }
    }

private:
    template <typename T>
    T load(std::uint32_t i) const {
        T value;
        std::memcpy(&value, m_data + std::size_t{i} * sizeof(T), sizeof(T));
        return value;
    }
    const unsigned char* m_data = nullptr;
    std::uint8_t m_width = 0;
};

// The least and the greatest time of kSpanRows rows that follow each other; kNoTime is the least of all.
struct TimeBounds {
    Micros least = kNoTime;
    Micros greatest = kNoTime;
};
inline constexpr std::uint32_t kSpanRows = 128;

struct Chunk {
    std::uint32_t rows = 0;
    std::array<PackedColumn, kCodedColumns> coded;
    PackedColumn source;
    PackedColumn offset;
    PackedColumn length;
    const Micros* time = nullptr;
    const TimeBounds* spans = nullptr; // of time, one for each kSpanRows rows begun; null while the chunk grows
    const std::uint16_t* flags = nullptr;
    std::uint16_t anyFlags = 0; // all flags of its rows together
    const std::uint64_t* recordHash = nullptr; // hash64 of the record's bytes, seeded with processSeed()
    std::array<const Identifier*, 3> ids{};    // eventID, requestID, sharedEventID; null: absent in the whole chunk
    std::shared_ptr<const void> owner;
};

} // namespace rastro
