// SPDX-License-Identifier: Apache-2.0
#include "timeline/sessionbars.h"

#include "base/timestamp.h"
#include "query/ondemand.h"
#include "support/loading.h"

#include <QTest>

#include <algorithm>

using namespace rastro;
using namespace rastro::test;

namespace {

std::string call(const std::string& time, const std::string& key, const std::string& name,
                 const std::string& response) {
    return quoted(
        "{'eventVersion':'1.08','eventSource':'" + std::string(name == "ListBuckets" ? "s3" : "sts") +
        ".amazonaws.com','eventName':'" + name + "','eventTime':'" + time +
        "','userIdentity':{'type':'IAMUser','accountId':'123456789012','arn':'arn:aws:iam::123456789012:user/a',"
        "'accessKeyId':'" +
        key + "'},'recipientAccountId':'123456789012','responseElements':" + response + "}\n");
}

std::string issued(const std::string& key, const std::string& expiration) {
    return "{'credentials':{'accessKeyId':'" + key + "','sessionToken':'x','expiration':" + expiration + "}}";
}

// A long-term key that issues three sessions, one of which issues a fourth; a fifth whose issue is not loaded.
std::string trail() {
    return call("2024-05-01T08:00:00Z", "AKIAHEAD", "ListBuckets", "null") +
           call("2024-05-01T08:10:00Z", "AKIAHEAD", "AssumeRole", issued("ASIAONE", "'May 1, 2024, 9:10:00 AM'")) +
           call("2024-05-01T08:20:00Z", "AKIAHEAD", "AssumeRole", issued("ASIATWO", "'2024-05-01T20:20:00Z'")) +
           call("2024-05-01T08:25:00Z", "AKIAHEAD", "AssumeRole", issued("ASIAODD", "{'when':'some day'}")) +
           call("2024-05-01T08:30:00Z", "ASIATWO", "AssumeRole", issued("ASIADEEP", "1714555800")) +
           call("2024-05-01T08:40:00Z", "ASIAONE", "ListBuckets", "null") +
           call("2024-05-01T08:41:00Z", "ASIADEEP", "ListBuckets", "null") +
           call("2024-05-01T08:42:00Z", "ASIAODD", "ListBuckets", "null") +
           call("2024-05-01T08:43:00Z", "ASIALOST", "ListBuckets", "null");
}

} // namespace

class TestSessionBars : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_snapshot = load(m_folder.write("trail.json", trail()));
        m_lineage = *m_columns.lineage(*m_snapshot, m_checkpoint);
    }
    void lifeOfEachCredential();
    void lanesBelowAGroup();
    void onlyTheLanesAskedFor();
    void otherLanesAreNoCredentials();
    void aSourceThatIsGone();

private:
    std::shared_ptr<const LaneIndex> lanesBy(const AnyColumn& column, std::optional<AnyColumn> groups = {}) {
        const auto made = [&](const AnyColumn& any) {
            return any.isMade() ? LaneColumn(any, *m_columns.column(*m_snapshot, any, 1, m_checkpoint))
                                : LaneColumn(*any.column());
        };
        LaneWish wish{made(column)};
        if (groups)
            wish.groups = made(*groups);
        return LaneIndex::build(m_snapshot, m_snapshot->sharedTimeOrder(), wish, m_checkpoint);
    }
    Folder m_folder;
    SnapshotPtr m_snapshot;
    OnDemandCache m_columns;
    Checkpoint m_checkpoint;
    std::shared_ptr<const Lineage> m_lineage;
};

void TestSessionBars::lifeOfEachCredential() {
    const auto lanes = lanesBy(Column::IdentityAccessKeyId);
    QVERIFY(SessionBars::areFor(*lanes));
    SessionBarMaker maker;
    for (int pass = 0; pass < 2; ++pass) { // read, remembered
        const auto bars = maker.make(lanes, *m_lineage, 0, 100, m_checkpoint);
        const auto told = [&](std::string_view key) {
            const SessionBar* bar = bars->find(*lanes->findLane(key));
            if (bar == nullptr)
                return QStringLiteral("none");
            return QString::fromStdString(formatTime(bar->issued).substr(11) + " to " +
                                          (bar->expires == kNoTime ? "?" : formatTime(bar->expires).substr(11)) +
                                          " by " + (bar->issuer ? std::string(lanes->lanes()[*bar->issuer].key) : "?"));
        };
        QCOMPARE(told("AKIAHEAD"), QStringLiteral("none"));
        QCOMPARE(told("ASIALOST"), QStringLiteral("none"));
        QCOMPARE(told("ASIAONE"), QStringLiteral("08:10:00Z to 09:10:00Z by AKIAHEAD"));
        QCOMPARE(told("ASIATWO"), QStringLiteral("08:20:00Z to 20:20:00Z by AKIAHEAD"));
        QCOMPARE(told("ASIADEEP"), QStringLiteral("08:30:00Z to 09:30:00Z by ASIATWO"));
        QCOMPARE(told("ASIAODD"), QStringLiteral("08:25:00Z to ? by AKIAHEAD"));
    }
}

void TestSessionBars::lanesBelowAGroup() {
    const auto whole = lanesBy(AnyColumn(Finding::Session), AnyColumn(Finding::Origin));
    SessionBarMaker maker;
    const auto bars = maker.make(whole, *m_lineage, 0, 100, m_checkpoint);
    QCOMPARE(bars->bars().size(), std::size_t{4});
    for (const SessionBar& bar : bars->bars()) {
        QVERIFY(!whole->lanes()[bar.lane].isGroup());
        QVERIFY(bar.issuer && *bar.issuer != bar.lane);
    }
    // Folded there is nothing to tell: the group is no credential.
    QVERIFY(maker.make(whole->choose({.areFolded = true}), *m_lineage, 0, 1, m_checkpoint)->bars().empty());
}

void TestSessionBars::onlyTheLanesAskedFor() {
    const auto lanes = lanesBy(Column::IdentityAccessKeyId);
    SessionBarMaker maker;
    const std::size_t one = *lanes->findLane("ASIAONE");
    const auto bars = maker.make(lanes, *m_lineage, one, one + 1, m_checkpoint);
    QCOMPARE(bars->bars().size(), std::size_t{1});
    QVERIFY(bars->find(one) != nullptr && bars->find(one + 1) == nullptr);
    Checkpoint stopped;
    stopped.requestStop();
    QVERIFY(maker.make(lanes, *m_lineage, 0, 100, stopped) == nullptr);
}

void TestSessionBars::otherLanesAreNoCredentials() {
    QVERIFY(!SessionBars::areFor(*lanesBy(Column::ActorKey)));
    QVERIFY(!SessionBars::areFor(*lanesBy(AnyColumn(Finding::Origin))));
    QVERIFY(SessionBars::areFor(*lanesBy(AnyColumn(Finding::Session))));
}

// What the answers say cannot be read any more; what columns tell still can.
void TestSessionBars::aSourceThatIsGone() {
    m_snapshot = loadText(trail()); // a file that is removed again
    m_lineage = *m_columns.lineage(*m_snapshot, m_checkpoint);
    const auto lanes = lanesBy(Column::IdentityAccessKeyId);
    SessionBarMaker maker;
    const auto bars = maker.make(lanes, *m_lineage, 0, 100, m_checkpoint);
    QCOMPARE(bars->bars().size(), std::size_t{4});
    QVERIFY(std::ranges::all_of(bars->bars(),
                                [](const SessionBar& bar) { return bar.expires == kNoTime && bar.issued != kNoTime; }));
}

QTEST_APPLESS_MAIN(TestSessionBars)
#include "tst_sessionbars.moc"
