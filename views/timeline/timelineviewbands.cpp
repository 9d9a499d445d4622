// SPDX-License-Identifier: Apache-2.0
// The hands of TimelineView for what stands above the lanes: bars of the histogram, the range marked in them, the
// coverage strip and its rows, buttons and menu.
#include "timeline/timelineview.h"

#include "common/fonts.h"
#include "timeline/coveragepainter.h"
#include "timeline/coveragetext.h"
#include "timeline/histogrampainter.h"
#include "timeline/ticks.h"
#include "items/visibletext.h"
#include "timeline/timelinetext.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace rastro {

namespace {

constexpr std::size_t kFewRows = 3; // of the coverage, shown one by one unless told otherwise

QToolButton* makeButton(const QString& text, const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::NoFocus); // there are keys for it
    button->setCursor(Qt::ArrowCursor);
    return button;
}

} // namespace

// --- buttons and menu

void TimelineView::createButtons() {
    m_scaleButton = makeButton(tr("log"), tr("Logarithmic scale (L)"), viewport());
    m_scaleButton->setObjectName(QStringLiteral("logScale"));
    m_scaleButton->setCheckable(true);
    connect(m_scaleButton, &QToolButton::toggled, this,
            [this](bool isLog) { setBarScale(isLog ? BarScale::Logarithmic : BarScale::Linear); });
    m_wholeButton = makeButton(tr("show all"), tr("Show the whole time again (0)"), viewport());
    m_wholeButton->setObjectName(QStringLiteral("showWhole"));
    connect(m_wholeButton, &QToolButton::clicked, this, &TimelineView::showWhole);
    m_laneButton = makeButton(QString(), tr("Whose lanes these are, and their order"), viewport());
    m_laneButton->setObjectName(QStringLiteral("laneColumn"));
    m_laneButton->setPopupMode(QToolButton::InstantPopup);
    auto* lanes = new QMenu(m_laneButton);
    connect(lanes, &QMenu::aboutToShow, this, [this, lanes] {
        lanes->clear();
        lanes->addSection(tr("Lanes by"));
        fillLaneColumns(*lanes);
        fillLaneGroups(*lanes->addMenu(tr("&Grouped by")));
        lanes->addSection(tr("Order"));
        fillLaneOrders(*lanes);
    });
    m_laneButton->setMenu(lanes);
    for (QToolButton* button : {m_scaleButton, m_wholeButton, m_laneButton})
        button->installEventFilter(this); // the pointer on one is on no mark
    createLaneSearch();
    setLaneWish(m_laneSetting);
}

// Below the words beside the histogram, as far as there is room.
void TimelineView::placeButtons() {
    const TimelineLayout layout = geometryNow();
    const bool hasBars = m_lanes && m_lanes->timeSpan(); // somewhere: where none are, these lead back
    const int top = layout.bars.top() + layout.labels.height() - 1;
    const int height = layout.labels.top() - top;
    const bool isLeft = layoutDirection() == Qt::LeftToRight;
    int room = layout.names.width() - 16;
    int x = isLeft ? layout.names.left() + 8 : layout.names.right() - 7;
    for (QToolButton* button : {m_laneButton, m_scaleButton, m_wholeButton}) {
        const bool isWanted = hasBars && (button != m_wholeButton || !axis().isWhole());
        button->setFont(scaled(font(), 0.85));
        const int width = QFontMetrics(button->font()).horizontalAdvance(button->text()) + 14;
        button->setVisible(isWanted && width <= room);
        button->setGeometry(isLeft ? x : x - width, top, width, height);
        x += isLeft ? width + 4 : -width - 4;
        room -= width + 4;
    }
    placeLaneSearch(layout);
}

