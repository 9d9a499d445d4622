// SPDX-License-Identifier: Apache-2.0
#include "report/reportpane.h"

#include "common/plaintext.h"
#include "items/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace rastro {

namespace {

// Sections in bold; a line that counts nothing is quiet.
class ReportDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->font.setBold(index.data(ReportModel::SectionRole).toBool());
        if (index.data(ReportModel::QuietRole).toBool())
            option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), std::max(21, option.fontMetrics.height() + 3)};
    }
};

constexpr int kPadding = 16;
constexpr int kLeastWhat = 160;
constexpr int kLeastBesideTimes = 420; // of the text

QToolButton* button(const QString& text, const QString& tip, QWidget* parent) {
    auto* made = new QToolButton(parent);
    made->setText(text);
    made->setToolTip(tip);
    return made;
}

} // namespace

ReportPane::ReportPane(QWidget* parent)
    : QWidget(parent)
    , m_subject(new QLineEdit(this))
    , m_title(makePlainLabel(this))
    , m_tree(new QTreeView(this))
    , m_line(makePlainLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(4);
    auto* briefing = button(tr("Briefing"), tr("What is loaded, its holes, and the first questions"), this);
    auto* ledger = button(tr("Ledger"), tr("What the events shown made, opened, shared or switched off"), this);
    auto* copy = button(tr("Copy"), tr("The whole report as text"), this);
    m_subject->setPlaceholderText(tr("Profile of a key, person, address, role…"));
    m_subject->setAccessibleName(tr("Profile of"));
    m_subject->setClearButtonEnabled(true);
    m_subject->setMaxLength(4'000);
    row->addWidget(briefing);
    row->addWidget(ledger);
    row->addStretch(1);
    row->addWidget(copy);
    column->addLayout(row);
    auto* subject = new QHBoxLayout; // a row of its own: what is asked about may be long
    subject->setContentsMargins(8, 0, 8, 0);
    subject->addWidget(m_subject);
    column->addLayout(subject);
    m_title->setWordWrap(true);
    m_title->setContentsMargins(8, 0, 8, 0);
    m_title->setAccessibleName(tr("Report"));
    column->addWidget(m_title);
    createTree();
    column->addWidget(m_tree, 1);
    m_line->setWordWrap(true);
    m_line->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_line->setFixedHeight(4 * fontMetrics().height() + 8); // whatever it says: rows must not move under the pointer
    m_line->setContentsMargins(8, 0, 8, 0);
    m_line->setAccessibleName(tr("The current line in full"));
    column->addWidget(m_line);
    connect(briefing, &QToolButton::clicked, this, &ReportPane::briefingWanted);
    connect(ledger, &QToolButton::clicked, this, &ReportPane::ledgerWanted);
    connect(copy, &QToolButton::clicked, this, &ReportPane::copyAll);
    connect(m_subject, &QLineEdit::returnPressed, this, [this] {
        if (!m_subject->text().trimmed().isEmpty())
            emit profileWanted(m_subject->text().trimmed());
        m_tree->setFocus(Qt::OtherFocusReason);
    });
}

void ReportPane::createTree() {
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new ReportDelegate(m_tree));
    m_tree->setAccessibleName(tr("Lines of the report"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setHighlightSections(false);
    m_tree->header()->setMinimumSectionSize(40);
    const int time = fontMetrics().horizontalAdvance(QStringLiteral("2000-00-00 00:00:00")) + kPadding;
    for (const int column : {ReportModel::Events, ReportModel::Errors})
        m_tree->header()->resizeSection(column, m_tree->header()->sectionSizeHint(column) + kPadding / 2);
    for (const int column : {ReportModel::First, ReportModel::Last})
        m_tree->header()->resizeSection(column, time);
    m_tree->installEventFilter(this);
    m_tree->viewport()->installEventFilter(this);
    connect(m_tree, &QTreeView::doubleClicked, this, &ReportPane::activate);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ReportPane::tellCurrent);
}

void ReportPane::show(const QString& title, Report report, Place place) {
    m_appendix.clear();
    const QModelIndex current = m_tree->currentIndex();
    const QString text = current.data(ReportModel::RawTextRole).toString();
    const int section = current.isValid() ? (current.parent().isValid() ? current.parent().row() : current.row()) : 0;
    const int scrolled = m_tree->verticalScrollBar()->value();
    QList<bool> isOpen;
    for (int row = 0; row < m_model.rowCount(); ++row)
        isOpen << m_tree->isExpanded(m_model.index(row, 0));
    m_model.setReport(std::move(report));
    fitColumns();
    setPlainText(*m_title, title);
    m_line->clear();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        m_tree->setFirstColumnSpanned(row, {}, true);
        m_tree->setExpanded(m_model.index(row, 0), place == Place::Top || isOpen.value(row, true));
    }
    if (m_model.rowCount() > 0)
        m_tree->setCurrentIndex(place == Place::Kept ? lineLike(section, text) : m_model.index(0, 0));
    m_tree->verticalScrollBar()->setValue(place == Place::Kept ? scrolled : 0);
}

