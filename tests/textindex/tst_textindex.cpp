// SPDX-License-Identifier: Apache-2.0
//
// The text index never leaves out a row that holds what is looked for: complete, half built, going on after more rows,
// over every form of record.
#include "textindex/requiredpieces.h"
#include "textindex/textdata.h"
#include "textindex/textindex.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <thread>

using namespace rastro;
using namespace rastro::test;

namespace {

Candidates ask(const TextIndex& index, const Snapshot& s, const std::vector<std::string>& pieces) {
    return index.candidates(s, viewsOf(pieces));
}

void build(TextIndex& index, const Snapshot& s, unsigned threads = 3) {
    Checkpoint checkpoint;
    QVERIFY(index.build(s, threads, checkpoint));
    QCOMPARE(checkpoint.done(), checkpoint.total());
}

// Every row with the needle is a candidate; returns how many rows are in all.
std::uint64_t checked(const TextIndex& index, const Snapshot& s, const PlainTexts& texts,
                      const std::vector<std::string>& pieces) {
    const Candidates found = ask(index, s, pieces);
    for (const std::uint32_t row : texts.rowsWith(pieces)) {
        if (!found.rows.contains(row))
            QTest::qFail(("row " + std::to_string(row) + " is left out of " + pieces.front()).c_str(), __FILE__,
                         __LINE__);
    }
    return found.rows.rowCount();
}

void checkMany(const TextIndex& index, const Snapshot& s, const PlainTexts& texts, unsigned seed, int needles) {
    std::mt19937 random(seed);
    for (int i = 0; i < needles && !QTest::currentTestFailed(); ++i) {
        std::vector<std::string> pieces{texts.randomNeedle(random)};
        if (i % 4 == 0)
            pieces.push_back(texts.randomNeedle(random));
        checked(index, s, texts, pieces);
    }
}

} // namespace

class TestTextIndex : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void leavesNothingOut();
    void findsBothEndsOfLeaves();
    void findsWhatHides_data();
    void findsWhatHides();
    void leavesMuchOut();
    void isUsableWhileEmpty();
    void isUsableWhileItGrows();
    void stopsAndGoesOn();
    void goesOnAfterMoreRows();
    void keepsUnreadableRows();
    void refusesOtherData();
    void handlesNoRows();

private:
    const Folder m_folder; // of the mix
    SnapshotPtr m_mix;
    std::unique_ptr<PlainTexts> m_texts;
};

void TestTextIndex::initTestCase() {
    writeMix(m_folder);
    m_mix = load(m_folder.path());
    QVERIFY(m_mix->report().failures.empty());
    m_texts = std::make_unique<PlainTexts>(*m_mix);
}

void TestTextIndex::leavesNothingOut() {
    const SnapshotPtr s = m_mix;
    const PlainTexts& texts = *m_texts;
    TextIndex index;
    build(index, *s);
    QVERIFY(index.isComplete(*s));
    QVERIFY(index.blockCount() > 10);
    checkMany(index, *s, texts, 1, 200);
    QCOMPARE(checked(index, *s, texts, {""}), std::uint64_t{s->rowCount()});
    QCOMPARE(index.candidates(*s, {}).rows.rowCount(), std::uint64_t{s->rowCount()});
}

// In the first and the last record of every block too.
void TestTextIndex::findsBothEndsOfLeaves() {
    const SnapshotPtr s = m_mix;
    const PlainTexts& texts = *m_texts;
    TextIndex index;
    build(index, *s);
    for (std::uint32_t row = 0; row < s->rowCount(); ++row) {
        const std::vector<std::string>& leaves = texts.leaves(row);
        QVERIFY(!leaves.empty());
        for (std::size_t i = row % 7; i < leaves.size(); i += 7) {
            const std::size_t cut = leaves[i].size() - std::min<std::size_t>(leaves[i].size(), 9);
            if (json::toValidUtf8(leaves[i].substr(cut)) == leaves[i].substr(cut)) // not a character cut in two
                QVERIFY(ask(index, *s, {leaves[i].substr(cut)}).rows.contains(row));
            QVERIFY(ask(index, *s, {leaves[i]}).rows.contains(row));
        }
    }
}

