// SPDX-License-Identifier: Apache-2.0
#include "gui/reportcontroller.h"

#include "gui/actions.h"
#include "gui/filtercontroller.h"
#include "gui/mainwindow.h"
#include "items/eventtablemodel.h"
#include "items/visibletext.h"
#include "language/fields.h"
#include "language/parser.h"
#include "language/unparser.h"
#include "query/celltext.h"
#include "report/reportpane.h"
#include "status/statusline.h"
#include "table/eventtableview.h"

#include <QLocale>
#include <QMenu>

namespace rastro {

namespace {

QString number(std::uint64_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

QString titleOf(const ReportOutcome& outcome) {
    const Report& report = outcome.report;
    QString title = visibleText(fromUtf8(report.subject));
    if (outcome.kind == ReportKind::Ledger)
        title += report.events == 1 ? ReportController::tr(": 1 thing") : ReportController::tr(": %1 things").arg(number(report.events));
    else
        title += ReportController::tr(": %1 events, %2 not ok").arg(number(report.events), number(report.errors));
    if (report.first != kNoTime)
        title += ReportController::tr(", %1 to %2").arg(fromUtf8(formatTime(report.first)), fromUtf8(formatTime(report.last)));
    if (report.unreadRows > 0)
        title += ReportController::tr("; %1 records could not be read").arg(number(report.unreadRows));
    return title;
}

} // namespace

ReportController::ReportController(MainWindow& window, const EventTableModel& events, FilterController& filters,
                                   std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_events(events)
    , m_filters(filters)
    , m_pane(window.report())
    , m_job(std::move(columns)) {
    const Actions& a = m_window.actions();
    const auto ask = [this](ReportKind kind) {
        m_window.showReport();
        make(kind);
    };
    connect(a.briefing, &QAction::triggered, this, [ask] { ask(ReportKind::Briefing); });
    connect(a.ledger, &QAction::triggered, this, [ask] { ask(ReportKind::Ledger); });
    connect(a.profile, &QAction::triggered, this, [this] {
        m_window.showReport();
        m_cameByItself = false;
        m_pane.askForSubject();
    });
    connect(&m_pane, &ReportPane::briefingWanted, this, [this] { make(ReportKind::Briefing); });
    connect(&m_pane, &ReportPane::ledgerWanted, this, [this] { make(ReportKind::Ledger); });
    connect(&m_pane, &ReportPane::profileWanted, this, [this](const QString& of) { make(ReportKind::Profile, of); });
    connect(&m_pane, &ReportPane::lineActivated, this, &ReportController::showEvents);
    connect(&m_filters, &FilterController::profileWanted, this, [this](const QString& of) {
        m_window.showReport();
        m_pane.setSubject(of);
        make(ReportKind::Profile, of);
    });
    connect(&m_job, &ReportJob::reportReady, this, [this](const ReportOutcomePtr& outcome) {
        if (outcome)
            show(*outcome);
    });
    connect(&m_window.table(), &EventTableView::currentRowChanged, this, [this](RowId row) {
        if (row != kNoRow && std::exchange(m_cameByItself, false))
            m_window.showDetail();
    });
}

void ReportController::brief(const std::shared_ptr<const Snapshot>& snapshot) {
    if (snapshot == m_snapshot || snapshot->timeOrder().empty())
        return;
    m_snapshot = snapshot;
    make(ReportKind::Briefing);
    m_cameByItself = m_window.table().currentRow() == kNoRow;
    if (m_cameByItself)
        m_window.raiseReport();
}

void ReportController::make(ReportKind kind, const QString& of) {
    m_cameByItself = false;
    if (!m_filters.shownOf())
        return;
    if (kind != ReportKind::Profile)
        m_pane.setSubject({}); // it would read as if this were about it
    m_pane.setBusy(kind == ReportKind::Briefing ? tr("Looking through what is loaded…")
                   : kind == ReportKind::Ledger ? tr("Looking for what these events left behind…")
                                                : tr("Looking for %1…").arg(visibleText(shortened(of, 100))));
    m_job.make({.kind = kind, .snapshot = m_filters.shownOf(), .of = of.toStdString(), .rows = m_filters.shownRows(), .context = m_filters.contextNow()});
}

void ReportController::show(const ReportOutcome& outcome) {
    if (outcome.error) {
        m_pane.setProblem(visibleText(fromUtf8(outcome.error->what)));
        return;
    }
    m_pane.show(titleOf(outcome), outcome.report, outcome.isComplete ? ReportPane::Place::Kept : ReportPane::Place::Top);
    m_pane.setAppendix(fromUtf8(outcome.text));
    if (outcome.report.isPartial && !outcome.isComplete) { // what is quick is shown at once, the rest follows
        m_pane.setBusy(titleOf(outcome) + u' ' + tr("Reading the rest…"));
        m_job.make({.kind = outcome.kind, .snapshot = outcome.snapshot, .of = outcome.of, .isComplete = true, .context = m_filters.contextNow()});
    }
}

void ReportController::showEvents(const QString& filter, quint32 row) {
    const auto parsed = parseFilter(filter.toStdString());
    if (const auto* expression = std::get_if<Expression>(&parsed))
        m_filters.apply(*expression);
    if (RowId{row} != kNoRow && m_events.rowOf(RowId{row}) >= 0)
        m_window.table().setCurrentRow(RowId{row});
}

void ReportController::addToTableMenu(QMenu& menu) {
    const RowId row = m_window.table().currentRow();
    if (row == kNoRow)
        return;
    QMenu* profiles = menu.addMenu(tr("&Profile of"));
    const std::pair<Column, QString> subjects[] = {{Column::Actor, tr("&Actor")},
                                                   {Column::IdentityAccessKeyId, tr("Access &key")},
                                                   {Column::SourceIPAddress, tr("Source &IP")},
                                                   {Column::UserAgent, tr("&User agent")},
                                                   {Column::Account, tr("Acc&ount")}};
    for (const auto& [column, title] : subjects) {
        const auto value = cellText(*m_events.snapshot(), column, row);
        const QString shown = value ? visibleText(shortened(fromUtf8(*value), 48)).replace(u'&', QStringLiteral("&&")) : QString();
        QAction* action = profiles->addAction(value ? QStringLiteral("%1: %2").arg(title, shown) : title);
        action->setEnabled(value.has_value());
        const QString of = value ? fromUtf8(filterText(equalsTerm(fieldOf(column), *value))) : QString();
        connect(action, &QAction::triggered, this, [this, of] { emit m_filters.profileWanted(of); });
    }
}

} // namespace rastro
