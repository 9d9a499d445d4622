// SPDX-License-Identifier: Apache-2.0
#include "support/loading.h"
#include "support/rows.h"
#include "timeline/coverage.h"
#include "timeline/hourset.h"
#include "timeline/stoppedspans.h"

#include <QTest>

#include <functional>

#include <random>
#include <set>
#include <sstream>
#include <thread>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr Micros kDay = 1'710'115'200 * kMicrosPerSecond; // 2024-03-11T00:00:00Z
constexpr const char* kAccount = "123456789012";

Micros hour(int h) {
    return kDay + h * kMicrosPerHour;
}

std::string stampOf(Micros t) {
    const CivilTime c = civilTime(t);
    char text[40];
    std::snprintf(text, sizeof text, "%04d%02d%02dT%02d%02dZ", c.year, c.month, c.day, c.hour, c.minute);
    return text;
}

std::string fileOf(Micros delivered, const std::string& region = "us-east-1", const std::string& account = kAccount,
                   const std::string& kind = "CloudTrail") {
    return "AWSLogs/" + account + "/" + account + "_" + kind + "_" + region + "_" + stampOf(delivered) +
           "_7xgocspSowgK0Gto.json.gz";
}

// A store whose files and events are only told of.
class Told {
public:
    Told& file(const std::string& path) {
        m_last = m_rows.source(path);
        return *this;
    }
    Told& event(Micros time, const std::string& region = "us-east-1", const std::string& category = "Management",
                const std::string& account = kAccount) {
        std::map<Column, std::string> values{{Column::Account, account}, {Column::AwsRegion, region}};
        if (!category.empty())
            values[Column::EventCategory] = category;
        m_rows.append(m_last, {m_rows.row(time, m_offset++, values)});
        return *this;
    }
    Told& trailCall(Micros time, const std::string& call, const std::string& outcome = "ok",
                    const std::string& service = "cloudtrail.amazonaws.com") {
        m_rows.append(m_last, {m_rows.row(time, m_offset++,
                                          {{Column::Account, kAccount},
                                           {Column::AwsRegion, "us-east-1"},
                                           {Column::EventSource, service},
                                           {Column::EventName, call},
                                           {Column::Outcome, outcome}})});
        return *this;
    }
    std::shared_ptr<const CoverageMap> map() {
        Checkpoint checkpoint;
        return CoverageMap::build(m_rows.publish(), checkpoint);
    }
    std::shared_ptr<const Snapshot> snapshot() { return m_rows.publish(); }

private:
    RowMaker m_rows;
    SourceId m_last{};
    std::uint64_t m_offset = 0;
};

std::string hoursOf(const std::vector<TimeRange>& ranges) {
    std::ostringstream out;
    for (const TimeRange& range : ranges)
        out << (range.from - kDay) / kMicrosPerHour << '-' << (range.to - kDay) / kMicrosPerHour << ' ';
    return out.str();
}

// Records of a trail file; each with the fields given.
std::string trailRecord(const std::string& time, const std::string& call, const std::string& region,
                        const std::string& more) {
    static int id = 0;
    char text[1200];
    std::snprintf(text, sizeof text,
                  R"({"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"u","accountId":"%s"},)"
                  R"("eventTime":"%s","eventSource":"cloudtrail.amazonaws.com","eventName":"%s","awsRegion":"%s",)"
                  R"("recipientAccountId":"%s","eventID":"00000000-0000-4000-8000-%012x",%s})",
                  kAccount, time.c_str(), call.c_str(), region.c_str(), kAccount, static_cast<unsigned>(++id),
                  more.c_str());
    return text;
}

std::shared_ptr<const CoverageMap> mapOfRecords(const std::vector<std::string>& records) {
    std::string text = "{\"Records\":[";
    for (std::size_t i = 0; i < records.size(); ++i)
        text += (i ? "," : "") + records[i];
    const Folder folder;
    const SnapshotPtr snapshot = load(folder.write("log.json", text + "]}"));
    Checkpoint checkpoint;
    return CoverageMap::build(snapshot, checkpoint);
}

std::string named(const std::string& trail) {
    return R"("requestParameters":{"name":")" + trail + "\"}";
}

} // namespace

