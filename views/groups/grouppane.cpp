// SPDX-License-Identifier: Apache-2.0
#include "groups/grouppane.h"

#include "common/listtable.h"
#include "common/plaintext.h"
#include "items/groupmodel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>

#include <algorithm>

namespace rastro {

GroupPane::GroupPane(GroupModel* model, QWidget* parent)
    : QWidget(parent), m_model(model), m_note(makePlainLabel(this)), m_table(new QTableView(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 0);
    row->setSpacing(8);
    m_by = addField(*row, tr("Group by"), tr("One to three fields or paths, separated by commas"), 40);
    m_distinct = addField(*row, tr("different"), tr("A field or path whose different values are counted"), 24);
    m_sum = addField(*row, tr("sum of"),
                     tr("A path to numbers, as additionalEventData.bytesTransferredOut; copies of one action in two "
                        "accounts count once"),
                     24);
    row->addWidget(m_note, 1);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    m_table->setModel(model);
    setUpListTable(*m_table, tr("Groups of events"));
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder); // as they come: the largest first
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->installEventFilter(this);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_model, &GroupModel::sort);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& at) { emit groupActivated(at.row()); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &GroupPane::fitColumns);
}

QLineEdit* GroupPane::addField(QHBoxLayout& row, const QString& name, const QString& tip, int characters) {
    auto* label = new QLabel(name, this);
    auto* field = new QLineEdit(this);
    field->setAccessibleName(name);
    field->setToolTip(tip);
    field->setMaxLength(4'000);
    field->setMaximumWidth(fontMetrics().averageCharWidth() * characters);
    label->setBuddy(field);
    row.addWidget(label);
    row.addWidget(field, 2);
    connect(field, &QLineEdit::editingFinished, this, &GroupPane::wishChanged);
    return field;
}

QString GroupPane::byText() const { return m_by->text(); }
QString GroupPane::distinctText() const { return m_distinct->text(); }
QString GroupPane::sumText() const { return m_sum->text(); }

void GroupPane::setTexts(const QString& by, const QString& distinct, const QString& sum) {
    m_by->setText(by);
    m_distinct->setText(distinct);
    m_sum->setText(sum);
}

void GroupPane::setNote(const QString& text) { setPlainText(*m_note, text); }

void GroupPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    emit shown();
}

// Keys get what is long; the others what they need.
void GroupPane::fitColumns() {
    const int unit = fontMetrics().averageCharWidth();
    for (int section = 0; section < m_model->columnCount(); ++section) {
        const bool isKey = section < m_model->countSection();
        const int title = fontMetrics().horizontalAdvance(m_model->headerData(section, Qt::Horizontal).toString()) + 32;
        m_table->horizontalHeader()->resizeSection(section, std::max(title, (isKey ? 100 / std::max(2, m_model->countSection()) : 12) * unit));
    }
    const int first = m_model->countSection() + 1;
    for (int section = first; section < first + 2 && section < m_model->columnCount(); ++section)
        m_table->horizontalHeader()->resizeSection(
            section, fontMetrics().horizontalAdvance(QStringLiteral("2000-00-00 00:00:00")) + 20);
}

void GroupPane::copySelected() const {
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int section = 0; section < m_model->columnCount(); ++section)
            cells << visibleText(row.siblingAtColumn(section).data(GroupModel::RawTextRole).toString());
        text += cells.join(u'\t') + u'\n';
    }
    QApplication::clipboard()->setText(text);
}

void GroupPane::activate() {
    if (const QModelIndex at = m_table->currentIndex(); at.isValid())
        emit groupActivated(at.row());
}

bool GroupPane::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            activate();
            return true;
        }
        if (key->matches(QKeySequence::Copy)) {
            copySelected();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void GroupPane::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    connect(menu.addAction(tr("&Filter for this group")), &QAction::triggered, this, &GroupPane::activate);
    connect(menu.addAction(tr("&Copy lines")), &QAction::triggered, this, &GroupPane::copySelected);
    for (QAction* action : menu.actions())
        action->setEnabled(m_table->currentIndex().isValid());
    menu.exec(event->globalPos());
}

} // namespace rastro