void TestTextIndex::findsWhatHides_data() {
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<int>("rows");
    QTest::newRow("unicode escape and slash") << QByteArray("aDMIN/role") << 1;
    QTest::newRow("line feed") << QByteArray("one\ntwo") << 1;
    QTest::newRow("surrogates") << QByteArray("\xF0\x9F\x98\x80 FACE") << 1;
    QTest::newRow("ill-formed") << QByteArray("ill \xEF\xBF\xBD\xEF\xBF\xBD form") << 1;
    QTest::newRow("ill-formed needle") << QByteArray("ill \xFE\xFE form") << 1;
    QTest::newRow("lone surrogate") << QByteArray("lone \xEF\xBF\xBD half") << 1;
    QTest::newRow("beyond ASCII") << QByteArray("caf\xC3\xA9 \xC3\xA9t\xC3\xA9") << 1;
    QTest::newRow("quotes in a document") << QByteArray("{\"statement\":[{\"effect\":\"allow\"}]}") << 1;
    QTest::newRow("record in a string") << QByteArray("in a lookup") << 1;
    QTest::newRow("row of a CSV") << QByteArray("say \"hi\", u") << 1;
    QTest::newRow("time of a CSV as told") << QByteArray("2023-07-10T12:37:50Z") << 1;
    QTest::newRow("one byte") << QByteArray("\xF0\x9F\x98\x80") << 1;
    QTest::newRow("as written") << QByteArray("\\u0041dmin") << 0;
    QTest::newRow("of a key") << QByteArray("requestParameters") << 0;
}

void TestTextIndex::findsWhatHides() {
    QFETCH(QByteArray, needle);
    QFETCH(int, rows);
    const SnapshotPtr s = m_mix;
    const PlainTexts& texts = *m_texts;
    TextIndex index;
    build(index, *s);
    const std::vector<std::string> pieces{needle.toStdString()};
    QCOMPARE(texts.rowsWith(pieces).size(), static_cast<std::size_t>(rows));
    checked(index, *s, texts, pieces);
}

