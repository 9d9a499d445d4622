// SPDX-License-Identifier: Apache-2.0
#include "store/dictionary.h"

#include "base/hash.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rastro {

std::string_view ByteArena::keep(std::string_view bytes) {
    constexpr std::size_t kBlock = 64 * 1024;
    if (bytes.empty())
        return {"", 0};
    if (m_capacity - m_used < bytes.size()) {
        // A long value gets a block of its own and leaves the current one in use.
        if (bytes.size() > kBlock / 4) {
            auto own = std::make_unique_for_overwrite<char[]>(bytes.size());
            std::memcpy(own.get(), bytes.data(), bytes.size());
            m_total += bytes.size();
            const std::string_view kept(own.get(), bytes.size());
            m_blocks.insert(m_blocks.begin(), std::move(own));
            return kept;
        }
        m_capacity = m_blocks.empty() ? kBlock / 8 : kBlock;
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_capacity));
        m_total += m_capacity;
        m_used = 0;
    }
    char* to = m_blocks.back().get() + m_used;
    std::memcpy(to, bytes.data(), bytes.size());
    m_used += bytes.size();
    return {to, bytes.size()};
}

char* ByteArena::take(std::size_t bytes) {
    auto own = std::make_unique_for_overwrite<char[]>(bytes);
    char* begin = own.get();
    m_blocks.insert(m_blocks.begin(), std::move(own)); // the last one is being filled
    m_total += bytes;
    return begin;
}

Dictionary::Dictionary() {
    m_blocks[0].store(new std::string_view[1u << kFirstBits], std::memory_order_release);
    m_indexes.push_back(std::make_unique<Index>(64));
    m_index.store(m_indexes.back().get(), std::memory_order_release);
}

Dictionary::~Dictionary() {
    for (auto& block : m_blocks)
        delete[] block.load(std::memory_order_relaxed);
}

Dictionary::Place Dictionary::placeOf(std::uint32_t i) {
    const std::uint32_t shifted = (i >> kFirstBits) + 1;
    const auto block = static_cast<std::uint32_t>(std::bit_width(shifted) - 1);
    return {block, i - (((1u << block) - 1) << kFirstBits)};
}

std::uint32_t Dictionary::lookUp(std::string_view value, std::uint32_t hash) const {
    const Index& in = *m_index.load(std::memory_order_acquire);
    for (std::size_t at = hash & in.mask();; at = (at + 1) & in.mask()) {
        const std::uint64_t slot = in.places[at].load(std::memory_order_acquire);
        if (slot == 0)
            return 0;
        const auto code = static_cast<std::uint32_t>(slot);
        if (slot >> 32 == hash && this->value(Code{code}) == value)
            return code;
    }
}

Code Dictionary::find(std::string_view value) const {
    return Code{lookUp(value, static_cast<std::uint32_t>(hash64(value, processSeed())))};
}

void Dictionary::prefetch(std::string_view value) const {
    const Index& in = *m_index.load(std::memory_order_acquire);
    __builtin_prefetch(&in.places[static_cast<std::uint32_t>(hash64(value, processSeed())) & in.mask()]);
}

Code Dictionary::intern(std::string_view value) {
    const auto hash = static_cast<std::uint32_t>(hash64(value, processSeed()));
    if (const std::uint32_t known = lookUp(value, hash); known != 0)
        return Code{known};
    const std::lock_guard lock(m_mutex);
    if (const std::uint32_t known = lookUp(value, hash); known != 0)
        return Code{known}; // another thread was faster
    const std::size_t code = m_size.load(std::memory_order_relaxed);
    if ((code + 1) * 2 > m_indexes.back()->places.size())
        growIndex();
    add(m_arena.keep(value));
    Index& in = *m_indexes.back();
    in.places[freePlace(in, hash)].store(std::uint64_t{hash} << 32 | code, std::memory_order_release);
    return Code{static_cast<std::uint32_t>(code)};
}

std::size_t Dictionary::freePlace(const Index& in, std::uint32_t hash) {
    std::size_t at = hash & in.mask();
    while (in.places[at].load(std::memory_order_relaxed) != 0)
        at = (at + 1) & in.mask();
    return at;
}

void Dictionary::add(std::string_view stored) {
    const auto code = static_cast<std::uint32_t>(m_size.load(std::memory_order_relaxed));
    const Place place = placeOf(code);
    std::string_view* block = m_blocks[place.block].load(std::memory_order_relaxed);
    if (block == nullptr) {
        block = new std::string_view[std::size_t{1} << (kFirstBits + place.block)];
        m_blocks[place.block].store(block, std::memory_order_release);
    }
    block[place.offset] = stored;
    m_size.store(code + 1, std::memory_order_release);
}

void Dictionary::growIndex() {
    auto larger = std::make_unique<Index>(m_indexes.back()->places.size() * 2);
    for (const std::atomic<std::uint64_t>& old : m_indexes.back()->places) {
        if (const std::uint64_t slot = old.load(std::memory_order_relaxed); slot != 0)
            larger->places[freePlace(*larger, static_cast<std::uint32_t>(slot >> 32))].store(slot, std::memory_order_relaxed);
    }
    m_indexes.push_back(std::move(larger));
    m_index.store(m_indexes.back().get(), std::memory_order_release);
}

std::size_t Dictionary::memoryBytes() const {
    const std::lock_guard lock(m_mutex);
    std::size_t bytes = m_arena.bytes();
    for (const auto& in : m_indexes)
        bytes += in->places.size() * sizeof(std::uint64_t);
    for (std::size_t b = 0; b < kBlocks; ++b) {
        if (m_blocks[b].load(std::memory_order_relaxed) != nullptr)
            bytes += (std::size_t{1} << (kFirstBits + b)) * sizeof(std::string_view);
    }
    return bytes;
}

} // namespace rastro