void TimelineView::setBarScale(BarScale scale) {
    if (scale == m_scale)
        return;
    m_scale = scale;
    m_scaleButton->setChecked(scale == BarScale::Logarithmic);
    invalidate();
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    QToolTip::hideText(); // what is under the pointer is under the menu now
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const TimelineLayout layout = geometryNow();
    const bool isOnBars = event->reason() == QContextMenuEvent::Mouse
                              ? layout.partAt(event->pos()) == TimelineLayout::Part::Bars
                              : m_area == Area::Bars;
    const auto target = isOnBars                                        ? std::nullopt
                        : event->reason() == QContextMenuEvent::Mouse ? targetAt(event->pos())
                                                                      : targetOfCursor();
    if (isOnBars && barStep() > 0) {
        if (event->reason() == QContextMenuEvent::Mouse)
            m_brush.standAt(axis().timeAt(event->pos().x() - layout.lanes.left()), barStep());
        m_area = Area::Bars;
        addRangeActions(*menu, rangeToPick());
    }
    addLaneMenus(*menu, event->reason() == QContextMenuEvent::Mouse ? hitAt(event->pos()) : hitOfCursor());
    QAction* log = menu->addAction(tr("&Logarithmic scale\tL"));
    log->setCheckable(true);
    log->setChecked(m_scale == BarScale::Logarithmic);
    connect(log, &QAction::toggled, m_scaleButton, &QToolButton::setChecked);
    QAction* back = menu->addAction(tr("Zoom &back\tBackspace"), this, &TimelineView::goBack);
    back->setEnabled(m_navigator.canGoBack());
    QAction* whole = menu->addAction(tr("Show the whole &time\t0"), this, &TimelineView::showWhole);
    whole->setEnabled(!axis().isWhole());
    if (canUnfold(m_coverage.get(), m_style)) {
        QAction* rows = menu->addAction(tr("Coverage of &each account and region"));
        rows->setCheckable(true);
        rows->setChecked(isCoverageUnfolded());
        connect(rows, &QAction::toggled, this,
                [this](bool isOn) { setCoverageUnfolded(isOn ? Qt::Checked : Qt::Unchecked); });
    }
    if (target)
        emit menuOpening(*menu, *target);
    viewport()->update();
    menu->popup(event->globalPos());
}

void TimelineView::addRangeActions(QMenu& menu, TimeRange range) {
    if (range.isEmpty())
        return;
    const QString words = describeRange(m_buckets->histogram(), range).section(QLatin1Char('\n'), 0, 0);
    menu.addSection(words);
    menu.addAction(tr("&Filter for this time\tEnter"), this, [this, range] { pick(range); });
    menu.addAction(tr("&Zoom to this time"), this, [this, range] { showRange(range); });
    QAction* clear = menu.addAction(tr("&Unmark the range\tEsc"), this, [this] { clearBrush(); });
    clear->setEnabled(!m_brush.range().isEmpty());
    menu.addSeparator();
}

// --- where keys go

void TimelineView::setArea(Area area) {
    m_area = area;
    viewport()->update();
    announce();
}

bool TimelineView::focusNextPrevChild(bool next) {
    const int area = static_cast<int>(m_area) + (next ? 1 : -1);
    if (laneCount() == 0 || area < static_cast<int>(Area::Bars) || area > static_cast<int>(Area::Lanes))
        return QAbstractScrollArea::focusNextPrevChild(next);
    setArea(static_cast<Area>(area));
    return true;
}

std::optional<QRect> TimelineView::focusedBox(const TimelineScene& scene) const {
    if (m_area == Area::Bars && m_brush.bar() && barStep() > 0) {
        const QRect box = barBox(scene, {*m_brush.bar(), *m_brush.bar() + barStep()});
        return box.isEmpty() ? std::nullopt : std::optional(box.adjusted(-1, 0, 0, -1));
    }
    if (m_area == Area::Bars)
        return scene.layout.bars.adjusted(0, 0, -1, -1);
    if (m_area != Area::Coverage)
        return std::nullopt;
    const int strip = m_coverageRow == 0 ? 0 : static_cast<int>(m_coverageRow) - m_firstCoverageRow;
    if (strip < 0 || strip >= scene.layout.coverageRows() || (m_coverageRow > 0 && strip == 0))
        return std::nullopt;
    QRect box = scene.layout.coverageBand(strip);
    if (m_coverageSpan) {
        box.setLeft(std::max(pixelOf(scene, m_coverageSpan->from) - 1, box.left()));
        box.setRight(std::min(std::max(pixelOf(scene, m_coverageSpan->to), box.left() + 4), box.right() + 1));
    }
    return box.adjusted(0, 0, -1, 0);
}

// --- the histogram

Micros TimelineView::barStep() const {
    const bool hasBars = m_lanes && m_lanes->timeSpan() && m_buckets && !m_buckets->histogram().bars.empty();
    return hasBars ? m_buckets->histogram().step : 0;
}

