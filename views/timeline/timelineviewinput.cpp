// SPDX-License-Identifier: Apache-2.0
// The hands of TimelineView: pointer, wheel and keys; those of histogram and coverage are in timelineviewbands.cpp.
// Files of their own, as what is shown and how it is steered are read at different times.
#include "timeline/timelineview.h"

#include "common/plaintext.h"
#include "timeline/coveragetext.h"
#include "timeline/histogrampainter.h"
#include "timeline/markgeometry.h"
#include "timeline/timelinetext.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace rastro {

namespace {

constexpr double kZoomStep = 0.8; // of one notch of the wheel or one key
constexpr double kNotch = 120;
constexpr double kPanShare = 0.1; // of the width, by one key or notch
constexpr int kReach = 4;         // pixels beside a mark that are still it

// The mark nearest to x, the stronger of two as near; null beyond reach.
const Mark* nearestMark(const Buckets& buckets, std::size_t row, const Axis& axis, int x) {
    const std::span<const Mark> marks = buckets.marks(row);
    const auto first = std::partition_point(marks.begin(), marks.end(),
                                            [&](const Mark& mark) { return markX(buckets, axis, mark) < x - kReach; });
    const Mark* best = nullptr;
    int bestDistance = kReach + 1;
    for (auto it = first; it != marks.end(); ++it) {
        const int at = markX(buckets, axis, *it);
        if (at > x + kReach)
            break;
        if (std::abs(at - x) < bestDistance) {
            best = &*it;
            bestDistance = std::abs(at - x);
        }
    }
    return best;
}

} // namespace

std::optional<TimelineView::Hit> TimelineView::hitAt(QPoint point) const {
    const TimelineLayout layout = geometryNow();
    const auto row = layout.rowAt(point);
    if (!m_lanes || !row)
        return std::nullopt;
    Hit hit;
    hit.lane = isCompact() ? 0 : firstLane() + static_cast<std::size_t>(*row);
    if (hit.lane >= laneCount())
        return std::nullopt;
    if (!m_buckets || layout.partAt(point) != TimelineLayout::Part::Lanes)
        return hit;
    const bool isFolded = isCompact() && m_buckets->request().rows == BucketRequest::Rows::AllInOne;
    const auto bucketRow = isFolded ? std::optional<std::size_t>(0) : bucketRowOf(*m_buckets, *m_lanes, hit.lane);
    if (!bucketRow)
        return hit;
    hit.mark = nearestMark(*m_buckets, *bucketRow, axis(), point.x() - layout.lanes.left());
    if (hit.mark) {
        const QRect box = layout.row(*row);
        const int x = box.left() + markX(*m_buckets, axis(), *hit.mark);
        hit.box = QRect(x - 5, box.top() + 2, 9, box.height() - 5);
    }
    return hit;
}

LanesTarget TimelineView::targetOf(std::size_t lane) const {
    LanesTarget target;
    const Lane& shown = m_lanes->lanes()[lane];
    target.column = m_lanes->columnOf(shown);
    target.hasLane = !isCompact() && shown.level != Lane::Level::Services;
    if (target.hasLane)
        target.lane = shown.key;
    if (const Lane* group = m_lanes->groupOf(shown); group != nullptr && group->level == Lane::Level::Group)
        target.group = std::pair(m_lanes->columnOf(*group), std::string(group->key));
    if (shown.level == Lane::Level::Services)
        target.anyOf = m_lanes->memberKeys(shown);
    return target;
}

std::optional<LanesTarget> TimelineView::targetAt(QPoint point) const {
    const auto hit = hitAt(point);
    if (!hit)
        return std::nullopt;
    LanesTarget target = targetOf(hit->lane);
    const Mark* mark = hit->mark;
    const LaneIndex* lanes = m_buckets ? &m_buckets->lanes() : nullptr;
    if (mark == nullptr || lanes != m_lanes.get())
        return target.hasLane ? std::optional(target) : std::nullopt;
    target.events = mark->count;
    target.row = rowToSelect(*mark, hit->lane);
    const auto timeAtPlace = [&](std::uint32_t place) {
        return isCompact() ? timeOf(RowId{lanes->rows()[place]}) : lanes->events(lanes->lanes()[hit->lane]).times[place];
    };
    target.first = timeAtPlace(mark->begin);
    target.last = timeAtPlace(mark->begin + mark->count - 1);
    return target;
}

