// SPDX-License-Identifier: Apache-2.0
#include "timeline/rangebrush.h"

#include "timeline/ticks.h"

#include <algorithm>

namespace rastro {

void RangeBrush::standAt(Micros t, Micros step) {
    m_bar = m_anchor = floorTo(t, step);
}

void RangeBrush::extendTo(Micros t, Micros step) {
    m_bar = floorTo(t, step);
    const Micros anchor = floorTo(m_anchor.value_or(t), step); // the step may have changed since
    m_range = {std::min(anchor, *m_bar), std::max(anchor, *m_bar) + step};
}

} // namespace rastro
