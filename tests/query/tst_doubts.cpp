// SPDX-License-Identifier: Apache-2.0
#include "query/doubts.h"

#include "language/parser.h"
#include "query/filter.h"
#include "query/pickrows.h"
#include "query/timevalue.h"
#include "support/loading.h"

#include <QTest>

using namespace rastro;
using namespace rastro::test;

class TestDoubts : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatFindsNothing_data();
    void tellsWhatFindsNothing();
    void monthsAndHours_data();
    void monthsAndHours();
    void networks();
    void monthsAndHoursInAZone();
};

void TestDoubts::tellsWhatFindsNothing_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("doubts");
    for (const char* right :
         {"", "time>2023-07-10", "time:2023-07-10*", "time>now-24h", "time>last", "time>=2023-07", "time:\"2023-07-10 12\"", "time:/x/",
          "outcome:OK", "kind:(read or change)", "new:ip", "new:*", "originKind:human", "ip:203.0.113.0/24", "ip:2001:db8::/32",
          "ip:cloudtrail.amazonaws.com", "bogus", "requestParameters.kind:bogus", ".kind:bogus", "ip:a/b.x",
          "eventName:a=b", "\"eventName=GetObject\"", "page=2", "=x", "user=", "a==", "/user=x/", "dXNlcg==", "nobody.path=1"})
        QTest::newRow(right) << QString(right) << 0;
    for (const char* wrong : {"time>yesterday", "time:yesterday", "time>2023-13", "time>=2023-07-10T25", "not outcome:bogus", "kind:reads",
                              "new:foo", "originKind:robot", "ip:203.0.113.0/99", "ip:2001:db8::/999", "time>5",
                              "eventName=GetObject", "user==ana", "outcome!=ok", "userIdentity.type=Root", "not api=Get*"})
        QTest::newRow(wrong) << QString(wrong) << 1;
    QTest::newRow("several") << QStringLiteral("kind:(bogus or read or other) and (x or new:y)") << 3;
}

void TestDoubts::tellsWhatFindsNothing() {
    QFETCH(QString, filter);
    QFETCH(int, doubts);
    QCOMPARE(static_cast<int>(doubtsAbout(std::get<Expression>(parseFilter(filter.toStdString()))).size()), doubts);
}

void TestDoubts::monthsAndHours_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("same");
    const auto row = [](const char* filter, const char* same) { QTest::newRow(filter) << QString(filter) << QString(same); };
    row("time:2026-03-17T15", "time>=2026-03-17T15:00:00Z and time<2026-03-17T16:00:00Z");
    row("time>2026-03-17T15", "time>=2026-03-17T16:00:00Z");
    row("time<=\"2026-03-17 15\"", "time<2026-03-17T16:00:00Z");
    row("time<2026-03-17T15", "time<2026-03-17T15:00:00Z");
    row("time>=2026-03-17T23", "time>=2026-03-17T23:00:00Z");
    row("time:2026-03", "time>=2026-03-01 and time<2026-04-01");
    row("time:2026-02", "time<2026-03-01");
    row("time>2025-12", "time>=2026-01-01");
}

void TestDoubts::monthsAndHours() {
    QFETCH(QString, filter);
    QFETCH(QString, same);
    const SnapshotPtr snapshot = load(RASTRO_SOURCE_DIR "/resources/sample");
    OnDemandCache columns;
    const auto rows = [&](const QString& text) {
        Checkpoint checkpoint;
        const auto found = filterRows(*snapshot, std::get<Expression>(parseFilter(text.toStdString())), {columns, {}, 2}, checkpoint);
        return *pickRows(*snapshot, snapshot->timeOrder(), *found, 2, checkpoint);
    };
    QCOMPARE(rows(filter), rows(same));
}

void TestDoubts::networks() {
    const auto asks = [](const char* filter) { return asksOfNetworks(std::get<Expression>(parseFilter(filter))); };
    QVERIFY(asks("country:US") && asks("a:1 (b:2 or not network:*x*)"));
    QVERIFY(!asks("ip:1.2.3.4") && !asks("\"country:US\"") && !asks(""));
}

void TestDoubts::monthsAndHoursInAZone() {
    const FilterContext context{.zone = std::chrono::minutes(120)};
    const auto hour = *timesFor(Comparison::Matches, "2026-03-17T00", context);
    QCOMPARE(formatTime(hour.from), std::string("2026-03-16T22:00:00Z"));
    QCOMPARE(formatTime(hour.to), std::string("2026-03-16T23:00:00Z"));
    const auto month = *timesFor(Comparison::Matches, "2025-12", context);
    QCOMPARE(formatTime(month.from), std::string("2025-11-30T22:00:00Z"));
    QCOMPARE(formatTime(month.to), std::string("2025-12-31T22:00:00Z"));
    QVERIFY(!timesFor(Comparison::Matches, "2025-13", context));
}

QTEST_APPLESS_MAIN(TestDoubts)
#include "tst_doubts.moc"
