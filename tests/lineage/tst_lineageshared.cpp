// SPDX-License-Identifier: Apache-2.0
//
// Chains of credentials in real logs and in the story, compared with a slow reference of their own.
#include "lineage/lineage.h"
#include "lineage/lineagereference.h"
#include "store/recordreader.h"
#include "support/loading.h"

#include <QTest>

#include <filesystem>

using namespace rastro;
using namespace rastro::test;

class TestLineageShared : public QObject {
    Q_OBJECT

private slots:
    void agreesWithReference_data();
    void agreesWithReference();
};

void TestLineageShared::agreesWithReference_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("sessions");
    QTest::addColumn<int>("chained"); // of them, those whose issue is loaded
    QTest::newRow("the story") << QStringLiteral(RASTRO_SOURCE_DIR "/resources/sample") << 30 << 10;
    for (const auto& [name, sessions, chained] :
         {std::tuple("invictus-ir+aws_dataset", 30, 10), std::tuple("OTRF+Security-Datasets", 1, 0),
          std::tuple("adanalvarez+TrailDiscover", 1, 0)}) {
        const std::filesystem::path path = std::filesystem::path(RASTRO_SHARED_DIR) / "data" / name;
        if (std::filesystem::exists(path))
            QTest::newRow(name) << QString::fromStdString(path.string()) << sessions << chained;
        else
            qInfo("shared data %s is not here: not compared", name);
    }
}

void TestLineageShared::agreesWithReference() {
    QFETCH(QString, path);
    QFETCH(int, sessions);
    QFETCH(int, chained);
    const SnapshotPtr snapshot = load(path.toStdString());
    std::vector<nlohmann::json> events;
    RecordReader reader;
    for (const std::uint32_t row : snapshot->timeOrder()) {
        const auto record = reader.readJson(*snapshot, RowId{row});
        QVERIFY(bool(record));
        events.push_back(nlohmann::json::parse(*record, nullptr, false));
    }
    Checkpoint checkpoint;
    const auto lineage = *Lineage::build(*snapshot, checkpoint);
    std::map<std::string, ReferenceSession> told;
    int issued = 0;
    for (std::uint32_t i = 0; i < lineage->sessions().size(); ++i) {
        const Session& session = lineage->sessions()[i];
        if (session.key.find('@') != std::string::npos || session.first == kNoRow)
            continue; // of a console, or issued and never used
        ReferenceSession& one = told[session.key];
        for (const SessionId parent : lineage->parents(SessionId{i})) {
            if (lineage->session(parent).key.find('@') == std::string::npos)
                one.chain.push_back(lineage->session(parent).key);
        }
        one.chain.push_back(session.key);
        if (session.issuedBy != kNoRow)
            one.issuedBy = snapshot->text(Column::EventId, session.issuedBy);
        issued += session.issuedBy != kNoRow ? 1 : 0;
    }
    QStringList differing;
    const std::map<std::string, ReferenceSession> expected = referenceLineage(events);
    for (const auto& [key, session] : expected) {
        const auto same = told.find(key);
        QVERIFY2(same != told.end(), key.c_str());
        if (!(same->second == session))
            differing << QString::fromStdString(key + ": issued by " + same->second.issuedBy + ", in the reference by " + session.issuedBy);
    }
    QVERIFY2(differing.isEmpty(), qPrintable(differing.join(u'\n')));
    QCOMPARE(told.size(), expected.size());
    QVERIFY2(static_cast<int>(told.size()) >= sessions && issued >= chained,
             qPrintable(QStringLiteral("%1 sessions, %2 issued").arg(told.size()).arg(issued)));
}

QTEST_APPLESS_MAIN(TestLineageShared)
#include "tst_lineageshared.moc"
