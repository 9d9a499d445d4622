// SPDX-License-Identifier: Apache-2.0
#include "timeline/histogrampainter.h"

#include <QPainter>

#include <algorithm>

namespace rastro {

namespace {

// Powers of ten, so that nobody takes the heights for counts.
void paintScaleLines(QPainter& painter, const TimelineScene& scene, std::uint32_t highest) {
    if (scene.scale != BarScale::Logarithmic)
        return;
    const QRect& box = scene.layout.bars;
    for (std::uint64_t n = 10; n < highest; n *= 10) {
        const int height = barHeight(n, highest, box.height() - 2, scene.scale);
        painter.fillRect(QRect(box.left(), box.bottom() + 1 - height, box.width(), 1), scene.theme->line);
    }
}

void paintBar(QPainter& painter, const QRect& box, const Bar& bar, const std::array<int, kStackOrder.size()>& heights,
              const Theme& theme) {
    int bottom = box.bottom() + 1;
    for (std::size_t i = 0; i < heights.size() && bar.total > 0; ++i) {
        if (heights[i] > 0)
            painter.fillRect(QRect(box.left(), bottom - heights[i], box.width(), heights[i]),
                             barColor(kStackOrder[i], theme));
        bottom -= heights[i];
    }
}

} // namespace

QRect barBox(const TimelineScene& scene, TimeRange bar) {
    const QRect& box = scene.layout.bars;
    const int left = pixelOf(scene, bar.from);
    const int width = std::max(pixelOf(scene, bar.to) - left - 1, 1);
    return QRect(left, box.top(), width, box.height()).intersected(box);
}

void paintHistogram(QPainter& painter, const TimelineScene& scene) {
    if (!scene.buckets)
        return;
    const Histogram& histogram = scene.buckets->histogram();
    const std::uint32_t highest = histogram.highest();
    const QRect& box = scene.layout.bars;
    painter.setClipRect(box);
    paintScaleLines(painter, scene, highest);
    for (std::size_t i = 0; i < histogram.bars.size(); ++i) {
        const Bar& bar = histogram.bars[i];
        paintBar(painter, barBox(scene, histogram.rangeOf(i)), bar,
                 stackHeights(bar, highest, box.height() - 2, scene.scale), *scene.theme);
    }
    painter.setClipping(false);
    painter.fillRect(QRect(box.left(), box.bottom() + 1, box.width(), 1), scene.theme->line);
}

void paintBrush(QPainter& painter, const TimelineScene& scene) {
    if (scene.brush.isEmpty())
        return;
    const QRect& bars = scene.layout.bars;
    const QRect area(bars.left(), bars.top(), bars.width(), scene.layout.labels.bottom() - bars.top() + 1);
    const int left = pixelOf(scene, scene.brush.from);
    const int right = std::max(pixelOf(scene, scene.brush.to), left + 2);
    QColor fill = scene.theme->accent;
    fill.setAlpha(40);
    painter.setClipRect(area);
    painter.fillRect(QRect(left, area.top(), right - left, area.height()), fill);
    painter.fillRect(QRect(left, area.top(), right - left, 2), scene.theme->accent);
    painter.fillRect(QRect(left, area.top(), 1, area.height()), scene.theme->accent);
    painter.fillRect(QRect(right - 1, area.top(), 1, area.height()), scene.theme->accent);
    painter.setClipping(false);
}

} // namespace rastro
