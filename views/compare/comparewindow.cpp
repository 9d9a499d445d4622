// SPDX-License-Identifier: Apache-2.0
#include "compare/comparewindow.h"

#include "common/fonts.h"
#include "common/listtable.h"
#include "common/plaintext.h"
#include "common/theme.h"
#include "items/visibletext.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace rastro {

namespace {

// Lines that differ stand out by weight, and by the colour of their side.
class DiffDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const Theme& theme = Theme::of(option->palette);
        const auto kind = static_cast<DiffLine::Kind>(index.data(DiffModel::KindRole).toInt());
        const bool isField = index.column() == DiffModel::Field;
        if (!isField)
            option->font = monospace(option->font);
        QColor color = theme.dim;
        if (kind == DiffLine::Kind::Changed)
            color = theme.text;
        else if (kind == DiffLine::Kind::LeftOnly)
            color = theme.failed;
        else if (kind == DiffLine::Kind::RightOnly)
            color = theme.credential;
        if (kind != DiffLine::Kind::Same)
            option->font.setBold(isField);
        option->palette.setColor(QPalette::Text, color);
        option->palette.setColor(QPalette::HighlightedText, color);
    }
};

} // namespace

CompareWindow::CompareWindow(QWidget* parent)
    : QDialog(parent)
    , m_note(makePlainLabel(this))
    , m_onlyDifferences(new QCheckBox(tr("Only what &differs"), this))
    , m_table(new QTableView(this))
    , m_left(makeText(tr("Left value")))
    , m_right(makeText(tr("Right value"))) {
    setWindowTitle(tr("Two events side by side"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(1100, 700);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new DiffDelegate(m_table));
    setUpListTable(*m_table, tr("Fields of the two events"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(DiffModel::Left, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(DiffModel::Right, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(DiffModel::Field, 320);
    m_onlyDifferences->setChecked(true);
    layOut();
    connect(m_onlyDifferences, &QCheckBox::toggled, &m_model, &DiffModel::setOnlyDifferences);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CompareWindow::showLine);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &CompareWindow::showLine);
}

void CompareWindow::layOut() {
    auto* column = new QVBoxLayout(this);
    auto* top = new QHBoxLayout;
    top->addWidget(m_note, 1);
    top->addWidget(m_onlyDifferences);
    column->addLayout(top);
    auto* values = new QSplitter(Qt::Horizontal, this);
    values->addWidget(m_left);
    values->addWidget(m_right);
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(m_table);
    parts->addWidget(values);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 1);
    parts->setChildrenCollapsible(false);
    column->addWidget(parts, 1);
}

QPlainTextEdit* CompareWindow::makeText(const QString& name) {
    auto* text = new QPlainTextEdit(this);
    text->setReadOnly(true);
    text->setFont(monospace(font()));
    text->setAccessibleName(name);
    text->setTabChangesFocus(true);
    return text;
}

void CompareWindow::show(Diff diff, const QString& left, const QString& right) {
    QString note = diff.differences == 0   ? tr("The two say the same")
                   : diff.differences == 1 ? tr("1 difference")
                                           : tr("%L1 differences").arg(static_cast<quint64>(diff.differences));
    if (diff.isCut)
        note += tr("; only the first %L1 lines are compared").arg(kMostDiffLines);
    m_note->setText(note);
    m_model.setDiff(std::move(diff), left, right);
    if (m_model.rowCount() > 0)
        m_table->selectRow(0);
    m_table->setFocus();
    QDialog::show();
}

void CompareWindow::showProblem(const QString& text) {
    m_note->setText(text);
    QDialog::show();
}

// In full, however long.
void CompareWindow::showLine() {
    const int row = m_table->currentIndex().row();
    const auto text = [&](int section) {
        return visibleText(m_model.index(row, section).data(DiffModel::RawTextRole).toString(), LineBreaks::Keep);
    };
    m_left->setPlainText(row < 0 ? QString() : text(DiffModel::Left));
    m_right->setPlainText(row < 0 ? QString() : text(DiffModel::Right));
}

} // namespace rastro
