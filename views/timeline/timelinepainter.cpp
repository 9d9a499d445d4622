// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelinepainter.h"

#include "common/fonts.h"
#include "common/marks.h"
#include "items/visibletext.h"
#include "timeline/coveragepainter.h"
#include "timeline/histogrampainter.h"
#include "timeline/markraster.h"
#include "timeline/ticks.h"
#include "timeline/timelinetext.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>

namespace rastro {

namespace {

QFont nameFont(const TimelineScene& scene, const Lane& lane) {
    return lane.isRoot ? bold(scene.font) : scene.font;
}

void paintGround(QPainter& painter, const TimelineScene& scene) {
    const TimelineLayout& layout = scene.layout;
    const Theme& theme = *scene.theme;
    const QRect& all = layout.all;
    painter.fillRect(all, theme.pane);
    const int ground = layout.labels.bottom() + 1;
    painter.fillRect(QRect(all.left(), all.top(), all.width(), ground), theme.window);
    painter.fillRect(QRect(all.left(), ground, all.width(), 1), theme.line);
}

// The days of the events in view; the margins of the axis may touch others.
QString daysLabel(const TimelineScene& scene) {
    const auto [first, last] = *scene.lanes->timeSpan();
    const TimeRange view = scene.axis.view();
    const TimeRange seen{std::max(view.from, first), std::min(view.to, last + 1)};
    return fromUtf8(dayLabel(seen.isEmpty() ? view : seen));
}

// How much of the whole is in view, and which part.
void paintExtentOfView(QPainter& painter, const TimelineScene& scene) {
    if (scene.axis.isWhole())
        return;
    const TimelineLayout& layout = scene.layout;
    const Axis whole = scene.axis.whole();
    const double left = whole.xOf(scene.axis.view().from);
    const double width = std::max(whole.xOf(scene.axis.view().to) - left, 8.0);
    painter.fillRect(QRect(layout.bars.left(), 0, layout.bars.width(), 3), scene.theme->line);
    painter.fillRect(QRectF(layout.bars.left() + left, 0, width, 3), scene.theme->dim);
}

void paintAxisNames(QPainter& painter, const TimelineScene& scene) {
    const TimelineLayout& layout = scene.layout;
    const Theme& theme = *scene.theme;
    QRect box(layout.names.left() + 8, layout.bars.top(), std::max(layout.names.width() - 16, 0),
              layout.labels.height());
    painter.setFont(scene.font);
    if (scene.buckets && scene.buckets->histogram().highest() > 0) {
        const Histogram& histogram = scene.buckets->histogram();
        const QString most = mostLabel(histogram);
        const QFontMetrics metrics(scene.font);
        const int room = std::max(box.width() - metrics.horizontalAdvance(most) - 8, 0);
        drawText(painter, box, Qt::AlignLeading, theme.dim,
                 metrics.elidedText(barsLabel(histogram, scene.scale), Qt::ElideRight, room));
        drawText(painter, box, Qt::AlignTrailing, theme.dim, most);
    }
    box.moveTop(layout.labels.top());
    drawText(painter, box, Qt::AlignLeading, theme.text, daysLabel(scene));
    drawText(painter, box, Qt::AlignTrailing, theme.dim, QStringLiteral("UTC"));
}

void paintTicks(QPainter& painter, const TimelineScene& scene) {
    const TimelineLayout& layout = scene.layout;
    const Theme& theme = *scene.theme;
    const QFontMetrics metrics(scene.font);
    const double spacing = metrics.horizontalAdvance(QStringLiteral("0000-00-00")) + 24;
    painter.setFont(scene.font);
    for (const Tick& tick : ticksOf(scene.axis.view(), scene.axis.width(), spacing)) {
        const int x = pixelOf(scene, tick.time);
        painter.fillRect(QRect(x, layout.labels.top() + 2, 1, layout.labels.height()), theme.line);
        painter.fillRect(QRect(x, layout.labels.bottom() + 2, 1, layout.lanes.bottom() - layout.labels.bottom()), theme.line);
        const QString label = fromUtf8(tick.label);
        const QRect box(x + 4, layout.labels.top(), metrics.horizontalAdvance(label) + 4, layout.labels.height());
        if (box.right() <= layout.labels.right() + 4)
            drawText(painter, box, kTowardsEarlier, tick.isDayStart ? theme.text : theme.dim, label);
    }
}

// A triangle that points down where the lanes of a group are shown, and towards the name where they are not.
void paintFold(QPainter& painter, const TimelineScene& scene, const Lane& lane, int left, const QRect& box) {
    const QPointF middle(left + 5.5, box.top() + box.height() / 2.0);
    const double towards = scene.layout.names.left() < scene.layout.lanes.left() ? 1 : -1;
    QPolygonF triangle{{-4, -2.5}, {4, -2.5}, {0, 3.5}};
    if (lane.isFolded)
        triangle = QPolygonF{{-2.5 * towards, -4}, {-2.5 * towards, 4}, {3.5 * towards, 0}};
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(scene.theme->dim);
    painter.drawPolygon(triangle.translated(middle));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintName(QPainter& painter, const TimelineScene& scene, const Lane& lane, const QRect& box, ShapedTexts& texts) {
    const Theme& theme = *scene.theme;
    const QString count = QLocale().toString(lane.events());
    painter.setFont(scene.font);
    painter.setPen(theme.dim);
    texts.draw(painter, box, Qt::AlignTrailing, count, Qt::ElideNone);
    const int counted = texts.width(scene.font, count) + 8;
    const bool isLeft = scene.layout.names.left() < scene.layout.lanes.left();
    const int step = scene.hasGroups ? kFoldWidth - 2 : 0;
    const int indent = lane.level == Lane::Level::Member ? 2 * step : step;
    const QRect rest = isLeft ? box.adjusted(indent, 0, -counted, 0) : box.adjusted(counted, 0, -indent, 0);
    if (lane.isGroup())
        paintFold(painter, scene, lane, isLeft ? box.left() : box.right() - kFoldWidth, box);
    painter.setFont(nameFont(scene, lane));
    painter.setPen(lane.isRoot ? theme.root : lane.isService ? theme.dim : theme.text);
    texts.draw(painter, rest, Qt::AlignLeading, laneLabel(lane), lane.who.empty() ? Qt::ElideMiddle : Qt::ElideRight);
}

// A quiet band from a lane's first to its last event.
void paintExtent(QPainter& painter, const TimelineScene& scene, const Lane& lane, const QRect& row) {
    const LaneEvents events = scene.lanes->events(lane);
    if (events.times.empty())
        return;
    const int left = std::max(pixelOf(scene, events.times.front()) - 8, row.left() - 8);
    const int right = std::min(pixelOf(scene, events.times.back()) + 8, row.right() + 8);
    if (right < row.left() || left > row.right())
        return;
    const int height = row.height() * 15 / 21;
    const QRect band(left, row.top() + (row.height() - height) / 2, right - left, height);
    painter.drawRoundedRect(band, 3, 3);
}

void paintRows(QPainter& painter, const TimelineScene& scene, ShapedTexts& texts) {
    const TimelineLayout& layout = scene.layout;
    const std::span<const Lane> lanes = scene.lanes->lanes();
    const int rows = layout.rows();
    if (lanes.empty()) {
        painter.setFont(scene.font);
        drawText(painter, layout.row(0), Qt::AlignHCenter, scene.theme->dim,
                 QCoreApplication::translate("Timeline", "No lane holds the text looked for"));
    }
    for (int i = 0; i < rows && scene.firstLane + static_cast<std::size_t>(i) < lanes.size(); ++i) {
        const Lane& lane = lanes[scene.firstLane + static_cast<std::size_t>(i)];
        painter.setClipRect(QRect(0, layout.lanes.top(), layout.all.width(), layout.lanes.height()));
        painter.fillRect(QRect(0, layout.row(i).bottom(), layout.all.width(), 1), scene.theme->line);
        paintName(painter, scene, lane, layout.rowName(i), texts);
        painter.setClipRect(layout.lanes);
        painter.setPen(Qt::NoPen);
        painter.setBrush(scene.theme->selection);
        paintExtent(painter, scene, lane, layout.row(i));
    }
    painter.setClipping(false);
}

// The life of a credential: a frame from its issue to where it expires, whatever was done after that; a thin line from its
// issue to its first use where nothing tells when it expires.
void paintLife(QPainter& painter, const TimelineScene& scene, const SessionBar& bar, const QRect& row) {
    const LaneEvents events = scene.lanes->events(scene.lanes->lanes()[bar.lane]);
    if (bar.issued == kNoTime)
        return;
    const int height = row.height() * 15 / 21;
    const bool isKnown = bar.expires != kNoTime;
    const Micros last = isKnown ? bar.expires : events.times.empty() ? bar.issued : events.times.front();
    const int left = std::max(pixelOf(scene, bar.issued), row.left() - 8);
    const int right = std::min(pixelOf(scene, last), row.right() + 8);
    painter.fillRect(QRect(left - 1, row.top() + (row.height() - height) / 2, 2, height), scene.theme->dim);
    if (right <= left)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(scene.theme->dim, 1));
    if (isKnown)
        painter.drawRect(QRect(left, row.top() + (row.height() - height) / 2, right - left, height - 1));
    else
        painter.drawLine(left, row.center().y(), right, row.center().y());
}

// From the lane of the call that issued a credential to the credential's own, at the time of the call.
void paintArc(QPainter& painter, const TimelineScene& scene, const SessionBar& bar) {
    const TimelineLayout& layout = scene.layout;
    const auto middleOf = [&](std::size_t lane) { // far outside for lanes that are not in view
        const auto row = static_cast<double>(lane) - static_cast<double>(scene.firstLane);
        return layout.lanes.top() + (std::clamp(row, -2.0, layout.rows() + 1.0) + 0.5) * layout.rowHeight;
    };
    if (!bar.issuer || bar.issued == kNoTime || !scene.axis.view().contains(bar.issued))
        return;
    const double x = pixelOf(scene, bar.issued);
    const double from = middleOf(*bar.issuer);
    const double sign = middleOf(bar.lane) > from ? 1 : -1;
    const double to = middleOf(bar.lane) - sign * layout.rowHeight * 0.3;
    const double bend = std::min(6.0 + std::abs(to - from) / 12, 24.0);
    QPainterPath arc(QPointF(x, from));
    arc.cubicTo(QPointF(x - bend, from + (to - from) * 0.25), QPointF(x - bend, from + (to - from) * 0.75), QPointF(x, to));
    const bool isCurrent = scene.currentLane && (*scene.currentLane == bar.lane || *scene.currentLane == *bar.issuer);
    const QColor color = isCurrent ? scene.theme->accent : scene.theme->dim;
    painter.setPen(QPen(color, isCurrent ? 1.5 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(arc);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{{x + 1.5, to + sign * 2}, {x - 5, to - sign * 2.5}, {x + 1, to - sign * 5}});
}

void paintLives(QPainter& painter, const TimelineScene& scene) {
    const auto rows = static_cast<std::size_t>(scene.layout.rows());
    painter.setClipRect(scene.layout.lanes);
    for (const SessionBar& bar : scene.sessions->bars()) {
        if (bar.lane >= scene.firstLane && bar.lane < scene.firstLane + rows)
            paintLife(painter, scene, bar, scene.layout.row(static_cast<int>(bar.lane - scene.firstLane)));
    }
    painter.setClipping(false);
}

void paintArcs(QPainter& painter, const TimelineScene& scene) {
    painter.setClipRect(scene.layout.lanes);
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const SessionBar& bar : scene.sessions->bars())
        paintArc(painter, scene, bar);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setClipping(false);
}

void paintFoldedName(QPainter& painter, const TimelineScene& scene) {
    const QRect box = scene.layout.rowName(0);
    painter.setFont(scene.font);
    drawText(painter, box, Qt::AlignLeading, scene.theme->text, lanesLabel(*scene.lanes));
    drawText(painter, box, Qt::AlignTrailing, scene.theme->dim,
             QLocale().toString(static_cast<qulonglong>(scene.lanes->rows().size())));
}

void paintEmpty(QPainter& painter, const TimelineScene& scene) {
    painter.setFont(scene.font);
    painter.setPen(scene.theme->dim);
    painter.drawText(scene.layout.lanes, Qt::AlignCenter | Qt::TextWordWrap, scene.emptyText);
}

// The line through all lanes at the selected event, its time in a label below.
void paintCurrentTime(QPainter& painter, const TimelineScene& scene) {
    if (scene.currentTime == kNoTime || !scene.axis.view().contains(scene.currentTime))
        return;
    const TimelineLayout& layout = scene.layout;
    const Theme& theme = *scene.theme;
    const int x = pixelOf(scene, scene.currentTime);
    painter.fillRect(QRect(x, layout.labels.bottom() + 1, 1, layout.footer.top() - layout.labels.bottom()),
                     theme.selectionEdge);
    const QString text = clockText(scene.currentTime, scene.axis.view().span());
    const int width = QFontMetrics(scene.font).horizontalAdvance(text) + 16;
    QRect box(x - width / 2, layout.footer.top() + 2, width, layout.footer.height() - 4);
    box.moveLeft(
        std::clamp(box.left(), layout.footer.left(), std::max(layout.footer.right() - width, layout.footer.left())));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.selectionEdge);
    painter.drawRoundedRect(box, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(scene.font);
    drawText(painter, box, Qt::AlignHCenter, theme.pane, text);
}

void paintBand(QPainter& painter, const TimelineScene& scene) {
    if (!scene.band)
        return;
    const auto [a, b] = std::minmax(scene.band->first, scene.band->second);
    const QRect box(a, scene.layout.bars.top(), b - a + 1, scene.layout.lanes.bottom() - scene.layout.bars.top());
    QColor fill = scene.theme->accent;
    fill.setAlpha(48);
    painter.fillRect(box, fill);
    painter.fillRect(QRect(a, box.top(), 1, box.height()), scene.theme->accent);
    painter.fillRect(QRect(b, box.top(), 1, box.height()), scene.theme->accent);
}

std::optional<int> rowOf(const TimelineScene& scene, std::size_t lane) {
    if (scene.layout.style == LaneStyle::Folded)
        return 0;
    const std::size_t row = lane - scene.firstLane; // wraps when above
    return row < static_cast<std::size_t>(scene.layout.rows()) ? std::optional(static_cast<int>(row)) : std::nullopt;
}

void paintCurrentLane(QPainter& painter, const TimelineScene& scene) {
    const auto row = scene.currentLane ? rowOf(scene, *scene.currentLane) : std::nullopt;
    if (!row || scene.layout.style == LaneStyle::Folded)
        return;
    const QRect box = scene.layout.row(*row);
    const int left = scene.layout.names.left() == 0 ? 0 : scene.layout.names.right() - 2;
    painter.fillRect(QRect(left, box.top(), 3, box.height() - 1), scene.theme->selectionEdge);
}

void paintCursor(QPainter& painter, const TimelineScene& scene) {
    if (!scene.cursor || !scene.lanes)
        return;
    const auto row = rowOf(scene, scene.cursor->lane);
    const Micros time = timeAt(*scene.lanes, *scene.cursor);
    if (!row)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(scene.theme->accent, 1));
    const QRect box = scene.layout.row(*row);
    if (time != kNoTime && scene.axis.view().contains(time))
        painter.drawRect(QRect(pixelOf(scene, time) - 6, box.top() + 2, 13, box.height() - 5));
    else
        painter.drawRect(scene.layout.rowName(*row).adjusted(-4, 1, 4, -2));
}

MarkColors markColors(const Theme& theme) {
    MarkColors colors{};
    for (const Kind kind : kBarsByStrength) {
        const QColor color = markColor(kind, Outcome::Ok, theme);
        colors.plain[barStrength(kind)] = color.rgb();
        colors.faded[barStrength(kind)] = mixed(color, theme.pane, kFaded).rgb();
    }
    colors.failed = theme.failed.rgb();
    colors.frame = theme.deniedMark.rgb();
    colors.inside = theme.pane.rgb();
    return colors;
}

} // namespace

