// SPDX-License-Identifier: Apache-2.0
#include "gui/listbook.h"

#include "gui/settings.h"
#include "items/nicknames.h"
#include "items/visibletext.h"
#include "query/listtext.h"

#include <QFile>
#include <QFileDialog>
#include <QMessageBox>

#include <algorithm>

namespace rastro {

namespace {

std::shared_ptr<const ValueLists> listsOf(const ListsDialog::Lists& texts) {
    auto lists = std::make_shared<ValueLists>();
    for (auto it = texts.cbegin(); it != texts.cend(); ++it)
        lists->emplace(it.key().toStdString(), ValueList(valuesOfListText(it.value().toStdString())));
    return lists;
}

void takeOut(ListsDialog::Lists& texts, const QString& name, const std::string& value) {
    QStringList left;
    for (const std::string& one : valuesOfListText(texts.value(name).toStdString())) {
        if (one != value)
            left << fromUtf8(one);
    }
    if (left.isEmpty())
        texts.remove(name);
    else
        texts[name] = left.join(u'\n') + u'\n';
}

std::unordered_map<std::string, QString> nicknamesIn(const ListsDialog::Lists& texts) {
    std::unordered_map<std::string, QString> names;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
        const QString prefix = nicknameList({});
        if (!it.key().startsWith(prefix) || it.key() == prefix)
            continue;
        for (const std::string& value : valuesOfListText(it.value().toStdString()))
            names.emplace(value, it.key().mid(prefix.size()));
    }
    return names;
}

void appendFile(ListsDialog& dialog, const QString& name) {
    const auto values = valuesOfListFile(QFile::encodeName(name).toStdString());
    if (!values) {
        QMessageBox::warning(&dialog, ListBook::tr("Lists"), fromUtf8(values.error().what));
        return;
    }
    QStringList lines;
    for (const std::string& value : *values)
        lines.append(fromUtf8(value));
    dialog.appendValues(lines.join(u'\n') + u'\n');
}

} // namespace

ListBook::ListBook(Settings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_texts(settings.lists()), m_lists(listsOf(m_texts)) {
    Nicknames::set(nicknamesIn(m_texts));
}

void ListBook::set(const ListsDialog::Lists& texts) {
    if (texts == m_texts)
        return;
    m_texts = texts;
    m_lists = listsOf(texts);
    Nicknames::set(nicknamesIn(m_texts));
    m_settings.setLists(texts);
    emit changed();
}

bool ListBook::add(const QString& name, const QString& value) {
    if (valuesOfListText(value.toStdString()) != std::vector{value.toStdString()})
        return false;
    if (holds(name, value))
        return true;
    ListsDialog::Lists texts = m_texts;
    QString& text = texts[name];
    if (!text.isEmpty() && !text.endsWith(u'\n'))
        text += u'\n';
    text += value + u'\n';
    set(texts);
    return true;
}

bool ListBook::holds(const QString& name, const QString& value) const {
    const std::vector<std::string> values = valuesOfListText(m_texts.value(name).toStdString());
    return std::ranges::find(values, value.toStdString()) != values.end();
}

void ListBook::remove(const QString& name, const QString& value) {
    ListsDialog::Lists texts = m_texts;
    takeOut(texts, name, value.toStdString());
    set(texts);
}

void ListBook::removeList(const QString& name) {
    ListsDialog::Lists texts = m_texts;
    texts.remove(name);
    set(texts);
}

bool ListBook::setNickname(const QString& value, const QString& nickname) {
    const std::string bytes = value.toStdString();
    if (valuesOfListText(bytes) != std::vector{bytes})
        return false;
    ListsDialog::Lists texts = m_texts;
    for (const QString& name : m_texts.keys()) {
        if (name.startsWith(nicknameList({})) && holds(name, value))
            takeOut(texts, name, bytes);
    }
    if (!nickname.isEmpty())
        texts[nicknameList(nickname)] += value + u'\n';
    set(texts);
    return true;
}

void ListBook::edit(QWidget* parent, const QString& name, const QString& value) {
    auto* dialog = new ListsDialog(m_texts, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!name.isEmpty())
        dialog->choose(name);
    if (!value.isEmpty()) {
        if (name.isEmpty())
            dialog->addList();
        dialog->appendValues(value + u'\n');
    }
    connect(dialog, &ListsDialog::fileWanted, dialog, [dialog] {
        auto* files = new QFileDialog(dialog, tr("Values from a file"));
        files->setAttribute(Qt::WA_DeleteOnClose);
        files->setFileMode(QFileDialog::ExistingFile);
        connect(files, &QFileDialog::fileSelected, dialog, [dialog](const QString& file) { appendFile(*dialog, file); });
        files->open();
    });
    connect(dialog, &QDialog::accepted, this, [this, dialog] { set(dialog->lists()); });
    dialog->open();
}

} // namespace rastro
