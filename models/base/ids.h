// SPDX-License-Identifier: Apache-2.0
//
// The integer ids of the engine as types of their own, so that a row cannot be taken for a source or a dictionary code.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rastro {

enum class RowId : std::uint32_t {};    // position of an event in storage (load order); stable while a load runs
enum class SourceId : std::uint32_t {}; // index into the source table
enum class Code : std::uint32_t {};     // index into the dictionary of one column; 0 is "missing"

inline constexpr Code kMissing{0};
inline constexpr RowId kNoRow{0xFFFFFFFFu};
inline constexpr SourceId kNoSource{0xFFFFFFFFu};

constexpr std::uint32_t index(RowId id) { return static_cast<std::uint32_t>(id); }
constexpr std::uint32_t index(SourceId id) { return static_cast<std::uint32_t>(id); }
constexpr std::uint32_t index(Code code) { return static_cast<std::uint32_t>(code); }

} // namespace rastro