bool TimelineView::handleBarKey(int key, Qt::KeyboardModifiers modifiers) {
    if (barStep() == 0)
        return false;
    const TimeRange view = axis().view();
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        moveBar(key == Qt::Key_Left ? -1 : 1, modifiers);
        return true;
    case Qt::Key_Home:
        standOnBar(view.from, modifiers);
        return true;
    case Qt::Key_End:
        standOnBar(view.to - 1, modifiers);
        return true;
    case Qt::Key_Down:
        setArea(Area::Coverage);
        return true;
    case Qt::Key_Up:
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (const TimeRange range = rangeToPick(); !range.isEmpty())
            pick(range);
        return true;
    default:
        return false;
    }
}

void TimelineView::moveBar(std::ptrdiff_t bars, Qt::KeyboardModifiers modifiers) {
    const TimeRange view = axis().view();
    if (!m_brush.bar()) {
        const bool isSeen = m_currentTime != kNoTime && view.contains(m_currentTime);
        return standOnBar(isSeen ? m_currentTime : bars > 0 ? view.from : view.to - 1, Qt::NoModifier);
    }
    const TimeRange limits = axis().limits();
    standOnBar(std::clamp(*m_brush.bar() + bars * barStep(), floorTo(limits.from, barStep()), limits.to - 1), modifiers);
}

void TimelineView::standOnBar(Micros time, Qt::KeyboardModifiers modifiers) {
    if (modifiers & Qt::ShiftModifier)
        m_brush.extendTo(time, barStep());
    else
        m_brush.standAt(time, barStep());
    m_navigator.reveal(std::clamp(*m_brush.bar(), axis().limits().from, axis().limits().to - 1));
    viewport()->update();
    announce();
}

// What Enter takes: what is marked, else the bar stood on.
TimeRange TimelineView::rangeToPick() const {
    if (!m_brush.range().isEmpty() || !m_brush.bar() || barStep() == 0)
        return m_brush.range();
    return {*m_brush.bar(), *m_brush.bar() + barStep()};
}

void TimelineView::pick(TimeRange range) {
    m_brush.setRange(range);
    viewport()->update();
    emit rangePicked(range);
}

bool TimelineView::clearBrush() {
    if (m_brush.range().isEmpty())
        return false;
    m_brush.clear();
    viewport()->update();
    announce();
    emit rangeCleared();
    return true;
}

void TimelineView::setPickedRange(const TimeRange& range) {
    if (m_drag == Drag::Brush)
        cancelDrag();
    m_brush.setRange(range);
    viewport()->update();
}

QString TimelineView::describeBarCursor() const {
    if (barStep() == 0)
        return tr("Histogram");
    const TimeRange range = rangeToPick();
    if (range.isEmpty())
        return tr("Histogram, %1").arg(barsLabel(m_buckets->histogram(), m_scale));
    const QString words =
        describeRange(m_buckets->histogram(), range).replace(QLatin1Char('\n'), QStringLiteral(" · "));
    return m_brush.range().isEmpty() ? words : tr("marked: %1").arg(words);
}

// --- the coverage strip

void TimelineView::setCoverage(const std::shared_ptr<const CoverageMap>& coverage) {
    m_coverage = coverage;
    const std::size_t rows = m_coverage ? m_coverage->rows().size() : 0;
    m_coverageRow = std::min(m_coverageRow, rows);
    m_coverageSpan.reset();
    scrollCoverage(0);
    placeScrollBar();
    updateGeometry();
    invalidate();
    requestBuckets();
}

bool TimelineView::isCoverageUnfolded() const {
    if (!canUnfold(m_coverage.get(), m_style))
        return false;
    const bool areFew = m_coverage->rows().size() <= kFewRows && !m_coverage->isLoading();
    return m_unfoldedWish.value_or(areFew);
}

void TimelineView::setCoverageUnfolded(Qt::CheckState unfolded) {
    m_unfoldedWish = unfolded == Qt::Checked;
    if (!isCoverageUnfolded())
        m_coverageRow = 0;
    scrollCoverage(0);
    placeScrollBar();
    invalidate();
    requestBuckets();
}

int TimelineView::coverageRowsWanted() const {
    return isCoverageUnfolded() ? 1 + static_cast<int>(m_coverage->rows().size()) : 1;
}

