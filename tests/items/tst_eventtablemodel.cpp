// SPDX-License-Identifier: Apache-2.0
#include "items/eventtablemodel.h"

#include "support/snapshots.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace rastro;
using rastro::test::manyEvents;
using rastro::test::SnapshotMaker;

namespace {

constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

QString shown(const EventTableModel& model, int row, Column column) {
    return model.index(row, EventTableModel::sectionOf(column)).data().toString();
}

} // namespace

class TestEventTableModel : public QObject {
    Q_OBJECT
private slots:
    void keepsTheRulesOfModels_data() {
        QTest::addColumn<unsigned>("rows");
        for (const unsigned rows : {0u, 1u, 3u, 5000u})
            QTest::addRow("%u", rows) << rows;
    }
    void keepsTheRulesOfModels() {
        QFETCH(unsigned, rows);
        EventTableModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        const auto snapshot = manyEvents(rows);
        model.setRows(snapshot, snapshot->sharedTimeOrder());
        QCOMPARE(model.rowCount(), static_cast<int>(rows));
        QCOMPARE(model.columnCount(), static_cast<int>(kColumns) + 1);
        if (rows > 0)
            model.setCells({{.row = model.rowId(0), .target = QStringLiteral("user x"), .summary = {}}});
        const auto fewer = manyEvents(rows / 2);
        model.setRows(fewer, fewer->sharedTimeOrder());
        QCOMPARE(model.rowCount(), static_cast<int>(rows / 2));
    }

    void everyColumnHasATitle() {
        const EventTableModel model;
        for (const ColumnInfo& c : allColumns()) {
            QVERIFY(!model.headerData(EventTableModel::sectionOf(c.column), Qt::Horizontal).toString().isEmpty());
            QCOMPARE(EventTableModel::columnOf(EventTableModel::sectionOf(c.column)), std::optional(c.column));
        }
    }

    void showsWhatTheSnapshotHolds() {
        SnapshotMaker maker;
        maker.add(*parseTime("2024-03-12T01:17:28Z"), {{Column::EventSource, "iam.amazonaws.com"},
                                                       {Column::EventName, "AttachUserPolicy"},
                                                       {Column::Kind, "change"},
                                                       {Column::Outcome, "denied"},
                                                       {Column::IdentityType, "Root"}});
        EventTableModel model;
        const auto snapshot = maker.publish();
        model.setRows(snapshot, snapshot->sharedTimeOrder());
        QCOMPARE(shown(model, 0, Column::EventName), QStringLiteral("iam:AttachUserPolicy"));
        QCOMPARE(shown(model, 0, Column::EventTime), QStringLiteral("01:17:28"));
        QCOMPARE(shown(model, 0, Column::AwsRegion), QStringLiteral("—"));
        const auto style = model.index(0, 0).data(EventTableModel::StyleRole).value<RowStyle>();
        QCOMPARE(style.kind, Kind::Change);
        QCOMPARE(style.outcome, Outcome::Denied);
        QVERIFY(style.isRoot);
        QVERIFY(!style.isConflict);
    }

    void datesAppearWhenMidnightIsCrossed() {
        SnapshotMaker maker;
        maker.add(*parseTime("2024-03-11T23:59:59Z"), {}).add(*parseTime("2024-03-12T00:00:00Z"), {}).add(kNoTime, {});
        EventTableModel model;
        const auto snapshot = maker.publish();
        model.setRows(snapshot, snapshot->sharedTimeOrder());
        QCOMPARE(shown(model, 0, Column::EventTime), QStringLiteral("2024-03-11 23:59:59"));
        QCOMPARE(shown(model, 2, Column::EventTime), QStringLiteral("—"));
    }

    void hostileTextIsMadeVisible() {
        SnapshotMaker maker;
        maker.add(0, {{Column::UserAgent, "<img src=x>\u202Egpj\n"}});
        EventTableModel model;
        const auto snapshot = maker.publish();
        model.setRows(snapshot, snapshot->sharedTimeOrder());
        QCOMPARE(shown(model, 0, Column::UserAgent), QStringLiteral("<img src=x>\\u202egpj\\n"));
        QCOMPARE(model.text(model.rowId(0), Column::UserAgent), QStringLiteral("<img src=x>\u202Egpj\n"));
    }

