// SPDX-License-Identifier: Apache-2.0
#include "table/eventtableview.h"

#include "common/theme.h"
#include "items/visibletext.h"
#include "table/columnwidths.h"
#include "table/eventdelegate.h"
#include "table/eventheader.h"

#include <QContextMenuEvent>
#include <QDataStream>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QWidgetAction>

#include <climits>

namespace rastro {

namespace {

constexpr quint32 kColumnsVersion = 3; // of saveColumns(): raised when the columns of the model change

} // namespace

EventTableView::EventTableView(QWidget* parent)
    : QTableView(parent)
    , m_header(new EventHeader(this))
    , m_delegate(new EventDelegate(this))
    , m_widths(new ColumnWidths(*m_header, *m_delegate, this)) {
    setHorizontalHeader(m_header);
    setItemDelegate(m_delegate);
    setUpLooks();
    connect(m_header, &QHeaderView::sectionClicked, this, &EventTableView::requestSort);
    connect(m_header, &EventHeader::chooserRequested, this,
            [this](const QPoint& globalPosition) { showChooser(globalPosition); });
}

void EventTableView::setUpLooks() {
    setAccessibleName(tr("Events"));
    setObjectName(QStringLiteral("eventTable"));
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setAutoScroll(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionsMovable(false);
    m_header->setStretchLastSection(false);
}

void EventTableView::setEventModel(EventTableModel* model) {
    m_events = model;
    setModel(model);
    setRowHeight(m_height);
    resetColumns();
    keepRowsOverReset();
}

void EventTableView::keepRowsOverReset() {
    // Ours must run after the view's own handling of the reset, hence the connection after setModel.
    connect(m_events, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_keeper.remember(*m_events);
        m_isResetting = true;
    });
    connect(m_events, &QAbstractItemModel::modelReset, this, [this] {
        m_keeper.restore(*m_events);
        m_isResetting = false;
        emit selectionCountChanged();
    });
}

void EventTableView::setRowHeight(RowHeight height) {
    m_height = height;
    // 21 or 18 px where text is 13 px high, more where it is larger.
    const int text = QFontMetrics(font()).height();
    const int pixels = std::max(height == RowHeight::Normal ? 21 : 18, text + (height == RowHeight::Normal ? 3 : 0));
    verticalHeader()->setMinimumSectionSize(pixels);
    verticalHeader()->setDefaultSectionSize(pixels);
    if (m_events != nullptr)
        m_events->setMaxRows(INT_MAX / pixels - 1000);
}

RowId EventTableView::currentRow() const {
    return m_events ? m_events->rowId(currentIndex().row()) : kNoRow;
}

void EventTableView::setCurrentRow(RowId row) {
    const int at = row == kNoRow ? -1 : m_events->rowOf(row);
    if (at < 0 || row == currentRow())
        return;
    const int section =
        currentIndex().isValid() ? currentIndex().column() : EventTableModel::sectionOf(Column::EventName);
    selectionModel()->setCurrentIndex(m_events->index(at, section),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (const int top = verticalScrollBar()->value(); at < top || at >= top + visibleRows())
        showPlace(at);
}

int EventTableView::visibleRows() const {
    return std::max(1, viewport()->height() / verticalHeader()->defaultSectionSize());
}

// As far as need be. The view itself would scroll on every change of the current row, also while rows arrive.
void EventTableView::followCurrent() {
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return;
    QScrollBar& down = *verticalScrollBar(); // counts rows
    if (current.row() < down.value())
        down.setValue(current.row());
    else if (current.row() >= down.value() + visibleRows())
        down.setValue(current.row() - visibleRows() + 1);
    QScrollBar& across = *horizontalScrollBar(); // counts pixels
    const int left = columnViewportPosition(current.column());
    const int right = left + columnWidth(current.column());
    if (left < 0)
        across.setValue(across.value() + left);
    else if (right > viewport()->width())
        across.setValue(across.value() + std::min(left, right - viewport()->width()));
}

RowId EventTableView::firstRowInSight() const {
    const int row = rowAt(0);
    return row < 0 ? kNoRow : m_events->rowId(row);
}

void EventTableView::showPlace(int row) {
    verticalScrollBar()->setValue(row - visibleRows() / 2);
}

std::int64_t EventTableView::selectedCount() const {
    std::int64_t count = 0;
    for (const auto& [first, last] : RowKeeper::ranges(*selectionModel()))
        count += m_events->eventsIn(first, last);
    return count;
}

SharedRows EventTableView::selectedRows() const {
    const RowVector& all = *m_events->allRows();
    if (selectedCount() == static_cast<std::int64_t>(all.size()))
        return m_events->allRows(); // tens of megabytes not copied
    const FoldedRows* folded = m_events->foldedRows().get();
    const auto placeOf = [&](int row) {
        return static_cast<std::ptrdiff_t>(folded != nullptr ? folded->places[static_cast<std::size_t>(row)]
                                                             : static_cast<std::uint32_t>(row));
    };
    auto rows = std::make_shared<RowVector>();
    for (const auto& [first, last] : RowKeeper::ranges(*selectionModel()))
        rows->insert(rows->end(), all.begin() + placeOf(first), all.begin() + placeOf(last + 1));
    return rows;
}

// A double click folds and unfolds what Space does.
void EventTableView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex at = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && at.isValid() && m_events->foldedRows())
        emit foldToggled(at.row());
    else
        QTableView::mouseDoubleClickEvent(event);
}

