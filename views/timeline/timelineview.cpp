// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelineview.h"

#include "common/plaintext.h"
#include "timeline/timelineaccessible.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace rastro {

TimelineView::TimelineView(QWidget* parent) : QAbstractScrollArea(parent) {
    TimelineAccessible::install();
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(
        tr("One lane for each actor, or for what is chosen. Up and Down choose a lane, N and P an event, Enter selects it. "
           "Space folds a group of lanes, F looks for a lane. "
           "W and S zoom, A and D move, 0 shows everything, Backspace goes back. "
           "Tab and Shift+Tab go between histogram, coverage strip and lanes. In the histogram Left and Right choose a "
           "bar, with Shift they mark a range, Enter filters by it, Escape unmarks it, L switches the scale. "
           "In the coverage strip Left and Right go to gaps and stops, Enter folds the rows."));
    m_emptyText = tr("No events yet");
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    createButtons();
    connect(&m_navigator, &AxisNavigator::changed, this, &TimelineView::onAxisChanged);
}

TimelineLayout TimelineView::geometryNow() const {
    return TimelineLayout::of(viewport()->size(), fontMetrics(), m_style, layoutDirection(), coverageRowsWanted(),
                              m_namesWish);
}

QSize TimelineView::sizeHint() const {
    return {900, TimelineLayout::heightOf(fontMetrics(), m_style, 7, 1)};
}

QSize TimelineView::minimumSizeHint() const {
    return {200, TimelineLayout::heightOf(fontMetrics(), m_style, 1, 1)};
}

void TimelineView::setLanes(const std::shared_ptr<const LaneIndex>& lanes) {
    const std::shared_ptr<const LaneIndex> before = std::exchange(m_lanes, lanes);
    const std::size_t first = firstLane();
    m_hasGroups = m_lanes && std::ranges::any_of(m_lanes->lanes(), &Lane::isGroup);
    cancelDrag();
    m_hovered.reset();
    placeScrollBar();
    if (const auto span = m_lanes ? m_lanes->snapshotSpan() : std::nullopt) // a filter does not shrink the axis
        m_navigator.setLimits(axisLimits(span->first, span->second));
    if (before && m_lanes)
        restorePlaces(*before, first);
    else
        m_cursor = {};
    m_currentTime = timeOf(m_currentRow);
    tellFoundLanes();
    invalidate();
    requestBuckets();
}

// The lane and event the user was at stay the current ones, and the first lane shown stays first, wherever they stand
// in the new order; a view of the first lanes stays there.
void TimelineView::restorePlaces(const LaneIndex& before, std::size_t firstLane) {
    const RowId row = rowAt(before, m_cursor);
    const auto lane = sameLane(before, m_cursor.lane);
    m_cursor = {lane.value_or(0), std::nullopt};
    if (const auto place = row != kNoRow && lane ? m_lanes->find(row) : std::nullopt)
        m_cursor.event = place->lane == *lane ? place->event : std::nullopt;
    if (const auto first = firstLane > 0 ? sameLane(before, firstLane) : std::nullopt)
        verticalScrollBar()->setValue(static_cast<int>(*first));
}

std::optional<std::size_t> TimelineView::sameLane(const LaneIndex& before, std::size_t lane) const {
    if (lane >= before.lanes().size())
        return std::nullopt;
    return m_lanes->findLane(before, before.lanes()[lane]);
}

Micros TimelineView::timeOf(RowId row) const {
    const bool isKnown = m_lanes && row != kNoRow && index(row) < m_lanes->snapshot().rowCount();
    return isKnown ? m_lanes->snapshot().time(row) : kNoTime;
}

void TimelineView::setBuckets(const std::shared_ptr<const Buckets>& buckets) {
    m_buckets = buckets;
    m_hovered.reset();
    placeButtons();
    invalidate();
}

void TimelineView::setSessionBars(const std::shared_ptr<const SessionBars>& bars) {
    m_sessionBars = bars;
    invalidate();
}

void TimelineView::setCurrentRow(RowId row) {
    m_currentRow = row;
    m_currentTime = timeOf(row);
    const auto place = m_lanes && row != kNoRow ? m_lanes->find(row) : std::nullopt;
    if (place) {
        m_cursor = {place->lane, place->event};
        scrollToLane(place->lane);
    }
    if (m_currentTime != kNoTime)
        m_navigator.reveal(m_currentTime);
    viewport()->update();
}

void TimelineView::setCompact(bool compact) {
    m_mayBeCompact = compact;
    chooseStyle();
}

// Where there is room for a few lanes they are shown, however low the window is.
void TimelineView::chooseStyle() {
    constexpr int kFewLanes = 4;
    const bool isLow = height() < TimelineLayout::heightOf(fontMetrics(), LaneStyle::Lanes, kFewLanes, 1);
    const LaneStyle style = m_mayBeCompact && isLow ? LaneStyle::Folded : LaneStyle::Lanes;
    if (style == m_style)
        return;
    clearLaneSearch(); // its field has no place in one strip
    m_style = style;
    m_firstCoverageRow = 0;
    placeScrollBar();
    if (m_style == LaneStyle::Lanes && laneCount() > 0)
        scrollToLane(m_cursor.lane);
    placeButtons();
    updateGeometry();
    invalidate();
    requestBuckets();
}

void TimelineView::setEmptyText(const QString& text) {
    m_emptyText = visibleText(text);
    invalidate();
}