void TimelinePainter::paintBase(QImage& picture, const TimelineScene& scene) {
    QPainter painter(&picture);
    painter.setLayoutDirection(scene.layout.names.left() == 0 ? Qt::LeftToRight : Qt::RightToLeft);
    paintGround(painter, scene);
    if (!scene.lanes || !scene.lanes->timeSpan()) {
        paintEmpty(painter, scene);
        return;
    }
    paintHistogram(painter, scene);
    paintExtentOfView(painter, scene);
    paintAxisNames(painter, scene);
    paintTicks(painter, scene);
    paintCoverage(painter, scene);
    if (scene.layout.style == LaneStyle::Folded)
        paintFoldedName(painter, scene);
    else
        paintRows(painter, scene, m_texts);
    painter.end(); // the pixels are written by others now
    paintMarks(picture, scene);
    if (scene.layout.style != LaneStyle::Folded && scene.sessions != nullptr) {
        painter.begin(&picture);
        paintLives(painter, scene);
    }
}

// Row by row: bars, shapes over them, and over all what was denied.
void TimelinePainter::paintMarks(QImage& picture, const TimelineScene& scene) {
    const TimelineLayout& layout = scene.layout;
    if (!scene.buckets || layout.lanes.isEmpty())
        return;
    m_stamps.prepare(*scene.theme, layout.rowHeight, picture.devicePixelRatio());
    const MarkColors colors = markColors(*scene.theme);
    MarkRaster raster(picture, layout.lanes);
    const int rows = layout.style == LaneStyle::Folded ? 1 : layout.rows();
    for (int i = 0; i < rows; ++i) {
        if (!m_geometry.fill(*scene.buckets, *scene.lanes, scene.firstLane, i, scene.axis, layout))
            continue;
        raster.paintBars(m_geometry, layout.row(i), colors);
        for (const std::vector<MarkStamp>& stamps : m_geometry.stamps) {
            for (const MarkStamp& stamp : stamps)
                raster.stamp(m_stamps.shape(stamp), m_stamps.topLeft(stamp));
        }
        raster.paintDenied(m_geometry, layout.row(i), colors);
    }
}

void TimelinePainter::paintOverlay(QPainter& painter, const TimelineScene& scene) const {
    if (!scene.lanes)
        return;
    if (scene.layout.style != LaneStyle::Folded && scene.sessions != nullptr)
        paintArcs(painter, scene);
    paintCurrentLane(painter, scene);
    paintCurrentTime(painter, scene);
    if (scene.hovered) {
        painter.setPen(scene.theme->selectionEdge);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(*scene.hovered);
    }
    if (scene.focused) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(scene.theme->accent);
        painter.drawRect(*scene.focused);
    }
    paintCursor(painter, scene);
    paintBrush(painter, scene);
    paintBand(painter, scene);
}

} // namespace rastro
