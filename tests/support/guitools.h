// SPDX-License-Identifier: Apache-2.0
//
// Helpers of GUI tests: a watchdog that measures how long the event loop was away, drops made by hand, menus that are
// chosen from.
#pragma once

#include <QApplication>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QMenu>
#include <QMimeData>
#include <QObject>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace rastro::test {

// Any warning of Qt fails the running test; to be called in init(). The offscreen platform warns of what it cannot do.
inline void failOnWarnings() {
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

// A thread that posts an event to the GUI thread and waits for its answer, again and again: the longest wait is the
// longest stall a person could have felt.
class Watchdog {
public:
    // What is to be done with each answer, in the thread that answers.
    explicit Watchdog(std::function<void(std::chrono::milliseconds waited)> onAnswer = {})
        : m_onAnswer(std::move(onAnswer)), m_thread([this](const std::stop_token& stop) { watch(stop); }) {}
    ~Watchdog() { m_thread.request_stop(); }
    std::chrono::milliseconds longestStall() const { return std::chrono::milliseconds(m_longestMs.load()); }
    int answers() const { return m_answers; }
    void reset() { m_longestMs = 0; }

private:
    void watch(const std::stop_token& stop) {
        using Clock = std::chrono::steady_clock;
        while (!stop.stop_requested()) {
            const auto answered = std::make_shared<std::atomic<bool>>(false);
            const auto asked = Clock::now();
            QMetaObject::invokeMethod(
                &m_target,
                [this, answered, asked] {
                    if (m_onAnswer)
                        m_onAnswer(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - asked));
                    *answered = true;
                },
                Qt::QueuedConnection);
            while (!*answered && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - asked).count();
            m_longestMs = std::max<std::int64_t>(m_longestMs, waited);
            ++m_answers;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    std::function<void(std::chrono::milliseconds)> m_onAnswer;
    QObject m_target;
    std::atomic<std::int64_t> m_longestMs{0};
    std::atomic<int> m_answers{0};
    std::jthread m_thread;
};

// Drags local files over the widget and drops them. False if the widget refused.
inline bool drop(QWidget& target, const QList<QUrl>& urls) {
    QMimeData data;
    data.setUrls(urls);
    const QPoint middle = target.rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enter);
    QDragMoveEvent move(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &move);
    if (!enter.isAccepted() || !move.isAccepted())
        return false;
    QDropEvent event(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &event);
    return event.isAccepted();
}

// Opens a menu and hands it over while it is open, whether or not it keeps its caller until it is closed. False if none
// came, or if it stays open.
inline bool useMenu(const std::function<void()>& open, const std::function<void(QMenu&)>& use) {
    bool isUsed = false;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr)
            return;
        timer.stop();
        isUsed = true;
        use(*menu);
    });
    timer.start(0);
    open();
    return QTest::qWaitFor([&] { return isUsed && QApplication::activePopupWidget() == nullptr; });
}

// Chooses the entry whose words (without mnemonic) are these, by keyboard. Returns the words of all entries; empty if no
// menu came.
inline QStringList chooseFromMenu(const std::function<void()>& open, const QString& entry) {
    QStringList words;
    useMenu(open, [&](QMenu& menu) {
        QAction* chosen = nullptr;
        for (QAction* action : menu.actions()) {
            const QString text = action->text().remove(QLatin1Char('&'));
            words << text;
            if (text == entry)
                chosen = action;
        }
        menu.setActiveAction(chosen);
        QTest::keyClick(&menu, chosen != nullptr ? Qt::Key_Return : Qt::Key_Escape);
    });
    return words;
}

// What the menu key does.
inline void pressMenuKey(QWidget& widget) {
    QContextMenuEvent event(QContextMenuEvent::Keyboard, widget.rect().center(),
                            widget.mapToGlobal(widget.rect().center()));
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace rastro::test
