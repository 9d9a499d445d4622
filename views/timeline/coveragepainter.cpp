// SPDX-License-Identifier: Apache-2.0
#include "timeline/coveragepainter.h"

#include "common/fonts.h"
#include "timeline/coveragegeometry.h"
#include "timeline/coveragetext.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <span>

namespace rastro {

namespace {

constexpr double kSmall = 0.85; // of the font, for what is written on the strip
constexpr int kPad = 6;
constexpr int kIndent = 14; // of names below the summary

QFont stripFont(const TimelineScene& scene) {
    return scaled(scene.font, kSmall);
}

// A tile of hatching: pattern brushes cost far more than copies of a picture.
QPixmap hatchTile(const TimelineScene& scene, int height, qreal ratio) {
    constexpr int kWidth = 256; // a multiple of the pattern's period
    QPixmap tile((QSizeF(kWidth, height) * ratio).toSize());
    tile.setDevicePixelRatio(ratio);
    tile.fill(scene.theme->pane);
    QPainter painter(&tile);
    painter.fillRect(QRect(0, 0, kWidth, height),
                     QBrush(mixed(scene.theme->dim, scene.theme->pane, 0.55), Qt::BDiagPattern));
    return tile;
}

// Hatching first, under all that hangs together, then green over what is covered: few copies and plain rectangles.
void paintSlices(QPainter& painter, const TimelineScene& scene, std::span<const CoverageSlice> slices,
                 const QPixmap& hatch) {
    for (std::size_t i = 0; i < slices.size();) {
        std::size_t end = i;
        bool hasGap = false;
        for (; end < slices.size() && (end == i || slices[end - 1].box.right() + 1 == slices[end].box.left()); ++end)
            hasGap = hasGap || slices[end].gap > 0;
        const QRect whole = slices[i].box.united(slices[end - 1].box);
        if (hasGap)
            painter.drawTiledPixmap(whole, hatch, QPoint(whole.left() % 256, 0));
        for (; i < end; ++i) {
            if (slices[i].gap < slices[i].box.height())
                painter.fillRect(slices[i].box.adjusted(0, slices[i].gap, 0, 0), scene.theme->covered);
        }
    }
}

// What is missing while a load runs may still come: it is left open instead of hatched.
void leaveGapsOpen(std::vector<CoverageSlice>& slices) {
    std::erase_if(slices, [](const CoverageSlice& slice) { return slice.gap == slice.box.height(); });
    for (CoverageSlice& slice : slices)
        slice.gap = 0;
}

// Inside the box if it fits, else beside it where nothing else stands.
std::optional<QRect> labelBox(const QRect& box, int width, const QRect& band, int from, int to) {
    if (box.intersected(band).width() >= width)
        return QRect(std::max(box.left(), band.left()), box.top(), width, box.height());
    if (box.right() + 1 + width <= to)
        return QRect(box.right() + 1, box.top(), width, box.height());
    if (box.left() - width >= from)
        return QRect(box.left() - width, box.top(), width, box.height());
    return std::nullopt;
}

// What is not started again has no end.
void paintOutline(QPainter& painter, const QRect& box, const StoppedSpan& span, const QColor& color) {
    painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), color);
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), color);
    painter.fillRect(QRect(box.left(), box.top(), 1, box.height()), color);
    if (!span.isOpen)
        painter.fillRect(QRect(box.right(), box.top(), 1, box.height()), color);
}

// Whether no edge of another span crosses the words. Of very many spans none has words.
bool isClear(const QRect& place, const std::vector<StoppedBox>& stopped, std::size_t own) {
    constexpr std::size_t kMost = 300;
    for (std::size_t i = 0; i < stopped.size() && stopped.size() <= kMost; ++i) {
        const QRect& box = stopped[i].box;
        const auto crosses = [&place](int x) { return x > place.left() && x < place.right(); };
        if (i != own && (crosses(box.left()) || crosses(box.right())))
            return false;
    }
    return stopped.size() <= kMost;
}

