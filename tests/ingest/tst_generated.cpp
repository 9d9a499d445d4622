// SPDX-License-Identifier: Apache-2.0
//
// The engine on the project's own trails: the sample as STORY.md describes it, and generated ones in every format.
#include "support/loading.h"
#include "support/trailgen/gzip.h"
#include "support/trailgen/trailgen.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <map>

using namespace rastro;
using trailgen::Format;

namespace {

using Counts = std::map<std::string, int>;

Counts loadedNames(const Snapshot& snapshot) {
    Counts counts;
    for (const std::uint32_t row : snapshot.timeOrder())
        ++counts[std::string(snapshot.codedText(Column::EventName, RowId{row}))];
    return counts;
}

// The same by the plan and a JSON library.
Counts plannedNames(const trailgen::TrailPlan& plan) {
    Counts counts;
    for (std::uint64_t i = 0; i < plan.spec.events; ++i)
        ++counts[nlohmann::json::parse(trailgen::recordText(plan, i))["eventName"].get<std::string>()];
    return counts;
}

} // namespace

class TestGenerated : public QObject {
    Q_OBJECT
private slots:
    void sampleIsAsDescribed();
    void everyFormatLoads_data();
    void everyFormatLoads();
};

void TestGenerated::sampleIsAsDescribed() {
    const SnapshotPtr snapshot = test::load(std::string(RASTRO_SOURCE_DIR) + "/resources/sample");
    const LoadReport& report = snapshot->report();
    QCOMPARE(report.events, std::uint64_t{2974});
    QCOMPARE(report.duplicates, std::uint64_t{6});
    QCOMPARE(report.conflicts, std::uint64_t{1});
    QCOMPARE(report.filesRead, std::uint64_t{439});
    QCOMPARE(report.filesIgnored, std::uint64_t{1}); // STORY.md
    QVERIFY(report.failures.empty());
    const Counts names = loadedNames(*snapshot);
    QCOMPARE(names.at("StopLogging"), 1);
    QCOMPARE(names.at("AttachUserPolicy"), 2); // both sides of the conflict
}

void TestGenerated::everyFormatLoads_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<double>("duplicates");
    QTest::newRow("s3") << static_cast<int>(Format::S3) << 5.0;
    QTest::newRow("ndjson") << static_cast<int>(Format::Ndjson) << 0.0;
    QTest::newRow("json") << static_cast<int>(Format::Json) << 0.0;
    QTest::newRow("single-gz") << static_cast<int>(Format::SingleGzip) << 0.0;
}

void TestGenerated::everyFormatLoads() {
    QFETCH(int, format);
    QFETCH(double, duplicates);
    const trailgen::TrailSpec spec{
        .events = 4000, .seed = 12, .format = static_cast<Format>(format), .duplicatePercent = duplicates};
    const test::Folder folder;
    const auto made = trailgen::generateTrail(spec, folder.path());
    QVERIFY(made);
    const SnapshotPtr snapshot = test::load(folder.path());
    QCOMPARE(snapshot->report().events, spec.events);
    QCOMPARE(snapshot->report().duplicates, made->duplicates);
    QCOMPARE(snapshot->report().jsonBytes, made->jsonBytes);
    QVERIFY(snapshot->report().failures.empty());
    QVERIFY(loadedNames(*snapshot) == plannedNames(trailgen::planTrail(spec)));
}

QTEST_APPLESS_MAIN(TestGenerated)
#include "tst_generated.moc"
