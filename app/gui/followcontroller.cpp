// SPDX-License-Identifier: Apache-2.0
#include "gui/followcontroller.h"

#include "gui/actions.h"
#include "gui/filtercontroller.h"
#include "gui/mainwindow.h"
#include "items/eventtablemodel.h"
#include "items/visibletext.h"
#include "language/unparser.h"
#include "status/statusline.h"
#include "table/eventtableview.h"

#include <QMenu>

namespace rastro {

FollowController::FollowController(MainWindow& window, const EventTableModel& events, FilterController& filters,
                                   std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent), m_window(window), m_events(events), m_filters(filters), m_job(std::move(columns)) {
    const Actions& a = m_window.actions();
    connect(a.followSession, &QAction::triggered, this, &FollowController::follow);
    connect(a.nextInSession, &QAction::triggered, this, [this] { step(FollowJob::Direction::On); });
    connect(a.previousInSession, &QAction::triggered, this, [this] { step(FollowJob::Direction::Back); });
    connect(&m_job, &FollowJob::followed, this, &FollowController::show);
    connect(&m_job, &FollowJob::stepped, this, &FollowController::showStep);
}

void FollowController::addToTableMenu(QMenu& menu) { menu.addAction(m_window.actions().followSession); }

void FollowController::follow() {
    const RowId row = m_window.table().currentRow();
    if (row == kNoRow)
        m_window.status().say(tr("Select an event whose session is to be followed"));
    else
        m_job.follow(m_events.snapshot(), row);
}

// The chain in its window; the table shows the session's events.
void FollowController::show(const FollowedChain& followed) {
    if (followed.error)
        return;
    if (followed.chain.lines.empty()) {
        m_window.status().say(tr("This event was made without a credential that could be followed"));
        return;
    }
    if (!m_chain) {
        m_chain = new FollowWindow(&m_window);
        m_chain->setAttribute(Qt::WA_DeleteOnClose);
        const Actions& a = m_window.actions();
        m_chain->addActions({a.nextInSession, a.previousInSession, a.back, a.forward, a.clearFilter});
        connect(m_chain, &FollowWindow::sessionActivated, this,
                [this](const QString& key) { filterFor(Finding::Session, key); });
        connect(m_chain, &FollowWindow::originActivated, this,
                [this](const QString& origin) { filterFor(Finding::Origin, origin); });
    }
    m_chain->show(followed.snapshot, followed.chain, fromUtf8(followed.text));
    if (const int row = m_chain->model().followedRow(); row >= 0)
        filterFor(Finding::Session, m_chain->model().index(row, 0).data(ChainModel::KeyRole).toString());
}

void FollowController::filterFor(Finding finding, const QString& value) {
    m_filters.apply(equalsTerm(AnyColumn(finding).path(), value.toStdString()));
}

// Among the events shown, in their order.
void FollowController::step(FollowJob::Direction direction) {
    const QModelIndex from = m_window.table().currentIndex();
    if (m_window.table().currentRow() == kNoRow)
        m_window.status().say(tr("Select an event of the session first"));
    else
        m_job.step(m_events.snapshot(), m_events.rows(), static_cast<std::size_t>(from.row()), direction);
}

void FollowController::showStep(RowId row) {
    if (row == kNoRow)
        m_window.status().say(tr("No more events of this session are shown"));
    else
        m_window.table().setCurrentRow(row);
}

} // namespace rastro
