// SPDX-License-Identifier: Apache-2.0
//
// Every menu that the mouse opens by its right button, opened by Shift+F10 where the focus stands and used by keys alone.
#include "detail/jsontreeview.h"
#include "facets/facetpane.h"
#include "facets/facetview.h"
#include "filter/filterbar.h"
#include "groups/grouppane.h"
#include "gui/actions.h"
#include "gui/reportcontroller.h"
#include "language/parser.h"
#include "language/unparser.h"
#include "report/reportpane.h"
#include "timeline/timelineview.h"
#include "windowfixture.h"

#include <QMenu>
#include <QTableView>
#include <QTreeView>

using namespace rastro;
using namespace rastro::test;

namespace {

class StoryWindow : public WindowFixture {
public:
    bool openStory() {
        application().loading().open(pathsOf(RASTRO_SOURCE_DIR "/resources/sample"));
        return QTest::qWaitFor([this] { return isAtRest() && rows() == 2'974; }, 20'000) && activate();
    }
    bool isAtRest() { return isIdle() && application().reporting().isSettled(); }
    QString filter() { return QString::fromStdString(filterText(window().filterBar().expression())); }

    // Shift+F10 in a widget, then Down until the entry that begins so is the active one, then Enter. The words of the
    // menu; empty if none came.
    QStringList choose(QWidget& in, const QString& start) {
        if (!activate()) // a menu that was open took it
            return {};
        in.setFocus(Qt::OtherFocusReason);
        QStringList words;
        const auto open = [] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_F10, Qt::ShiftModifier); };
        const bool isDone = useMenu(open, [&](QMenu& menu) {
            for (const QAction* action : menu.actions())
                words << action->text().remove(u'&');
            const auto isThere = [&] {
                return menu.activeAction() != nullptr && menu.activeAction()->text().remove(u'&').startsWith(start);
            };
            for (qsizetype i = 0; i < words.size() && !isThere(); ++i)
                QTest::keyClick(&menu, Qt::Key_Down);
            QTest::keyClick(&menu, isThere() ? Qt::Key_Return : Qt::Key_Escape);
        });
        if (!isDone)
            return {};
        return words;
    }
};

} // namespace

class TestMenuKeys : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    void table() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QTest::keyClick(&w.table(), Qt::Key_Home, Qt::ControlModifier); // to the marks, which are no value
        QTest::keyClick(&w.table(), Qt::Key_Right);
        QTest::keyClick(&w.table(), Qt::Key_Right);
        const QStringList entries = w.choose(w.table(), QStringLiteral("Filter for"));
        QVERIFY2(entries.size() > 10, qPrintable(entries.join(u'|')));
        QTRY_VERIFY(w.isAtRest() && !w.filter().isEmpty());
        const QString once = w.filter();
        QVERIFY(!w.choose(w.table(), QStringLiteral("Filter out")).isEmpty());
        QTRY_VERIFY(w.isAtRest() && w.filter() != once);
    }

    void valueOfTheEvent() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.read(0));
        w.window().showDetail();
        auto* tree = w.detail().findChild<JsonTreeView*>();
        QVERIFY(tree != nullptr);
        tree->setCurrentIndex(tree->model()->index(0, 0));
        const QStringList entries = w.choose(*tree, QStringLiteral("Filter for"));
        QVERIFY2(entries.contains(QStringLiteral("Show as column")), qPrintable(entries.join(u'|')));
        QTRY_VERIFY(w.isAtRest() && !w.filter().isEmpty());
    }

    void facet() {
        StoryWindow w;
        QVERIFY(w.openStory());
        FacetView& view = w.window().facets().view();
        const QModelIndex header = view.model()->index(0, 0);
        view.setCurrentIndex(view.model()->index(0, 0, header));
        QVERIFY(!w.choose(view, QStringLiteral("Filter out")).isEmpty());
        QTRY_VERIFY(w.isAtRest() && w.filter().startsWith(QLatin1String("not kind:")));
    }

    void laneOfTheTimeline() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QVERIFY(!w.choose(w.window().timeline(), QStringLiteral("Filter for")).isEmpty());
        QTRY_VERIFY(w.isAtRest() && !w.filter().isEmpty());
    }

    void lineOfTheReport() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QTreeView& tree = w.window().report().tree();
        tree.setCurrentIndex(tree.model()->index(0, 0, tree.model()->index(0, 0)));
        QVERIFY(!w.choose(tree, QStringLiteral("Show its events")).isEmpty());
        QTRY_VERIFY(w.isAtRest() && !w.filter().isEmpty());
    }

    void group() {
        StoryWindow w;
        QVERIFY(w.openStory());
        w.window().showGroups();
        QTableView& groups = w.window().groups().table();
        QTRY_VERIFY(groups.model()->rowCount() > 3);
        groups.setCurrentIndex(groups.model()->index(1, 0));
        QVERIFY(!w.choose(groups, QStringLiteral("Filter")).isEmpty());
        QTRY_VERIFY(w.isAtRest() && !w.filter().isEmpty());
    }

    void chip() {
        StoryWindow w;
        QVERIFY(w.openStory());
        w.application().filtering().apply(std::get<Expression>(parseFilter("outcome:denied")));
        QTRY_VERIFY(w.isAtRest());
        w.window().filterBar().focusChips();
        QVERIFY(!w.choose(*QApplication::focusWidget(), QStringLiteral("Negate")).isEmpty());
        QTRY_COMPARE(w.filter(), QStringLiteral("not outcome:denied"));
    }
};

QTEST_MAIN(TestMenuKeys)
#include "tst_menukeys.moc"