class TestCoverage : public QObject {
    Q_OBJECT

private slots:
    void hostileNames_data();
    void hostileNames();
    void nothingIsKnownOfPlainFiles();
    void hoursAndGaps();
    void eventsCoverTheirHour();
    void beyondTheFilesNothingIsSaid();
    void digestsTellOfTheHourBefore();
    void rowsByAccountAndRegion();
    void tooManyStops();
    void tooManyRows();
    void dataEvents();
    void yearsOfRange();
    void manyHoursInAnyOrder();
    void summaryAgainstHours();
    void stoppedAndStarted();
    void unfinishedReachesTheEnd();
    void othersLogOn();
    void deniedCallsStopNothing();
    void trailsAreToldApart();
    void trailOfAllRegions();
    void stoppedWithoutFiles();
    void loadsThatAreNotWhole();
    void aStopGivesNothing();
    void sample();
};

void TestCoverage::hostileNames_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isNamed");
    const auto row = [](const char* title, const QByteArray& path, bool isNamed) {
        QTest::newRow(title) << QString::fromUtf8(path) << isNamed;
    };
    row("empty", "", false);
    row("only slashes", "////", false);
    row("letters for digits", "12345678901x_CloudTrail_us-east-1_20240311T0005Z_a.json.gz", false);
    row("no region", "123456789012_CloudTrail__20240311T0005Z_a.json.gz", false);
    row("no stamp", "123456789012_CloudTrail_us-east-1_abc.json.gz", false);
    row("13 digits", "1234567890123_CloudTrail_us-east-1_20240311T0005Z_a.json.gz", false);
    row("hour 77", "123456789012_CloudTrail_us-east-1_20240311T7777Z_a.json.gz", true);
    row("month 13", "123456789012_CloudTrail_us-east-1_20241311T0005Z_a.json.gz", true);
    row("year 0", "123456789012_CloudTrail_us-east-1_00000101T0005Z_a.json.gz", true);
    row("year 9999", "123456789012_CloudTrail_us-east-1_99991231T2359Z_a.json.gz", true);
    row("stamp cut", "123456789012_CloudTrail_us-east-1_20240311T", true);
    row("long", QByteArray("123456789012_CloudTrail_") + QByteArray(100'000, '-') + "1_20240311T0005Z_a.json.gz", true);
    row("markup", "123456789012_CloudTrail_<b>-x-1\n_20240311T0005Z_a.json.gz", false);
}

void TestCoverage::hostileNames() {
    QFETCH(QString, path);
    QFETCH(bool, isNamed);
    const auto map = Told().file(path.toStdString()).event(hour(0)).map();
    QCOMPARE(map->isKnown(), isNamed);
    QCOMPARE(map->namedFiles() + map->otherFiles(), std::uint64_t{1});
    for (const CoverageRow& row : map->rows())
        QVERIFY(row.covered.size() <= 2 && row.gaps.empty());
}

void TestCoverage::nothingIsKnownOfPlainFiles() {
    const auto map = Told().file("/tmp/export.json").event(hour(0)).event(hour(9)).map();
    QVERIFY(!map->isKnown());
    QVERIFY(map->rows().empty());
    QVERIFY(map->summary().empty());
    QCOMPARE(map->otherFiles(), std::uint64_t{1});
    Checkpoint checkpoint;
    QVERIFY(!CoverageMap::build(std::make_shared<Snapshot>(), checkpoint)->isKnown());
}

void TestCoverage::hoursAndGaps() {
    const auto map = Told().file(fileOf(hour(0) + 5)).file(fileOf(hour(1))).file(fileOf(hour(5))).map();
    QCOMPARE(map->rows().size(), std::size_t{1});
    const CoverageRow& row = map->rows()[0];
    QCOMPARE(row.account, std::string(kAccount));
    QCOMPARE(row.region, std::string("us-east-1"));
    QCOMPARE(row.files, std::uint64_t{3});
    QCOMPARE(hoursOf(row.covered), std::string("0-2 5-6 "));
    QCOMPARE(hoursOf(row.gaps), std::string("2-5 "));
    QCOMPARE(row.at(hour(1)), CoverageState::Covered);
    QCOMPARE(row.at(hour(2) - 1), CoverageState::Covered);
    QCOMPARE(row.at(hour(2)), CoverageState::Gap);
    QCOMPARE(row.at(hour(6)), CoverageState::Unknown);
    QCOMPARE(row.at(hour(0) - 1), CoverageState::Unknown);
}

void TestCoverage::eventsCoverTheirHour() {
    Told told;
    told.file(fileOf(hour(0))).file(fileOf(hour(9)));
    told.event(hour(3) + 1).event(hour(4)).event(hour(3));
    told.event(hour(6), "eu-west-1").event(hour(7), "us-east-1", "Management", "210987654321"); // of no row
    told.event(kNoTime);
    const auto map = told.map();
    QCOMPARE(map->rows().size(), std::size_t{1});
    QCOMPARE(hoursOf(map->rows()[0].covered), std::string("0-1 3-5 9-10 "));
    QCOMPARE(hoursOf(map->rows()[0].gaps), std::string("1-3 5-9 "));
}

void TestCoverage::beyondTheFilesNothingIsSaid() {
    const auto map =
        Told().file(fileOf(hour(10))).file(fileOf(hour(12))).event(hour(2)).event(hour(9)).event(hour(20)).map();
    const CoverageRow& row = map->rows()[0];
    QCOMPARE(hoursOf(row.covered), std::string("2-3 9-11 12-13 20-21 "));
    QCOMPARE(hoursOf(row.gaps), std::string("11-12 "));
    QCOMPARE(row.at(hour(5)), CoverageState::Unknown);
    QVERIFY(!map->summaryAt(hour(5)));
    QVERIFY(!map->summaryAt(hour(0)));
    QVERIFY(!map->summaryAt(hour(30)));
}

void TestCoverage::digestsTellOfTheHourBefore() {
    const std::string digest = "123456789012_CloudTrail-Digest_us-east-1_x_20200101T0000_us-east-1_20240311T034131Z.json.gz";
    const auto map = Told().file(fileOf(hour(0))).file(digest).map();
    QCOMPARE(hoursOf(map->rows()[0].covered), std::string("0-1 3-4 ")); // 02:41 to 03:41
}

void TestCoverage::rowsByAccountAndRegion() {
    Told told;
    told.file(fileOf(hour(0), "us-west-2", "999999999999")).file(fileOf(hour(0), "eu-west-1"));
    told.file(fileOf(hour(0))).file(fileOf(hour(1), "eu-west-1", kAccount, "CloudTrail-Insight"));
    const auto map = told.map();
    QStringList rows;
    for (const CoverageRow& row : map->rows())
        rows << QString::fromStdString(row.account + ' ' + row.region);
    QCOMPARE(rows, (QStringList{QStringLiteral("123456789012 eu-west-1"), QStringLiteral("123456789012 us-east-1"),
                                QStringLiteral("999999999999 us-west-2")}));
    QCOMPARE(hoursOf(map->rows()[0].covered), std::string("0-2 "));
}

void TestCoverage::tooManyStops() {
    for (const std::size_t more : {std::size_t{0}, std::size_t{1}}) {
        Told told;
        told.file(fileOf(hour(0)));
        for (std::size_t i = 0; i < TrailSwitches::kMostRead / 2; ++i)
            told.trailCall(hour(0) + static_cast<Micros>(2 * i), "StopLogging")
                .trailCall(hour(0) + static_cast<Micros>(2 * i + 1), "StartLogging");
        if (more > 0)
            told.trailCall(hour(9), "StopLogging");
        const auto map = told.map();
        QCOMPARE(map->stopped().size(), TrailSwitches::kMostRead / 2); // records that are gone: of account and region
        QCOMPARE(map->hasMoreStops(), more > 0);
    }
}

void TestCoverage::tooManyRows() {
    Told told;
    for (std::size_t i = 0; i < CoverageMap::kMostRows + 5; ++i) {
        char account[16];
        std::snprintf(account, sizeof account, "%012zu", i);
        told.file(fileOf(hour(0), "us-east-1", account));
    }
    const auto map = told.map();
    QCOMPARE(map->rows().size(), CoverageMap::kMostRows);
    QVERIFY(map->hasMoreRows());
    QCOMPARE(map->summary().size(), std::size_t{1});
    QCOMPARE(map->summary()[0].rows, static_cast<std::uint32_t>(CoverageMap::kMostRows));
}

void TestCoverage::dataEvents() {
    Told told;
    told.file(fileOf(hour(0))).event(hour(2), "us-east-1", "Data").event(hour(1), "us-east-1", "Data");
    told.event(hour(3)).file(fileOf(hour(0), "eu-west-1")).event(hour(0), "eu-west-1");
    told.file(fileOf(hour(0), "sa-east-1")).event(hour(0), "sa-east-1", "");
    const auto map = told.map();
    const CoverageRow& europe = map->rows()[0];
    const CoverageRow& brazil = map->rows()[1];
    const CoverageRow& america = map->rows()[2];
    QVERIFY(america.hasDataEvents());
    QCOMPARE(america.dataEvents, (TimeRange{hour(1), hour(2) + 1}));
    QVERIFY(!europe.hasDataEvents() && europe.isDataKnown);
    QVERIFY(!brazil.hasDataEvents() && !brazil.isDataKnown); // events of old versions do not tell
}

void TestCoverage::yearsOfRange() {
    Told told;
    told.file(fileOf(hour(0))).file(fileOf(hour(24 * 365 * 12)));
    told.event(hour(24 * 400)).event(std::numeric_limits<Micros>::max()).event(std::numeric_limits<Micros>::min() + 1);
    const CoverageRow row = told.map()->rows()[0];
    QVERIFY(row.covered.size() <= 5);
    QCOMPARE(row.gaps.size(), std::size_t{2});
    QCOMPARE(row.gaps[0].from, hour(1));
    QCOMPARE(row.gaps[1].to, hour(24 * 365 * 12));
}

void TestCoverage::manyHoursInAnyOrder() {
    std::mt19937 random(7);
    HourSet hours;
    std::set<Micros> expected;
    for (int i = 0; i < 50'000; ++i) {
        const Micros t = kDay + static_cast<Micros>(random() % 9'000) * (kMicrosPerHour / 2) - 4'000 * kMicrosPerHour;
        hours.add(t);
        expected.insert(hourOf(t).from);
    }
    Micros total = 0;
    Micros last = std::numeric_limits<Micros>::min();
    for (const TimeRange& run : hours.runs()) {
        QVERIFY(run.from > last); // none touches another
        last = run.to;
        for (Micros t = run.from; t < run.to; t += kMicrosPerHour)
            QVERIFY(expected.contains(t));
        total += run.span();
    }
    QCOMPARE(static_cast<std::size_t>(total / kMicrosPerHour), expected.size());
    QCOMPARE(hourOf(-1), (TimeRange{-kMicrosPerHour, 0}));
}

void TestCoverage::summaryAgainstHours() {
    std::mt19937 random(3);
    Told told;
    for (int i = 0; i < 400; ++i) {
        const std::string region = "zz-east-" + std::to_string(random() % 6);
        told.file(fileOf(hour(static_cast<int>(random() % 300)), region));
    }
    const auto map = told.map();
    QCOMPARE(map->rows().size(), std::size_t{6});
    for (int h = -2; h < 303; ++h) {
        std::uint32_t covered = 0;
        std::uint32_t rows = 0;
        for (const CoverageRow& row : map->rows()) {
            covered += row.at(hour(h)) == CoverageState::Covered;
            rows += row.at(hour(h)) != CoverageState::Unknown;
        }
        const CoverageRun* run = map->summaryAt(hour(h) + 1);
        QCOMPARE(run != nullptr, rows > 0);
        if (run) {
            QCOMPARE(run->covered, covered);
            QCOMPARE(run->rows, rows);
        }
    }
}

void TestCoverage::stoppedAndStarted() {
    const auto map = Told()
                         .file(fileOf(hour(0)))
                         .trailCall(hour(5), "StartLogging")
                         .trailCall(hour(3), "StopLogging")
                         .trailCall(hour(4), "StopLogging") // again: nothing new
                         .trailCall(hour(7), "StopLogging")
                         .trailCall(hour(8), "StartLogging")
                         .map();
    QCOMPARE(map->stopped().size(), std::size_t{2});
    QCOMPARE(map->stopped()[0].range, (TimeRange{hour(3), hour(5)}));
    QCOMPARE(map->stopped()[1].range, (TimeRange{hour(7), hour(8)}));
    QVERIFY(!map->stopped()[0].isOpen);
    QCOMPARE(map->stopped()[0].region, std::string("us-east-1"));
    QVERIFY(map->stopped()[0].trail.empty()); // the record cannot be read
    QCOMPARE(map->rows()[0].stopped, (std::vector<std::uint32_t>{0, 1}));
}

void TestCoverage::unfinishedReachesTheEnd() {
    const auto map =
        Told().file(fileOf(hour(0))).trailCall(hour(3), "StopLogging").event(hour(9) + 5, "eu-west-1").map();
    QCOMPARE(map->stopped().size(), std::size_t{1});
    QVERIFY(map->stopped()[0].isOpen);
    QCOMPARE(map->stopped()[0].range, (TimeRange{hour(3), hour(9) + 5}));
    const auto last = Told().file(fileOf(hour(0))).trailCall(hour(3), "DeleteTrail").map();
    QCOMPARE(last->stopped()[0].by, StoppedSpan::By::Deleted);
    QVERIFY(!last->stopped()[0].range.isEmpty());
}

// A trail that is gone hides nothing as long as events of its account and region go on.
void TestCoverage::othersLogOn() {
    const auto isSaid = [](const std::function<void(Told&)>& more) {
        Told told;
        told.file(fileOf(hour(0))).trailCall(hour(3), "StopLogging");
        more(told);
        return told.map()->stopped()[0].othersLogOn;
    };
    QVERIFY(isSaid([](Told& told) { told.event(hour(4)); }));
    QVERIFY(!isSaid([](Told&) {}));
    QVERIFY(!isSaid([](Told& told) { told.event(hour(4), "eu-west-1"); }));
    QVERIFY(!isSaid([](Told& told) { told.event(hour(4), "us-east-1", "Management", "999999999999"); }));
    QVERIFY(!isSaid([](Told& told) { told.event(hour(3) + 60 * kMicrosPerSecond); })); // was on its way
    QVERIFY(!isSaid([](Told& told) { told.event(hour(6)).trailCall(hour(5), "StartLogging"); }));
    QVERIFY(isSaid([](Told& told) { told.event(hour(4)).trailCall(hour(5), "StartLogging"); }));
}

void TestCoverage::deniedCallsStopNothing() {
    const auto map = Told()
                         .file(fileOf(hour(0)))
                         .trailCall(hour(3), "StopLogging", "denied")
                         .trailCall(hour(4), "StopLogging", "ok", "logs.amazonaws.com")
                         .trailCall(kNoTime, "StopLogging")
                         .map();
    QVERIFY(map->stopped().empty());
}

void TestCoverage::trailsAreToldApart() {
    const auto map = mapOfRecords({
        trailRecord("2024-03-11T01:00:00Z", "StopLogging", "us-east-1", named("one")),
        trailRecord("2024-03-11T02:00:00Z", "StopLogging", "us-east-1", named("two")),
        trailRecord("2024-03-11T03:00:00Z", "StartLogging", "us-east-1",
                    named("arn:aws:cloudtrail:us-east-1:123456789012:trail/two")),
        trailRecord("2024-03-11T04:00:00Z", "StartLogging", "eu-west-1", named("one")),
        trailRecord("2024-03-11T05:00:00Z", "StartLogging", "us-east-1", named("one")),
    });
    QVERIFY(!map->isKnown());
    QCOMPARE(map->stopped().size(), std::size_t{2});
    QCOMPARE(map->stopped()[0].trail, std::string("one"));
    QCOMPARE(map->stopped()[0].range, (TimeRange{hour(1), hour(5)}));
    QCOMPARE(map->stopped()[1].trail, std::string("two"));
    QCOMPARE(map->stopped()[1].range, (TimeRange{hour(2), hour(3)}));
}

void TestCoverage::trailOfAllRegions() {
    const std::string arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/all";
    const auto map = mapOfRecords({
        trailRecord("2024-03-11T00:00:00Z", "UpdateTrail", "eu-west-1",
                    named("all") + R"(,"responseElements":{"trailARN":")" + arn + R"(","isMultiRegionTrail":true})"),
        trailRecord("2024-03-11T01:00:00Z", "StopLogging", "eu-west-1", named(arn)),
        trailRecord("2024-03-11T02:00:00Z", "StopLogging", "us-east-1", named("here")),
    });
    QCOMPARE(map->stopped().size(), std::size_t{2});
    QVERIFY(map->stopped()[0].isEverywhere);
    QVERIFY(!map->stopped()[1].isEverywhere);
    QCOMPARE(map->rows().size(), std::size_t{2});
    QCOMPARE(map->rows()[0].stopped, (std::vector<std::uint32_t>{0}));    // eu-west-1
    QCOMPARE(map->rows()[1].stopped, (std::vector<std::uint32_t>{0, 1})); // us-east-1
}

void TestCoverage::stoppedWithoutFiles() {
    const auto map = Told().file("plain.json").trailCall(hour(1), "StopLogging").map();
    QVERIFY(!map->isKnown());
    QCOMPARE(map->rows().size(), std::size_t{1});
    QCOMPARE(map->rows()[0].files, std::uint64_t{0});
    QVERIFY(map->rows()[0].gaps.empty());
    QVERIFY(map->summary().empty());
    QCOMPARE(map->rows()[0].stopped.size(), std::size_t{1});
}

void TestCoverage::loadsThatAreNotWhole() {
    RowMaker rows;
    (void)rows.source(fileOf(hour(0)));
    Checkpoint checkpoint;
    const auto growing = CoverageMap::build(rows.store().publish(true), checkpoint);
    QVERIFY(growing->isLoading());
    rows.store().updateReport([](LoadReport& report) { report.wasCancelled = true; });
    const auto cut = CoverageMap::build(rows.publish(), checkpoint);
    QVERIFY(!cut->isLoading());
    QVERIFY(cut->isCutShort());
}

void TestCoverage::aStopGivesNothing() {
    Told told;
    told.file(fileOf(hour(0))).trailCall(hour(1), "StopLogging");
    Checkpoint stopped;
    stopped.requestStop();
    QVERIFY(!CoverageMap::build(told.snapshot(), stopped));
}

// What the story of the sample says (resources/sample/STORY.md).
void TestCoverage::sample() {
    const SnapshotPtr snapshot = load(std::string(RASTRO_SOURCE_DIR) + "/resources/sample");
    Checkpoint checkpoint;
    const auto map = CoverageMap::build(snapshot, checkpoint);
    QVERIFY(map->isKnown());
    QCOMPARE(map->namedFiles(), std::uint64_t{439});
    QCOMPARE(map->otherFiles(), std::uint64_t{0});
    QCOMPARE(map->rows().size(), std::size_t{6}); // two accounts, three regions
    QCOMPARE(map->stopped().size(), std::size_t{1});
    const StoppedSpan& stop = map->stopped()[0];
    QCOMPARE(stop.region, std::string("eu-west-1"));
    QCOMPARE(stop.account, std::string("123456789012"));
    QCOMPARE(stop.trail, std::string("meridian-eu-west-1"));
    QCOMPARE(stop.range.from, *parseTime("2026-03-17T16:41:05Z"));
    QCOMPARE(stop.range.to, *parseTime("2026-03-17T18:43:10Z"));
    QVERIFY(!stop.isOpen);
    const CoverageRow& blind = map->rows()[0];
    QCOMPARE(blind.stopped.size(), std::size_t{1});
    QCOMPARE(blind.at(*parseTime("2026-03-17T17:30:00Z")), CoverageState::Covered); // what was before came at 17:05
    const CoverageRow& quiet = map->rows()[4];
    QCOMPARE(quiet.account + ' ' + quiet.region, std::string("210987654321 sa-east-1"));
    QCOMPARE(quiet.gaps.size(), std::size_t{9}); // it hears of itself only now and then
    QVERIFY(quiet.isDataKnown && !quiet.hasDataEvents());
    for (std::size_t i : {0u, 1u, 2u, 3u, 5u})
        QVERIFY(map->rows()[i].gaps.empty() && map->rows()[i].hasDataEvents());
}

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
