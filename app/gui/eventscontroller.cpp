// SPDX-License-Identifier: Apache-2.0
#include "gui/eventscontroller.h"

#include "base/plaintext.h"
#include "detail/detailpane.h"
#include "gui/actions.h"
#include "gui/eventwords.h"
#include "gui/mainwindow.h"
#include "items/visibletext.h"
#include "query/ondemand.h"
#include "store/timeorder.h"
#include "table/eventtableview.h"
#include "timeline/timelineview.h"

#include <QAction>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace rastro {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 120ms; // before "Reading…" takes the place of the event read last

} // namespace

EventsController::EventsController(MainWindow& window, EventTableModel& events, ProblemsModel& problems,
                                   std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_events(events)
    , m_problems(problems)
    , m_columns(columns)
    , m_snapshot(std::make_shared<Snapshot>())
    , m_sort(columns)
    , m_fold(std::move(columns)) {
    m_sayReading.setSingleShot(true);
    m_sayReading.setInterval(kPatience);
    m_facts.setSingleShot(true);
    m_facts.setInterval(0);
    connect(&m_facts, &QTimer::timeout, this, &EventsController::showFacts);
    connectTable();
    connectTimeline();
    connect(&m_sayReading, &QTimer::timeout, this, [this] {
        EventDetail waiting;
        waiting.state = EventDetail::State::Reading;
        m_window.detail().show(waiting);
    });
    connect(&m_record, &RecordJob::recordReady, this, &EventsController::showRecord);
    connect(&m_cells, &CellJob::cellsReady, this,
            [this](const std::vector<CellTexts>& cells) { m_events.setCells(toRecordCells(cells)); });
    connect(&m_sort, &SortJob::rowsSorted, this, &EventsController::showRows);
    connect(&m_fold, &FoldJob::folded, this, &EventsController::showFolded);
}

void EventsController::connectTable() {
    EventTableView& table = m_window.table();
    connect(&m_events, &EventTableModel::cellsWanted, this,
            [this](const std::vector<RowId>& rows) {
        m_cells.make(m_events.snapshot(), rows, {m_events.pathColumns(), m_events.pathsVersion(), m_columns});
    });
    connect(&table, &EventTableView::foldToggled, this, &EventsController::toggleRun);
    connect(&table, &EventTableView::currentRowChanged, this, &EventsController::read);
    connect(&table, &EventTableView::selectionCountChanged, &m_facts, qOverload<>(&QTimer::start));
    connect(&table, &EventTableView::sortRequested, this, [this](const AnyColumn& column, Qt::SortOrder order) {
        sort({column, order == Qt::AscendingOrder ? SortOrder::Ascending : SortOrder::Descending});
    });
    connect(&table, &EventTableView::pathColumnRequested, this, [this](const QString& text) {
        if (const auto field = AnyColumn::named(text.toStdString()))
            m_window.table().setColumnShown(*field, Qt::Checked);
        else
            m_window.status().say(tr("%1 cannot be a column").arg(visibleText(shortened(text, 60))));
    });
    table.showSort(Column::EventTime, Qt::AscendingOrder);
}

void EventsController::connectTimeline() {
    TimelineView& view = m_window.timeline();
    connect(&m_timeline, &TimelineJob::lanesReady, &view, &TimelineView::setLanes);
    connect(&m_timeline, &TimelineJob::lanesReady, this, [this] {
        m_hasLanes = true;
        showWhyEmpty();
    });
    connect(&m_timeline, &TimelineJob::bucketsReady, &view, &TimelineView::setBuckets);
    connect(&m_timeline, &TimelineJob::coverageReady, &view, &TimelineView::setCoverage);
    connect(&m_timeline, &TimelineJob::sessionBarsReady, &view, &TimelineView::setSessionBars);
    connect(&m_timeline, &TimelineJob::sessionBarsReady, this, &EventsController::tellSettled);
    connect(&m_timeline, &TimelineJob::coverageReady, this, &EventsController::tellSettled);
    connect(&m_timeline, &TimelineJob::bucketsReady, this, &EventsController::tellSettled);
    connect(&view, &TimelineView::bucketsWanted, &m_timeline, &TimelineJob::request);
    connect(&view, &TimelineView::eventActivated, this, &EventsController::showEvent);
    m_timeline.setColumns(m_columns);
    connect(&view, &TimelineView::lanesWanted, this, &EventsController::setLanes);
    connect(&view, &TimelineView::choiceWanted, &m_timeline, &TimelineJob::choose);
    connect(&view, &TimelineView::hovered, &m_window.status(), &StatusLine::setHint);
}

void EventsController::setLanes(const LaneSetting& setting) {
    const auto isShared = [](const AnyColumn& column) { // times, ids and places are not
        return !column.column() || isCoded(*column.column()) || column.isMade();
    };
    for (const AnyColumn& column : {setting.column, setting.groups.value_or(setting.column)}) {
        if (!isShared(column)) {
            m_window.status().say(tr("There are no lanes by %1").arg(fromUtf8(column.name())));
            return;
        }
    }
    m_timeline.setLanes(setting);
    m_window.timeline().setLaneWish(setting);
    emit lanesChanged(setting);
}

// --- rows

void EventsController::setRows(const SnapshotPtr& snapshot, const SharedRows& rows, RowsChange change) {
    const bool isOther = &snapshot->sources() != &m_snapshot->sources();
    m_snapshot = snapshot;
    m_rows = rows;
    m_problems.setSnapshot(snapshot);
    if (isOther) {
        m_cells.cancel();
        read(kNoRow);
    }
    if (isOther || change == RowsChange::Other) {
        m_sort.cancel();
        m_fold.cancel();
        m_open.clear();
        m_hasLanes = false;
        m_timeline.setRows(snapshot, rows);
    } else {
        m_timeline.growRows(snapshot, rows);
    }
    refreshRows();
    showFacts();
}

void EventsController::refreshRows() {
    const bool isTimeOrder = m_wish == SortWish{};
    if (isTimeOrder) {
        m_sort.cancel();
        showRows({m_snapshot, m_wish, m_rows});
    } else if (!m_sort.isRunning()) { // else it is asked again when that one is done
        m_sort.sort(m_snapshot, m_rows, m_wish);
        m_window.table().showSorting(true);
    }
}

void EventsController::sort(SortWish wish) {
    m_sort.cancel();
    m_wish = wish;
    m_window.table().showSort(
        wish.column, wish.order == SortOrder::Ascending ? Qt::AscendingOrder : Qt::DescendingOrder);
    refreshRows();
}

void EventsController::showRows(const SortedRows& sorted) {
    m_window.table().showSorting(false);
    if (!sorted.rows)
        return;
    m_sorted = sorted;
    if (!m_foldsRepeats)
        putRows(sorted.snapshot, sorted.rows, nullptr);
    else if (!m_fold.isRunning()) // else it is asked again when that one is done
        fold();
}

void EventsController::putRows(const SnapshotPtr& snapshot, const SharedRows& rows,
                               const std::shared_ptr<const FoldedRows>& folded) {
    if (folded)
        m_events.setFoldedRows(snapshot, folded);
    else
        m_events.setRows(snapshot, rows);
    showWhyEmpty();
    keepReading();
    m_window.setBanner(m_events.isCapped()
                           ? tr("The table shows the first %L1 events; it cannot hold more.").arg(m_events.rowCount())
                           : QString());
    if (snapshot != m_snapshot)
        refreshRows();
    tellSettled();
}

void EventsController::showWhyEmpty() {
    const LoadReport& report = m_snapshot->report();
    QString none = m_isSearching ? tr("Searching…") : tr("No event loaded is shown by this filter");
    if (m_snapshot->rowCount() == 0 && m_isLoading)
        none = tr("No events yet");
    else if (m_snapshot->rowCount() == 0 && report.ignored.empty() && report.filesFailed == 0)
        none = tr("There are no files in what was opened");
    else if (m_snapshot->rowCount() == 0)
        none = tr("No CloudTrail events: %1 with something else, %2 not readable; a click on the number of problems, below, names them")
                   .arg(fromUtf8(counted(report.ignored.size(), "file")),
                        fromUtf8(counted(report.filesFailed, "file")));
    m_window.table().setEmptyText(none);
    if (m_events.rowCount() > 0) // then it is the lanes that are wanting
        none = m_hasLanes ? tr("The events shown have no time") : tr("Laying out the lanes…");
    m_window.timeline().setEmptyText(none);
}

// --- repeats

void EventsController::setFoldsRepeats(Qt::CheckState folds) {
    m_foldsRepeats = folds == Qt::Checked;
    m_fold.cancel();
    if (m_sorted.rows)
        showRows(m_sorted);
}

// What is being read or selected is not folded away.
void EventsController::fold() {
    constexpr std::int64_t kMostKept = 10'000;
    FoldWish wish{m_sorted.snapshot, m_sorted.rows, m_open};
    wish.open.push_back(index(m_currentRow));
    const std::int64_t selected = m_window.table().selectedCount();
    if (selected > 1 && selected <= kMostKept && !m_events.foldedRows()) {
        const SharedRows rows = m_window.table().selectedRows();
        wish.open.insert(wish.open.end(), rows->begin(), rows->end());
    }
    m_fold.fold(std::move(wish));
}

void EventsController::showFolded(const FoldOutcome& outcome) {
    if (!outcome.rows)
        return;
    putRows(outcome.snapshot, outcome.rows->all, outcome.rows);
    showFacts();
    if (m_foldsRepeats && outcome.rows->all != m_sorted.rows && !m_fold.isRunning())
        fold();
}

void EventsController::toggleRun(int row) {
    const std::shared_ptr<const FoldedRows> folded = m_events.foldedRows();
    const RowVector& all = *folded->all;
    const std::uint32_t place = folded->places[static_cast<std::size_t>(row)];
    if (folded->events(static_cast<std::size_t>(row)) > 1) {
        m_open.push_back(all[place + 1]); // the first one opens nothing: it is shown either way
        fold();
        return;
    }
    const Run run = runAround(*m_events.snapshot(), all, place);
    std::unordered_set<std::uint32_t> open(m_open.begin(), m_open.end()); // few, while a run may have millions
    for (std::size_t at = run.first; at < run.end && !open.empty(); ++at)
        open.erase(all[at]);
    m_open.assign(open.begin(), open.end());
    m_window.table().setCurrentRow(RowId{all[run.lead]});
    fold();
}

// A row that is folded away is unfolded for it.
void EventsController::showEvent(RowId row) {
    if (!m_events.foldedRows() || m_events.rowOf(row) >= 0) {
        m_window.table().setCurrentRow(row);
        return;
    }
    read(row);
    fold();
}

// The event being read stays in the detail pane, whatever is shown around it; where it is shown, it is selected.
void EventsController::keepReading() {
    const bool isShown = m_currentRow == kNoRow || m_events.rowOf(m_currentRow) >= 0;
    m_window.detail().setNote(isShown ? QString() : tr("This event is not among the events shown"));
    if (isShown && m_currentRow != kNoRow && m_window.table().currentRow() != m_currentRow)
        m_window.table().setCurrentRow(m_currentRow);
    if (std::exchange(m_isReadShown, isShown) && !isShown && m_wish == SortWish{})
        m_window.table().showPlace(placeOfCurrent());
}

// Where in time order the event being read would stand.
int EventsController::placeOfCurrent() const {
    const RowVector& rows = *m_events.rows();
    const auto at = std::ranges::partition_point(
        rows, [&](std::uint32_t row) { return isBefore(*m_events.snapshot(), RowId{row}, m_currentRow); });
    return static_cast<int>(std::min<std::ptrdiff_t>(at - rows.begin(), m_events.rowCount() - 1));
}

// --- the event being read

void EventsController::read(RowId row) {
    m_currentRow = row;
    m_window.detail().setNote({});
    m_window.timeline().setCurrentRow(row);
    m_record.cancel();
    m_sayReading.stop();
    m_isReading = row != kNoRow;
    if (!m_isReading) {
        m_window.detail().show(EventDetail{});
        return;
    }
    m_record.read(m_snapshot, row);
    m_sayReading.start();
}

void EventsController::showRecord(const ReadRecordPtr& record) {
    m_sayReading.stop();
    m_isReading = false;
    const auto lineage = m_columns->knownLineage(*m_snapshot);
    m_window.detail().show(detailOf(*record, *m_snapshot, lineage.get(), m_events.style(record->row)));
    tellSettled();
}

// --- counts

void EventsController::setSearching(Qt::CheckState isSearching) {
    m_isSearching = isSearching == Qt::Checked;
    showWhyEmpty();
}

void EventsController::setLoading(Qt::CheckState isLoading) {
    const bool wasLoading = std::exchange(m_isLoading, isLoading == Qt::Checked);
    if (wasLoading && !m_isLoading && m_snapshot->rowCount() > 0)
        m_sort.prepare(m_snapshot);
    if (wasLoading && !m_isLoading)
        renewFindings();
    showWhyEmpty();
    showFacts();
}

void EventsController::renewFindings() {
    if (std::ranges::any_of(m_events.pathColumns(), [](const AnyColumn& column) { return column.finding().has_value(); }))
        m_events.renewPaths();
    if (m_wish.column.finding())
        refreshRows();
    m_timeline.renew();
}

void EventsController::showFacts() {
    const LoadReport& report = m_snapshot->report();
    StatusFacts facts;
    facts.problems = report.failures.size() + report.failuresBeyondList + report.ignored.size();
    facts.loaded = report.events;
    facts.shown = static_cast<quint64>(m_events.rowCount() == 0 ? 0 : m_events.eventsIn(0, m_events.rowCount() - 1));
    facts.selected = static_cast<quint64>(m_window.table().selectedCount());
    facts.duplicates = report.duplicates;
    facts.conflicts = report.conflicts;
    facts.isLoading = m_isLoading;
    facts.wasCancelled = report.wasCancelled;
    facts.hasEvents = m_snapshot->rowCount() > 0;
    m_window.status().setFacts(facts);
}

bool EventsController::isSettled() const {
    return !m_isLoading && !m_isReading && !m_sort.isRunning() && !m_fold.isRunning() && !m_timeline.isBusy();
}

void EventsController::tellSettled() {
    if (isSettled())
        emit settled();
}

} // namespace rastro
