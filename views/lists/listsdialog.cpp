// SPDX-License-Identifier: Apache-2.0
#include "lists/listsdialog.h"

#include "base/addressrange.h"
#include "common/fonts.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace rastro {

namespace {

constexpr int kNameRole = Qt::UserRole; // the name as it was before an edit

// The first line that looks like a network and is none.
QString brokenNetwork(const QString& text) {
    static const QRegularExpression form(QStringLiteral("^\\s*([0-9A-Fa-f.:]+/[0-9]+)\\s*$"), QRegularExpression::MultilineOption);
    for (auto found = form.globalMatch(text); found.hasNext();) {
        const QString network = found.next().captured(1);
        if (!AddressRange::parse(network.toStdString()))
            return network;
    }
    return {};
}

} // namespace

ListsDialog::ListsDialog(const Lists& lists, QWidget* parent)
    : QDialog(parent)
    , m_lists(lists)
    , m_names(new QListWidget(this))
    , m_values(new QPlainTextEdit(this))
    , m_note(new QLabel(this)) {
    setWindowTitle(tr("Lists"));
    m_names->setAccessibleName(tr("Names of lists"));
    m_values->setAccessibleName(tr("Values, one on each line"));
    m_values->setFont(monospace(font()));
    m_values->setTabChangesFocus(true);
    m_values->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_values->setPlaceholderText(tr("203.0.113.0/24\n198.51.100.7   # seen in the ticket\nAKIA…\n123456789012"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto* names = new QVBoxLayout;
    auto* values = new QVBoxLayout;
    names->addWidget(new QLabel(tr("Lists"), this));
    names->addWidget(m_names, 1);
    values->addWidget(new QLabel(tr("Values, one on each line; networks as 10.0.0.0/8"), this));
    values->addWidget(m_values, 1);
    createButtons(*names, *values);
    auto* halves = new QHBoxLayout;
    halves->addLayout(names, 1);
    halves->addLayout(values, 3);
    auto* column = new QVBoxLayout(this);
    column->addLayout(halves, 1);
    column->addWidget(m_note);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    const QStringList known = lists.keys();
    for (const QString& name : known)
        choose(name);
    connect(m_names, &QListWidget::currentItemChanged, this, &ListsDialog::showChosen);
    connect(m_names, &QListWidget::itemChanged, this, &ListsDialog::rename);
    connect(m_values, &QPlainTextEdit::textChanged, this, &ListsDialog::takeText);
    m_names->setCurrentRow(0);
    showChosen();
    resize(720, 480);
}

void ListsDialog::createButtons(QVBoxLayout& names, QVBoxLayout& values) {
    auto* row = new QHBoxLayout;
    auto* add = new QPushButton(tr("&New list"), this);
    m_remove = new QPushButton(tr("&Remove"), this);
    m_fromFile = new QPushButton(tr("&From a file…"), this);
    add->setObjectName(QStringLiteral("newList"));
    for (QPushButton* button : {add, m_remove, m_fromFile})
        button->setAutoDefault(false);
    row->addWidget(add);
    row->addWidget(m_remove);
    names.addLayout(row);
    values.addWidget(m_fromFile, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, &ListsDialog::addList);
    connect(m_remove, &QPushButton::clicked, this, &ListsDialog::removeList);
    connect(m_fromFile, &QPushButton::clicked, this, &ListsDialog::fileWanted);
}

bool ListsDialog::isName(const QString& name) {
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9._-]{1,64}$"));
    return form.match(name).hasMatch();
}

QString ListsDialog::chosen() const {
    const QListWidgetItem* item = m_names->currentItem();
    return item != nullptr ? item->data(kNameRole).toString() : QString();
}

void ListsDialog::choose(const QString& name) {
    for (int row = 0; row < m_names->count(); ++row) {
        if (m_names->item(row)->data(kNameRole).toString() == name)
            return m_names->setCurrentRow(row);
    }
    auto* item = new QListWidgetItem(name);
    item->setData(kNameRole, name);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    const QSignalBlocker blocker(m_names); // it is no renaming
    m_names->addItem(item);
    m_names->setCurrentItem(item);
    m_lists.insert(name, m_lists.value(name));
}

void ListsDialog::addList() {
    QString name = QStringLiteral("list");
    for (int n = 2; m_lists.contains(name); ++n)
        name = QStringLiteral("list%1").arg(n);
    choose(name);
    showChosen();
    m_names->editItem(m_names->currentItem());
}

void ListsDialog::removeList() {
    m_lists.remove(chosen());
    delete m_names->currentItem();
    showChosen();
}

void ListsDialog::rename(QListWidgetItem* item) {
    const QString before = item->data(kNameRole).toString();
    const QString now = item->text().startsWith(u'@') ? item->text().mid(1) : item->text();
    const bool isFine = isName(now) && (now == before || !m_lists.contains(now));
    m_note->setText(isFine ? QString() : tr("A name has letters, digits, - _ and . only, and no other list may have it."));
    const QSignalBlocker blocker(m_names);
    item->setText(isFine ? now : before);
    if (!isFine || now == before)
        return;
    m_lists.insert(now, m_lists.take(before));
    item->setData(kNameRole, now);
    showChosen();
}

void ListsDialog::showChosen() {
    const bool isAny = m_names->currentItem() != nullptr;
    const QSignalBlocker blocker(m_values);
    m_values->setPlainText(isAny ? m_lists.value(chosen()) : QString());
    m_values->setEnabled(isAny);
    m_remove->setEnabled(isAny);
    m_fromFile->setEnabled(isAny);
    showUse();
}

void ListsDialog::takeText() {
    if (m_names->currentItem() == nullptr)
        return;
    m_lists[chosen()] = m_values->toPlainText();
    const QString doubtful = brokenNetwork(m_values->toPlainText());
    if (doubtful.isEmpty())
        showUse();
    else
        m_note->setText(tr("%1 is no network: it stands for this very text").arg(doubtful));
}

void ListsDialog::showUse() {
    m_note->setText(m_names->currentItem() != nullptr
                        ? tr("In a filter: ip:@%1, key:@%1, …").arg(chosen())
                        : tr("A list stands for its values in any filter, as in ip:@corp or key:@ioc."));
}

void ListsDialog::appendValues(const QString& text) {
    QString now = m_values->toPlainText();
    if (!now.isEmpty() && !now.endsWith(u'\n'))
        now += u'\n';
    m_values->setPlainText(now + text);
}

} // namespace rastro
