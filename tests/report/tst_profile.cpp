// SPDX-License-Identifier: Apache-2.0
#include "report/profile.h"

#include "language/parser.h"
#include "language/unparser.h"
#include "query/pickrows.h"
#include "support/loading.h"

#include <QTest>

#include <algorithm>

using namespace rastro;
using namespace rastro::test;

namespace {

// The story, loaded once.
struct Story {
    SnapshotPtr snapshot = load(RASTRO_SOURCE_DIR "/resources/sample");
    OnDemandCache columns;

    Subject subject(const std::string& text) {
        Checkpoint checkpoint;
        return *subjectNamed(*snapshot, text, columns, 2, checkpoint);
    }
    std::uint64_t count(const std::string& filter) { return rows(std::get<Expression>(parseFilter(filter))).size(); }
    RowVector rows(const Expression& filter) {
        Checkpoint checkpoint;
        const auto found = filterRows(*snapshot, filter, {columns, {}, 2}, checkpoint);
        return *pickRows(*snapshot, snapshot->timeOrder(), *found, 2, checkpoint);
    }
    Report profile(const std::string& text, const ProfileWish& wish = {}) {
        Checkpoint checkpoint;
        const Subject about = subject(text);
        return *profileOf(*snapshot, about, rows(about.filter), wish, columns, 2, checkpoint);
    }
};

const ReportSection& section(const Report& report, std::string_view name) {
    return *std::ranges::find(report.sections, name, &ReportSection::name);
}

const ReportLine* line(const Report& report, std::string_view name, std::string_view text) {
    const auto& lines = section(report, name).lines;
    const auto found = std::ranges::find_if(lines, [&](const ReportLine& l) { return l.text.find(text) != std::string::npos; });
    return found == lines.end() ? nullptr : &*found;
}

} // namespace

class TestProfile : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_story = std::make_unique<Story>(); }
    void knowsSubjects_data();
    void knowsSubjects();
    void emptySubject();
    void leakedKey();
    void newAddress();
    void bytesTaken();
    void linesFilterWhatTheyCount_data();
    void linesFilterWhatTheyCount();
    void saysWhatItLeavesOut();
    void nothingAtAll();
    void stopsWhenAsked();

private:
    std::unique_ptr<Story> m_story;
};

void TestProfile::knowsSubjects_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("key") << "AKIARZPUZDIKAH3K2JC3"
                         << "access key AKIARZPUZDIKAH3K2JC3 (of account 123456789012, as its id tells)";
    QTest::newRow("address") << " 203.0.113.77\n" << "address 203.0.113.77";
    QTest::newRow("actor in other letters") << "SVC-backup" << "actor SVC-backup";
    QTest::newRow("role") << "DeployRole" << "role DeployRole";
    QTest::newRow("account") << "123456789012" << "account 123456789012";
    QTest::newRow("account only mentioned") << "999988887777" << "events that mention account 999988887777";
    QTest::newRow("person") << "arn:aws:iam::123456789012:user/mateo" << "ARN arn:aws:iam::123456789012:user/mateo";
    QTest::newRow("bucket") << "meridian-customer-exports" << "events that mention meridian-customer-exports";
    QTest::newRow("filter") << "origin:AKIARZPUZDIKD7PRKXCQ" << "origin:AKIARZPUZDIKD7PRKXCQ";
    QTest::newRow("path") << "requestParameters.bucketName:meridian-terraform" << "requestParameters.bucketName:meridian-terraform";
    QTest::newRow("no field") << "nobody:knows" << "events that mention nobody:knows";
}

void TestProfile::knowsSubjects() {
    QFETCH(QString, text);
    QFETCH(QString, words);
    QCOMPARE(QString::fromStdString(m_story->subject(text.toStdString()).words), words);
}

void TestProfile::emptySubject() {
    Checkpoint checkpoint;
    const auto none = subjectNamed(*m_story->snapshot, " \t ", m_story->columns, 2, checkpoint);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::InvalidArgument);
}

// The key the stranger used: whose it is, from where, what it took, what it issued.
void TestProfile::leakedKey() {
    const Report report = m_story->profile("origin:AKIARZPUZDIKD7PRKXCQ");
    QCOMPARE(report.events, m_story->count("origin:AKIARZPUZDIKD7PRKXCQ"));
    QCOMPARE(report.errors, m_story->count("origin:AKIARZPUZDIKD7PRKXCQ not outcome:ok"));
    QVERIFY(line(report, "addresses", "203.0.113.77") != nullptr);
    QVERIFY(line(report, "addresses", "203.0.113.140") != nullptr);
    QVERIFY(line(report, "persons", "user/mateo") != nullptr);
    QVERIFY(line(report, "changed", "created user svc-backup") != nullptr);
    QVERIFY(line(report, "changed", "stopped logging of trail meridian-eu-west-1") != nullptr);
    QCOMPARE(line(report, "minted", "AKIARZPUZDIKAH3K2JC3")->events, std::uint64_t{20});
    QVERIFY(line(report, "enumerated", "iam:GetAccountAuthorizationDetails") != nullptr);
    QVERIFY(line(report, "denied", "cloudtrail:DeleteTrail") != nullptr);
    QVERIFY(line(report, "new", "203.0.113.77") != nullptr);
}

