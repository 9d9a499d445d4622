// SPDX-License-Identifier: Apache-2.0
#include "async/celljob.h"
#include "support/loading.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <set>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr unsigned kFiles = 3;
constexpr unsigned kEventsOfAFile = 40;

struct Trail {
    Trail() {
        for (unsigned file = 0; file < kFiles; ++file) {
            std::string text;
            for (unsigned n = 0; n < kEventsOfAFile; ++n)
                text += makeEvent(file * kEventsOfAFile + n) + "\n";
            folder.write("file" + std::to_string(file) + ".json", text);
        }
        snapshot = load(folder.path());
    }
    // Of the file of a row, in the order of the store.
    std::vector<RowId> rowsLike(RowId row) const {
        std::vector<RowId> rows;
        for (const auto other : snapshot->timeOrder()) {
            if (snapshot->source(RowId{other}) == snapshot->source(row))
                rows.push_back(RowId{other});
        }
        return rows;
    }
    Folder folder;
    SnapshotPtr snapshot;
};

} // namespace

class TestCellJob : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    // The file of the row wished for last comes first, whole; then the others, each whole; each row once.
    void lastWishesComeFirst() {
        const Trail trail;
        const RowVector& order = trail.snapshot->timeOrder();
        std::vector<RowId> wishes;
        for (const std::size_t file : {2u, 0u, 1u}) {
            const auto rows = trail.rowsLike(RowId{order[file * kEventsOfAFile]});
            QCOMPARE(rows.size(), std::size_t{kEventsOfAFile});
            wishes.insert(wishes.end(), rows.begin(), rows.end());
        }
        std::rotate(wishes.begin(), wishes.begin() + 5, wishes.end()); // some of the first are asked for again, last
        std::vector<RowId> made;
        CellJob job;
        connect(&job, &CellJob::cellsReady, this, [&](const std::vector<CellTexts>& cells) {
            for (const CellTexts& cell : cells)
                made.push_back(cell.row);
        });
        job.make(trail.snapshot, wishes, {});
        QTRY_COMPARE(made.size(), wishes.size());
        QCOMPARE(std::set<RowId>(made.begin(), made.end()).size(), made.size());
        std::vector<SourceId> sources;
        for (const RowId row : made) {
            if (sources.empty() || sources.back() != trail.snapshot->source(row))
                sources.push_back(trail.snapshot->source(row));
        }
        const auto sourceOf = [&](std::size_t file) { return trail.snapshot->source(RowId{order[file * kEventsOfAFile]}); };
        QCOMPARE(sources, (std::vector{sourceOf(2), sourceOf(1), sourceOf(0)}));
    }
};

QTEST_MAIN(TestCellJob)
#include "tst_celljob.moc"
