// SPDX-License-Identifier: Apache-2.0
//
// The engine's answers against those of the slow reference: every expression of reference/expressions.txt on every set
// of data there is. Sets that are not there are skipped.
#include "query/celltext.h"
#include "query/ondemand.h"
#include "query/reference/engineseam.h"
#include "query/reference/filter.h"
#include "store/recordreader.h"
#include "support/loading.h"
#include "support/trailgen/trailgen.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace rastro {

namespace {

using RowSet = std::vector<std::uint32_t>; // ascending

constexpr std::size_t kFewestExpressions = 320;
constexpr std::size_t kShownDifferences = 12; // of a set of data
constexpr std::size_t kShownRows = 5;         // of a difference
constexpr std::size_t kShownBytes = 1500;     // of a record

struct NamedFilter {
    std::string text;
    std::string heading; // what it is there for
};

std::vector<NamedFilter> readExpressions() {
    std::vector<NamedFilter> all{{"", "no text"}, {" \t\r\n ", "blanks only"}};
    std::ifstream in(RASTRO_SOURCE_DIR "/tests/query/reference/expressions.txt");
    std::string heading;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#'))
            heading = line.substr(std::min(line.size(), line.find_first_not_of("# ")));
        else if (!line.empty())
            all.push_back({line, heading});
    }
    return all;
}

const std::vector<NamedFilter>& expressions() {
    static const std::vector<NamedFilter> all = readExpressions();
    return all;
}

// The visible rows of a snapshot, and the same events as the reference sees them.
struct Data {
    SnapshotPtr snapshot;
    RowSet rows;
    std::vector<reference::Event> events;
    std::optional<reference::Corpus> corpus;
};

void addDerived(const Snapshot& snapshot, RowId row, reference::Event& event) {
    for (const Column column : {Column::Kind, Column::Outcome, Column::Actor, Column::ActorKey, Column::Account,
                                Column::Source, Column::Offset, Column::Length, Column::IssuedAccessKeyId}) {
        if (const auto text = cellText(snapshot, column, row))
            event.derived[std::string(info(column).name)] = *text;
    }
}

bool addOnDemand(Data& data, Column column) {
    Checkpoint checkpoint;
    const auto made = test::engineColumns().column(*data.snapshot, column, 2, checkpoint);
    if (!made)
        return false;
    for (std::size_t i = 0; i < data.rows.size(); ++i)
        data.events[i].derived[std::string(info(column).name)] = (*made)->text(RowId{data.rows[i]});
    return true;
}

// Nothing if a record cannot be read back: then there is nothing to compare with.
std::optional<Data> readData(const std::string& path) {
    Data data;
    data.snapshot = test::load(path);
    data.rows.assign(data.snapshot->timeOrder().begin(), data.snapshot->timeOrder().end());
    std::ranges::sort(data.rows);
    RecordReader reader;
    for (const std::uint32_t row : data.rows) {
        const auto record = reader.readJson(*data.snapshot, RowId{row});
        if (!record)
            return std::nullopt;
        data.events.push_back({*record, {}});
        addDerived(*data.snapshot, RowId{row}, data.events.back());
    }
    if (!addOnDemand(data, Column::Target) || !addOnDemand(data, Column::Summary))
        return std::nullopt;
    data.corpus.emplace(data.events);
    return data;
}

RowSet referenceRows(const Data& data, const reference::Filter& filter) {
    RowSet rows;
    for (const std::size_t place : filter.rows(*data.corpus))
        rows.push_back(data.rows[place]);
    return rows;
}

// Rows of the first set that are not in the second, with their records.
std::string onlyIn(const Data& data, const char* who, const RowSet& has, const RowSet& hasNot) {
    RowSet more;
    std::ranges::set_difference(has, hasNot, std::back_inserter(more));
    std::string text;
    if (!more.empty())
        text += "  " + std::to_string(more.size()) + " rows only in " + who + "\n";
    for (std::size_t i = 0; i < std::min(more.size(), kShownRows); ++i) {
        text += "    row " + std::to_string(more[i]);
        const auto place = std::ranges::lower_bound(data.rows, more[i]) - data.rows.begin();
        if (i == 0 && static_cast<std::size_t>(place) < data.rows.size())
            text += ": " + data.events[static_cast<std::size_t>(place)].record.substr(0, kShownBytes);
        text += '\n';
    }
    return text;
}