    void asksForTargetsOfTheRowsItIsAskedFor() {
        EventTableModel model;
        const auto snapshot = manyEvents(100);
        model.setRows(snapshot, snapshot->sharedTimeOrder());
        QSignalSpy wanted(&model, &EventTableModel::cellsWanted);
        QCOMPARE(shown(model, 7, Column::Target), QStringLiteral("…"));
        QCOMPARE(shown(model, 8, Column::Summary), QStringLiteral("…"));
        QTRY_COMPARE(wanted.size(), 1);
        const auto rows = wanted[0][0].value<std::vector<RowId>>();
        QCOMPARE(rows, (std::vector{model.rowId(7), model.rowId(8)}));

        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setCells({{.row = rows[0], .target = QStringLiteral("user svc\u200B"), .summary = QStringLiteral("s")}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(shown(model, 7, Column::Target), QStringLiteral("user svc\\u200b"));
        QCOMPARE(shown(model, 8, Column::Target), QStringLiteral("…"));
    }

    void unreadableIsNotAbsent() {
        EventTableModel model;
        const auto snapshot = manyEvents(3);
        model.setRows(snapshot, snapshot->sharedTimeOrder());
        model.setCells({{.row = model.rowId(0)}, {.row = model.rowId(1), .isUnreadable = true}});
        QCOMPARE(shown(model, 0, Column::Target), QStringLiteral("—"));
        QCOMPARE(shown(model, 1, Column::Target), QStringLiteral("(cannot be read)"));
        QCOMPARE(shown(model, 1, Column::Summary), QStringLiteral("(cannot be read)"));
    }

    // Who jumps about does not wait for the rows passed by: the last ones stand at the end, where they are taken from.
    void rowsInSightAreWantedLast() {
        EventTableModel model;
        const auto snapshot = manyEvents(1000);
        model.setRows(snapshot, snapshot->sharedTimeOrder());
        QSignalSpy wanted(&model, &EventTableModel::cellsWanted);
        const auto askFor = [&](int from, int end) {
            for (int row = from; row < end; ++row)
                (void)shown(model, row, Column::Target);
        };
        const auto lastAsked = [&] {
            if (!wanted.wait(1000))
                return std::vector<RowId>();
            return wanted.last()[0].value<std::vector<RowId>>();
        };
        askFor(0, 100);
        QCOMPARE(lastAsked().back(), model.rowId(99));
        askFor(500, 560);
        QCOMPARE(lastAsked().back(), model.rowId(559));
        askFor(90, 92); // again
        const std::vector<RowId> rows = lastAsked();
        QCOMPARE(rows.back(), model.rowId(91));
        QCOMPARE(std::ranges::count(rows, model.rowId(91)), 1);
        QCOMPARE(rows.size(), std::size_t{160});
        askFor(90, 92); // on their way: not asked anew
        QVERIFY(!wanted.wait(50));
        askFor(600, 1000);
        QCOMPARE(lastAsked().size(), std::size_t{160}); // the first ones are given up
    }

    void cellsOfAnotherStoreAreForgotten() {
        EventTableModel model;
        const auto first = manyEvents(3);
        model.setRows(first, first->sharedTimeOrder());
        model.setCells({{.row = RowId{0}, .target = QStringLiteral("old"), .summary = {}}});
        QCOMPARE(shown(model, 0, Column::Target), QStringLiteral("old"));
        const auto second = manyEvents(3);
        model.setRows(second, second->sharedTimeOrder());
        QCOMPARE(shown(model, 0, Column::Target), QStringLiteral("…"));
    }

    void rowsAreFoundAgain() {
        const auto snapshot = manyEvents(1000);
        auto reversed = std::make_shared<RowVector>(snapshot->timeOrder());
        std::reverse(reversed->begin(), reversed->end());
        EventTableModel model;
        model.setRows(snapshot, reversed);
        for (const int row : {0, 1, 500, 999})
            QCOMPARE(model.rowOf(model.rowId(row)), row);
        QCOMPARE(model.rowOf(kNoRow), -1);
        QCOMPARE(model.rowId(1000), kNoRow);
    }

    void rowsBeyondTheLimitAreNotShown() {
        EventTableModel model;
        model.setMaxRows(10);
        const auto snapshot = manyEvents(11);
        model.setRows(snapshot, snapshot->sharedTimeOrder());
        QCOMPARE(model.rowCount(), 10);
        QVERIFY(model.isCapped());
        QCOMPARE(model.rowOf(RowId{10}), -1);
    }

    void cacheForgetsTheOldest() {
        RecordCellCache cache(2);
        cache.insert({.row = RowId{1}, .target = QStringLiteral("a"), .summary = {}});
        cache.insert({.row = RowId{2}, .target = QStringLiteral("b"), .summary = {}});
        QVERIFY(cache.find(RowId{1}) != nullptr);
        cache.insert({.row = RowId{3}, .target = QStringLiteral("c"), .summary = {}});
        QVERIFY(cache.find(RowId{2}) == nullptr);
        QCOMPARE(cache.find(RowId{1})->target, QStringLiteral("a"));
        QCOMPARE(cache.size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestEventTableModel)
#include "tst_eventtablemodel.moc"