std::optional<std::size_t> TimelineView::coverageRowOf(int stripRow) const {
    const auto row = static_cast<std::size_t>(m_firstCoverageRow + stripRow - 1);
    return stripRow == 0 || row >= m_coverage->rows().size() ? std::nullopt : std::optional(row);
}

void TimelineView::scrollCoverage(int rows) {
    const int last = coverageRowsWanted() - geometryNow().coverageRows();
    const int first = std::clamp(m_firstCoverageRow + rows, 0, std::max(last, 0));
    if (first == m_firstCoverageRow)
        return;
    m_firstCoverageRow = first;
    invalidate();
}

bool TimelineView::handleCoverageKey(int key) {
    switch (key) {
    case Qt::Key_Up:
        moveCoverageRow(-1);
        return true;
    case Qt::Key_Down:
        moveCoverageRow(1);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        moveCoverageSpan(key);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        setCoverageUnfolded(isCoverageUnfolded() ? Qt::Unchecked : Qt::Checked);
        announce();
        return true;
    default:
        return false;
    }
}

// Above the strip are the bars, below it the lanes.
void TimelineView::moveCoverageRow(int rows) {
    const int next = static_cast<int>(m_coverageRow) + rows;
    m_coverageSpan.reset();
    if (next < 0)
        return setArea(Area::Bars);
    if (next >= coverageRowsWanted())
        return setArea(Area::Lanes);
    m_coverageRow = static_cast<std::size_t>(next);
    const int shown = geometryNow().coverageRows() - 1; // below the summary
    if (next > 0 && next - 1 < m_firstCoverageRow)
        scrollCoverage(next - 1 - m_firstCoverageRow);
    else if (next > m_firstCoverageRow + shown)
        scrollCoverage(next - shown - m_firstCoverageRow);
    setArea(Area::Coverage);
}

// What a person looks for in the strip: gaps and stops, by time.
std::vector<TimeRange> TimelineView::remarkableSpans() const {
    std::vector<TimeRange> spans;
    if (!m_coverage)
        return spans;
    if (m_coverageRow > 0) {
        const CoverageRow& row = m_coverage->rows()[m_coverageRow - 1];
        spans = row.gaps;
        for (const std::uint32_t span : row.stopped)
            spans.push_back(m_coverage->stopped()[span].range);
    } else {
        for (const CoverageRun& run : m_coverage->summary()) {
            if (run.covered < run.rows)
                spans.push_back(run.range);
        }
        for (const StoppedSpan& span : m_coverage->stopped())
            spans.push_back(span.range);
    }
    std::ranges::sort(spans, {}, &TimeRange::from);
    return spans;
}

void TimelineView::moveCoverageSpan(int key) {
    const std::vector<TimeRange> spans = remarkableSpans();
    const TimeRange view = axis().view();
    if (key == Qt::Key_Right) {
        const Micros from = m_coverageSpan ? m_coverageSpan->from + 1 : view.from;
        const auto next = std::ranges::lower_bound(spans, from, {}, &TimeRange::from);
        if (next != spans.end())
            m_coverageSpan = *next;
    } else {
        const Micros from = m_coverageSpan ? m_coverageSpan->from : view.to;
        const auto next = std::ranges::lower_bound(spans, from, {}, &TimeRange::from);
        if (next != spans.begin())
            m_coverageSpan = *(next - 1);
    }
    if (m_coverageSpan)
        m_navigator.reveal(std::clamp(m_coverageSpan->from, axis().limits().from, axis().limits().to - 1));
    setArea(Area::Coverage);
}

QString TimelineView::describeCoverageCursor() const {
    if (!m_coverage)
        return coverageLabel(nullptr);
    const auto row = m_coverageRow == 0 ? std::nullopt : std::optional(m_coverageRow - 1);
    if (m_coverageSpan)
        return describeCoverage(*m_coverage, row, m_coverageSpan->from)
            .replace(QLatin1Char('\n'), QStringLiteral(" · "));
    const auto gaps = remarkableSpans().size();
    const QString name = row ? coverageRowLabel(m_coverage->rows()[*row]) : coverageLabel(m_coverage.get());
    if (!row && !m_coverage->isKnown())
        return coverageUnknownText();
    return gaps == 1 ? tr("%1: 1 gap or stop").arg(name) : tr("%1: %2 gaps or stops").arg(name).arg(gaps);
}

} // namespace rastro
