// SPDX-License-Identifier: Apache-2.0
//
// BarStack: how high the parts of a histogram bar stand, one part for each outcome, worst at the bottom. On a
// logarithmic scale a line at n stands for n events counted from the bottom, so the few that failed are not lost below
// the many that did not. Pure functions, any thread.
#pragma once

#include "timeline/buckets.h"

#include <QColor>

#include <array>

namespace rastro {

struct Theme;

enum class BarScale : quint8 { Linear, Logarithmic };

// From the bottom up.
inline constexpr std::array kStackOrder{Outcome::Denied, Outcome::Failed, Outcome::Throttled, Outcome::NotFound,
                                        Outcome::Ok};

// Height of n events when `highest` stand `height` pixels high; at least one pixel for one event.
int barHeight(std::uint64_t n, std::uint32_t highest, int height, BarScale scale);

// Pixels of each part in kStackOrder. They sum up to barHeight(bar.total); each part that has events has a pixel as
// long as there are enough.
std::array<int, kStackOrder.size()> stackHeights(const Bar& bar, std::uint32_t highest, int height, BarScale scale);

QColor barColor(Outcome outcome, const Theme& theme);

} // namespace rastro
