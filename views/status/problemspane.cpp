// SPDX-License-Identifier: Apache-2.0
#include "status/problemspane.h"

#include "items/problemsmodel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

namespace rastro {

ProblemsPane::ProblemsPane(ProblemsModel* model, QWidget* parent) : QTableView(parent) {
    setModel(model);
    setAccessibleName(tr("Problems"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setTextElideMode(Qt::ElideMiddle);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(std::max(21, fontMetrics().height() + 3)); // as in the table of events
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int unit = fontMetrics().averageCharWidth();
    horizontalHeader()->resizeSection(ProblemsModel::WhatSection, 12 * unit);
    horizontalHeader()->resizeSection(ProblemsModel::FileSection, 70 * unit);
    horizontalHeader()->resizeSection(ProblemsModel::PlaceSection, 16 * unit);
    horizontalHeader()->setStretchLastSection(true);
}

void ProblemsPane::copySelected() const {
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int section = 0; section < ProblemsModel::SectionCount; ++section)
            cells << row.siblingAtColumn(section).data().toString();
        text += cells.join(u'\t') + u'\n';
    }
    QApplication::clipboard()->setText(text);
}

void ProblemsPane::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        copySelected();
    else
        QTableView::keyPressEvent(event);
}

void ProblemsPane::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    connect(menu.addAction(tr("&Copy lines")), &QAction::triggered, this, &ProblemsPane::copySelected);
    menu.exec(event->globalPos());
}

} // namespace rastro
