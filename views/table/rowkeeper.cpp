// SPDX-License-Identifier: Apache-2.0
#include "table/rowkeeper.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kMostPiecesOfAll = 2000;

} // namespace

std::vector<std::pair<int, int>> RowKeeper::ranges(const QItemSelectionModel& selection) {
    std::vector<std::pair<int, int>> out;
    for (const QItemSelectionRange& range : selection.selection())
        out.emplace_back(range.top(), range.bottom());
    std::sort(out.begin(), out.end());
    return out;
}

void RowKeeper::remember(const EventTableModel& model) {
    const QModelIndex current = m_view.currentIndex();
    const int top = m_view.verticalScrollBar()->value(); // scrolls per item: the value is a row
    const int visible = std::max(1, m_view.viewport()->height() / m_view.verticalHeader()->defaultSectionSize());
    m_current = model.rowId(current.row());
    m_currentColumn = std::max(current.column(), 0);
    const bool isCurrentSeen = current.isValid() && current.row() >= top && current.row() < top + visible;
    // At the very top with nothing picked the reader follows the beginning.
    const int anchorRow = isCurrentSeen ? current.row() : top;
    m_anchor = isCurrentSeen || top > 0 ? model.rowId(anchorRow) : kNoRow;
    m_anchorOffset = anchorRow - top;

    const auto selected = ranges(*m_view.selectionModel());
    const bool isAll = selected.size() == 1 && selected[0].first == 0 && selected[0].second == model.rowCount() - 1 &&
                       model.rowCount() > 1;
    m_all = isAll ? model.rows() : nullptr;
    m_selected.clear();
    if (isAll)
        return;
    for (const auto& [first, last] : selected) {
        for (int row = first; row <= last; ++row)
            m_selected.push_back(index(model.rowId(row)));
    }
    if (m_selected.size() != m_left)
        m_left = 0; // somebody selected something else
}

void RowKeeper::restore(const EventTableModel& model) {
    const int rows = model.rowCount();
    const auto rowSpan = [&](int first, int last) {
        return QItemSelection(model.index(first, 0), model.index(last, model.columnCount() - 1));
    };
    QItemSelectionModel& selection = *m_view.selectionModel();
    const int current = m_current == kNoRow ? -1 : model.rowOf(m_current);
    if (current >= 0)
        selection.setCurrentIndex(model.index(current, m_currentColumn), QItemSelectionModel::NoUpdate);
    const auto loaded = model.snapshot() ? model.snapshot()->timeOrder().size() : 0;
    if (m_all && m_all->size() == loaded && model.rowCount() == static_cast<int>(loaded) && rows > 0) {
        selection.select(rowSpan(0, rows - 1), QItemSelectionModel::ClearAndSelect); // sorted otherwise, nothing else
        m_left = 0;
    } else if ((m_all || m_left > 1) && rows > 0) {
        // A selection of all, torn into very many pieces, would make the table slow: then only the current row stays.
        const std::span<const std::uint32_t> before = m_all ? std::span<const std::uint32_t>(*m_all) : m_selected;
        auto selected = findSelected(model, before, kMostPiecesOfAll);
        if (!selected)
            selected = current >= 0 ? rowSpan(current, current) : QItemSelection();
        selection.select(*selected, QItemSelectionModel::ClearAndSelect);
        m_left = 0;
        for (const QItemSelectionRange& range : *selected)
            m_left += static_cast<std::size_t>(range.height());
    } else if (m_selected.size() == 1 && m_selected[0] == index(m_current) && current >= 0)
        selection.select(rowSpan(current, current), QItemSelectionModel::ClearAndSelect);
    else if (!m_selected.empty())
        selection.select(*findSelected(model, m_selected, model.rowCount()), QItemSelectionModel::ClearAndSelect);
    const int anchor = m_anchor == m_current ? current : m_anchor == kNoRow ? -1 : model.rowOf(m_anchor);
    if (anchor >= 0)
        m_view.verticalScrollBar()->setValue(anchor - m_anchorOffset);
}

// nullopt if they stand in more ranges than that.
std::optional<QItemSelection> RowKeeper::findSelected(const EventTableModel& model, std::span<const std::uint32_t> selected,
                                                      int mostRanges) const {
    // One bit per row of the store: a single pass over the rows finds all.
    std::vector<bool> isSelected(model.snapshot()->rowCount());
    for (const std::uint32_t row : selected) {
        if (row < isSelected.size())
            isSelected[row] = true;
    }
    QItemSelection out;
    const int last = model.columnCount() - 1;
    const int rows = model.rowCount();
    int first = -1;
    for (int row = 0; row <= rows; ++row) {
        const bool isIn = row < rows && isSelected[(*model.rows())[static_cast<std::size_t>(row)]];
        if (isIn && first < 0)
            first = row;
        if (!isIn && first >= 0 && out.size() == mostRanges)
            return std::nullopt;
        if (!isIn && first >= 0) {
            out.append(QItemSelectionRange(model.index(first, 0), model.index(row - 1, last)));
            first = -1;
        }
    }
    return out;
}

} // namespace rastro