// Of the two addresses of the leaked key it says which one its owner had not used before.
void TestProfile::newAddress() {
    const Report report = m_story->profile("AKIARZPUZDIKD7PRKXCQ");
    QCOMPARE(section(report, "addresses").lines.size(), std::size_t{2});
    QVERIFY(line(report, "addresses", "203.0.113.77")->text.ends_with("(new to its actor)"));
    QCOMPARE(line(report, "addresses", "198.51.100.23")->text, std::string("198.51.100.23"));
    QVERIFY(line(report, "agents", "Boto3/1.34.11")->text.ends_with("(new to its actor)"));
}

void TestProfile::bytesTaken() {
    const Report report = m_story->profile("203.0.113.77");
    const ReportLine* march = line(report, "took", "meridian-customer-exports/customers/2026/03/");
    QVERIFY(march != nullptr);
    QCOMPARE(march->events, std::uint64_t{48});
    QVERIFY2(march->text.ends_with("  1,583,523,880 bytes"), march->text.c_str());
    QVERIFY(line(report, "took", "secretsmanager:GetSecretValue  secret prod/warehouse/readonly") != nullptr);
}

void TestProfile::linesFilterWhatTheyCount_data() {
    QTest::addColumn<QString>("of");
    QTest::newRow("address") << "203.0.113.77";
    QTest::newRow("key") << "AKIARZPUZDIKAH3K2JC3";
    QTest::newRow("role") << "DeployRole";
    QTest::newRow("agents with blanks and quotes") << "ana";
    QTest::newRow("mention") << "meridian-terraform";
}

// Every line's filter, put to the engine, gives the events the line counts, and as many that did not end well; or more,
// where events are found by their ids, which two events in conflict share.
void TestProfile::linesFilterWhatTheyCount() {
    QFETCH(QString, of);
    const Report report = m_story->profile(of.toStdString(), {.mostRecords = 10'000, .mostFiles = 10'000, .mostLines = 500});
    int checked = 0;
    for (const ReportSection& part : report.sections) {
        for (const ReportLine& one : part.lines) {
            const auto parsed = parseFilter(one.filter);
            QVERIFY2(std::holds_alternative<Expression>(parsed), one.filter.c_str());
            const std::uint64_t count = m_story->count(one.filter);
            const bool isExact = !one.filter.starts_with("id:");
            QVERIFY2(isExact ? count == one.events : count >= one.events,
                     (part.name + ": " + one.text + " by " + one.filter + ": " + std::to_string(count)).c_str());
            const Expression failed = both(std::get<Expression>(parsed), std::get<Expression>(parseFilter("not outcome:ok")));
            QVERIFY2(!isExact || m_story->rows(failed).size() == one.errors, (part.name + ": " + one.text).c_str());
            ++checked;
        }
    }
    QVERIFY(checked > 20);
    const ReportSection& times = section(report, "time");
    std::uint64_t sum = 0;
    for (const ReportLine& one : times.lines)
        sum += one.events;
    QCOMPARE(sum, report.events);
}

void TestProfile::saysWhatItLeavesOut() {
    const Report report = m_story->profile("203.0.113.77", {.mostRecords = 5, .mostLines = 2});
    QCOMPARE(section(report, "enumerated").lines.size(), std::size_t{2});
    QVERIFY(section(report, "enumerated").all > 30);
    QVERIFY(section(report, "took").note.find("first 5 of ") != std::string::npos);
    QVERIFY(section(report, "changed").note.find("first 5 of ") != std::string::npos);
    QVERIFY(report.isPartial);
    const Report byFiles = m_story->profile("203.0.113.77", {.mostFiles = 1});
    QVERIFY(section(byFiles, "took").note.find("told of the first ") != std::string::npos);
    QVERIFY(!section(byFiles, "took").lines.empty());
    QVERIFY(!m_story->profile("203.0.113.77").isPartial);
}

void TestProfile::nothingAtAll() {
    const Report report = m_story->profile("no such thing anywhere");
    QCOMPARE(report.events, std::uint64_t{0});
    QCOMPARE(report.first, kNoTime);
    for (const ReportSection& part : report.sections)
        QVERIFY(part.lines.empty());
}

void TestProfile::stopsWhenAsked() {
    Checkpoint stopped;
    stopped.requestStop();
    OnDemandCache columns;
    const auto report = profileOf(*m_story->snapshot, {"all", {}}, m_story->snapshot->timeOrder(), {}, columns, 2, stopped);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestProfile)
#include "tst_profile.moc"
