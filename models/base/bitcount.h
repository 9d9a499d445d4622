// SPDX-License-Identifier: Apache-2.0
//
// The number of bits set in a word. std::popcount is a call of a function with a table unless a program is built for
// processors that have an instruction for it, which ours must not rely on. Any thread.
#pragma once

#include <cstdint>

namespace rastro {

// Adds up bits in pairs, then in fours, then in bytes; the product has the sum of all bytes in its highest.
constexpr unsigned bitCount(std::uint64_t word) {
    word -= (word >> 1) & 0x5555'5555'5555'5555u;
    word = (word & 0x3333'3333'3333'3333u) + ((word >> 2) & 0x3333'3333'3333'3333u);
    word = (word + (word >> 4)) & 0x0F0F'0F0F'0F0F'0F0Fu;
    return static_cast<unsigned>((word * 0x0101'0101'0101'0101u) >> 56);
}

} // namespace rastro
