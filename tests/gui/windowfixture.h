// SPDX-License-Identifier: Apache-2.0
//
// The real window with settings of its own that are gone after the test, and short ways to reach into it.
#pragma once

#include "detail/detailpane.h"
#include "gui/application.h"
#include "gui/eventscontroller.h"
#include "gui/exportcontroller.h"
#include "gui/filtercontroller.h"
#include "gui/loadcontroller.h"
#include "gui/mainwindow.h"
#include "status/statusline.h"
#include "support/guitools.h"
#include "support/loading.h"
#include "table/eventtableview.h"

#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

namespace rastro::test {

inline QUrl urlOf(const std::string& path) { return QUrl::fromLocalFile(QString::fromStdString(path)); }
inline Paths pathsOf(const std::string& path) { return {QByteArray::fromStdString(path)}; }

// {"Records":[…]} of the events numbered first … last - 1.
inline std::string recordsText(unsigned first, unsigned last) {
    std::string text = R"({"Records":[)";
    for (unsigned n = first; n < last; ++n)
        text += (n == first ? "" : ",") + makeEvent(n);
    return text + "]}";
}

class WindowFixture {
public:
    WindowFixture() {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        restart();
    }

    // A second start of the program by the same user.
    void restart() {
        m_application.reset();
        m_application = std::make_unique<Application>(*qApp);
        m_application->window().resize(MainWindow::kRoomy); // whatever the screen
        m_application->run({});
    }

    Application& application() { return *m_application; }
    MainWindow& window() { return m_application->window(); }
    EventTableView& table() { return window().table(); }
    const EventTableModel& model() { return *static_cast<EventTableModel*>(table().model()); }
    DetailPane& detail() { return window().detail(); }
    int rows() { return model().rowCount(); }
    bool isIdle() { return !m_application->loading().isBusy() && m_application->events().isSettled() &&
               m_application->filtering().isSettled(); }

    QString statusText() {
        QString text;
        for (const QLabel* label : window().status().findChildren<QLabel*>())
            text += label->isVisible() ? label->text() + u'\n' : QString();
        for (const QToolButton* button : window().status().findChildren<QToolButton*>())
            text += button->isVisible() ? button->text() + u'\n' : QString();
        return text;
    }

    // Selects the row and waits until it has been read.
    bool read(int row) {
        table().setCurrentRow(model().rowId(row));
        return QTest::qWaitFor([&] {
            return detail().detail().state == EventDetail::State::Ready && detail().detail().row == model().rowId(row);
        });
    }

    // Opens what the folder holds and waits until nothing moves any more.
    bool open(const std::string& path, int rowsExpected) {
        application().loading().open(pathsOf(path));
        return QTest::qWaitFor([&] { return rows() == rowsExpected && isIdle(); });
    }

    // The window has the keyboard, as in front of a person.
    bool activate() {
        window().activateWindow();
        return QTest::qWaitForWindowActive(&window());
    }

private:
    QTemporaryDir m_settings;
    std::unique_ptr<Application> m_application;
};

} // namespace rastro::test
