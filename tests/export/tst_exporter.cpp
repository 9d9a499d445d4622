// SPDX-License-Identifier: Apache-2.0
#include "export/exporter.h"

#include "query/ondemand.h"
#include "query/sorter.h"
#include "support/csvparser.h"
#include "support/loading.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

// Records in several shapes and files; offsets and order of the files do not follow the times.
SnapshotPtr loadMix(const Folder& folder) {
    std::string list = "{\"Records\":[\n";
    for (unsigned n = 0; n < 400; ++n)
        list += (n ? ",\n" : "") + makeEvent(n * 7 % 401, ",\"pad\":\"\\\"=x,y\\u202e\"");
    folder.write("a.json", list + "\n]}");
    std::string lines;
    for (unsigned n = 0; n < 300; ++n)
        lines += makeEvent(1'000 + n) + "\n";
    folder.write("b.json.gz", gzip(lines));
    folder.write("c.json",
                 "{\r\n \"eventVersion\": \"1.08\",\r\n \"userIdentity\": {},\r\n \"eventName\": \"=cmd\",\r\n"
                 " \"eventSource\": \"s3.amazonaws.com\",\r\n \"eventTime\": \"2020-01-01T00:00:00Z\"\r\n}\r\n");
    folder.write("d.csv",
                 "Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,"
                 "Error code,Source IP address\nabc,\"2023-07-10, 12:37:50 PM\",u,CreateUser,,,,us-east-1,,1.2.3.4\n");
    return load(folder.path());
}

std::string exported(const ExportRequest& request, ExportOutcome* outcome = nullptr) {
    StringSink sink;
    Checkpoint checkpoint;
    const auto done = exportRows(request, sink, checkpoint);
    if (!done)
        return "error: " + done.error().what;
    if (outcome != nullptr)
        *outcome = *done;
    return sink.text();
}

RowVector shuffled(RowVector rows) {
    std::shuffle(rows.begin(), rows.end(), std::mt19937(6));
    return rows;
}

} // namespace

class TestExporter : public QObject {
    Q_OBJECT
private slots:
    void jsonHoldsTheOriginalBytes();
    void ndjsonIsOneRecordALine();
    void csvHasTheColumns();
    void namesAndPathsAsWished();
    void tellsWhatCannotBeRead();
    void stops();
    void failsWithItsSink();
    void columnsMadeOnDemand();
};

void TestExporter::jsonHoldsTheOriginalBytes() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    const RowVector rows = shuffled(s->timeOrder());
    const std::string text = exported({.snapshot = *s, .rows = rows, .format = ExportFormat::Json, .threads = 3});
    RecordReader reader;
    std::size_t at = text.find('\n');
    for (const std::uint32_t row : rows) {
        const auto record = reader.readJson(*s, RowId{row});
        QVERIFY(record);
        QCOMPARE(text.compare(at + 1, record->size(), *record), 0);
        at += 1 + record->size() + (row == rows.back() ? 0 : 1);
    }
    QCOMPARE(text.substr(at), std::string("\n]}\n"));
    QCOMPARE(nlohmann::json::parse(text)["Records"].size(), rows.size());
}

void TestExporter::ndjsonIsOneRecordALine() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    const RowVector rows = shuffled(s->timeOrder());
    ExportOutcome outcome;
    std::istringstream text(
        exported({.snapshot = *s, .rows = rows, .format = ExportFormat::Ndjson, .threads = 2}, &outcome));
    RecordReader reader;
    std::size_t i = 0;
    for (std::string line; std::getline(text, line); ++i)
        QVERIFY(nlohmann::json::parse(line) == nlohmann::json::parse(*reader.readJson(*s, RowId{rows[i]})));
    QCOMPARE(i, rows.size());
    QCOMPARE(outcome.rows, std::uint64_t{rows.size()});
}

void TestExporter::csvHasTheColumns() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    const RowVector rows = shuffled(s->timeOrder());
    std::vector<Column> columns;
    for (const ColumnInfo& column : allColumns())
        columns.push_back(column.column);
    const auto table = parseCsv(exported({.snapshot = *s, .rows = rows, .columns = {columns.begin(), columns.end()}, .threads = 2}));
    QVERIFY(table);
    QCOMPARE(table->size(), rows.size() + 1);
    for (std::size_t c = 0; c < columns.size(); ++c)
        QCOMPARE((*table)[0][c], std::string(info(columns[c]).name));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const std::string& cell = (*table)[i + 1][c];
            if (columns[c] == Column::Summary)
                QVERIFY(!cell.empty());
            else if (columns[c] == Column::EventName && s->text(columns[c], RowId{rows[i]}) == "=cmd")
                QCOMPARE(cell, std::string("'=cmd"));
            else if (columns[c] != Column::Target)
                QCOMPARE(cell, s->text(columns[c], RowId{rows[i]}));
        }
    }
}

