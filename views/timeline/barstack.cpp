// SPDX-License-Identifier: Apache-2.0
#include "timeline/barstack.h"

#include "common/theme.h"
#include "timeline/timelinescene.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rastro {

int barHeight(std::uint64_t n, std::uint32_t highest, int height, BarScale scale) {
    if (n == 0 || highest == 0 || height <= 0)
        return 0;
    const double share = scale == BarScale::Linear
                             ? static_cast<double>(n) / highest
                             : std::log1p(static_cast<double>(n)) / std::log1p(static_cast<double>(highest));
    return std::clamp(static_cast<int>(std::lround(share * height)), 1, height);
}

std::array<int, kStackOrder.size()> stackHeights(const Bar& bar, std::uint32_t highest, int height, BarScale scale) {
    std::array<int, kStackOrder.size()> parts{};
    const int whole = barHeight(bar.total, highest, height, scale);
    std::uint64_t below = 0;
    int top = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::uint32_t count = bar.outcomes[static_cast<std::size_t>(kStackOrder[i])];
        below += count;
        const int next = count == 0 ? top : std::min(std::max(barHeight(below, highest, height, scale), top + 1), whole);
        parts[i] = next - top;
        top = next;
    }
    // Rounding may have left nothing for what stands on top: the thickest part below lends a pixel.
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool isLost = parts[i] == 0 && bar.outcomes[static_cast<std::size_t>(kStackOrder[i])] > 0;
        const auto thickest = std::ranges::max_element(parts);
        if (isLost && *thickest > 1) {
            --*thickest;
            ++parts[i];
        }
    }
    return parts;
}

QColor barColor(Outcome outcome, const Theme& theme) {
    switch (outcome) {
    case Outcome::Denied:
        return theme.deniedMark;
    case Outcome::Failed:
        return theme.failed;
    case Outcome::Throttled:
        return mixed(theme.dim, theme.window, 0.9);
    case Outcome::NotFound:
        return mixed(theme.dim, theme.window, 0.6);
    case Outcome::Ok:
        break;
    }
    return (theme.isDark ? theme.line.lighter(112) : theme.facetBar.darker(108)).rgb();
}

} // namespace rastro