// labelsFrom: where labels may stand.
void paintStopped(QPainter& painter, const TimelineScene& scene, const std::vector<StoppedBox>& stopped,
                  const QRect& band, int labelsFrom) {
    const Theme& theme = *scene.theme;
    painter.setFont(stripFont(scene));
    const QFontMetrics metrics(painter.font());
    int from = labelsFrom; // right of the last label and box
    for (std::size_t i = 0; i < stopped.size(); ++i) {
        const QRect& box = stopped[i].box;
        const StoppedSpan& span = scene.coverage->stopped()[stopped[i].span];
        if (!span.othersLogOn) {
            QColor veil = theme.pane;
            veil.setAlpha(190);
            painter.fillRect(box, veil);
        }
        const QColor& color = span.othersLogOn ? theme.deniedText : theme.failed;
        paintOutline(painter, box, span, color);
    }
    int labelled = labelsFrom; // where the last label ends: one over another could not be read
    for (std::size_t i = 0; i < stopped.size(); ++i) {
        const QRect& box = stopped[i].box;
        const StoppedSpan& span = scene.coverage->stopped()[stopped[i].span];
        const QColor& color = span.othersLogOn ? theme.deniedText : theme.failed;
        const QString label = stoppedLabel(span);
        const int to = i + 1 < stopped.size() ? stopped[i + 1].box.left() : band.right() + 1;
        const auto place = labelBox(box, metrics.horizontalAdvance(label) + 2 * kPad, band, from, to);
        if (place && place->left() >= labelled && isClear(*place, stopped, i)) {
            drawText(painter, place->adjusted(kPad, 0, 0, 0), kTowardsEarlier, color, label);
            labelled = place->right() + 1;
        }
        from = std::max({from, box.right() + 1, labelled});
    }
}

// What a strip says of itself; empty: nothing.
QString wordsOf(const CoverageMap& map, std::optional<std::size_t> row) {
    if (!map.isKnown())
        return coverageUnknownText();
    if (row && map.rows()[*row].files == 0)
        return noFilesText();
    return (row ? hasNoDataEvents(map.rows()[*row]) : hasNoDataEvents(map)) ? noDataEventsText() : QString();
}

// At the begin of the band, where no span stands; the tip says it in any case. Returns where they end.
int paintWords(QPainter& painter, const TimelineScene& scene, const QString& words,
               const std::vector<StoppedBox>& stopped, const QRect& band) {
    painter.setFont(stripFont(scene));
    const QFontMetrics metrics(painter.font());
    const QRect box(band.left(), band.top(), metrics.horizontalAdvance(words) + 2 * kPad, band.height());
    const auto isIn = [&box](const StoppedBox& span) { return span.box.left() <= box.right() + 1 && span.box.right() >= box.left(); };
    if (words.isEmpty() || std::ranges::any_of(stopped, isIn))
        return band.left();
    painter.fillRect(box.adjusted(0, 1, 0, -1), scene.theme->pane);
    drawText(painter, box.adjusted(kPad, 0, 0, 0), kTowardsEarlier, scene.theme->dim, words);
    return box.right() + 1;
}

void paintStrip(QPainter& painter, const TimelineScene& scene, std::optional<std::size_t> row, const QRect& band,
                const QPixmap& hatch) {
    const CoverageMap& map = *scene.coverage;
    CoverageGeometry geometry = CoverageGeometry::of(map, row, scene.axis, band);
    if (map.isLoading())
        leaveGapsOpen(geometry.slices);
    painter.setClipRect(band);
    paintSlices(painter, scene, geometry.slices, hatch);
    const int wordsEnd = paintWords(painter, scene, wordsOf(map, row), geometry.stopped, band);
    paintStopped(painter, scene, geometry.stopped, band, wordsEnd);
    painter.setClipping(false);
}

