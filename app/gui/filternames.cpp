// SPDX-License-Identifier: Apache-2.0
// What FilterController does for the names that the user gives: persons merged by hand and nicknames, both kept as lists.
#include "gui/filtercontroller.h"

#include "gui/mainwindow.h"
#include "items/nicknames.h"
#include "items/visibletext.h"
#include "query/people.h"
#include "status/statusline.h"
#include "timeline/timelineview.h"

#include <QAbstractScrollArea>
#include <QInputDialog>
#include <QLabel>

namespace rastro {

namespace {

// Blanks become dashes: the name is that of a list.
QString nameIn(const QString& text) {
    return text.simplified().replace(u' ', u'-');
}

} // namespace

// By a list of its own, which can be edited like any other.
void FilterController::mergePerson(const QString& name, const QString& value) {
    if (m_lists.add(fromUtf8(kPersonList) + name, value))
        m_window.status().say(tr("%1 is counted as the person %2").arg(visibleText(value), name));
    else
        m_window.status().say(tr("This value cannot stand in a list."));
}

// Asks until it is a name, or given up.
void FilterController::askForName(const QString& title, const QString& label, const QString& text,
                                  const std::function<void(const QString&)>& take) {
    constexpr qsizetype kLongest = 50;
    auto* dialog = new QInputDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    for (QLabel* words : dialog->findChildren<QLabel*>())
        words->setTextFormat(Qt::PlainText); // values come from logs
    dialog->setTextValue(text);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, title, label, take](const QString& typed) {
        const QString name = nameIn(typed);
        if (name.isEmpty() || (name.size() <= kLongest && ListsDialog::isName(QStringLiteral("x") + name)))
            return take(name);
        const QString why = tr("A name is of at most 50 letters A to Z, digits, dots, - and _");
        m_window.status().say(why);
        askForName(title, label.section(QStringLiteral("\n\n"), 0, 0) + QStringLiteral("\n\n") + why, typed, take);
    });
    dialog->open();
}

void FilterController::askForPerson(const QString& value) {
    const QString label = tr("What to call the person. More values can be added under the same name later;\n"
                             "events of all of them then show it as \"NAME (merged by hand)\".");
    askForName(tr("Same person"), label, {}, [this, value](const QString& name) {
        if (!name.isEmpty())
            mergePerson(name, value);
    });
}

void FilterController::askForNickname(const QString& value) {
    const QString label = tr("What to call %1 in what is shown. Filters and exports keep the value;\n"
                             "without a name it is shown as it is.").arg(visibleText(shortened(value, 120)));
    askForName(tr("Nickname"), label, Nicknames::of(value.toStdString()), [this, value](const QString& name) {
        const QString list = nicknameList(name);
        const bool isShared = m_lists.names().contains(list) && !m_lists.holds(list, value);
        if (!m_lists.setNickname(value, name))
            m_window.status().say(tr("This value cannot have a nickname."));
        else if (isShared)
            m_window.status().say(tr("Another value is called %1, too").arg(name));
    });
}

// Whatever shows text asks for it again.
void FilterController::showNicknames() {
    for (const QAbstractScrollArea* area : m_window.findChildren<QAbstractScrollArea*>())
        area->viewport()->update();
    m_window.timeline().renewNames();
}

} // namespace rastro