// A row in one place does not make all rows candidates.
void TestTextIndex::leavesMuchOut() {
    const Folder folder;
    for (unsigned i = 0; i < 12; ++i) {
        std::vector<std::string> records = generated(1'000 * i, 300);
        records.push_back(eventWith(i, "marker-" + std::to_string(i) + "-quixotic"));
        folder.write(std::to_string(i) + ".json.gz", gzip(listOf(records)));
    }
    const SnapshotPtr s = load(folder.path());
    TextIndex index;
    build(index, *s);
    QVERIFY(index.blockCount() >= 12);
    // Which records share a block depends on which thread read first, so a signature may take a needle for its own once.
    QVERIFY(ask(index, *s, {"no such text anywhere"}).blocks <= 1);
    QVERIFY(ask(index, *s, {"MARKER-7-QUIX"}).blocks <= 2);
    QVERIFY(ask(index, *s, {"marker-", "otic", "marker-7-"}).blocks <= 2);
    QVERIFY(ask(index, *s, {"otic", "no such text"}).blocks <= 2);
    QCOMPARE(ask(index, *s, {"abc"}).rows.rowCount(), std::uint64_t{s->rowCount()}); // shorter than a gram
    QVERIFY(index.bytesIndexed() > 12 * 300 * 500);
    QVERIFY(index.memoryBytes() >= 8 * 65'536);
}

void TestTextIndex::isUsableWhileEmpty() {
    const SnapshotPtr s = loadText(listOf(generated(0, 20)));
    const TextIndex index;
    const Candidates found = ask(index, *s, {"no such text anywhere"});
    QCOMPARE(found.rows, RowRuns::all(20));
    QCOMPARE(found.unindexedRows, std::uint64_t{20});
    QVERIFY(!index.isComplete(*s));
}

void TestTextIndex::isUsableWhileItGrows() {
    const SnapshotPtr s = m_mix;
    const PlainTexts& texts = *m_texts;
    TextIndex index;
    std::atomic<bool> isDone{false};
    std::jthread builder([&] {
        Checkpoint checkpoint;
        (void)index.build(*s, 2, checkpoint);
        isDone = true;
    });
    for (unsigned seed = 0; !isDone || seed < 8; ++seed)
        checkMany(index, *s, texts, seed, 1);
    builder.join();
    QVERIFY(index.isComplete(*s));
}

void TestTextIndex::stopsAndGoesOn() {
    const SnapshotPtr s = m_mix;
    const PlainTexts& texts = *m_texts;
    TextIndex index;
    Checkpoint stopped;
    stopped.requestStop();
    const Status never = index.build(*s, 2, stopped);
    QVERIFY(!never && never.error().code == ErrorCode::Cancelled);
    QCOMPARE(index.bytesIndexed(), std::uint64_t{0});
    int stops = 0;
    for (int round = 0; round < 200 && !index.isComplete(*s); ++round) {
        Checkpoint checkpoint;
        std::jthread stopper([&] {
            while (checkpoint.done() == 0)
                std::this_thread::yield();
            checkpoint.requestStop();
        });
        const std::uint64_t before = index.bytesIndexed();
        const Status status = index.build(*s, 2, checkpoint);
        stopper.join();
        QVERIFY(index.bytesIndexed() > before); // what was done stays
        if (!status) {
            ++stops;
            checkMany(index, *s, texts, static_cast<unsigned>(round), 5);
        }
    }
    QVERIFY(stops > 0);
    build(index, *s);
    QVERIFY(index.isComplete(*s));
    checkMany(index, *s, texts, 77, 60);
}

void TestTextIndex::goesOnAfterMoreRows() {
    const Folder folder;
    writeMix(folder);
    EventStore store;
    Checkpoint checkpoint;
    TextIndex index;
    SnapshotPtr s = Loader(store, {.threads = 2}).load({folder.path()}, checkpoint, {});
    build(index, *s);
    const SnapshotPtr first = s;
    for (unsigned i = 0; i < 5; ++i) {
        const std::string path =
            folder.write("later" + std::to_string(i) + ".json", eventWith(900 + i, "later-" + std::to_string(i)));
        s = Loader(store, {.threads = 2}).load({path}, checkpoint, {});
        QCOMPARE(s->rowCount(), first->rowCount() + i + 1);
        QVERIFY(!index.isComplete(*s));
        QCOMPARE(ask(index, *s, {"no such text"}).rows.rows(), std::vector<std::uint32_t>{s->rowCount() - 1});
        build(index, *s);
        QVERIFY(ask(index, *s, {"later-" + std::to_string(i)}).rows.contains(s->rowCount() - 1));
        QVERIFY(ask(index, *s, {"no such text"}).rows.isEmpty());
    }
    checkMany(index, *s, PlainTexts(*s), 5, 60);
    // An older snapshot is answered with its own rows.
    QCOMPARE(index.candidates(*first, {}).rows, RowRuns::all(first->rowCount()));
}

void TestTextIndex::keepsUnreadableRows() {
    const Folder folder;
    folder.write("a.json", listOf(generated(0, 50)));
    folder.write("b.json", listOf(generated(100, 50)));
    const SnapshotPtr s = load(folder.path());
    const std::string moved = folder.path("b.json");
    std::filesystem::rename(moved, moved + ".away");
    TextIndex index;
    build(index, *s);
    const Candidates found = ask(index, *s, {"no such text"});
    QCOMPARE(found.unindexedRows, std::uint64_t{50});
    for (const std::uint32_t row : found.rows.rows())
        QVERIFY(s->sources().path(s->source(RowId{row})).ends_with("b.json"));
    std::filesystem::rename(moved + ".away", moved);
    build(index, *s);
    QVERIFY(ask(index, *s, {"no such text"}).rows.isEmpty());
}

void TestTextIndex::refusesOtherData() {
    const Folder folder;
    const SnapshotPtr a = load(folder.write("a.json", listOf(generated(0, 20))));
    const SnapshotPtr b = load(folder.write("b.json", listOf(generated(100, 30))));
    TextIndex index;
    build(index, *a);
    Checkpoint checkpoint;
    const Status status = index.build(*b, 1, checkpoint);
    QVERIFY(!status && status.error().code == ErrorCode::InvalidArgument);
    QCOMPARE(ask(index, *b, {"no such text"}).rows, RowRuns::all(30)); // nothing is known of it
    QVERIFY(ask(index, *a, {"no such text"}).rows.isEmpty());
}

void TestTextIndex::handlesNoRows() {
    EventStore store;
    const std::shared_ptr<const Snapshot> s = store.publish(false);
    TextIndex index;
    build(index, *s);
    QVERIFY(index.isComplete(*s));
    QVERIFY(ask(index, *s, {"text"}).rows.isEmpty());
}

QTEST_GUILESS_MAIN(TestTextIndex)
#include "tst_textindex.moc"