// Empty if both give the same.
std::string difference(const Data& data, const NamedFilter& expression) {
    const auto parsed = reference::Filter::parse(expression.text);
    const auto engine = test::engineRows(data.snapshot, expression.text);
    const auto* filter = std::get_if<reference::Filter>(&parsed);
    const auto* engineError = std::get_if<std::string>(&engine);
    if (!filter)
        return engineError ? "" : "  the reference gives an error, the engine none: " + std::get<std::string>(parsed);
    if (engineError) // that a list is unknown may be told as an error
        return filter->lists().empty() ? "  the engine gives an error: " + *engineError : "";
    RowSet engineRows = std::get<RowSet>(engine);
    std::ranges::sort(engineRows);
    const RowSet expected = referenceRows(data, *filter);
    return onlyIn(data, "the reference", expected, engineRows) + onlyIn(data, "the engine", engineRows, expected);
}

// What of all expressions differs, as one text.
std::string differences(const Data& data) {
    std::string report;
    std::size_t count = 0;
    for (const NamedFilter& expression : expressions()) {
        const std::string found = difference(data, expression);
        if (found.empty())
            continue;
        if (++count <= kShownDifferences)
            report += "\n" + expression.text + "    (" + expression.heading + ")\n" + found;
    }
    return count == 0 ? std::string() : std::to_string(count) + " expressions differ" + report;
}

constexpr const char* kHostile = RASTRO_SOURCE_DIR "/tests/query/reference/hostile.ndjson";
const fs::path kSharedData = fs::path(RASTRO_SHARED_DIR) / "data";

} // namespace

class TestParity : public QObject {
    Q_OBJECT

private slots:
    void expressionsAreMany();
    void hostileEventsAreEvents();
    void expressionsTellEventsApart();
    void sameRows_data();
    void sameRows();
    void sameRowsOfAGeneratedTrail();
};

void TestParity::expressionsAreMany() {
    QVERIFY2(expressions().size() >= kFewestExpressions, std::to_string(expressions().size()).c_str());
}

// A hostile event the loader does not take for one would compare nothing.
void TestParity::hostileEventsAreEvents() {
    std::ifstream in(kHostile, std::ios::binary);
    const auto lines = std::count(std::istreambuf_iterator<char>(in), {}, '\n');
    QVERIFY(lines > 300);
    QCOMPARE(test::load(kHostile)->timeOrder().size(), static_cast<std::size_t>(lines));
}

// An expression that matches everything or nothing everywhere would compare little.
void TestParity::expressionsTellEventsApart() {
    if (!fs::exists(kSharedData))
        QSKIP("the shared data is not there");
    const auto real = readData(kSharedData.string());
    const auto hostile = readData(kHostile);
    QVERIFY(real && hostile);
    std::size_t telling = 0;
    for (const NamedFilter& expression : expressions()) {
        const auto parsed = reference::Filter::parse(expression.text);
        const auto* filter = std::get_if<reference::Filter>(&parsed);
        const auto tells = [&](const Data& data) {
            const std::size_t rows = filter ? referenceRows(data, *filter).size() : 0;
            return rows != 0 && rows != data.rows.size();
        };
        telling += tells(*real) || tells(*hostile) ? 1 : 0;
    }
    QVERIFY2(telling * 4 >= expressions().size() * 3, std::to_string(telling).c_str());
}

void TestParity::sameRows_data() {
    QTest::addColumn<std::string>("path");
    QTest::newRow("hostile") << std::string(kHostile);
    QTest::newRow("sample") << std::string(RASTRO_SOURCE_DIR "/resources/sample");
    QTest::newRow("everything") << kSharedData.string();
    std::error_code absent;
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(kSharedData, absent)) {
        if (entry.is_directory())
            folders.push_back(entry.path());
    }
    std::ranges::sort(folders);
    for (const fs::path& folder : folders)
        QTest::newRow(folder.filename().c_str()) << folder.string();
}

void TestParity::sameRows() {
    QFETCH(std::string, path);
    if (!fs::exists(path))
        QSKIP("this data is not there");
    const auto data = readData(path);
    QVERIFY2(data, "a record cannot be read back");
    const std::string report = differences(*data);
    QVERIFY2(report.empty(), report.c_str());
}

void TestParity::sameRowsOfAGeneratedTrail() {
    const test::Folder folder;
    QVERIFY(trailgen::generateTrail({.events = 3000, .seed = 7, .format = trailgen::Format::Ndjson}, folder.path()));
    const auto data = readData(folder.path());
    QVERIFY2(data && data->rows.size() == 3000, "the trail is not whole");
    const std::string report = differences(*data);
    QVERIFY2(report.empty(), report.c_str());
}

} // namespace rastro

QTEST_GUILESS_MAIN(rastro::TestParity)
#include "tst_parity.moc"