void TimelineView::setNamesWidth(int pixels) {
    m_namesWish = std::max(pixels, 0);
    placeButtons();
    m_navigator.setWidth(geometryNow().lanes.width());
    invalidate();
    requestBuckets();
}

void TimelineView::renewNames() {
    invalidate();
}

void TimelineView::showWhole() {
    m_navigator.showWhole();
}

void TimelineView::showRange(const TimeRange& range) {
    m_navigator.show(range);
}

void TimelineView::goBack() {
    m_navigator.goBack();
}

void TimelineView::onAxisChanged() {
    if (m_hovered)
        forgetHovered();
    placeButtons();
    invalidate();
    requestBuckets();
    emit rangeChanged(axis().view());
}

void TimelineView::forgetHovered() {
    m_hovered.reset();
    viewport()->update();
    emit hovered({});
}

void TimelineView::invalidate() {
    m_isBaseStale = true;
    viewport()->update();
}

void TimelineView::placeScrollBar() {
    const TimelineLayout layout = geometryNow();
    const int lanes = m_style == LaneStyle::Folded ? 0 : static_cast<int>(laneCount());
    verticalScrollBar()->setPageStep(layout.rows());
    verticalScrollBar()->setRange(0, std::max(lanes - layout.rows(), 0));
}

std::size_t TimelineView::firstLane() const {
    return static_cast<std::size_t>(verticalScrollBar()->value());
}

void TimelineView::scrollToLane(std::size_t lane) {
    const int row = static_cast<int>(lane);
    const int rows = geometryNow().rows();
    QScrollBar& bar = *verticalScrollBar();
    if (row < bar.value())
        bar.setValue(row);
    else if (row >= bar.value() + rows)
        bar.setValue(row - rows + 1);
}

void TimelineView::requestBuckets() {
    if (!m_lanes)
        return;
    const auto page = static_cast<std::size_t>(geometryNow().rows());
    const std::size_t margin = page / 2; // so that scrolling a little shows marks at once
    BucketRequest request;
    request.range = axis().view();
    request.columns = axis().width();
    request.rows = isCompact() ? BucketRequest::Rows::AllInOne : BucketRequest::Rows::Lanes;
    request.firstLane = isCompact() ? 0 : firstLane() - std::min(firstLane(), margin);
    request.endLane = isCompact() ? 0 : std::min(firstLane() + page + margin, laneCount());
    if (request == m_requested && m_requestedOf == m_lanes.get())
        return;
    m_requested = request;
    m_requestedOf = m_lanes.get();
    emit bucketsWanted(request);
}

TimelineScene TimelineView::scene() const {
    TimelineScene scene;
    scene.lanes = m_lanes.get();
    scene.buckets = m_buckets.get();
    scene.theme = &Theme::of(palette());
    scene.axis = axis();
    scene.layout = geometryNow();
    scene.font = font();
    scene.coverage = m_coverage.get();
    scene.firstLane = firstLane();
    scene.firstCoverageRow = static_cast<std::size_t>(m_firstCoverageRow);
    scene.isUnfolded = isCoverageUnfolded();
    scene.scale = m_scale;
    scene.brush = m_brush.range();
    scene.emptyText = m_emptyText;
    scene.hasGroups = m_hasGroups;
    scene.sessions = m_sessionBars && &m_sessionBars->lanes() == m_lanes.get() ? m_sessionBars.get() : nullptr;
    if (laneCount() > 0) {
        scene.currentLane = m_cursor.lane;
        if (hasFocus() && m_area == Area::Lanes)
            scene.cursor = m_cursor;
    }
    if (hasFocus())
        scene.focused = focusedBox(scene);
    scene.currentTime = m_currentTime;
    scene.hovered = m_hovered;
    if (m_drag == Drag::Band)
        scene.band = std::pair(m_pressed.x(), m_pointer.x());
    return scene;
}

void TimelineView::paintEvent(QPaintEvent*) {
    if (viewport()->size().isEmpty())
        return;
    const TimelineScene now = scene();
    const qreal ratio = devicePixelRatioF();
    const QSize size = (QSizeF(viewport()->size()) * ratio).toSize();
    if (m_isBaseStale || m_base.size() != size || !qFuzzyCompare(m_base.devicePixelRatio(), ratio)) {
        if (m_base.size() != size)
            m_base = QImage(size, QImage::Format_RGB32); // else painted over: fresh memory costs more than the pixels
        m_base.setDevicePixelRatio(ratio);
        m_painter.paintBase(m_base, now);
        m_isBaseStale = false;
    }
    QPainter painter(viewport());
    painter.drawImage(0, 0, m_base);
    m_painter.paintOverlay(painter, now);
}

void TimelineView::resizeEvent(QResizeEvent*) {
    chooseStyle();
    placeButtons();
    scrollCoverage(0);
    placeScrollBar();
    m_navigator.setWidth(geometryNow().lanes.width());
    invalidate();
    requestBuckets();
}

void TimelineView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::StyleChange) {
        placeButtons();
        placeScrollBar();
        m_navigator.setWidth(geometryNow().lanes.width());
        invalidate();
    }
    QAbstractScrollArea::changeEvent(event);
}

void TimelineView::scrollContentsBy(int, int) {
    m_hovered.reset();
    invalidate();
    requestBuckets();
}

} // namespace rastro