// Space folds and unfolds; elsewhere it selects, as in any table.
void EventTableView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && m_events->foldedRows() &&
        currentIndex().isValid()) {
        emit foldToggled(currentIndex().row());
        return;
    }
    const QModelIndex before = currentIndex();
    QTableView::keyPressEvent(event);
    if (currentIndex() != before)
        followCurrent();
}

void EventTableView::selectAll() {
    // The base class looks at every row for hidden ones; here none is.
    if (m_events->rowCount() == 0)
        return;
    selectionModel()->select(
        QItemSelection(m_events->index(0, 0), m_events->index(m_events->rowCount() - 1, m_events->columnCount() - 1)),
        QItemSelectionModel::ClearAndSelect);
}

void EventTableView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (!m_isResetting && m_events != nullptr)
        emit currentRowChanged(m_events->rowId(current.row()));
}

void EventTableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    viewport()->update(); // the edge of a selected row stands in another cell
    if (!m_isResetting)
        emit selectionCountChanged();
}

void EventTableView::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex at = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (!at.isValid())
        return;
    const QPoint where = event->reason() == QContextMenuEvent::Mouse
                             ? event->globalPos()
                             : viewport()->mapToGlobal(visualRect(at).bottomLeft());
    emit contextMenuRequested(m_events->rowId(at.row()), where);
}

// Not that of the base class, which would make the first event the one being read whenever the focus comes back.
void EventTableView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void EventTableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    m_widths->fit(viewport()->width());
}

void EventTableView::setEmptyText(const QString& text) {
    m_emptyText = text;
    viewport()->update();
}

void EventTableView::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    if (m_events == nullptr || m_events->rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(Theme::of(palette()).dim);
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     m_emptyText);
}

void EventTableView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
        m_delegate->setBaseFont(font());
        setRowHeight(m_height);
        m_widths->fit(viewport()->width());
    }
}

// --- columns

std::vector<AnyColumn> EventTableView::shownFields() const {
    std::vector<AnyColumn> out;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int section = m_header->logicalIndex(visual);
        const auto field = m_events->fieldOfSection(section);
        if (field && !m_header->isSectionHidden(section))
            out.push_back(*field);
    }
    return out;
}

std::vector<Column> EventTableView::shownColumns() const {
    std::vector<Column> out;
    for (const AnyColumn& field : shownFields()) {
        if (field.column())
            out.push_back(*field.column());
    }
    return out;
}

void EventTableView::setColumnShown(const AnyColumn& column, Qt::CheckState shown) {
    if (!column.column()) {
        if (shown == Qt::Checked)
            showPath(column);
        else
            m_events->removePathColumn(column);
    } else {
        m_header->setSectionHidden(EventTableModel::sectionOf(*column.column()), shown != Qt::Checked);
    }
    showSort(m_sortColumn, m_sortOrder); // sections may have other numbers now
    m_widths->fit(viewport()->width());
}

// A new column belongs to the rows selected as their others do.
void EventTableView::showPath(const AnyColumn& path) {
    m_keeper.remember(*m_events);
    m_isResetting = true;
    const bool isNew = m_events->addPathColumn(path);
    m_keeper.restore(*m_events);
    m_isResetting = false;
    if (!isNew)
        return;
    const int section = m_events->sectionOfField(path);
    m_header->resizeSection(section, m_widths->leastWidth(section));
    m_widths->fit(viewport()->width());
    QTimer::singleShot(0, this, [this] { horizontalScrollBar()->setValue(horizontalScrollBar()->maximum()); });
}