std::optional<LanesTarget> TimelineView::targetOfCursor() const {
    if (m_area != Area::Lanes || m_cursor.lane >= laneCount() || isCompact())
        return std::nullopt;
    LanesTarget target = targetOf(m_cursor.lane);
    target.row = rowAt(*m_lanes, m_cursor);
    target.first = target.last = timeAt(*m_lanes, m_cursor);
    target.events = target.row == kNoRow ? 0 : 1;
    return target;
}

std::optional<TimelineView::Hit> TimelineView::hitOfCursor() const {
    return m_area == Area::Lanes && m_cursor.lane < laneCount() ? std::optional(Hit{m_cursor.lane, nullptr, {}}) : std::nullopt;
}

QString TimelineView::tipAt(QPoint point) const {
    const TimelineLayout layout = geometryNow();
    const TimelineLayout::Part part = layout.partAt(point);
    const Micros time = axis().timeAt(point.x() - layout.lanes.left());
    if (m_buckets && (part == TimelineLayout::Part::Bars || part == TimelineLayout::Part::Axis))
        return describeBar(m_buckets->histogram(), time);
    if (const auto strip = m_coverage ? layout.coverageRowAt(point) : std::nullopt)
        return part == TimelineLayout::Part::Coverage ? describeCoverage(*m_coverage, coverageRowOf(*strip), time)
                                                      : QString();
    const auto hit = hitAt(point);
    if (!hit)
        return {};
    const QString all = isCompact() ? lanesLabel(*m_lanes) : QString();
    if (hit->mark)
        return describeMark(isCompact() ? all : laneLabel(m_lanes->lanes()[hit->lane]), *hit->mark, m_buckets->lanes());
    const bool isName = !isCompact() && layout.partAt(point) == TimelineLayout::Part::Names;
    return isName ? laneWords(hit->lane, describeLane(m_lanes->lanes()[hit->lane]), QStringLiteral("\n")) : QString();
}

// What is known of the credential that a lane is follows the words.
QString TimelineView::laneWords(std::size_t lane, const QString& words, const QString& separator) const {
    const bool isKnown = m_sessionBars && &m_sessionBars->lanes() == m_lanes.get();
    const SessionBar* bar = isKnown ? m_sessionBars->find(lane) : nullptr;
    return bar == nullptr ? words : words + separator + describeSession(*bar);
}

// Where the keyboard stands: a menu opens there.
QVariant TimelineView::inputMethodQuery(Qt::InputMethodQuery query) const {
    const bool isInView = m_area == Area::Lanes && m_cursor.lane >= firstLane() && m_cursor.lane < laneCount();
    if (query != Qt::ImCursorRectangle || !isInView || isCompact())
        return QAbstractScrollArea::inputMethodQuery(query);
    return geometryNow().rowName(static_cast<int>(m_cursor.lane - firstLane()));
}

