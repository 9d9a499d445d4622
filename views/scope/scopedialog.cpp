// SPDX-License-Identifier: Apache-2.0
#include "scope/scopedialog.h"

#include "common/fonts.h"
#include "common/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace rastro {

namespace {

// Tick and name at the left, files and size at the right.
class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        const QLocale locale;
        const quint64 files = index.data(ScopeModel::FilesRole).toULongLong();
        const QString text = QStringLiteral("%1 · %2").arg(
            files == 1 ? ScopeDialog::tr("1 file") : ScopeDialog::tr("%1 files").arg(locale.toString(files)),
            locale.formattedDataSize(index.data(ScopeModel::BytesRole).toLongLong(), 1));
        painter->save();
        painter->setFont(QApplication::font());
        painter->setPen(Theme::of(option.palette).dim);
        painter->drawText(option.rect.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, text);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 6);
    }
};

} // namespace

ScopeDialog::ScopeDialog(std::vector<ScopeCell> cells, QWidget* parent)
    : QDialog(parent)
    , m_choice(std::move(cells))
    , m_total(new QLabel(this)) {
    setWindowTitle(tr("What to load"));
    auto* intro = new QLabel(tr("This folder is large. Load all of it, or untick what is not needed."), this);
    auto* lists = new QHBoxLayout;
    lists->setSpacing(12);
    lists->addWidget(makeList(ScopeList::Accounts, tr("&Accounts")));
    lists->addWidget(makeList(ScopeList::Regions, tr("&Regions")));
    lists->addWidget(makeList(ScopeList::Days, tr("&Days of delivery")));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_load = buttons->addButton(tr("&Load"), QDialogButtonBox::AcceptRole);
    m_load->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_total, 1);
    foot->addWidget(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(intro);
    column->addLayout(lists, 1);
    column->addLayout(foot);
    connect(&m_choice, &ScopeChoice::changed, this, &ScopeDialog::showTotals);
    showTotals();
    resize(920, 560);
    m_load->setFocus();
}

QWidget* ScopeDialog::makeList(ScopeList list, const QString& title) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    const auto count = m_choice.entries(list).size();
    auto* all = new QCheckBox(QStringLiteral("%1 (%2)").arg(title, QLocale().toString(quint64{count})), box);
    all->setFont(bold(font()));
    all->setCheckState(Qt::Checked);
    auto* view = new QListView(box);
    view->setModel(new ScopeModel(m_choice, list, view));
    view->setItemDelegate(new EntryDelegate(view));
    view->setUniformItemSizes(true);
    view->setAccessibleName(QString(title).remove(u'&'));
    view->setFont(list == ScopeList::Regions ? font() : monospace(font()));
    connect(all, &QCheckBox::clicked, this, [this, list, all] {
        const bool isAll = m_choice.allTicked(list) == Qt::Checked;
        all->setTristate(false);
        m_choice.setAllTicked(list, isAll ? Qt::Unchecked : Qt::Checked);
    });
    connect(&m_choice, &ScopeChoice::changed, all, [this, list, all] { all->setCheckState(m_choice.allTicked(list)); });
    column->addWidget(all);
    column->addWidget(view, 1);
    return box;
}

void ScopeDialog::showTotals() {
    const QLocale locale;
    const auto ticked = m_choice.ticked();
    const auto all = m_choice.all();
    m_total->setText(tr("%1 of %2 files, %3 of %4")
                         .arg(locale.toString(ticked.files), locale.toString(all.files),
                              locale.formattedDataSize(static_cast<qint64>(ticked.bytes), 1),
                              locale.formattedDataSize(static_cast<qint64>(all.bytes), 1)));
    m_load->setEnabled(ticked.files > 0);
}

} // namespace rastro
