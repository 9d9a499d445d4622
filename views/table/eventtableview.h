// SPDX-License-Identifier: Apache-2.0
//
// EventTableView: the table of events. Rows of one height, no grid; the same events stay selected and in place when
// the rows are replaced. It emits wishes (sort, copy, activate) and does nothing that grows with the rows. GUI thread.
#pragma once

#include "items/eventtablemodel.h"
#include "table/rowkeeper.h"

#include <QTableView>

class QMenu;

namespace rastro {

class ColumnWidths;
class EventDelegate;
class EventHeader;

enum class RowHeight : quint8 { Normal, Compact };

class EventTableView : public QTableView {
    Q_OBJECT
public:
    explicit EventTableView(QWidget* parent = nullptr);

    void setEventModel(EventTableModel* model); // once
    void setRowHeight(RowHeight height);

    RowId currentRow() const;
    RowId firstRowInSight() const; // kNoRow if there is none
    void setCurrentRow(RowId row); // selects it and brings it on screen; nothing if it is not shown
    void showPlace(int row); // brings it to the middle, selects nothing
    // Events selected, those that a folded row stands for among them.
    std::int64_t selectedCount() const;
    // The same in the order shown.
    SharedRows selectedRows() const;

    // Columns shown, in the order shown; the first without the paths among them.
    std::vector<Column> shownColumns() const;
    std::vector<AnyColumn> shownFields() const;
    // A path becomes a column of the model when it is shown, and none when it is not.
    void setColumnShown(const AnyColumn& column, Qt::CheckState shown);
    void resetColumns();
    void openChooser(); // at the header
    QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray& state);

    void showSort(const AnyColumn& column, Qt::SortOrder order);
    void showSorting(bool isSorting);

    void selectAll() override;
    void setEmptyText(const QString& text); // said where no row is
    QString emptyText() const { return m_emptyText; }

signals:
    void currentRowChanged(rastro::RowId row);
    void selectionCountChanged();
    void sortRequested(const rastro::AnyColumn& column, Qt::SortOrder order);
    void pathColumnRequested(const QString& path); // as somebody typed it
    void foldToggled(int row); // of the table: Space on a row, while repeats are folded
    void contextMenuRequested(rastro::RowId row, const QPoint& globalPosition);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setUpLooks();
    void requestSort(int section);
    int visibleRows() const;
    void followCurrent();
    void showChooser(const QPoint& globalPosition, Qt::AlignmentFlag align = Qt::AlignLeft);
    void addToChooser(QMenu& menu, const AnyColumn& column);
    void addPathField(QMenu& menu);
    void showPath(const AnyColumn& path);
    void keepRowsOverReset();

    EventTableModel* m_events = nullptr;
    EventHeader* m_header;
    EventDelegate* m_delegate;
    ColumnWidths* m_widths;
    RowKeeper m_keeper{*this};
    RowHeight m_height = RowHeight::Normal;
    QString m_emptyText;
    bool m_isResetting = false;
    AnyColumn m_sortColumn = Column::EventTime;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace rastro