void TestExporter::namesAndPathsAsWished() {
    const Folder folder;
    const SnapshotPtr s = load(folder.write("a\xFF.json", makeEvent(1)));
    const std::string text =
        exported({.snapshot = *s,
                  .rows = s->timeOrder(),
                  .columns = {Column::EventName, Column::Source},
                  .eventNames = EventNames::Label,
                  .shownPath = [](std::string path) { return "<" + path.substr(path.rfind('/')) + ">"; }});
    std::filesystem::remove(folder.path("a\xFF.json")); // QTemporaryDir cannot
    QCOMPARE(text, std::string("eventName,source\r\niam:Call1,</a\\xff.json>\r\n"));
}

void TestExporter::tellsWhatCannotBeRead() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    std::filesystem::remove(folder.path("b.json.gz"));
    for (const ExportFormat format : {ExportFormat::Json, ExportFormat::Csv}) {
        ExportOutcome outcome;
        const std::string text = exported({.snapshot = *s,
                                           .rows = s->timeOrder(),
                                           .columns = {Column::EventName, Column::Summary},
                                           .format = format,
                                           .threads = 2},
                                          &outcome);
        QCOMPARE(outcome.unreadRows, std::uint64_t{300});
        QCOMPARE(outcome.problems.size(), std::size_t{100});
        const bool isJson = format == ExportFormat::Json;
        QCOMPARE(outcome.rows, std::uint64_t{s->timeOrder().size() - (isJson ? 300 : 0)});
        if (isJson)
            QCOMPARE(nlohmann::json::parse(text)["Records"].size(), std::size_t{outcome.rows});
    }
}

void TestExporter::stops() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    Checkpoint stopped;
    stopped.requestStop();
    for (const ExportFormat format : {ExportFormat::Json, ExportFormat::Csv, ExportFormat::Table}) {
        StringSink sink;
        const auto done = exportRows(
            {.snapshot = *s, .rows = s->timeOrder(), .columns = {Column::EventName}, .format = format}, sink, stopped);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
    }
}

void TestExporter::failsWithItsSink() {
    class FullSink final : public ByteSink {
    public:
        Status write(std::string_view) override { return Error{ErrorCode::NoSpace, "x", "no space left"}; }
    };
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    FullSink sink;
    Checkpoint checkpoint;
    const auto done =
        exportRows({.snapshot = *s, .rows = s->timeOrder(), .columns = {Column::EventName}}, sink, checkpoint);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::NoSpace);
}

void TestExporter::columnsMadeOnDemand() {
    const Folder folder;
    const SnapshotPtr s = loadMix(folder);
    OnDemandCache cache;
    Checkpoint checkpoint;
    QVERIFY(!cache.find(*s, Column::Summary));
    const auto made = cache.column(*s, Column::Summary, 3, checkpoint);
    QVERIFY(made);
    QCOMPARE(cache.find(*s, Column::Summary), *made);
    QVERIFY(!cache.find(Snapshot(), Column::Summary));
    QCOMPARE((*made)->unreadRows(), std::uint64_t{0});
    QCOMPARE(checkpoint.done(), std::uint64_t{s->rowCount()});
    const auto table = parseCsv(exported({.snapshot = *s, .rows = s->timeOrder(), .columns = {Column::Summary}}));
    QVERIFY(table);
    for (std::size_t i = 0; i < s->timeOrder().size(); ++i)
        QCOMPARE((*table)[i + 1][0], std::string((*made)->text(RowId{s->timeOrder()[i]})));
    const auto sorted =
        sortRows(*s, s->timeOrder(), Column::Summary, SortOrder::Descending, checkpoint, 2, made->get());
    QVERIFY(sorted);
    QCOMPARE(sorted->size(), s->timeOrder().size());
    for (std::size_t i = 1; i < sorted->size(); ++i)
        QVERIFY((*made)->text(RowId{(*sorted)[i - 1]}) >= (*made)->text(RowId{(*sorted)[i]}));
    Checkpoint stopped;
    stopped.requestStop();
    cache.clear();
    QVERIFY(!cache.column(*s, Column::Target, 2, stopped));
    QVERIFY(!cache.column(*s, Column::EventName, 2, checkpoint));
}

QTEST_GUILESS_MAIN(TestExporter)
#include "tst_exporter.moc"
