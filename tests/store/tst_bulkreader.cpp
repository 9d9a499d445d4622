// SPDX-License-Identifier: Apache-2.0
//
// Reading many records at once gives, for every kind of source, what reading them one by one gives.
#include "store/bulkreader.h"

#include "support/archives.h"
#include "support/loading.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <numeric>
#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

std::string list(unsigned first, unsigned count, std::size_t padding = 0) {
    std::string out = R"({"Records":[)";
    for (unsigned n = first; n < first + count; ++n)
        out += (n != first ? "," : "") + makeEvent(n, ",\"pad\":\"" + std::string(padding, 'p') + "\"");
    return out + "]}";
}

std::string quoted(const std::string& json) {
    std::string out = "\"";
    for (const char c : json)
        out += c == '"' ? "\\\"" : std::string(1, c);
    return out + "\"";
}

// Bytes that gzip cannot make smaller, as a JSON string's content.
std::string noise(std::size_t size) {
    std::mt19937 random(5);
    std::string out;
    while (out.size() < size)
        out += static_cast<char>('#' + random() % 57); // '#' to '[': neither a quote nor a backslash
    return out;
}

SnapshotPtr loadMix(const Folder& folder) {
    folder.write("plain.json", list(0, 3'000, 500)); // longer than a window
    folder.write("small.json.gz", gzip(list(3'000, 500)));
    folder.write("members.json.gz", gzip(makeEvent(3'500) + "\n") + gzip(makeEvent(3'501) + "\n"));
    folder.write("lookup.json", R"({"Events":[{"EventId":"x","CloudTrailEvent":)" + quoted(makeEvent(3'600)) + "}]}");
    folder.write("history.csv",
                 "Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,"
                 "Error code,Source IP address\nabc,\"2023-07-10, 12:37:50 PM\",u,CreateUser,,,,us-east-1,,"
                 "1.2.3.4\n");
    std::vector<std::pair<std::string, std::string>> members;
    for (unsigned i = 0; i < 30; ++i)
        members.emplace_back(std::to_string(i) + ".json.gz", gzip(list(4'000 + 20 * i, 20)));
    writeArchive(folder.path("a.zip"), ArchiveForm::Zip, members);
    for (unsigned i = 0; i < members.size(); ++i)
        members[i].second = list(5'000 + 20 * i, 3);
    writeArchive(folder.path("a.tar.gz"), ArchiveForm::TarGz, members);
    return load(folder.path());
}

RowVector shuffledRows(const Snapshot& s) {
    RowVector rows(s.rowCount());
    std::iota(rows.begin(), rows.end(), 0u);
    std::shuffle(rows.begin(), rows.end(), std::mt19937(1));
    return rows;
}

struct Taken {
    std::vector<std::string> records;
    std::vector<int> times;
    std::atomic<unsigned> failed{0};
};

void readInto(Taken& taken, const Snapshot& s, std::span<const std::uint32_t> rows, RecordForm form) {
    taken.records.assign(rows.size(), {});
    taken.times.assign(rows.size(), 0);
    QVERIFY(readRecords(s, rows, form, 3, {}, [&](std::size_t place, Result<std::string> record) {
        ++taken.times[place];
        if (record)
            taken.records[place] = *std::move(record);
        else
            ++taken.failed;
    }));
}

} // namespace

class TestBulkReader : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheReader_data();
    void agreesWithTheReader();
    void jumpsInABigGzip();
    void handsOutViews();
    void readsRecordsLongerThanAWindow_data();
    void readsRecordsLongerThanAWindow();
    void readsFilesInTheOrderAskedFor();
    void tellsWhatIsGoneOrChanged();
    void stops();
};

void TestBulkReader::agreesWithTheReader_data() {
    QTest::addColumn<bool>("json");
    QTest::newRow("original") << false;
    QTest::newRow("json") << true;
}

void TestBulkReader::agreesWithTheReader() {
    QFETCH(bool, json);
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    QVERIFY2(s->report().failures.empty(), s->report().failures.empty() ? "" : s->report().failures[0].reason.c_str());
    QVERIFY(s->rowCount() > 4'100);
    const RowVector rows = shuffledRows(*s);
    Taken taken;
    readInto(taken, *s, rows, json ? RecordForm::Json : RecordForm::Original);
    RecordReader reader;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto one = json ? reader.readJson(*s, RowId{rows[i]}) : reader.read(*s, RowId{rows[i]});
        QVERIFY(one);
        QCOMPARE(taken.times[i], 1);
        QVERIFY(taken.records[i] == *one);
    }
    QCOMPARE(taken.failed.load(), 0u);
}

void TestBulkReader::jumpsInABigGzip() {
    const Folder folder;
    std::string lines;
    const std::string pad = noise(50'000);
    for (unsigned n = 0; n < 900; ++n)
        lines += makeEvent(n, ",\"pad\":\"" + pad.substr(n % 1'000) + "\"") + "\n";
    const SnapshotPtr s = load(folder.write("big.json.gz", gzip(lines, 0)));
    QCOMPARE(s->rowCount(), 900u);
    QVERIFY(s->sources().info(SourceId{0}).restarts != nullptr);
    const RowVector some{899, 3, 880, 4, 500};
    Taken taken;
    readInto(taken, *s, some, RecordForm::Original);
    for (std::size_t i = 0; i < some.size(); ++i) {
        const std::string_view name = s->codedText(Column::EventName, RowId{some[i]});
        QVERIFY(taken.records[i].find('"' + std::string(name) + '"') != std::string::npos);
    }
    QCOMPARE(taken.failed.load(), 0u);
}

void TestBulkReader::handsOutViews() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    const RowVector rows = shuffledRows(*s);
    Taken taken;
    readInto(taken, *s, rows, RecordForm::Json);
    std::vector<std::string> views(rows.size());
    std::vector<std::vector<std::size_t>> placesOf(3);
    QVERIFY(readRecordViews(*s, rows, RecordForm::Json, 3, {},
                            [&](unsigned worker, std::size_t place, const Result<std::string_view>& record) {
                                placesOf.at(worker).push_back(place);
                                if (record)
                                    views[place] = *record;
                            }));
    QVERIFY(views == taken.records);
    std::size_t seen = 0;
    for (const auto& places : placesOf) {
        seen += places.size();
        for (std::size_t i = 1; i < places.size(); ++i) {
            const RowId before{rows[places[i - 1]]};
            const RowId row{rows[places[i]]};
            QVERIFY(s->source(before) != s->source(row) || s->offset(before) <= s->offset(row));
        }
    }
    QCOMPARE(seen, rows.size());
}

void TestBulkReader::readsRecordsLongerThanAWindow_data() {
    QTest::addColumn<bool>("isGzip");
    QTest::newRow("plain") << false;
    QTest::newRow("gzip") << true; // inflates to more than is taken at once
}

void TestBulkReader::readsRecordsLongerThanAWindow() {
    QFETCH(bool, isGzip);
    const Folder folder;
    std::string lines;
    const std::string pad = noise(2'500'000);
    for (unsigned n = 0; n < 9; ++n)
        lines += makeEvent(n, n % 3 == 1 ? "" : ",\"pad\":\"" + pad.substr(n) + "\"") + "\n";
    const SnapshotPtr s = load(folder.write("long.json", isGzip ? gzip(lines, 1) : lines));
    QCOMPARE(s->rowCount(), 9u);
    const RowVector rows = shuffledRows(*s);
    Taken taken;
    readInto(taken, *s, rows, RecordForm::Original);
    QCOMPARE(taken.failed.load(), 0u);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto offset = static_cast<std::size_t>(s->offset(RowId{rows[i]}));
        QVERIFY(taken.records[i] == std::string_view(lines).substr(offset, s->length(RowId{rows[i]})));
    }
}

void TestBulkReader::readsFilesInTheOrderAskedFor() {
    const Folder folder;
    for (unsigned i = 0; i < 20; ++i)
        folder.write("f" + std::to_string(i) + ".json.gz", gzip(list(100 * i, 10)));
    const SnapshotPtr s = load(folder.path());
    RowVector rows = shuffledRows(*s);
    std::vector<SourceId> asked;
    for (const std::uint32_t row : rows) {
        if (std::ranges::find(asked, s->source(RowId{row})) == asked.end())
            asked.push_back(s->source(RowId{row}));
    }
    std::vector<SourceId> read;
    QVERIFY(readRecordViews(*s, rows, RecordForm::Original, 1, {},
                            [&](unsigned, std::size_t place, const Result<std::string_view>&) {
                                const SourceId id = s->source(RowId{rows[place]});
                                if (read.empty() || read.back() != id)
                                    read.push_back(id);
                            }));
    QVERIFY(read == asked);
}

void TestBulkReader::tellsWhatIsGoneOrChanged() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    std::filesystem::remove(folder.path("plain.json"));
    folder.write("small.json.gz", gzip(list(9'000, 500)));
    std::filesystem::resize_file(folder.path("a.zip"), 100);
    const RowVector rows = shuffledRows(*s);
    Taken taken;
    readInto(taken, *s, rows, RecordForm::Original);
    QCOMPARE(taken.failed.load(), 3'000u + 500u + 600u);
    QVERIFY(std::ranges::all_of(taken.times, [](int times) { return times == 1; }));
}

void TestBulkReader::stops() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    Checkpoint checkpoint;
    std::atomic<unsigned> seen{0};
    const bool isDone = readRecords(*s, shuffledRows(*s), RecordForm::Original, 2, checkpoint,
                                    [&](std::size_t, const Result<std::string>&) {
                                        if (++seen == 10)
                                            checkpoint.requestStop();
                                    });
    QVERIFY(!isDone);
    QVERIFY(seen < 100u);
}

QTEST_GUILESS_MAIN(TestBulkReader)
#include "tst_bulkreader.moc"
