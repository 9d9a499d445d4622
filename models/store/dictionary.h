// SPDX-License-Identifier: Apache-2.0
//
// Dictionary: the distinct values of one column, each with a code; code 0 is "missing". Values live in blocks that are
// never moved, so a view of one stays good as long as the dictionary. All may be called from many threads; only a value
// that is new takes a lock. value() is good for any code the calling thread got from intern() or a published snapshot.
#pragma once

#include "base/ids.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace rastro {

// Bytes that are kept for ever at a fixed address. Not thread-safe: the owner locks.
class ByteArena {
public:
    std::string_view keep(std::string_view bytes);
    char* take(std::size_t bytes); // that many to be filled by the caller, who need not lock for that
    std::size_t bytes() const { return m_total; }

private:
    std::vector<std::unique_ptr<char[]>> m_blocks;
    std::size_t m_used = 0;
    std::size_t m_capacity = 0;
    std::size_t m_total = 0;
};

class Dictionary {
public:
    Dictionary();
    ~Dictionary();
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    // The code of a value (valid UTF-8 by agreement of the callers); adds it if it is new. An empty value has a code too.
    Code intern(std::string_view value);
    // The code of a value, kMissing if it has none.
    Code find(std::string_view value) const;

    std::string_view value(Code code) const {
        if (code == kMissing)
            return {};
        const Place place = placeOf(index(code));
        return m_blocks[place.block].load(std::memory_order_acquire)[place.offset];
    }

    // Asks for the part of memory in which a look-up of this value begins.
    void prefetch(std::string_view value) const;

    // Codes given out so far, "missing" included: every code is below it.
    std::size_t size() const { return m_size.load(std::memory_order_acquire); }
    std::size_t memoryBytes() const;

private:
    // Block b holds kFirst << b entries: addresses stay, and 22 blocks reach 2^32 entries.
    static constexpr std::uint32_t kFirstBits = 10;
    static constexpr std::size_t kBlocks = 23;
    struct Place {
        std::uint32_t block;
        std::uint32_t offset;
    };
    static Place placeOf(std::uint32_t i);

    // Open addressing. A place holds the lower half of the value's hash, which is enough to grow without reading values, and
    // below it the code; 0: free. Places are filled once and stay, so readers need no lock.
    struct Index {
        explicit Index(std::size_t size) : places(size) {}
        std::size_t mask() const { return places.size() - 1; }
        std::vector<std::atomic<std::uint64_t>> places;
    };
    static std::size_t freePlace(const Index& in, std::uint32_t hash);
    void add(std::string_view stored);
    void growIndex();
    std::uint32_t lookUp(std::string_view value, std::uint32_t hash) const;

    mutable std::mutex m_mutex; // of all that changes
    ByteArena m_arena;
    std::atomic<std::string_view*> m_blocks[kBlocks] = {};
    std::atomic<std::size_t> m_size{1};
    std::vector<std::unique_ptr<Index>> m_indexes; // outgrown ones stay: somebody may be reading them
    std::atomic<const Index*> m_index{nullptr};    // the last of them
};

} // namespace rastro
