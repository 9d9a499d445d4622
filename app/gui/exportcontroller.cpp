// SPDX-License-Identifier: Apache-2.0
#include "gui/exportcontroller.h"

#include "detail/detailpane.h"
#include "export/atomicfile.h"
#include "gui/actions.h"
#include "gui/mainwindow.h"
#include "items/visibletext.h"
#include "status/statusline.h"
#include "table/eventtableview.h"
#include "timeline/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QBuffer>
#include <QFileDialog>
#include <QLocale>
#include <QMenu>
#include <QMimeData>

#include <algorithm>
#include <utility>

namespace rastro {

namespace {

ExportFormat formatOf(ExportForm form) {
    switch (form) {
    case ExportForm::Json: return ExportFormat::Json;
    case ExportForm::Ndjson: return ExportFormat::Ndjson;
    case ExportForm::Csv: break;
    }
    return ExportFormat::Csv;
}

QString number(quint64 n) { return QLocale().toString(n); }

QString errorText(const Error& error) {
    const QString what = fromUtf8(error.what);
    return error.where.empty() ? what : QStringLiteral("%1: %2").arg(fromUtf8(error.where), what);
}

} // namespace

ExportController::ExportController(MainWindow& window, const EventTableModel& events,
                                   std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_events(events)
    , m_columns(std::move(columns)) {
    connectActions();
    m_progress.setInterval(100);
    connect(&m_progress, &QTimer::timeout, this, &ExportController::showProgress);
    connect(&m_export, &ExportJob::finished, this, &ExportController::tellExport);
    connect(&m_export, &ExportJob::cancelled, this, [this] {
        m_progress.stop();
        m_window.status().hideProgress();
        tell(tr("Export cancelled; nothing was written"));
        emit finished();
    });
    connect(&m_copy, &CopyJob::finished, this, &ExportController::tellCopy);
}

void ExportController::connectActions() {
    connect(m_window.actions().savePicture, &QAction::triggered, this, &ExportController::askForPicture);
    const Actions& a = m_window.actions();
    connect(a.exportEvents, &QAction::triggered, this, &ExportController::ask);
    connect(a.copyRows, &QAction::triggered, this, [this] { copy(ExportFormat::Tsv); });
    connect(a.copyRecord, &QAction::triggered, this, [this] { copy(ExportFormat::Json); });
    connect(a.copyCell, &QAction::triggered, this, &ExportController::copyCell);
    connect(&m_window.table(), &EventTableView::contextMenuRequested, this,
            [this](RowId, const QPoint& where) { openContextMenu(where); });
    connect(&m_window.status(), &StatusLine::cancelRequested, &m_export, &ExportJob::cancel);
    connect(&m_window.detail(), &DetailPane::saveRecordRequested, this, &ExportController::saveRecord);
}

void ExportController::tell(const QString& text) {
    m_window.status().say(text);
    if (std::exchange(m_hasFailed, false))
        m_window.setBanner({}); // it went well now
}

void ExportController::tellFailure(const QString& text) {
    m_hasFailed = true;
    m_window.setBanner(text);
}

// --- export

void ExportController::ask() {
    const auto shown = static_cast<quint64>(m_events.allRows()->size());
    auto* dialog = new ExportDialog(shown, static_cast<quint64>(m_window.table().selectedCount()), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { askForFile(dialog->range(), dialog->form()); });
    dialog->open();
}

void ExportController::askForFile(ExportRange range, ExportForm form) {
    auto* dialog = new QFileDialog(&m_window, tr("Export events to"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(ExportDialog::nameFilter(form));
    dialog->setDefaultSuffix(ExportDialog::suffix(form));
    dialog->selectFile(QStringLiteral("events.") + ExportDialog::suffix(form));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, range, form](const QString& name) { exportTo(range, form, QFile::encodeName(name)); });
    dialog->open();
}

void ExportController::askForPicture() {
    auto* dialog = new QFileDialog(&m_window, tr("Save the picture to"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("PNG pictures (*.png)"));
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(QStringLiteral("timeline.png"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& name) { savePictureTo(QFile::encodeName(name)); });
    dialog->open();
}

// Whole or not at all, and over no file that was loaded.
void ExportController::savePictureTo(const QByteArray& path) {
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    m_window.timeline().viewport()->grab().save(&buffer, "PNG");
    Result<std::unique_ptr<AtomicFile>> file = AtomicFile::create(path.toStdString(), InputFiles(*m_events.snapshot()));
    Status written = file ? (*file)->write({png.constData(), static_cast<std::size_t>(png.size())}) : Status(file.error());
    if (written)
        written = (*file)->commit();
    if (!written)
        tellFailure(tr("The picture could not be saved. %1").arg(errorText(written.error())));
    else
        tell(tr("Saved the timeline to %1").arg(QFile::decodeName(path)));
}

ExportWish ExportController::wishFor(ExportRange range, ExportFormat format) const {
    return {m_events.snapshot(), range == ExportRange::Shown ? m_events.allRows() : m_window.table().selectedRows(),
            m_window.table().shownFields(), format, {}, m_columns};
}

void ExportController::exportTo(ExportRange range, ExportForm form, const QByteArray& path) {
    ExportWish wish = wishFor(range, formatOf(form));
    wish.path = path.toStdString();
    // What the table shows in one cell, and what finds the record again.
    for (const Column column : {Column::EventSource, Column::EventId}) {
        if (form == ExportForm::Csv && std::ranges::find(wish.columns, AnyColumn(column)) == wish.columns.end())
            wish.columns.emplace_back(column);
    }
    m_total = wish.rows->size();
    m_export.start(std::move(wish));
    m_progress.start();
    showProgress();
}

void ExportController::showProgress() {
    const quint64 done = m_export.rowsDone();
    m_window.status().showProgress(tr("Exporting %1 of %2").arg(number(done), number(m_total)),
                                   m_total == 0 ? 1000 : static_cast<int>(done * 1000 / m_total));
}

void ExportController::tellExport(const ExportResult& result) {
    m_progress.stop();
    m_window.status().hideProgress();
    const QString name = QFile::decodeName(QByteArray::fromStdString(result.path));
    if (result.error)
        tellFailure(tr("The export failed and nothing was written. %1").arg(errorText(*result.error)));
    else if (result.outcome.unreadRows > 0)
        tellFailure(tr("Exported %1 events to %2. The records of %3 more could not be read again.")
                        .arg(number(result.outcome.rows), name, number(result.outcome.unreadRows)));
    else
        tell(result.outcome.rows == 1 ? tr("Exported 1 event to %1").arg(name)
                                      : tr("Exported %1 events to %2").arg(number(result.outcome.rows), name));
    emit finished();
}

// --- copy

void ExportController::copy(ExportFormat format) {
    ExportWish wish = wishFor(ExportRange::Selected, format);
    if (wish.rows->empty())
        return;
    m_total = wish.rows->size();
    m_copy.start(std::move(wish));
}

void ExportController::copyCell() {
    const QModelIndex index = m_window.table().currentIndex();
    if (index.isValid() && m_events.fieldOfSection(index.column()))
        QApplication::clipboard()->setText(index.data(EventTableModel::RawTextRole).toString());
}

void ExportController::tellCopy(const CopyResult& result) {
    if (result.error) {
        tell(tr("Not copied. %1").arg(errorText(*result.error)));
        return;
    }
    QApplication::clipboard()->setText(fromUtf8(result.text));
    if (result.isWhole && result.unread == 0)
        tell(result.rows == 1 ? tr("Copied 1 row") : tr("Copied %1 rows").arg(number(result.rows)));
    else if (result.isWhole)
        tell(tr("Copied %1 rows; %2 records could not be read again").arg(number(result.rows), number(result.unread)));
    else
        tell(tr("Copied the first %1 of %2 rows; Export takes all").arg(number(result.rows), number(m_total)));
}

// --- the record being read

void ExportController::saveRecord() {
    const std::string bytes = m_window.detail().detail().bytes;
    QFileDialog::saveFileContent(QByteArray::fromStdString(bytes), QStringLiteral("record.json"));
}

void ExportController::openContextMenu(const QPoint& globalPosition) {
    const Actions& a = m_window.actions();
    QMenu menu(&m_window);
    menu.addActions({a.copyCell, a.copyRows, a.copyRecord});
    menu.addSeparator();
    menu.addAction(a.exportEvents);
    emit menuOpening(menu);
    menu.exec(globalPosition);
}

} // namespace rastro
