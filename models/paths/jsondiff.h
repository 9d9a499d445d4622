// SPDX-License-Identifier: Apache-2.0
//
// Two JSON documents side by side: their members in lines, with what differs. Objects compare without regard to order,
// arrays by their longest common run of elements, documents inside strings by what they hold. Pure functions, any thread.
#pragma once

#include "base/jsontree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rastro {

struct DiffLine {
    enum class Kind : std::uint8_t { Same, Changed, LeftOnly, RightOnly };
    Kind kind = Kind::Same; // of a container: Changed if something inside differs
    int depth = 0;
    std::string key;        // "[2]" of an element
    std::string left;       // strings decoded, other scalars as written; "{…}" and "[…]" for containers with members below
    std::string right;
    bool isDocument = false; // a string that holds the document below
};

struct Diff {
    std::vector<DiffLine> lines;
    std::size_t differences = 0; // lines of scalars and empty containers that are not the same
    bool isCut = false;          // there are more lines than are kept
};

inline constexpr std::size_t kMostDiffLines = 100'000;

Diff diffOf(const json::Tree& left, const json::Tree& right);

} // namespace rastro