bool TimelineView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(help->pos());
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), plainAsHtml(tip), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        forgetHovered();
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::hover(QPoint point) {
    const auto hit = hitAt(point);
    std::optional<QRect> box = hit && hit->mark ? std::optional(hit->box) : std::nullopt;
    const bool isOnMark = box.has_value();
    const TimelineLayout layout = geometryNow();
    const bool isOnBars = m_buckets && layout.partAt(point) == TimelineLayout::Part::Bars;
    const Micros time = axis().timeAt(point.x() - layout.lanes.left());
    if (const auto bar = isOnBars ? m_buckets->histogram().barAt(time) : std::nullopt)
        box = barBox(scene(), m_buckets->histogram().rangeOf(*bar)).adjusted(-1, 0, 0, -1);
    if (box != m_hovered) {
        m_hovered = box;
        viewport()->update();
    }
    viewport()->setCursor(layout.isAtNamesEdge(point) ? Qt::SplitHCursor
                          : isOnMark                  ? Qt::PointingHandCursor
                          : isOnBars                  ? Qt::CrossCursor
                                                      : Qt::ArrowCursor);
    emit hovered(tipAt(point).replace(QLatin1Char('\n'), QStringLiteral(" · ")));
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    const QPoint point = event->position().toPoint();
    const double x = event->position().x() - geometryNow().lanes.left();
    const double vertical = event->angleDelta().y() / kNotch;
    const double horizontal = event->angleDelta().x() / kNotch;
    const TimelineLayout::Part part = geometryNow().partAt(point);
    const bool isOnAxis = part == TimelineLayout::Part::Axis || part == TimelineLayout::Part::Bars;
    const bool isOnCoverage = part == TimelineLayout::Part::Coverage || part == TimelineLayout::Part::CoverageNames;
    // Where there is nothing to scroll, a wheel that does nothing would only surprise.
    const bool zoomsAlone = isOnAxis || (!isOnCoverage && verticalScrollBar()->maximum() == 0);
    event->accept();
    if (event->modifiers() & Qt::ControlModifier || (zoomsAlone && event->modifiers() == Qt::NoModifier && vertical != 0))
        return m_navigator.zoomAt(x, std::pow(kZoomStep, vertical));
    if (event->modifiers() & Qt::ShiftModifier || std::abs(horizontal) > std::abs(vertical))
        return m_navigator.pan(-(vertical + horizontal) * kPanShare * axis().width());
    m_wheelRest += event->angleDelta().y();
    const int lanes = m_wheelRest * QApplication::wheelScrollLines() / static_cast<int>(kNotch);
    if (lanes != 0) {
        m_wheelRest = 0;
        if (isOnCoverage)
            return scrollCoverage(-lanes);
        verticalScrollBar()->setValue(verticalScrollBar()->value() - lanes);
    }
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    m_pressed = m_pointer = event->position().toPoint();
    const TimelineLayout::Part part = geometryNow().partAt(m_pressed);
    const bool isOnTime = part != TimelineLayout::Part::Nothing && part != TimelineLayout::Part::Names &&
                          part != TimelineLayout::Part::CoverageNames;
    if (event->button() == Qt::MiddleButton && isOnTime)
        m_drag = Drag::Pan;
    else if (event->button() == Qt::LeftButton)
        m_drag = geometryNow().isAtNamesEdge(m_pressed) ? Drag::Names : Drag::Pressed;
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    const QRect plot = geometryNow().lanes;
    if (m_drag == Drag::None)
        return hover(point);
    if (m_drag == Drag::Names)
        return setNamesWidth(std::max(layoutDirection() == Qt::LeftToRight ? point.x() : viewport()->width() - point.x(), 1));
    if (m_drag == Drag::Pan)
        m_navigator.pan(m_pointer.x() - point.x());
    const TimelineLayout::Part part = geometryNow().partAt(m_pressed);
    const bool isOnTime = part != TimelineLayout::Part::Names && part != TimelineLayout::Part::CoverageNames &&
                          m_pressed.x() >= plot.left();
    if (m_drag == Drag::Pressed && isOnTime && std::abs(point.x() - m_pressed.x()) >= QApplication::startDragDistance()) {
        m_drag = part == TimelineLayout::Part::Bars && barStep() > 0 ? Drag::Brush : Drag::Band;
        m_brushBefore = m_brush;
        if (m_drag == Drag::Brush)
            m_brush.standAt(axis().timeAt(m_pressed.x() - plot.left()), barStep());
    }
    m_pointer = QPoint(std::clamp(point.x(), plot.left(), plot.right()), point.y());
    dragBand(m_pointer);
}

