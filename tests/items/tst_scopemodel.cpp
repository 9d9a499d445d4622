// SPDX-License-Identifier: Apache-2.0
#include "items/scopemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace rastro;

namespace {

std::vector<ScopeCell> cellsOf(unsigned days) {
    std::vector<ScopeCell> cells;
    for (unsigned i = 0; i < days; ++i) {
        const std::string day = std::to_string(1900 + i / 28) + "-01-" + std::to_string(10 + i % 28);
        cells.push_back({{.account = "123456789012", .region = "us-east-1", .day = day}, 2, 100});
    }
    return cells;
}

// Two accounts in two regions on two days; the last cell is missing, as in a region that is not used.
std::vector<ScopeCell> someCells() {
    std::vector<ScopeCell> cells;
    for (const char* account : {"111111111111", "222222222222"}) {
        for (const char* region : {"eu-west-1", "us-east-1"}) {
            for (const char* day : {"2024-03-01", "2024-03-02"})
                cells.push_back({{.account = account, .region = region, .day = day}, 1, 10});
        }
    }
    cells.pop_back();
    cells.push_back({{}, 5, 50}); // names that do not tell
    return cells;
}

} // namespace

class TestScopeModel : public QObject {
    Q_OBJECT
private slots:
    void keepsTheRulesOfModels_data() {
        QTest::addColumn<unsigned>("rows");
        for (const unsigned rows : {0u, 1u, 3u, 5000u})
            QTest::addRow("%u", rows) << rows;
    }
    void keepsTheRulesOfModels() {
        QFETCH(unsigned, rows);
        ScopeChoice choice(cellsOf(rows));
        ScopeModel model(choice, ScopeList::Days);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), static_cast<int>(rows));
        choice.setAllTicked(ScopeList::Days, Qt::Unchecked);
        choice.setAllTicked(ScopeList::Days, Qt::Checked);
        if (rows > 0)
            QVERIFY(model.setData(model.index(static_cast<int>(rows) - 1), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!model.setData({}, Qt::Unchecked, Qt::CheckStateRole));
    }

    void allIsTickedAtFirst() {
        const ScopeChoice choice(someCells());
        QCOMPARE(choice.all().files, 12u);
        QCOMPARE(choice.ticked().files, 12u);
        QVERIFY(choice.scope().isEverything());
        for (const auto list : {ScopeList::Accounts, ScopeList::Regions, ScopeList::Days})
            QCOMPARE(choice.allTicked(list), Qt::Checked);
    }

    void countsFollowTheOtherLists() {
        ScopeChoice choice(someCells());
        const ScopeModel days(choice, ScopeList::Days);
        QSignalSpy changed(&days, &QAbstractItemModel::dataChanged);
        const auto files = [&](int row) { return days.index(row).data(ScopeModel::FilesRole).toInt(); };
        QCOMPARE(files(0), 5); // without a name
        QCOMPARE(files(2), 3);
        choice.setTicked(ScopeList::Accounts, 2, Qt::Unchecked);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(files(2), 2);
        QCOMPARE(choice.ticked().files, 9u);
        QCOMPARE(choice.allTicked(ScopeList::Accounts), Qt::PartiallyChecked);
        const Scope scope = choice.scope();
        QCOMPARE(scope.cells.size(), std::size_t{4});
        QVERIFY(scope.includeUnnamed);
    }

    void onlyNamelessFilesIsNotEverything() {
        ScopeChoice choice(someCells());
        choice.setAllTicked(ScopeList::Regions, Qt::Unchecked);
        QCOMPARE(choice.ticked().files, 0u);
        choice.setTicked(ScopeList::Regions, 0, Qt::Checked);
        QCOMPARE(choice.ticked().files, 5u);
        QVERIFY(!choice.scope().isEverything());
        QVERIFY(choice.scope().includeUnnamed);
    }

    void hostileNamesAreMadeVisible() {
        ScopeChoice choice({{{.account = "\u202E1", .region = "<b>", .day = "\n"}, 1, 1}, {{}, 1, 1}});
        QCOMPARE(ScopeModel(choice, ScopeList::Accounts).index(1).data().toString(), QStringLiteral("\\u202e1"));
        QCOMPARE(ScopeModel(choice, ScopeList::Days).index(1).data().toString(), QStringLiteral("\\n"));
        QVERIFY(!ScopeModel(choice, ScopeList::Days).index(0).data().toString().isEmpty());
    }
};

QTEST_MAIN(TestScopeModel)
#include "tst_scopemodel.moc"
