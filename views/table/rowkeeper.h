// SPDX-License-Identifier: Apache-2.0
//
// RowKeeper: carries what a person looks at across a model reset: current row, selected rows (by RowId) and the row the
// eye rests on stays at the same height of the viewport. Owned by the table view, GUI thread.
#pragma once

#include "items/eventtablemodel.h"

#include <QItemSelection>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

class QTableView;

namespace rastro {

class RowKeeper {
public:
    explicit RowKeeper(QTableView& view) : m_view(view) {}

    void remember(const EventTableModel& model); // before the reset
    void restore(const EventTableModel& model);  // after it

    // Rows of the selection in ranges of view rows; cheap for any number of rows.
    static std::vector<std::pair<int, int>> ranges(const QItemSelectionModel& selection);

private:
    std::optional<QItemSelection> findSelected(const EventTableModel& model, std::span<const std::uint32_t> selected,
                                               int mostRanges) const;

    QTableView& m_view;
    RowId m_current = kNoRow;
    RowId m_anchor = kNoRow;
    int m_currentColumn = 0;
    int m_anchorOffset = 0; // rows below the top of the viewport
    SharedRows m_all; // all rows of the model were selected: these; else null
    std::size_t m_left = 0; // rows that are still selected of a selection of all; 0: another selection
    std::vector<std::uint32_t> m_selected;
};

} // namespace rastro