// The band to zoom to, or the range marked in the histogram, follows the pointer and says what it is.
void TimelineView::dragBand(QPoint point) {
    const int left = geometryNow().lanes.left();
    if (m_drag == Drag::Brush) {
        m_brush.extendTo(axis().timeAt(point.x() - left), barStep());
        emit hovered(describeRange(m_buckets->histogram(), m_brush.range())
                         .replace(QLatin1Char('\n'), QStringLiteral(" · ")));
        viewport()->update();
    } else if (m_drag == Drag::Band) {
        const Micros from = axis().timeAt(std::min(m_pressed.x(), point.x()) - left);
        const Micros to = axis().timeAt(std::max(m_pressed.x(), point.x()) - left);
        emit hovered(
            tr("%1 to %2 UTC").arg(clockText(from, axis().view().span()), clockText(to, axis().view().span())));
        viewport()->update();
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = std::exchange(m_drag, Drag::None);
    const int left = geometryNow().lanes.left();
    if (drag == Drag::Band && event->button() == Qt::LeftButton) {
        const auto [first, last] = std::minmax({m_pressed.x() - left, m_pointer.x() - left});
        m_navigator.show({axis().timeAt(first), axis().timeAt(last)});
        viewport()->update();
    } else if (drag == Drag::Brush && event->button() == Qt::LeftButton) {
        m_area = Area::Bars;
        pick(m_brush.range());
    } else if (drag == Drag::Pressed && event->button() == Qt::LeftButton) {
        click(event->position().toPoint());
    }
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    const TimelineLayout::Part part = geometryNow().partAt(point);
    const auto hit = hitAt(point);
    if (event->button() == Qt::LeftButton && geometryNow().isAtNamesEdge(point))
        return setNamesWidth(0);
    if (event->button() == Qt::LeftButton && hit && part == TimelineLayout::Part::Names && !isCompact())
        return isOnFold(point) ? click(point) : toggleFold(hit->lane);
    const bool isEmptyPlace = part == TimelineLayout::Part::Axis || part == TimelineLayout::Part::Bars ||
                              part == TimelineLayout::Part::Coverage ||
                              (part == TimelineLayout::Part::Lanes && !(hit && hit->mark));
    if (event->button() != Qt::LeftButton || !isEmptyPlace)
        return;
    if (part != TimelineLayout::Part::Bars || !clearBrush())
        m_navigator.showWhole();
}

// A click on a mark selects what it shows; a second one on the same mark the next event in it.
void TimelineView::click(QPoint point) {
    const TimelineLayout layout = geometryNow();
    if (layout.partAt(point) == TimelineLayout::Part::Bars && barStep() > 0) {
        m_area = Area::Bars;
        return standOnBar(axis().timeAt(point.x() - layout.lanes.left()), Qt::NoModifier);
    }
    if (const auto strip = layout.coverageRowAt(point)) {
        m_coverageRow = *strip == 0 ? 0 : static_cast<std::size_t>(m_firstCoverageRow + *strip);
        m_coverageSpan.reset();
        if (*strip == 0 && layout.partAt(point) == TimelineLayout::Part::CoverageNames)
            setCoverageUnfolded(isCoverageUnfolded() ? Qt::Unchecked : Qt::Checked);
        return setArea(Area::Coverage);
    }
    m_area = Area::Lanes;
    const auto hit = hitAt(point);
    if (!hit)
        return;
    if (isOnFold(point))
        return toggleFold(hit->lane);
    if (!isCompact())
        setCursorLane(hit->lane);
    if (!hit->mark)
        return;
    const RowId row = rowToSelect(*hit->mark, hit->lane);
    if (const auto place = m_lanes->find(row))
        m_cursor = {place->lane, place->event};
    announce();
    emit eventActivated(row);
}

RowId TimelineView::rowToSelect(const Mark& mark, std::size_t lane) const {
    const LaneIndex& lanes = m_buckets->lanes();
    if (isCompact() || &lanes != m_lanes.get())
        return mark.lead;
    const std::span<const RowId> rows = lanes.events(lanes.lanes()[lane]).rows.subspan(mark.begin, mark.count);
    const auto now = std::find(rows.begin(), rows.end(), m_currentRow);
    if (now == rows.end())
        return mark.lead;
    return now + 1 == rows.end() ? rows.front() : *(now + 1);
}

void TimelineView::cancelDrag() {
    if (m_drag == Drag::Brush)
        m_brush = m_brushBefore;
    m_drag = Drag::None;
    viewport()->update();
}

double TimelineView::zoomCentre() const {
    const Micros cursor = m_lanes ? timeAt(*m_lanes, m_cursor) : kNoTime;
    for (const Micros time : {cursor, m_currentTime}) {
        if (time != kNoTime && axis().view().contains(time))
            return axis().xOf(time);
    }
    return axis().width() / 2.0;
}

// Escape is a shortcut of the window, but first unmarks what is marked here.
bool TimelineView::event(QEvent* event) {
    const bool isOurs = event->type() == QEvent::ShortcutOverride &&
                        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
                        (m_drag != Drag::None || !m_brush.range().isEmpty() || !m_laneChoice.search.empty());
    if (isOurs)
        event->accept();
    return isOurs || QAbstractScrollArea::event(event);
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    if (key == Qt::Key_Escape && m_drag != Drag::None)
        return cancelDrag();
    if (key == Qt::Key_Escape && (clearLaneSearch() || clearBrush()))
        return;
    const auto modifiers = event->modifiers();
    const bool isOurs = !(modifiers & ~(Qt::KeypadModifier | Qt::ShiftModifier)) &&
                        ((m_area == Area::Bars && handleBarKey(key, modifiers)) ||
                         (m_area == Area::Coverage && handleCoverageKey(key)) || handleAxisKey(key) ||
                         handleLaneKey(key));
    if (!isOurs)
        QAbstractScrollArea::keyPressEvent(event);
}

bool TimelineView::handleAxisKey(int key) {
    const double step = kPanShare * axis().width();
    switch (key) {
    case Qt::Key_W:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_navigator.zoomAt(zoomCentre(), kZoomStep);
        return true;
    case Qt::Key_S:
    case Qt::Key_Minus:
        m_navigator.zoomAt(zoomCentre(), 1 / kZoomStep);
        return true;
    case Qt::Key_A:
    case Qt::Key_Left:
        m_navigator.pan(-step);
        return true;
    case Qt::Key_D:
    case Qt::Key_Right:
        m_navigator.pan(step);
        return true;
    case Qt::Key_Home:
        m_navigator.pan(-1e15);
        return true;
    case Qt::Key_End:
        m_navigator.pan(1e15);
        return true;
    case Qt::Key_0:
        m_navigator.showWhole();
        return true;
    case Qt::Key_Backspace:
        m_navigator.goBack();
        return true;
    case Qt::Key_L:
        setBarScale(m_scale == BarScale::Linear ? BarScale::Logarithmic : BarScale::Linear);
        return true;
    default:
        return false;
    }
}

bool TimelineView::handleLaneKey(int key) {
    if (key == Qt::Key_F) { // also where a search has left no lane
        findLane();
        return true;
    }
    if (!m_lanes || laneCount() == 0)
        return false;
    const auto page = static_cast<std::ptrdiff_t>(geometryNow().rows());
    const Micros from =
        m_currentTime != kNoTime && axis().view().contains(m_currentTime) ? m_currentTime : axis().view().from;
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveCursor(movedLane(*m_lanes, m_cursor, key == Qt::Key_Up ? -1 : 1));
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        moveCursor(movedLane(*m_lanes, m_cursor, key == Qt::Key_PageUp ? -page : page));
        return true;
    case Qt::Key_N:
        moveCursor(nextEvent(*m_lanes, m_cursor, from));
        return true;
    case Qt::Key_P:
        moveCursor(previousEvent(*m_lanes, m_cursor, from));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (const RowId row = rowAt(*m_lanes, m_cursor); row != kNoRow && key != Qt::Key_Space)
            emit eventActivated(row);
        else if (m_cursor.lane < laneCount() && m_lanes->lanes()[m_cursor.lane].isGroup())
            toggleFold(m_cursor.lane);
        else if (row != kNoRow)
            emit eventActivated(row);
        return true;
    default:
        return false;
    }
}

