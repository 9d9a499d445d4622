// SPDX-License-Identifier: Apache-2.0
#include "follow/followwindow.h"

#include "common/fonts.h"
#include "common/listtable.h"
#include "common/plaintext.h"
#include "items/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace rastro {

namespace {

constexpr int kPadding = 16; // of each column, so that no id is cut

// The credential that was asked for stands out by weight; ids and times in monospace.
class ChainDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool isId = index.column() != ChainModel::Actor && index.column() != ChainModel::Events &&
                          index.column() != ChainModel::Errors;
        if (isId)
            option->font = monospace(option->font);
        option->font.setBold(index.data(ChainModel::FollowedRole).toBool());
        option->font.setItalic(index.data(ChainModel::PossibleRole).toBool());
    }
};

} // namespace

FollowWindow::FollowWindow(QWidget* parent)
    : QDialog(parent)
    , m_note(makePlainLabel(this))
    , m_table(new QTableView(this))
    , m_copy(new QPushButton(tr("&Copy as text"), this))
    , m_all(new QPushButton(tr("&Everything of this origin"), this)) {
    setWindowTitle(tr("Credentials of a session"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(1360, 360);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new ChainDelegate(m_table));
    setUpListTable(*m_table, tr("Chain of credentials"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->installEventFilter(this);
    m_copy->setAutoDefault(false);
    m_all->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_note);
    column->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    QLabel* hint = makePlainLabel(this);
    hint->setText(tr("Enter shows the events of a line"));
    buttons->addWidget(hint, 1);
    buttons->addWidget(m_all);
    buttons->addWidget(m_copy);
    column->addLayout(buttons);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& at) { activate(at.row()); });
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text); });
    connect(m_all, &QPushButton::clicked, this,
            [this] { emit originActivated(fromUtf8(m_model.chain().origin)); });
}

void FollowWindow::show(std::shared_ptr<const Snapshot> snapshot, Chain chain, const QString& text) {
    m_text = text;
    QString note = tr("Origin: %1").arg(visibleText(fromUtf8(chain.origin)));
    if (chain.lines.empty())
        note = tr("This event was made without a credential, by %1").arg(visibleText(fromUtf8(chain.origin)));
    if (chain.isCut)
        note += tr("; only the first %L1 credentials are shown").arg(kMostChainLines);
    m_note->setText(note);
    m_model.setChain(std::move(snapshot), std::move(chain));
    m_table->resizeColumnsToContents();
    for (int section = 0; section < ChainModel::kSections; ++section)
        m_table->horizontalHeader()->resizeSection(section, m_table->horizontalHeader()->sectionSize(section) + kPadding);
    if (const int row = m_model.followedRow(); row >= 0)
        m_table->selectRow(row);
    m_table->setFocus();
    QDialog::show();
}

void FollowWindow::activate(int row) {
    const QString key = row >= 0 ? m_model.index(row, 0).data(ChainModel::KeyRole).toString() : QString();
    if (!key.isEmpty())
        emit sessionActivated(key);
}

bool FollowWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            activate(m_table->currentIndex().row());
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace rastro
