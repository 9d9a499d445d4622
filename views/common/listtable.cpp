// SPDX-License-Identifier: Apache-2.0
#include "common/listtable.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace rastro {

void setUpListTable(QTableView& table, const QString& accessibleName) {
    table.setAccessibleName(accessibleName);
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setTabKeyNavigation(false);
    table.setCornerButtonEnabled(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(std::max(21, table.fontMetrics().height() + 3));
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

} // namespace rastro
