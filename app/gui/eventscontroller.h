// SPDX-License-Identifier: Apache-2.0
//
// EventsController: what the window shows of what is loaded: rows and their order, the event being read, the timeline,
// the counts. Feeds views with what jobs made; views never meet elsewhere. GUI thread.
#pragma once

#include "async/celljob.h"
#include "async/foldjob.h"
#include "async/loadjob.h"
#include "async/recordjob.h"
#include "async/sortjob.h"
#include "async/timelinejob.h"
#include "items/eventdetail.h"
#include "items/eventtablemodel.h"
#include "items/problemsmodel.h"
#include "status/statusline.h"

#include <QObject>
#include <QTimer>

namespace rastro {

class MainWindow;

// What becomes of the rows shown before.
enum class RowsChange : quint8 { Grown /* the same question to more events */, Other };

class EventsController : public QObject {
    Q_OBJECT
public:
    EventsController(MainWindow& window, EventTableModel& events, ProblemsModel& problems,
                     std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);

    // The events to show, in time order: rows of the snapshot.
    void setRows(const SnapshotPtr& snapshot, const SharedRows& rows, RowsChange change);
    void setSearching(Qt::CheckState isSearching); // more rows may be found
    void setLoading(Qt::CheckState isLoading); // counts say "so far"
    void sort(SortWish wish);
    void setFoldsRepeats(Qt::CheckState folds);
    void renewFindings(); // what they go by has changed
    void setLanes(const LaneSetting& setting);
    const LaneSetting& laneSetting() const { return m_timeline.laneSetting(); }

    const SnapshotPtr& snapshot() const { return m_snapshot; }
    bool isSettled() const; // nothing is being read, sorted or computed
    RowId currentRow() const { return m_currentRow; }

signals:
    void settled();
    void lanesChanged(const rastro::LaneSetting& setting);

private:
    void connectTable();
    void connectTimeline();
    void refreshRows();
    void keepReading();
    int placeOfCurrent() const;
    void showRows(const SortedRows& sorted);
    void putRows(const SnapshotPtr& snapshot, const SharedRows& rows, const std::shared_ptr<const FoldedRows>& folded);
    void fold();
    void showFolded(const FoldOutcome& outcome);
    void toggleRun(int row);
    void showEvent(RowId row);
    void read(RowId row);
    void showRecord(const ReadRecordPtr& record);
    void showFacts();
    void showWhyEmpty();
    void tellSettled();

    MainWindow& m_window;
    EventTableModel& m_events;
    ProblemsModel& m_problems;
    std::shared_ptr<OnDemandCache> m_columns;
    SnapshotPtr m_snapshot;
    SortWish m_wish;
    bool m_isLoading = false;
    bool m_isSearching = false;
    bool m_hasLanes = false; // of the rows shown
    SharedRows m_rows = std::make_shared<const RowVector>(); // in time order
    RowId m_currentRow = kNoRow;
    bool m_isReadShown = true; // it is among the rows of the table
    bool m_isReading = false;
    QTimer m_sayReading; // a reader who waits long is told
    QTimer m_facts;      // counts follow the selection, not each step of it
    RecordJob m_record;
    CellJob m_cells;
    SortJob m_sort;
    FoldJob m_fold;
    bool m_foldsRepeats = false;
    SortedRows m_sorted;               // what is to be shown, folded or not
    std::vector<std::uint32_t> m_open; // rows whose runs were unfolded by hand
    TimelineJob m_timeline;
};

} // namespace rastro
