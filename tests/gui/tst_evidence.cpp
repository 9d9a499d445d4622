// SPDX-License-Identifier: Apache-2.0
//
// That the window claims no more than is so: what is selected, which time is marked, which events contradict each other and
// which come from a damaged file.
#include "windowfixture.h"

#include "detail/detailhead.h"
#include "facets/facetpane.h"
#include "filter/filterbar.h"
#include "gui/actions.h"
#include "language/parser.h"
#include "timeline/timelineview.h"

#include <QHeaderView>
#include <QTreeView>

using namespace rastro;
using namespace rastro::test;

namespace {

Expression parsed(const char* filter) { return std::get<Expression>(parseFilter(filter)); }

} // namespace

class TestEvidence : public QObject {
    Q_OBJECT

    Folder m_folder;

private slots:
    void init() { failOnWarnings(); }

    // All that is shown is selected: those events, and no others that come into view.
    void allSelectedStayThoseEvents() {
        WindowFixture w;
        QVERIFY(w.open(m_folder.write("a.json", recordsText(0, 100)), 100));
        const auto show = [&](const char* filter, int rows) {
            w.application().filtering().apply(parsed(filter));
            return QTest::qWaitFor([&] { return w.isIdle() && w.rows() == rows; });
        };
        QVERIFY(show("eventName:Call1?", 10));
        w.table().selectAll();
        QCOMPARE(w.table().selectedCount(), 10);
        QVERIFY(show("", 100));
        QCOMPARE(w.table().selectedCount(), 10);
        for (const auto& index : w.table().selectionModel()->selectedRows())
            QVERIFY(w.model().index(index.row(), EventTableModel::sectionOf(Column::EventName)).data().toString().contains(QLatin1String("Call1")));
        w.table().horizontalHeader()->setSortIndicator(EventTableModel::sectionOf(Column::EventName), Qt::DescendingOrder);
        QTRY_VERIFY(w.isIdle());
        QCOMPARE(w.table().selectedCount(), 10);
        QVERIFY(show("eventName:(Call10 or Call2)", 2));
        QCOMPARE(w.table().selectedCount(), 1);
        // More of them is loaded.
        QVERIFY(show("", 100));
        w.table().selectAll();
        w.application().loading().add(pathsOf(m_folder.write("b.json", recordsText(100, 101))));
        QTRY_VERIFY(w.isIdle() && w.rows() == 101);
        QCOMPARE(w.table().selectedCount(), 100);
    }

    // A range stays marked in the histogram while a filter asks for it, and no longer.
    void rangeIsMarkedWhileItIsAskedFor() {
        WindowFixture w;
        QVERIFY(w.open(m_folder.write("a.json", recordsText(0, 100)), 100));
        TimelineView& timeline = w.window().timeline();
        const auto settle = [&] { return QTest::qWaitFor([&] { return w.isIdle(); }); };
        emit timeline.rangePicked({1'709'251'210'000'000, 1'709'251'220'000'000}); // of 2024-03-01
        QVERIFY(settle());
        QCOMPARE(w.rows(), 10);
        QVERIFY(!timeline.pickedRange().isEmpty());
        w.window().actions().clearFilter->trigger();
        QVERIFY(settle());
        QCOMPARE(w.rows(), 100);
        QVERIFY(timeline.pickedRange().isEmpty());
        w.window().actions().back->trigger();
        QVERIFY(settle());
        QCOMPARE(timeline.pickedRange().to, Micros{1'709'251'220'000'000});
        for (const char* open : {"time>=2024-03-01T00:00:10Z", "not time:2024-03-01T00:00:10Z", "time>now-24h and time<now", "eventName:Call1"}) {
            w.application().filtering().apply(parsed(open));
            QVERIFY(settle());
            QVERIFY2(timeline.pickedRange().isEmpty(), open);
        }
        w.application().filtering().apply(parsed("eventName:Call* time:2024-03-01 time<2024-03-01T00:00:20Z"));
        QVERIFY(settle());
        QCOMPARE(timeline.pickedRange().from, Micros{1'709'251'200'000'000});
        QCOMPARE(timeline.pickedRange().to, Micros{1'709'251'220'000'000});
    }

    // Facets count what the table shows.
    void facetsCountDuplicatesThatAreShown() {
        WindowFixture w;
        QVERIFY(w.open(m_folder.write("a.json", "[" + makeEvent(1) + "," + makeEvent(2) + "," + makeEvent(1) + "]"), 2));
        const auto* facets = w.window().facets().findChild<QTreeView*>()->model();
        const auto firstCount = [&] { // of the first value of the first facet
            return facets->index(0, 0, facets->index(0, 0)).data(Qt::AccessibleTextRole).toString();
        };
        const QString without = firstCount();
        QVERIFY2(without.contains(u'2') && !without.contains(u'3'), qPrintable(without));
        w.window().actions().showDuplicates->setChecked(true);
        QTRY_VERIFY(w.isIdle() && w.rows() == 3);
        QTRY_VERIFY2(firstCount().contains(u'3'), qPrintable(firstCount()));
        w.window().actions().showDuplicates->setChecked(false);
        QTRY_VERIFY(w.isIdle() && w.rows() == 2);
        QTRY_COMPARE(firstCount(), without);
    }

    void conflictsAreShownByAClick() {
        WindowFixture w;
        const std::string text = "[" + makeEvent(1) + "," + makeEvent(2) + "," + makeEvent(3) + "," + makeEvent(2, R"(,"x":1)") + "]";
        QVERIFY(w.open(m_folder.write("a.json", text), 4));
        QToolButton* button = nullptr;
        for (QToolButton* one : w.window().status().findChildren<QToolButton*>()) {
            if (one->text() == QLatin1String("1 conflict"))
                button = one;
        }
        QVERIFY(button != nullptr && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(w.isIdle() && w.rows() == 2);
        QVERIFY(w.read(1));
        const QString head = w.detail().head().toPlainText();
        QVERIFY2(head.indexOf(QLatin1String("conflict")) < head.indexOf(QLatin1String("a.json")), qPrintable(head));
    }

    void damageOfTheFileIsTold() {
        WindowFixture w;
        const std::string text = "[" + makeEvent(1) + ",{\"eventVersion\":nope}," + makeEvent(2) + "]";
        const std::string bad = m_folder.write("a.json", text);
        const std::string good = m_folder.write("b.json", makeEvent(3));
        w.application().loading().open({QByteArray::fromStdString(bad), QByteArray::fromStdString(good)});
        QTRY_VERIFY(w.isIdle() && w.rows() == 3);
        QVERIFY(w.read(0));
        QVERIFY(w.detail().head().toPlainText().contains(QLatin1String("its file is damaged")));
        QVERIFY(w.read(2));
        QVERIFY(!w.detail().head().toPlainText().contains(QLatin1String("damaged")));
    }
};

QTEST_MAIN(TestEvidence)
#include "tst_evidence.moc"
