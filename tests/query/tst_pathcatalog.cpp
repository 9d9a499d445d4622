// SPDX-License-Identifier: Apache-2.0
#include "base/jsonstring.h"
#include "language/unparser.h"
#include "query/pathcatalog.h"
#include "query/valuecounts.h"
#include "support/loading.h"

#include <QTest>

#include <map>

using namespace rastro;

namespace {

// JSON with single quotes.
std::string text(std::string json) {
    std::ranges::replace(json, '\'', '"');
    return json;
}

std::map<std::string, std::uint64_t> counted(const std::vector<std::string>& records, PathLimits limits = {}) {
    PathCounter counter(limits);
    for (const std::string& record : records)
        counter.add(record, 1);
    std::map<std::string, std::uint64_t> out;
    for (const SeenPath& seen : counter.paths())
        out[fieldText(seen.path)] = seen.count;
    return out;
}

using Counts = std::map<std::string, std::uint64_t>;

} // namespace

class TestPathCatalog : public QObject {
    Q_OBJECT
private slots:
    void findsPathsToValues() {
        QCOMPARE(counted({text("{'a':'x','b':{'c':1,'d':null,'e':{}},'f':[],'g':true}")}),
                 (Counts{{"a", 1}, {"b.c", 1}, {"g", 1}}));
        const std::vector<std::string> empty{"{}", "[]", "\"text\"", "1"};
        QCOMPARE(counted(empty), Counts{});
    }

    void arraysAreNoStepsAndCountOnce() {
        QCOMPARE(counted({text("{'a':[{'b':1},{'b':2},[{'b':3,'c':4}]]}"), text("{'a':[1,2,3]}")}),
                 (Counts{{"a", 1}, {"a.b", 1}, {"a.c", 1}}));
    }

    void keysFoldAndKeepTheirFirstSpelling() {
        QCOMPARE(counted({text("{'Word':1}"), text("{'word':1}"), text("{'WORD':1,'word':2}")}), (Counts{{"Word", 3}}));
        const std::string escaped = text("{'w\\u006frd':1}");
        QCOMPARE(counted({escaped, text("{'word':1}")}), (Counts{{"word", 2}}));
    }

    void documentsInsideStringsAreOpened() {
        const auto holding = [](const std::string& document) { return "{\"policy\":" + json::quote(document) + "}"; };
        QCOMPARE(counted({holding(text("{'Statement':[{'Effect':'Allow'}]}"))}),
                 (Counts{{"policy", 1}, {"policy.Statement.Effect", 1}}));
        QCOMPARE(counted({holding("%7B%22Effect%22%3A%22Allow%22%7D")}), (Counts{{"policy", 1}, {"policy.Effect", 1}}));
        QCOMPARE(counted({holding("{not a document")}), (Counts{{"policy", 1}}));
        QCOMPARE(counted({holding(holding(text("{'c':1}")))}),
                 (Counts{{"policy", 1}, {"policy.policy", 1}, {"policy.policy.c", 1}}));
    }

    // A key called like an alias is another thing than the alias.
    void fixedWordsAreWrittenWithADot() {
        QCOMPARE(counted({text("{'time':1,'eventName':'x','kind':'y'}")}),
                 (Counts{{".time", 1}, {"eventName", 1}, {".kind", 1}}));
    }

    void strangeKeysCanBeWritten() {
        QCOMPARE(counted({text("{'a.b':{'c d':1},'':2,'x:y':3}")}).size(), std::size_t{2});
        const std::string longKey(300, 'k');
        const std::string record = "{\"" + longKey + "\":1,\"a\":2}";
        QCOMPARE(counted({record}), (Counts{{"a", 1}}));
    }

    void aMillionKeysAreBounded() {
        std::string record = "{";
        for (int i = 0; i < 1'000'000; ++i)
            record += "\"k" + std::to_string(i) + "\":{\"x\":1},";
        record += "\"last\":1}";
        std::vector<std::string> records(20, text("{'eventName':'x','useful':{'path':1}}"));
        records.push_back(record);
        for (int i = 0; i < 200; ++i)
            records.push_back("{\"once" + std::to_string(i) + "\":1,\"other" + std::to_string(i) +
                              "\":[{\"deep\":2}]}");
        records.emplace_back(text("{'eventName':'x','useful':{'path':1}}"));
        const PathLimits limits{.paths = 300, .newPerRecord = 100};
        const Counts all = counted(records, limits);
        QVERIFY(all.size() <= limits.paths);
        QCOMPARE(all.at("useful.path"), std::uint64_t{21});
        QCOMPARE(all.at("eventName"), std::uint64_t{21});
    }

