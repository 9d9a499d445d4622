// SPDX-License-Identifier: Apache-2.0
#include "items/problemsmodel.h"

#include "support/snapshots.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace rastro;
using rastro::test::SnapshotMaker;

namespace {

// Two failures for each file that was left aside.
void addProblems(EventStore& store, unsigned rows) {
    store.updateReport([rows](LoadReport& report) {
        for (unsigned i = 0; i < rows; ++i) {
            if (i % 3 < 2)
                report.failures.push_back({"a.json", std::int64_t{i} * 1000 - 1, "unexpected end"});
            else
                report.ignored.push_back({"b.json", "a digest"});
        }
    });
}

QString shown(const ProblemsModel& model, int row, int section) {
    return model.index(row, section).data().toString();
}

} // namespace

class TestProblemsModel : public QObject {
    Q_OBJECT
private slots:
    void keepsTheRulesOfModels_data() {
        QTest::addColumn<unsigned>("rows");
        for (const unsigned rows : {0u, 1u, 3u, 5000u})
            QTest::addRow("%u", rows) << rows;
    }
    void keepsTheRulesOfModels() {
        QFETCH(unsigned, rows);
        ProblemsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SnapshotMaker maker;
        addProblems(maker.store(), rows);
        model.setSnapshot(maker.publish());
        QCOMPARE(model.rowCount(), static_cast<int>(rows));
        QCOMPARE(model.columnCount(), int{ProblemsModel::SectionCount});
        model.setSnapshot(SnapshotMaker().publish());
        QCOMPARE(model.rowCount(), 0);
    }

    void failuresLeadAndTellTheirPlace() {
        SnapshotMaker maker;
        addProblems(maker.store(), 3);
        ProblemsModel model;
        model.setSnapshot(maker.publish());
        QCOMPARE(shown(model, 0, ProblemsModel::WhatSection), QStringLiteral("failed"));
        QCOMPARE(shown(model, 0, ProblemsModel::PlaceSection), QString()); // not known
        QVERIFY(shown(model, 1, ProblemsModel::PlaceSection).contains(QLatin1String("999")));
        QCOMPARE(shown(model, 2, ProblemsModel::WhatSection), QStringLiteral("ignored"));
        QCOMPARE(shown(model, 2, ProblemsModel::ReasonSection), QStringLiteral("a digest"));
    }

    void failuresBeyondTheListAreCounted() {
        SnapshotMaker maker;
        addProblems(maker.store(), 3);
        maker.store().updateReport([](LoadReport& report) { report.failuresBeyondList = 12345; });
        ProblemsModel model;
        model.setSnapshot(maker.publish());
        QCOMPARE(model.rowCount(), 4);
        QVERIFY(shown(model, 2, ProblemsModel::ReasonSection).contains(QLatin1String("12,345 more")));
        QCOMPARE(shown(model, 3, ProblemsModel::ReasonSection), QStringLiteral("a digest"));
    }

    void hostileTextIsMadeVisible() {
        SnapshotMaker maker;
        maker.store().updateReport([](LoadReport& report) {
            report.failures.push_back({"<b>\u202Egpj.exe\xff", 0, "found \u200B\n"});
        });
        ProblemsModel model;
        model.setSnapshot(maker.publish());
        QCOMPARE(shown(model, 0, ProblemsModel::FileSection), QStringLiteral("<b>\\u202egpj.exe\uFFFD"));
        QCOMPARE(shown(model, 0, ProblemsModel::ReasonSection), QStringLiteral("found \\u200b\\n"));
    }

    void aReaderIsNotDisturbedByRowsThatArrive() {
        SnapshotMaker maker;
        addProblems(maker.store(), 3);
        ProblemsModel model;
        model.setSnapshot(maker.publish());
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        maker.addMany(10);
        model.setSnapshot(maker.publish());
        QCOMPARE(reset.size(), 0);
        addProblems(maker.store(), 1);
        model.setSnapshot(maker.publish());
        QCOMPARE(reset.size(), 1);
        SnapshotMaker other; // as many, of another trail
        addProblems(other.store(), 4);
        model.setSnapshot(other.publish());
        QCOMPARE(reset.size(), 2);
    }
};

QTEST_MAIN(TestProblemsModel)
#include "tst_problemsmodel.moc"