// The line of that text in a section, else the section.
QModelIndex ReportPane::lineLike(int section, const QString& text) const {
    const QModelIndex in = m_model.index(std::min(section, m_model.rowCount() - 1), 0);
    for (int row = 0; row < m_model.rowCount(in); ++row) {
        if (const QModelIndex at = m_model.index(row, 0, in); at.data(ReportModel::RawTextRole).toString() == text)
            return at;
    }
    return in;
}

void ReportPane::setBusy(const QString& text) { setPlainText(*m_title, text); }

void ReportPane::setProblem(const QString& text) { setPlainText(*m_title, text); }

void ReportPane::askForSubject() {
    m_subject->setFocus();
    m_subject->selectAll();
}

void ReportPane::setSubject(const QString& text) {
    m_subject->setText(text);
    m_subject->setCursorPosition(0);
}

QString ReportPane::titleText() const { return m_title->text(); }

void ReportPane::activate(const QModelIndex& at) {
    if (!at.isValid())
        return;
    if (at.data(ReportModel::SectionRole).toBool()) {
        m_tree->setExpanded(at.siblingAtColumn(0), !m_tree->isExpanded(at.siblingAtColumn(0)));
        return;
    }
    const QString filter = at.data(ReportModel::FilterRole).toString();
    if (!filter.isEmpty())
        emit lineActivated(filter, at.data(ReportModel::RowRole).toUInt());
}

// What the columns have no room for.
void ReportPane::tellCurrent(const QModelIndex& at) {
    QString text = at.isValid() ? at.siblingAtColumn(ReportModel::What).data().toString() : QString();
    const QString first = at.siblingAtColumn(ReportModel::First).data().toString();
    const QString last = at.siblingAtColumn(ReportModel::Last).data().toString();
    if (m_tree->header()->isSectionHidden(ReportModel::First) && !first.isEmpty())
        text += u'\n' + (first == last || last.isEmpty() ? first : tr("%1 to %2").arg(first, last));
    if (at.isValid() && !at.data(ReportModel::FilterRole).toString().isEmpty())
        text += u'\n' + tr("Enter: %1").arg(visibleText(shortened(at.data(ReportModel::FilterRole).toString(), 300)));
    setPlainText(*m_line, text);
    m_line->setToolTip(plainAsHtml(text));
}

void ReportPane::copyAll() const {
    QApplication::clipboard()->setText(m_model.asText() + (m_appendix.isEmpty() ? QString() : u'\n' + m_appendix));
}

void ReportPane::copyLine() const {
    const QModelIndex at = m_tree->currentIndex();
    QStringList cells;
    for (const int column : {ReportModel::Events, ReportModel::What, ReportModel::First, ReportModel::Last})
        cells << at.siblingAtColumn(column).data().toString();
    QApplication::clipboard()->setText(cells.join(u'\t'));
}

// The text gets what the counts leave. Times are columns where there is room for them beside it; else the line that is
// current tells them.
void ReportPane::fitColumns() {
    QHeaderView& header = *m_tree->header();
    const int time = fontMetrics().horizontalAdvance(QStringLiteral("2000-00-00 00:00:00")) + kPadding;
    const int counts = header.sectionSizeHint(ReportModel::Events) + header.sectionSizeHint(ReportModel::Errors) + kPadding;
    const bool hasRoom = m_tree->viewport()->width() - counts - 2 * time >= kLeastBesideTimes;
    header.setSectionHidden(ReportModel::First, !hasRoom);
    header.setSectionHidden(ReportModel::Last, !hasRoom);
    header.setSectionHidden(ReportModel::Errors, !m_model.hasErrors());
    int others = 0;
    for (const int column : {ReportModel::Events, ReportModel::Errors, ReportModel::First, ReportModel::Last})
        others += header.isSectionHidden(column) ? 0 : header.sectionSize(column);
    header.resizeSection(ReportModel::What, std::max(kLeastWhat, m_tree->viewport()->width() - others));
}

bool ReportPane::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_tree->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            activate(m_tree->currentIndex());
            return true;
        }
        if (key->matches(QKeySequence::Copy)) {
            copyLine();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ReportPane::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    QAction* filter = menu.addAction(tr("&Show its events"));
    filter->setEnabled(!m_tree->currentIndex().data(ReportModel::FilterRole).toString().isEmpty());
    connect(filter, &QAction::triggered, this, [this] { activate(m_tree->currentIndex()); });
    connect(menu.addAction(tr("&Copy line")), &QAction::triggered, this, &ReportPane::copyLine);
    connect(menu.addAction(tr("Copy &report")), &QAction::triggered, this, &ReportPane::copyAll);
    menu.exec(event->globalPos());
}

} // namespace rastro
