// SPDX-License-Identifier: Apache-2.0
#include "async/filterjob.h"
#include "language/parser.h"
#include "support/loading.h"

#include <QRegularExpression>
#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr unsigned kEvents = 20'000;

class Trail {
public:
    Trail() {
        std::string text;
        for (unsigned n = 0; n < kEvents; ++n)
            text += makeEvent(n, n % 2 == 0 ? R"(,"requestParameters":{"a":"needle"})" : "") + "\n";
        m_folder.write("a.json", text);
        snapshot = load(m_folder.path());
    }
    FilterWish wish(std::string_view filter) const {
        FilterWish wish;
        wish.snapshot = snapshot;
        wish.base = snapshot->sharedTimeOrder();
        wish.expression = std::get<Expression>(parseFilter(filter));
        return wish;
    }
    SnapshotPtr snapshot;

private:
    Folder m_folder;
};

struct Deliveries {
    explicit Deliveries(FilterJob& job) {
        QObject::connect(&job, &FilterJob::filtered, &job, [this](const FilterOutcome& o) { whole.push_back(o); });
        QObject::connect(&job, &FilterJob::foundSoFar, &job, [this](const FilterOutcome& o) {
            isPartAfterWhole = isPartAfterWhole || !whole.empty();
            parts.push_back(o);
        });
    }
    std::vector<FilterOutcome> whole;
    std::vector<FilterOutcome> parts;
    bool isPartAfterWhole = false;
};

} // namespace

class TestFilterJob : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void partsComeFirst() {
        const Trail trail;
        FilterJob job(std::make_shared<OnDemandCache>());
        Deliveries got(job);
        FilterWish wish = trail.wish("needle");
        wish.near = RowId{(*wish.base)[kEvents - 1]};
        job.filter(wish);
        QTRY_COMPARE(got.whole.size(), std::size_t{1});
        QCOMPARE(got.whole[0].rows->size(), std::size_t{kEvents / 2});
        QVERIFY(got.whole[0].isWhole);
        QVERIFY(!got.parts.empty());
        QVERIFY(!got.isPartAfterWhole);
        const FilterOutcome& part = got.parts.front();
        QVERIFY(!part.isWhole);
        QVERIFY(!part.rows->empty() && part.rows->size() < kEvents / 2);
        QCOMPARE(part.rows->back(), (*wish.base)[kEvents - 2]); // the last ones first
        QVERIFY(std::ranges::is_sorted(*part.rows));           // in their order: here that of storage
    }

    void olderWishesTellNothingMore() {
        const Trail trail;
        FilterJob job(std::make_shared<OnDemandCache>());
        Deliveries got(job);
        for (int i = 0; i < 5; ++i)
            job.filter(trail.wish("needle"));
        job.filter(trail.wish("api:Call7"));
        QTRY_COMPARE(got.whole.size(), std::size_t{1});
        QCOMPARE(got.whole[0].rows->size(), std::size_t{1});
        QVERIFY(got.parts.empty());
        job.filter(trail.wish("needle"));
        job.cancel();
        job.filter(trail.wish("api:Call8"));
        QTRY_COMPARE(got.whole.size(), std::size_t{2});
        QVERIFY(got.parts.empty());
    }
};

QTEST_GUILESS_MAIN(TestFilterJob)
#include "tst_filterjob.moc"
