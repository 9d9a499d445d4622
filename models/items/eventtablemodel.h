// SPDX-License-Identifier: Apache-2.0
//
// EventTableModel: the rows of a snapshot, in a given order, as a table. Rows are an index vector; every change is one
// reset. Strings are made in data() for the cells asked for. Section 0 is the mark, section 1 + n the n-th Column, and
// behind them stand the paths that were made columns. A row may stand for events that repeat it. Target, summary and paths come from the record: the model asks for
// them (cellsWanted) and shows an ellipsis until they are given. Lives in the GUI thread; snapshot and rows are immutable.
#pragma once

#include "events/callkind.h"
#include "items/recordcells.h"
#include "query/anycolumn.h"
#include "query/repeats.h"
#include "store/snapshot.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace rastro {

using SharedRows = std::shared_ptr<const RowVector>;

// What the row's look depends on, in one role, so that painting asks for little.
struct RowStyle {
    Kind kind = Kind::Read;
    Outcome outcome = Outcome::Ok;
    bool isRoot = false;
    bool isConflict = false;
    bool isHidden = false; // a duplicate or a replaced summary row
    bool isSummaryOnly = false;
};

class EventTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        RowIdRole = Qt::UserRole + 1,
        StyleRole,
        RawTextRole,
        FoldRole, // the end of the text of an event that stands for others
    };
    static constexpr int kMarkSection = 0;
    static constexpr int sectionOf(Column column) { return 1 + static_cast<int>(column); }
    static constexpr std::optional<Column> columnOf(int section) {
        return section <= kMarkSection || section > static_cast<int>(kColumns)
                   ? std::nullopt
                   : std::optional(static_cast<Column>(section - 1));
    }

    static constexpr int kFirstPathSection = static_cast<int>(kColumns) + 1;

    explicit EventTableModel(QObject* parent = nullptr);

    // Paths as columns, each once. A stored column is none.
    const std::vector<AnyColumn>& pathColumns() const { return m_paths; }
    bool addPathColumn(const AnyColumn& path); // false if it is none, or there already
    void removePathColumn(const AnyColumn& path);
    std::optional<AnyColumn> fieldOfSection(int section) const; // nullopt: the mark
    int sectionOfField(const AnyColumn& field) const;           // -1: a path that is no column
    // The values a path reaches in the row; empty while the record has not been read.
    QStringList pathValues(RowId id, int section) const;
    quint32 pathsVersion() const { return m_pathsVersion; }
    void renewPaths(); // what was made for them no longer holds

    // rows: distinct rows of the snapshot. One reset.
    void setRows(std::shared_ptr<const Snapshot> snapshot, SharedRows rows);
    // The same of rows of which some stand for their repeats.
    void setFoldedRows(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const FoldedRows> rows);
    const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
    const SharedRows& rows() const { return m_rows; } // one for each row of the table
    const SharedRows& allRows() const { return m_folded ? m_folded->all : m_rows; } // folded ones too
    const std::shared_ptr<const FoldedRows>& foldedRows() const { return m_folded; } // null: nothing is folded
    std::int64_t eventsIn(int firstRow, int lastRow) const; // that the rows of the table stand for

    // More rows than this are not shown: a view breaks at 2^31 pixels (99 million rows of 21 px).
    void setMaxRows(int rows) { m_maxRows = rows; }
    bool isCapped() const { return m_rows->size() > static_cast<std::size_t>(m_maxRows); }

    RowId rowId(int row) const;
    int rowOf(RowId id) const; // -1 if it is not shown; linear in the rows
    RowStyle style(RowId id) const;
    // The cell as its full text, nothing escaped; empty while the record has not been read.
    QString text(RowId id, Column column) const;

    void setCells(const std::vector<RecordCells>& cells);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    // Rows whose cells are to be made from their records, newest wish last; repeated until they are given.
    void cellsWanted(const std::vector<rastro::RowId>& rows);

private:
    QString cellText(RowId id, Column column) const;
    QString timeText(Micros time) const;
    QString onDemandText(RowId id, Column column) const;
    QString pathText(RowId id, int section) const;
    QVariant textOf(int row, int section, int role) const;
    QString foldText(int row) const;
    void reset(std::shared_ptr<const Snapshot> snapshot, SharedRows rows, std::shared_ptr<const FoldedRows> folded);
    void decideDateForm();
    void readKindNames();
    void want(RowId id) const;

    std::shared_ptr<const Snapshot> m_snapshot;
    SharedRows m_rows;
    std::shared_ptr<const FoldedRows> m_folded;
    int m_maxRows;
    bool m_showsDate = false;
    std::vector<Kind> m_kinds;       // by code
    std::vector<Outcome> m_outcomes; // by code
    std::vector<AnyColumn> m_paths;
    quint32 m_pathsVersion = 0; // cells made for other paths are made anew
    mutable RecordCellCache m_cells;
    mutable std::vector<RowId> m_wanted;
    mutable QTimer m_askTimer;
};

} // namespace rastro

Q_DECLARE_METATYPE(rastro::RowStyle)
Q_DECLARE_METATYPE(rastro::RowId)
