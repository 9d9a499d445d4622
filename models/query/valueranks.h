// SPDX-License-Identifier: Apache-2.0
//
// ValueRanks: the place of each distinct value of a column in the column's order, so that rows are sorted by small
// integers. Numbers by value if all present values are JSON numbers, else by bytes with A-Z folded. Any thread.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace rastro {

struct ValueRanks {
    std::vector<std::uint32_t> rankOf; // by code; only those of present codes mean something
    std::uint32_t count = 0;           // ranks are below it; equal values share one
    bool areNumbers = false;
};

// The text of a code, valid while rankValues runs.
using ValueOf = std::function<std::string_view(std::uint32_t code)>;

// isPresent[code] != 0 for the codes to rank. Error Cancelled.
Result<ValueRanks> rankValues(std::span<const std::uint8_t> isPresent, const ValueOf& valueOf, unsigned threads,
                              const Checkpoint& checkpoint);

// The same, as texts even if all are numbers.
Result<ValueRanks> rankTexts(std::span<const std::uint8_t> isPresent, const ValueOf& valueOf, unsigned threads,
                             const Checkpoint& checkpoint);

// Compares with A-Z folded to a-z, bytes as unsigned: below, equal or above zero.
int compareFolded(std::string_view a, std::string_view b);

} // namespace rastro