void EventTableView::resetColumns() {
    while (!m_events->pathColumns().empty())
        m_events->removePathColumn(m_events->pathColumns().back());
    for (const ColumnInfo& c : allColumns())
        m_header->setSectionHidden(EventTableModel::sectionOf(c.column), true);
    int visual = 0;
    m_header->moveSection(m_header->visualIndex(EventTableModel::kMarkSection), visual++);
    for (const Column column : defaultColumns()) {
        m_header->setSectionHidden(EventTableModel::sectionOf(column), false);
        m_header->moveSection(m_header->visualIndex(EventTableModel::sectionOf(column)), visual++);
    }
    m_header->setSectionResizeMode(EventTableModel::kMarkSection, QHeaderView::Fixed);
    m_widths->reset();
}

QByteArray EventTableView::saveColumns() const {
    QByteArray out;
    QDataStream stream(&out, QIODevice::WriteOnly);
    QStringList paths;
    for (const AnyColumn& path : m_events->pathColumns())
        paths.append(fromUtf8(path.name()));
    stream << kColumnsVersion << m_widths->areOwn() << paths << m_header->saveState();
    return out;
}

bool EventTableView::restoreColumns(const QByteArray& state) {
    QDataStream stream(state);
    quint32 version = 0;
    bool areOwn = false;
    QStringList paths;
    QByteArray header;
    stream >> version;
    if (version == kColumnsVersion)
        stream >> areOwn >> paths >> header;
    if (stream.status() != QDataStream::Ok || version != kColumnsVersion)
        return false;
    resetColumns();
    for (const QString& path : paths) {
        if (const auto field = AnyColumn::named(path.toStdString()))
            m_events->addPathColumn(*field);
    }
    if (!m_header->restoreState(header)) {
        resetColumns();
        return false;
    }
    m_header->setSectionsMovable(true);
    m_widths->setOwn(areOwn ? Qt::Checked : Qt::Unchecked);
    m_widths->fit(viewport()->width());
    return true;
}

void EventTableView::requestSort(int section) {
    const auto column = m_events->fieldOfSection(section);
    if (!column)
        return;
    const bool isSame = *column == m_sortColumn;
    emit sortRequested(*column, isSame && m_sortOrder == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void EventTableView::showSort(const AnyColumn& column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_sortOrder = order;
    m_header->setSort(m_events->sectionOfField(column), order);
}

void EventTableView::showSorting(bool isSorting) {
    m_header->setSorting(isSorting);
}

// Below the button that opens it, which is at the end of the row above.
void EventTableView::openChooser() {
    showChooser(m_header->mapToGlobal(QPoint(width(), m_header->height())), Qt::AlignRight);
}

void EventTableView::showChooser(const QPoint& globalPosition, Qt::AlignmentFlag align) {
    QMenu menu(this);
    addPathField(menu);
    for (const AnyColumn& path : m_events->pathColumns())
        addToChooser(menu, path);
    menu.addSeparator();
    for (const ColumnInfo& c : allColumns())
        addToChooser(menu, c.column);
    for (const FindingInfo& finding : allFindings()) {
        if (m_events->sectionOfField(AnyColumn(finding.finding)) < 0)
            addToChooser(menu, AnyColumn(finding.finding));
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&Reset columns")), &QAction::triggered, this, &EventTableView::resetColumns);
    const int left = align == Qt::AlignRight ? menu.sizeHint().width() : 0;
    menu.exec(globalPosition - QPoint(left, 0));
}

void EventTableView::addToChooser(QMenu& menu, const AnyColumn& column) {
    const int section = m_events->sectionOfField(column);
    const QString title = section < 0 ? fromUtf8(column.title())
                                      : m_events->headerData(section, Qt::Horizontal).toString();
    QAction* action = menu.addAction(QString(title).replace(u'&', QStringLiteral("&&")));
    action->setCheckable(true);
    action->setChecked(section >= 0 && !m_header->isSectionHidden(section));
    connect(action, &QAction::toggled, this,
            [this, column](bool on) { setColumnShown(column, on ? Qt::Checked : Qt::Unchecked); });
}

// Where any path can be typed to become a column: it has the keyboard as soon as the menu is open.
void EventTableView::addPathField(QMenu& menu) {
    auto* field = new QLineEdit(&menu);
    field->setObjectName(QStringLiteral("pathColumn"));
    field->setPlaceholderText(tr("Any path, as requestParameters.bucketName"));
    field->setAccessibleName(tr("Path to show as a column"));
    field->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    auto* action = new QWidgetAction(&menu);
    action->setDefaultWidget(field);
    menu.addAction(action);
    QTimer::singleShot(0, field, [field] { field->setFocus(Qt::PopupFocusReason); });
    connect(field, &QLineEdit::returnPressed, &menu, [this, field, &menu] {
        const QString path = field->text().trimmed();
        menu.close();
        if (!path.isEmpty())
            emit pathColumnRequested(path);
    });
}

} // namespace rastro