void TimelineView::setCursorLane(std::size_t lane) {
    if (m_cursor.lane != lane)
        m_cursor = {lane, std::nullopt};
    viewport()->update();
}

void TimelineView::moveCursor(const LaneCursor& cursor) {
    m_area = Area::Lanes;
    m_cursor = cursor;
    scrollToLane(cursor.lane);
    if (const Micros time = timeAt(*m_lanes, cursor); time != kNoTime)
        m_navigator.reveal(time);
    viewport()->update();
    announce();
}

QString TimelineView::describeCursor() const {
    if (m_area != Area::Lanes)
        return m_area == Area::Bars ? describeBarCursor() : describeCoverageCursor();
    if (m_cursor.lane >= laneCount())
        return {};
    const Lane& lane = m_lanes->lanes()[m_cursor.lane];
    const RowId row = rowAt(*m_lanes, m_cursor);
    if (row != kNoRow)
        return describeEvent(lane, *m_lanes, row);
    const QString words = laneWords(m_cursor.lane, tr("%1, %2").arg(laneLabel(lane), countedEvents(lane.events())), QStringLiteral(", "));
    return !lane.isGroup() ? words : lane.isFolded ? tr("%1, folded").arg(words) : tr("%1, unfolded").arg(words);
}

void TimelineView::announce() {
    emit hovered(describeCursor());
    QAccessibleValueChangeEvent event(this, describeCursor());
    QAccessible::updateAccessibility(&event);
}

void TimelineView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason)
        m_area = Area::Bars;
    else if (event->reason() == Qt::BacktabFocusReason)
        m_area = Area::Lanes;
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    cancelDrag();
    if (!viewport()->underMouse())
        emit hovered({}); // what the keyboard stood on
}

} // namespace rastro