    void depthIsBounded() {
        std::string record;
        for (int i = 0; i < 200; ++i)
            record += "{\"a\":";
        record += '1' + std::string(200, '}');
        QVERIFY(counted({record}).empty());
        std::string arrays = "{\"a\":" + std::string(250, '[') + "1" + std::string(250, ']') + "}";
        QCOMPARE(counted({arrays}), (Counts{{"a", 1}}));
    }

    void weightsAndMergingAddUp() {
        PathCounter a;
        a.add(text("{'x':1,'y':{'z':1}}"), 10);
        PathCounter b;
        b.add(text("{'Y':{'z':1}}"), 5);
        b.add(text("{'new':1}"), 1);
        a.merge(b);
        std::map<std::string, std::uint64_t> all;
        for (const SeenPath& seen : a.paths())
            all[fieldText(seen.path)] = seen.count;
        QCOMPARE(all, (Counts{{"x", 10}, {"y.z", 15}, {"new", 1}}));
        QCOMPARE(fieldText(a.paths().front().path), std::string("y.z"));
    }

    void sampleStandsForAllEvents() {
        std::string log = "[";
        for (unsigned i = 0; i < 50; ++i)
            log += test::makeEvent(i % 5, text(",'requestParameters':{'n':") + std::to_string(i) + "}") + ",";
        log += test::makeEvent(99, text(",'responseElements':{'rare':true}")) + "]";
        // Ids of their own, or they would be duplicates.
        for (std::size_t at = 0, n = 0; (at = log.find("-8000-", at)) != log.npos; ++n)
            log.replace(at += 6, 6, std::to_string(100'000 + n));
        const test::Folder folder;
        const SnapshotPtr snapshot = test::load(folder.write("log.json", log));
        QCOMPARE(snapshot->rowCount(), 51u);
        Checkpoint checkpoint;
        const auto sample = samplePathRows(*snapshot, 4, checkpoint);
        QVERIFY(sample);
        QCOMPARE(sample->rows.size(), std::size_t{5 * 4 + 1});
        QVERIFY(std::ranges::is_sorted(sample->rows));
        const auto paths = collectPaths(*snapshot, *sample, {}, 2, checkpoint);
        QVERIFY(paths);
        std::map<std::string, std::uint64_t> all;
        for (const SeenPath& seen : *paths)
            all[fieldText(seen.path)] = seen.count;
        QCOMPARE(all.at("requestParameters.n"), std::uint64_t{50}); // 10 events of a name, 4 read
        QCOMPARE(all.at("responseElements.rare"), std::uint64_t{1});
        checkpoint.requestStop();
        QVERIFY(!samplePathRows(*snapshot, 4, checkpoint));
        QVERIFY(!collectPaths(*snapshot, *sample, {}, 2, checkpoint));
    }

    void valuesOfAColumnAreCounted() {
        std::string log = "[";
        for (unsigned i = 0; i < 9; ++i)
            log += (i == 0 ? "" : ",") + test::makeEvent(i);
        const test::Folder folder;
        const SnapshotPtr snapshot = test::load(folder.write("log.json", log + "]"));
        Checkpoint checkpoint;
        const auto values = [&](Column column, std::string_view typed, std::size_t limit) {
            return countValues(*snapshot, snapshot->timeOrder(), {column}, typed, limit, 1, checkpoint).value();
        };
        QCOMPARE(values(Column::EventName, "", 100).size(), std::size_t{9});
        QCOMPARE(values(Column::EventName, "call3", 100).size(), std::size_t{1});
        QCOMPARE(values(Column::AwsRegion, "", 100).front().count, std::uint64_t{9});
        QCOMPARE(values(Column::EventName, "", 4).size(), std::size_t{4});
        QVERIFY(values(Column::ErrorCode, "", 100).empty()); // missing is no value
        QVERIFY(values(Column::EventId, "", 100).empty());
        checkpoint.requestStop();
        QVERIFY(!countValues(*snapshot, snapshot->timeOrder(), {Column::EventName}, "", 9, 1, checkpoint));
    }
};

QTEST_APPLESS_MAIN(TestPathCatalog)
#include "tst_pathcatalog.moc"
