// SPDX-License-Identifier: Apache-2.0
//
// ListBook: a person's named lists of values, kept in the settings, and the dialog in which they are edited. GUI thread.
#pragma once

#include "lists/listsdialog.h"
#include "query/filtercontext.h"

#include <QObject>

#include <memory>

namespace rastro {

class Settings;

// The list of what has a nickname.
inline QString nicknameList(const QString& nickname) { return QStringLiteral("name.") + nickname; }

class ListBook : public QObject {
    Q_OBJECT
public:
    explicit ListBook(Settings& settings, QObject* parent = nullptr);

    const ListsDialog::Lists& texts() const { return m_texts; }
    std::shared_ptr<const ValueLists> lists() const { return m_lists; }
    QStringList names() const { return m_texts.keys(); }

    // A list that is not there is made. False if the value cannot stand in one: it has several lines, or looks like a comment.
    bool add(const QString& name, const QString& value);
    bool holds(const QString& name, const QString& value) const; // as it is written
    void remove(const QString& name, const QString& value);      // a list that is empty then goes, too
    void removeList(const QString& name);
    // What a value is called in what is shown; empty: as it is.
    bool setNickname(const QString& value, const QString& nickname);
    void edit(QWidget* parent, const QString& name = {}, const QString& value = {}); // opens the dialog

signals:
    void changed();

private:
    void set(const ListsDialog::Lists& texts);

    Settings& m_settings;
    ListsDialog::Lists m_texts;
    std::shared_ptr<const ValueLists> m_lists;
};

} // namespace rastro
