// SPDX-License-Identifier: Apache-2.0
//
// Every record of the shared data is told, and the changes among the real ones name what they changed.
#include "events/describe.h"
#include "ingest/loader.h"
#include "store/recordreader.h"

#include <QTest>

#include <filesystem>

using namespace rastro;
namespace fs = std::filesystem;

namespace {

SnapshotPtr loadFolder(const fs::path& path) {
    EventStore store;
    Checkpoint checkpoint;
    return Loader(store, {.threads = 2}).load({path.string()}, checkpoint, {});
}

} // namespace

class TestDescribeShared : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyRecordIsTold();
    void changesNameWhatTheyChanged();

private:
    fs::path m_root;
};

void TestDescribeShared::initTestCase() {
    m_root = fs::path(RASTRO_SHARED_DIR) / "data";
    if (!fs::exists(m_root / "EXPECTED.tsv"))
        QSKIP("the shared data is absent");
}

void TestDescribeShared::everyRecordIsTold() {
    const SnapshotPtr snapshot = loadFolder(m_root);
    QVERIFY(snapshot->rowCount() > 4000);
    RecordReader reader;
    for (std::uint32_t i = 0; i < snapshot->rowCount(); ++i) {
        const auto bytes = reader.readJson(*snapshot, RowId{i});
        QVERIFY(bool(bytes));
        const auto tree = json::Tree::parse(*bytes);
        if (!tree)
            continue; // damaged records are kept as they are
        const Description description = describe(*tree);
        QVERIFY(!description.summary.empty());
        QVERIFY2(description.summary.find_first_of("{}|") == std::string::npos || bytes->find('|') != std::string::npos,
                 description.summary.c_str());
        QVERIFY(!headLine(*tree).who.empty());
    }
}

// Of the changes that say what they wanted (a throttled call has no parameters), and of all.
void TestDescribeShared::changesNameWhatTheyChanged() {
    const SnapshotPtr snapshot = loadFolder(m_root / "invictus-ir+aws_dataset");
    RecordReader reader;
    int changes = 0;
    int named = 0;
    int throttled = 0;
    for (std::uint32_t i = 0; i < snapshot->rowCount(); ++i) {
        if (snapshot->codedText(Column::Kind, RowId{i}) != "change")
            continue;
        const auto tree = json::Tree::parse(*reader.readJson(*snapshot, RowId{i}));
        QVERIFY(bool(tree));
        ++changes;
        throttled += snapshot->codedText(Column::Outcome, RowId{i}) == "throttled";
        named += !describe(*tree).target.empty();
    }
    QVERIFY(changes > 400);
    QVERIFY2(named * 100 >= (changes - throttled) * 98,
             qPrintable(QString("%1 of %2").arg(named).arg(changes - throttled)));
    QVERIFY2(named * 100 >= changes * 85, qPrintable(QString("%1 of %2").arg(named).arg(changes)));
}

QTEST_APPLESS_MAIN(TestDescribeShared)
#include "tst_describeshared.moc"
