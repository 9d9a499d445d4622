// SPDX-License-Identifier: Apache-2.0
#include "gui/comparecontroller.h"

#include "gui/actions.h"
#include "events/callkind.h"
#include "gui/mainwindow.h"
#include "items/eventtablemodel.h"
#include "items/visibletext.h"
#include "status/statusline.h"
#include "table/eventtableview.h"

#include <QMenu>

namespace rastro {

namespace {

// Whose event it is, in one line of a header.
QString titleOf(const RecordWords& words) {
    const auto shown = [](const std::string& text) { return visibleText(shortened(fromUtf8(text), 80)); };
    const QString title = QStringLiteral("%1  %2  %3").arg(shown(words.when), shown(words.who), shown(words.what));
    return words.ending == name(Outcome::Ok) ? title : QStringLiteral("[%1]  %2").arg(shown(words.ending), title);
}

} // namespace

CompareController::CompareController(MainWindow& window, const EventTableModel& events, QObject* parent)
    : QObject(parent), m_window(window), m_events(events) {
    connect(m_window.actions().compare, &QAction::triggered, this, &CompareController::compare);
    connect(&m_job, &CompareJob::compared, this, &CompareController::show);
}

void CompareController::addToTableMenu(QMenu& menu) {
    if (m_window.table().selectedCount() == 2)
        menu.addAction(m_window.actions().compare);
}

void CompareController::compare() {
    if (m_window.table().selectedCount() != 2) {
        m_window.status().say(tr("Select the two events to compare: Ctrl+click, or Shift+↓"));
        return;
    }
    const SharedRows rows = m_window.table().selectedRows();
    m_job.compare(m_events.snapshot(), RowId{(*rows)[0]}, RowId{(*rows)[1]});
}

void CompareController::show(const EventComparison& comparison) {
    if (!m_comparison) {
        m_comparison = new CompareWindow(&m_window);
        m_comparison->setAttribute(Qt::WA_DeleteOnClose);
    }
    if (comparison.error)
        m_comparison->showProblem(tr("A record could not be read again: %1").arg(fromUtf8(comparison.error->what)));
    else
        m_comparison->show(comparison.diff, titleOf(comparison.words[0]), titleOf(comparison.words[1]));
}

} // namespace rastro
