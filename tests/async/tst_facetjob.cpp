// SPDX-License-Identifier: Apache-2.0
#include "async/facetjob.h"
#include "support/loading.h"
#include "support/snapshots.h"

#include <QRegularExpression>
#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

FacetRequest requestOf(std::vector<AnyColumn> fields) {
    FacetRequest request;
    for (const AnyColumn& field : fields)
        request.wishes.push_back({field, 5, FacetOrder::MostFrequent, {}});
    return request;
}

struct Deliveries {
    explicit Deliveries(FacetJob& job) {
        QObject::connect(&job, &FacetJob::facetsReady, &job, [this](const FacetResults& r) { results.push_back(r); });
    }
    std::vector<FacetResults> results;
};

} // namespace

class TestFacetJob : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void newestWins() {
        FacetJob job(std::make_shared<OnDemandCache>());
        Deliveries got(job);
        const auto first = manyEvents(70'000);
        const auto last = manyEvents(10);
        for (int i = 0; i < 20; ++i)
            job.count({first, requestOf({Column::EventName, Column::Kind}), {}, nullptr});
        job.count({last, requestOf({Column::Kind}), {}, nullptr});
        QVERIFY(job.isRunning());
        QTRY_VERIFY(!job.isRunning());
        QCOMPARE(got.results.size(), std::size_t{1});
        QCOMPARE(got.results[0].snapshot, last);
        QCOMPARE(got.results[0].facets.size(), std::size_t{1});
        QCOMPARE(got.results[0].facets[0].rows, 10u);
    }

    void pathsFollowTheStoredColumns() {
        const Folder folder;
        std::string text;
        for (unsigned i = 0; i < 20; ++i)
            text += makeEvent(i, i % 2 == 0 ? R"(,"requestParameters":{"bucketName":"b"})" : "") + "\n";
        folder.write("log.json", text);
        FacetJob job(std::make_shared<OnDemandCache>());
        Deliveries got(job);
        const AnyColumn path = *AnyColumn::named("requestParameters.bucketName");
        job.count({load(folder.path()), requestOf({path, Column::AwsRegion}), {}, nullptr});
        QTRY_VERIFY(!job.isRunning());
        QCOMPARE(got.results.size(), std::size_t{2});
        const bool isPathFirst = got.results[0].facets.at(0).wish.field == path; // both run side by side
        const Facet& bucket = got.results[isPathFirst ? 0 : 1].facets.at(0);
        QCOMPARE(bucket.distinct, 1u);
        QCOMPARE(bucket.values.at(0).count, 10u);
        QVERIFY(bucket.values.at(1).kind == FacetValue::Kind::Missing);
        QCOMPARE(got.results[isPathFirst ? 1 : 0].facets.at(0).values.at(0).text, std::string("us-east-1"));
    }

    void cancelAndEndStop() {
        const auto many = manyEvents(70'000);
        {
            FacetJob job(std::make_shared<OnDemandCache>());
            Deliveries got(job);
            job.count({many, requestOf({Column::EventName}), {}, nullptr});
            job.cancel();
            QVERIFY(!job.isRunning());
            job.count({many, requestOf({Column::EventName}), {}, nullptr});
            QVERIFY(got.results.empty());
        }
        QCOMPARE(many.use_count(), 1L);
    }

    void aFilterThatCannotBePutSaysWhy() {
        FacetJob job(std::make_shared<OnDemandCache>());
        Deliveries got(job);
        FacetRequest request = requestOf({Column::Kind});
        request.filter.kind = Expression::Kind::Term;
        request.filter.term.field.steps = {"eventName"};
        request.filter.term.value = {Value::Kind::List, "unknown", {}};
        job.count({manyEvents(3), request, {}, nullptr});
        QTRY_VERIFY(!job.isRunning());
        QCOMPARE(got.results.size(), std::size_t{1});
        QVERIFY(got.results[0].facets.empty());
        QVERIFY(!got.results[0].problem.empty());
    }
};

QTEST_GUILESS_MAIN(TestFacetJob)
#include "tst_facetjob.moc"
