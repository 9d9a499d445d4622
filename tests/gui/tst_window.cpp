// SPDX-License-Identifier: Apache-2.0
//
// The real window, offscreen: its layout, columns, looks and keys.
#include "gui/actions.h"
#include "start/startpage.h"
#include "windowfixture.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QHeaderView>
#include <QPushButton>

using namespace rastro;
using namespace rastro::test;

namespace {

void loadSome(WindowFixture& w, const Folder& folder) {
    w.application().loading().open(pathsOf(folder.write("a.json", recordsText(0, 50))));
    QTRY_COMPARE(w.rows(), 50);
    QTRY_VERIFY(w.isIdle());
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    void startPageLeadsIn() {
        WindowFixture w;
        QVERIFY(w.window().startPage().isVisible());
        for (const QDockWidget* pane : w.window().findChildren<QDockWidget*>())
            QVERIFY(!pane->isVisible());
        const Folder folder;
        loadSome(w, folder);
        QVERIFY(!w.window().startPage().isVisible());
        QVERIFY(w.detail().isVisible());
    }

    void recentPathsAreOffered() {
        WindowFixture w;
        const Folder folder;
        loadSome(w, folder);
        w.restart();
        const auto buttons = w.window().startPage().findChildren<QPushButton*>();
        const auto recent = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* b) {
            return b->text().endsWith(QLatin1String("a.json"));
        });
        QVERIFY(recent != buttons.end());
        (*recent)->click();
        QTRY_COMPARE(w.rows(), 50);
    }

    void layoutAndColumnsAreRemembered() {
        WindowFixture w;
        const Folder folder;
        loadSome(w, folder);
        w.table().setColumnShown(Column::UserAgent, Qt::Checked);
        w.table().setColumnShown(Column::Account, Qt::Unchecked);
        w.table().horizontalHeader()->moveSection(2, 5);
        w.table().horizontalHeader()->resizeSection(EventTableModel::sectionOf(Column::Actor), 321);
        auto* pane = w.window().findChild<QDockWidget*>(QStringLiteral("detailPane"));
        w.window().addDockWidget(Qt::LeftDockWidgetArea, pane);
        const auto columns = w.table().shownColumns();
        w.window().close();
        w.restart();
        QCOMPARE(w.table().shownColumns(), columns);
        QCOMPARE(w.table().horizontalHeader()->sectionSize(EventTableModel::sectionOf(Column::Actor)), 321);
        loadSome(w, folder);
        pane = w.window().findChild<QDockWidget*>(QStringLiteral("detailPane"));
        QCOMPARE(w.window().dockWidgetArea(pane), Qt::LeftDockWidgetArea);

        w.window().actions().resetLayout->trigger();
        QCOMPARE(w.window().dockWidgetArea(pane), Qt::RightDockWidgetArea);
        QVERIFY(std::ranges::equal(w.table().shownColumns(), defaultColumns()));
    }

    void stateOfAnotherVersionIsLeftAside() {
        WindowFixture w;
        QVERIFY(!w.table().restoreColumns(QByteArray("\0\0\0\x63nonsense", 12)));
        QVERIFY(!w.table().restoreColumns(QByteArray()));
        QVERIFY(std::ranges::equal(w.table().shownColumns(), defaultColumns()));
    }

    void tableIsNeverHidden() {
        WindowFixture w;
        const Folder folder;
        loadSome(w, folder);
        for (QDockWidget* pane : w.window().findChildren<QDockWidget*>())
            pane->close();
        QVERIFY(w.table().isVisible());
        QVERIFY(w.table().width() > 800);
    }

    // A window that was small for a while has its panes as before when it is large again; what was dragged meanwhile counts.
    void panesHaveTheirRoomAgain() {
        WindowFixture w;
        const Folder folder;
        loadSome(w, folder);
        w.window().resize(1500, 950);
        QTest::qWait(50);
        const auto sizes = [&] {
            QList<int> all;
            for (const char* name : {"detailPane", "facetPane"})
                all << w.window().findChild<QDockWidget*>(QLatin1String(name))->width();
            return all << w.window().findChild<QDockWidget*>(QStringLiteral("timelinePane"))->height();
        };
        const QList<int> roomy = sizes();
        w.window().showReport(); // in front of the detail
        QTest::qWait(20);
        w.window().showDetail();
        w.window().resize(10, 10); // as small as it goes
        QTRY_VERIFY(sizes() != roomy);
        QVERIFY2(w.window().width() <= 720 && w.window().height() <= 520,
                 qPrintable(QStringLiteral("%1 x %2").arg(w.window().width()).arg(w.window().height())));
        QVERIFY(w.table().width() >= 300);
        w.window().resize(1500, 950);
        QTRY_COMPARE(sizes(), roomy);

        auto* facets = w.window().findChild<QDockWidget*>(QStringLiteral("facetPane"));
        const QPoint gap(facets->geometry().right() + 2, facets->geometry().center().y());
        QTest::mousePress(&w.window(), Qt::LeftButton, {}, gap);
        QMouseEvent move(QEvent::MouseMove, gap + QPoint(60, 0), w.window().mapToGlobal(gap + QPoint(60, 0)), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(&w.window(), &move);
        QTest::qWait(20);
        QTest::mouseRelease(&w.window(), Qt::LeftButton, {}, gap + QPoint(60, 0));
        QTRY_COMPARE(facets->width(), roomy[1] + 60);
        QTest::qWait(20);
        w.window().resize(10, 10);
        QTRY_VERIFY(facets->width() < roomy[1] + 60);
        w.window().resize(1500, 950);
        QTRY_COMPARE(facets->width(), roomy[1] + 60);
    }

    void themesAreApplied_data() {
        QTest::addColumn<int>("choice");
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << static_cast<int>(ThemeChoice::Light) << false;
        QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark) << true;
    }
    void themesAreApplied() {
        QFETCH(int, choice);
        QFETCH(bool, isDark);
        WindowFixture w;
        const Folder folder;
        loadSome(w, folder);
        for (QAction* action : w.window().actions().themes->actions()) {
            if (action->data().toInt() == choice)
                action->trigger();
        }
        QTRY_COMPARE(Theme::of(w.table().palette()).isDark, isDark);
        const QImage picture = w.table().viewport()->grab().toImage();
        QCOMPARE(picture.pixelColor(picture.width() - 3, picture.height() - 3), Theme::of(qApp->palette()).pane);
    }

    void rowsAreAsHighAsWished() {
        WindowFixture w;
        const Folder folder;
        loadSome(w, folder);
        const int normal = w.table().rowHeight(0);
        w.window().actions().compactRows->trigger();
        QVERIFY(w.table().rowHeight(0) < normal);
        w.window().actions().compactRows->trigger();
        QCOMPARE(w.table().rowHeight(0), normal);
    }

    void everyCommandHasWordsAndEveryButtonAName() {
        WindowFixture w;
        for (const QAction* action : w.window().actions().findChildren<QAction*>())
            QVERIFY(!action->text().isEmpty());
        for (const QAbstractButton* button : w.window().findChildren<QAbstractButton*>()) {
            const bool isQts = button->objectName().startsWith(QLatin1String("qt_")) || !button->isVisibleTo(&w.window());
            QVERIFY2(isQts || !button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     qPrintable(QLatin1String(button->metaObject()->className()) + button->objectName()));
        }
    }

    void shrinksAndMirrors() {
        WindowFixture w;
        const Folder folder;
        loadSome(w, folder);
        w.window().resize(1, 1);
        QVERIFY(!w.window().grab().isNull());
        w.window().setLayoutDirection(Qt::RightToLeft);
        w.window().resize(1200, 800);
        QVERIFY(!w.window().grab().isNull());
    }

    void keysAloneAreEnough() {
        WindowFixture w;
        const Folder folder;
        loadSome(w, folder);
        w.table().setFocus();
        QTest::keyClick(&w.table(), Qt::Key_Down);
        QTest::keyClick(&w.table(), Qt::Key_Down);
        QTRY_COMPARE(w.detail().detail().state, EventDetail::State::Ready);
        QTest::keyClick(&w.table(), Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(w.table().currentIndex().row(), 49);
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
