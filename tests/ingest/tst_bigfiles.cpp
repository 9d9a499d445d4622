// SPDX-License-Identifier: Apache-2.0
//
// Big files: plain ones are read in segments by all workers, gzip ones as a stream with restart points. The rows are
// those of the front-to-back reading, and every record comes back byte by byte.
#include "support/loading.h"

#include <QTest>

using namespace rastro;
using namespace rastro::test;

class TestBigFiles : public QObject {
    Q_OBJECT
private slots:
    void plainList() { check(list(kEvents), "a.json", kEvents, 0); }
    void plainLines() { check(lines(kEvents), "a.json", kEvents, 0); }
    void gzipList() { check(gzip(list(kEvents), 1), "a.json.gz", kEvents, 0); }
    void gzipMembers();
    void damageInAPlainList();
    void aLongRecordAcrossSegments();
    void longBlankStretches();
    void inflateLimit();

private:
    static constexpr unsigned kEvents = 60'000;
    static std::string padded(unsigned n) { return makeEvent(n, ",\"pad\":\"" + std::string(200 + n % 700, 'p') + "\""); }
    static std::string list(unsigned count) {
        std::string out = R"({"Records":[)";
        for (unsigned n = 0; n < count; ++n)
            out += (n ? "," : "") + padded(n);
        return out + "]}";
    }
    static std::string lines(unsigned count) {
        std::string out;
        for (unsigned n = 0; n < count; ++n)
            out += padded(n) + "\n";
        return out;
    }
    static void check(const std::string& bytes, const std::string& name, unsigned events, std::size_t failures) {
        const Folder folder;
        const SnapshotPtr s = load(folder.write(name, bytes));
        QCOMPARE(s->rowCount(), events);
        QCOMPARE(s->report().failures.size(), failures);
        RecordReader reader(0);
        std::uint64_t last = 0;
        for (unsigned r = 0; r < s->rowCount(); ++r) {
            QVERIFY(r == 0 || s->offset(RowId{r}) > last);
            last = s->offset(RowId{r});
            if (r % 5003 == 0 || r + 1 == s->rowCount()) {
                const auto record = reader.read(*s, RowId{r});
                QVERIFY2(bool(record), record ? "" : record.error().what.c_str());
                const std::string name2(s->codedText(Column::EventName, RowId{r}));
                QVERIFY(record->find("\"" + name2 + "\"") != std::string::npos);
            }
        }
    }
};

void TestBigFiles::gzipMembers() {
    std::string bytes;
    for (unsigned n = 0; n < kEvents; ++n) {
        static std::string part;
        part += padded(n) + "\n";
        if (n % 9000 == 8999 || n + 1 == kEvents) {
            bytes += gzip(part, 1);
            part.clear();
        }
    }
    check(bytes, "a.gz", kEvents, 0);
}

void TestBigFiles::damageInAPlainList() {
    std::string text = list(kEvents);
    const std::size_t middle = text.find("\"Call30000\"");
    text[middle] = '\\';
    const Folder folder;
    const SnapshotPtr s = load(folder.write("a.json", text));
    QCOMPARE(s->rowCount(), kEvents - 1);
    QCOMPARE(s->report().failures.size(), std::size_t{1});
    QVERIFY(s->report().failures[0].offset < static_cast<std::int64_t>(middle));
    QVERIFY(s->report().failures[0].offset > static_cast<std::int64_t>(middle) - 2000);
}

void TestBigFiles::aLongRecordAcrossSegments() {
    const std::string giant = makeEvent(900'000, ",\"pad\":\"" + std::string(21'000'000, 'q') + "\"");
    std::string text = list(20'000);
    text.insert(text.find("{\"eventVersion\"", text.size() / 2), giant + ",");
    const Folder folder;
    const SnapshotPtr s = load(folder.write("a.json", text));
    QCOMPARE(s->rowCount(), 20'001u);
    QCOMPARE(s->report().failures.size(), std::size_t{0});
    const RowId longest{[&] {
        std::uint32_t best = 0;
        for (std::uint32_t r = 0; r < s->rowCount(); ++r)
            best = s->length(RowId{r}) > s->length(RowId{best}) ? r : best;
        return best;
    }()};
    RecordReader reader;
    const auto record = reader.read(*s, longest);
    QVERIFY(record && *record == giant);
}

// Blanks that fill whole windows, behind a record, before a comma and at the end.
void TestBigFiles::longBlankStretches() {
    for (const char blank : {'\n', ' '}) {
        const std::string stretch(3u << 20, blank);
        check(lines(kEvents) + stretch, "a.json", kEvents, 0);
        std::string within = lines(kEvents);
        within.insert(within.find('\n', 22u << 20), stretch);
        check(within, "a.json", kEvents, 0);
        std::string inList = list(kEvents);
        inList.insert(inList.find("},{", 21u << 20) + 1, stretch);
        check(inList, "a.json", kEvents, 0);
        inList.insert(inList.rfind(']'), stretch);
        check(inList, "a.json", kEvents, 0);
    }
}

void TestBigFiles::inflateLimit() {
    const Folder folder;
    const std::string path = folder.write("a.json.gz", gzip(list(kEvents), 1));
    LoadOptions options;
    options.threads = 2;
    options.inflateLimitBytes = 20u << 20;
    const SnapshotPtr s = load(path, options);
    QVERIFY(s->rowCount() > 10'000 && s->rowCount() < kEvents);
    QVERIFY(!s->report().failures.empty());
    QVERIFY(s->report().failures.back().reason.find("limit") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestBigFiles)
#include "tst_bigfiles.moc"
