// SPDX-License-Identifier: Apache-2.0
#include "report/briefing.h"

#include "language/parser.h"
#include "query/pickrows.h"
#include "support/loading.h"

#include <QTest>

#include <algorithm>

using namespace rastro;
using namespace rastro::test;

namespace {

Report briefing(const SnapshotPtr& snapshot, bool readsRecords) {
    Checkpoint checkpoint;
    OnDemandCache columns;
    const auto coverage = CoverageMap::build(snapshot, checkpoint);
    return *briefingOf(*snapshot, *coverage, {.readsRecords = readsRecords}, columns, 2, checkpoint);
}

const ReportSection& section(const Report& report, std::string_view name) {
    return *std::ranges::find(report.sections, name, &ReportSection::name);
}

std::uint64_t count(const SnapshotPtr& snapshot, const std::string& filter) {
    Checkpoint checkpoint;
    OnDemandCache columns;
    const auto found = filterRows(*snapshot, std::get<Expression>(parseFilter(filter)), {columns, {}, 2}, checkpoint);
    return pickRows(*snapshot, snapshot->timeOrder(), *found, 2, checkpoint)->size();
}

} // namespace

class TestBriefing : public QObject {
    Q_OBJECT

private slots:
    void questionsCountWhatTheirFiltersShow();
    void story();
    void outsiders();
    void eventsWithoutATime();
    void nothingLoaded();
    void stopsWhenAsked();
};

// Also those that are answered from a few records instead of a column.
void TestBriefing::questionsCountWhatTheirFiltersShow() {
    const SnapshotPtr snapshot = load(RASTRO_SOURCE_DIR "/resources/sample");
    const Report report = briefing(snapshot, false);
    const ReportSection& questions = section(report, "questions");
    QCOMPARE(questions.lines.size(), briefingQuestions().size());
    for (const ReportLine& line : questions.lines) {
        QVERIFY2(count(snapshot, line.filter) == line.events, line.filter.c_str());
        QVERIFY2(count(snapshot, "(" + line.filter + ") not outcome:ok") == line.errors, line.filter.c_str());
    }
}

void TestBriefing::story() {
    const SnapshotPtr snapshot = load(RASTRO_SOURCE_DIR "/resources/sample");
    const Report report = briefing(snapshot, true);
    QCOMPARE(report.events, std::uint64_t{2974});
    QCOMPARE(report.errors, std::uint64_t{188});
    const auto events = [&](std::string_view text) {
        const auto& lines = section(report, "questions").lines;
        return std::ranges::find(lines, text, &ReportLine::text)->events;
    };
    QCOMPARE(events("console sign-ins without MFA"), std::uint64_t{1});
    QCOMPARE(events("events by root"), std::uint64_t{9});
    QCOMPARE(events("logs and guards switched off or narrowed"), std::uint64_t{3}); // as many as in the ledger
    QCOMPARE(events("machines started"), std::uint64_t{0});
    QCOMPARE(events("machines that could not be started"), std::uint64_t{6});
    const auto& loaded = section(report, "loaded");
    QCOMPARE(loaded.lines.size(), std::size_t{6});
    QVERIFY(loaded.note.find("265 of 282 hours") != std::string::npos);
    QVERIFY(std::ranges::any_of(loaded.lines, [](const ReportLine& line) {
        return line.text.find("123456789012  eu-west-1") == 0 && line.text.find("logging was stopped") != std::string::npos;
    }));
    QCOMPARE(section(report, "external").lines.front().text, std::string("999988887777"));
    QCOMPARE(section(report, "problems").lines.front().events, std::uint64_t{2}); // both of one conflict
    QCOMPARE(count(snapshot, section(report, "problems").lines.front().filter), std::uint64_t{2});
}

// Callers from outside are told from the columns alone, as fits a first look.
void TestBriefing::outsiders() {
    std::string text;
    for (const char* account : {"111111111111", "222222222222", "222222222222", "333333333333"}) {
        std::string event = makeEvent(static_cast<unsigned>(text.size()), R"(,"recipientAccountId":"111111111111")");
        event.replace(event.find(R"("accountId":"123456789012")") + 13, 12, account);
        text += event + '\n';
    }
    const Report report = briefing(loadText(text), false);
    const ReportSection& outside = section(report, "external");
    QCOMPARE(outside.lines.size(), std::size_t{2});
    QCOMPARE(outside.lines[0].text, std::string("222222222222"));
    QCOMPARE(outside.lines[0].events, std::uint64_t{2});
    QVERIFY(section(report, "loaded").note.find("do not tell") != std::string::npos);
}

void TestBriefing::eventsWithoutATime() {
    Folder folder;
    folder.write("a.json", R"({"eventVersion":"1","eventSource":"s","eventName":"n","awsRegion":"r"}
{"eventVersion":"1","eventSource":"s","eventName":"m","eventTime":"2024-05-01T10:00:00Z"}
)");
    const SnapshotPtr snapshot = load(folder.path());
    const Report report = briefing(snapshot, false);
    const auto& lines = section(report, "problems").lines;
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines[0].events, std::uint64_t{1});
    QCOMPARE(count(snapshot, lines[0].filter), std::uint64_t{1});
}

void TestBriefing::nothingLoaded() {
    const Report report = briefing(std::make_shared<const Snapshot>(), true);
    QCOMPARE(report.events, std::uint64_t{0});
    for (const ReportLine& line : section(report, "questions").lines)
        QCOMPARE(line.events, std::uint64_t{0});
}

void TestBriefing::stopsWhenAsked() {
    const SnapshotPtr snapshot = load(RASTRO_SOURCE_DIR "/resources/sample");
    Checkpoint checkpoint;
    const auto coverage = CoverageMap::build(snapshot, checkpoint);
    checkpoint.requestStop();
    OnDemandCache columns;
    const auto report = briefingOf(*snapshot, *coverage, {}, columns, 2, checkpoint);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestBriefing)
#include "tst_briefing.moc"