void paintDisclosure(QPainter& painter, const TimelineScene& scene, const QRect& name) {
    const bool isLeft = scene.layout.names.left() < scene.layout.lanes.left();
    const QPointF centre(isLeft ? name.left() + 4 : name.right() - 4, name.center().y() + 0.5);
    const double side = 3.5;
    QPolygonF triangle;
    if (scene.isUnfolded)
        triangle << QPointF(-side, -side / 2) << QPointF(side, -side / 2) << QPointF(0, side);
    else if (isLeft)
        triangle << QPointF(-side / 2, -side) << QPointF(side, 0) << QPointF(-side / 2, side);
    else
        triangle << QPointF(side / 2, -side) << QPointF(-side, 0) << QPointF(side / 2, side);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(scene.theme->dim);
    painter.drawPolygon(triangle.translated(centre));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintSummaryName(QPainter& painter, const TimelineScene& scene) {
    const bool isUnfoldable = canUnfold(scene.coverage, scene.layout.style);
    const QRect box = scene.layout.coverageName(0);
    if (isUnfoldable)
        paintDisclosure(painter, scene, box);
    const bool isLeft = scene.layout.names.left() < scene.layout.lanes.left();
    const int shift = isUnfoldable ? kIndent : 0;
    const QRect rest = isLeft ? box.adjusted(shift, 0, 0, 0) : box.adjusted(0, 0, -shift, 0);
    painter.setFont(scene.font);
    const QString label = coverageLabel(scene.coverage);
    drawText(painter, rest, Qt::AlignLeading, scene.theme->dim, label);
    if (!scene.coverage || scene.coverage->rows().empty())
        return;
    painter.setFont(stripFont(scene));
    const int room = rest.width() - QFontMetrics(scene.font).horizontalAdvance(label) - 8;
    const QString extent = coverageExtentLabel(*scene.coverage);
    if (QFontMetrics(painter.font()).horizontalAdvance(extent) <= room)
        drawText(painter, rest, Qt::AlignTrailing, scene.theme->dim, extent);
}

void paintRowName(QPainter& painter, const TimelineScene& scene, const CoverageRow& row, const QRect& box) {
    const bool isLeft = scene.layout.names.left() < scene.layout.lanes.left();
    const QRect rest = isLeft ? box.adjusted(kIndent, 0, 0, 0) : box.adjusted(0, 0, -kIndent, 0);
    painter.setFont(stripFont(scene));
    const QString name =
        QFontMetrics(painter.font()).elidedText(coverageRowLabel(row), Qt::ElideRight, rest.width());
    drawText(painter, rest, Qt::AlignLeading, scene.theme->text, name);
}

} // namespace

bool canUnfold(const CoverageMap* map, LaneStyle style) {
    return map && map->rows().size() > 1 && style == LaneStyle::Lanes;
}

void paintCoverage(QPainter& painter, const TimelineScene& scene) {
    const TimelineLayout& layout = scene.layout;
    if (layout.coverage.isEmpty())
        return;
    paintSummaryName(painter, scene);
    painter.fillRect(QRect(layout.all.left(), layout.coverage.bottom() + 1, layout.all.width(), 1), scene.theme->line);
    if (!scene.coverage)
        return;
    const QPixmap hatch = hatchTile(scene, layout.coverageBand(0).height(), painter.device()->devicePixelRatioF());
    paintStrip(painter, scene, std::nullopt, layout.coverageBand(0), hatch);
    const std::span<const CoverageRow> rows = scene.coverage->rows();
    for (int i = 1; i < layout.coverageRows(); ++i) {
        const std::size_t row = scene.firstCoverageRow + static_cast<std::size_t>(i) - 1;
        if (row >= rows.size())
            break;
        paintRowName(painter, scene, rows[row], layout.coverageName(i));
        paintStrip(painter, scene, row, layout.coverageBand(i), hatch);
    }
}

} // namespace rastro
