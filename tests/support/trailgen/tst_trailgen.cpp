// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/gzip.h"
#include "support/trailgen/trailgen.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QRegularExpressionMatch>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <map>
#include <set>

using namespace rastro;
using namespace rastro::trailgen;

namespace {

// Every file below a folder, by its path in it.
std::map<std::string, std::string> filesOf(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[std::filesystem::relative(entry.path(), folder).string()] = readFile(entry.path().string()).value();
    return files;
}

std::map<std::string, std::string> generated(const TrailSpec& spec) {
    QTemporaryDir folder;
    if (!generateTrail(spec, folder.path().toStdString()))
        return {};
    return filesOf(folder.path().toStdString());
}

std::string text(const nlohmann::json& record, const char* name) {
    return record.contains(name) && record[name].is_string() ? record[name].get<std::string>() : std::string();
}

std::vector<nlohmann::json> allRecords(const std::map<std::string, std::string>& files) {
    std::vector<nlohmann::json> records;
    for (const auto& [path, bytes] : files) {
        const nlohmann::json file = nlohmann::json::parse(gunzip(bytes).value());
        records.insert(records.end(), file["Records"].begin(), file["Records"].end());
    }
    return records;
}

} // namespace

class TestTrailgen : public QObject {
    Q_OBJECT
private slots:
    void threadsDoNotChangeTheBytes_data();
    void threadsDoNotChangeTheBytes();
    void seedsDiffer();
    void planAgreesWithFiles();
    void namesAndPlacesAgree();
    void mixIsRealistic();
    void copiesStandInOtherFiles();
    void singleFilesHoldTheSameRecords();
    void recordsOfTheirOwn();
    void tinyTrails_data();
    void tinyTrails();
};

void TestTrailgen::threadsDoNotChangeTheBytes_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("s3") << static_cast<int>(Format::S3);
    QTest::newRow("ndjson") << static_cast<int>(Format::Ndjson);
    QTest::newRow("json") << static_cast<int>(Format::Json);
    QTest::newRow("single-gz") << static_cast<int>(Format::SingleGzip);
}

void TestTrailgen::threadsDoNotChangeTheBytes() {
    QFETCH(int, format);
    TrailSpec spec{
        .events = 5000, .seed = 5, .format = static_cast<Format>(format), .threads = 1, .duplicatePercent = 2};
    const auto alone = generated(spec);
    spec.threads = 3;
    const auto together = generated(spec);
    QVERIFY(!alone.empty());
    QVERIFY(alone == together);
}

void TestTrailgen::seedsDiffer() {
    QVERIFY(makeRecord(1, 1) != makeRecord(2, 1));
    QVERIFY(generated({.events = 500, .seed = 1}) != generated({.events = 500, .seed = 2}));
}

void TestTrailgen::planAgreesWithFiles() {
    const TrailSpec spec{.events = 4000, .seed = 11, .duplicatePercent = 5};
    const TrailPlan plan = planTrail(spec);
    const auto files = generated(spec);
    QCOMPARE(files.size(), plan.files.size());
    std::uint64_t events = 0;
    for (std::size_t i = 0; i < plan.files.size(); ++i) {
        const auto found = files.find(plan.files[i].path);
        QVERIFY(found != files.end());
        const std::string inflated = gunzip(found->second).value();
        QVERIFY(inflated == fileText(plan, i));
        QVERIFY(inflated.find(recordText(plan, plan.files[i].first)) == std::string("{\"Records\":[").size());
        events += plan.files[i].count;
    }
    QCOMPARE(events, std::uint64_t{4000});
}

void TestTrailgen::namesAndPlacesAgree() {
    const QRegularExpression form(QStringLiteral(
        "^AWSLogs/(\\d{12})/CloudTrail/([a-z0-9-]+)/(\\d{4})/(\\d\\d)/(\\d\\d)/"
        "(\\d{12})_CloudTrail_([a-z0-9-]+)_(\\d{4})(\\d\\d)(\\d\\d)T(\\d{4})Z_[A-Za-z0-9]{16}\\.json\\.gz$"));
    for (const auto& [path, bytes] : generated({.events = 3000, .seed = 3})) {
        const QRegularExpressionMatch match = form.match(QString::fromStdString(path));
        QVERIFY2(match.hasMatch(), path.c_str());
        for (const auto& [a, b] : {std::pair{1, 6}, {2, 7}, {3, 8}, {4, 9}, {5, 10}})
            QCOMPARE(match.captured(a), match.captured(b));
        const std::string inflated = gunzip(bytes).value();
        QVERIFY(inflated.starts_with("{\"Records\":[{\"eventVersion\"") && inflated.ends_with("}]}"));
        const nlohmann::json file = nlohmann::json::parse(inflated);
        const std::string delivered = path.substr(path.rfind("Z_") - 13, 13);
        for (const nlohmann::json& record : file["Records"]) {
            QCOMPARE(text(record, "recipientAccountId"), match.captured(1).toStdString());
            QCOMPARE(text(record, "awsRegion"), match.captured(2).toStdString());
            QString compact = QString::fromStdString(text(record, "eventTime")).remove(u'-').remove(u':').left(13);
            QVERIFY(compact.toStdString() <= delivered);
        }
    }
}

void TestTrailgen::mixIsRealistic() {
    const auto files = generated({.events = 8000, .seed = 1});
    std::size_t packed = 0;
    for (const auto& [path, bytes] : files)
        packed += bytes.size();
    QVERIFY(files.size() > 40);
    std::size_t inflated = 0, failed = 0, inversions = 0;
    std::map<std::string, int> kinds, sources, names;
    std::set<std::string> ids, regions;
    std::string before;
    for (const nlohmann::json& record : allRecords(files)) {
        inflated += record.dump().size() + 1;
        failed += record.contains("errorMessage") ? 1 : 0;
        inversions += text(record, "eventTime") < before ? 1 : 0;
        before = text(record, "eventTime");
        ++kinds[text(record["userIdentity"], "type")];
        ++sources[text(record, "eventSource")];
        ++names[text(record, "eventName")];
        ids.insert(text(record, "eventID"));
        regions.insert(text(record, "awsRegion"));
        QVERIFY(record.contains("requestParameters") && record.contains("responseElements"));
    }
    QCOMPARE(ids.size(), std::size_t{8000});
    const double mean = static_cast<double>(inflated) / 8000;
    QVERIFY2(mean > 1300 && mean < 1700, std::to_string(mean).c_str());
    const double ratio = static_cast<double>(inflated) / static_cast<double>(packed);
    QVERIFY2(ratio > 4.8 && ratio < 7.5, std::to_string(ratio).c_str());
    QVERIFY2(failed > 640 && failed < 2400, std::to_string(failed).c_str());
    QVERIFY(inversions > 1000); // files are not in the order of time
    for (const char* kind : {"AWSService", "IAMUser", "AssumedRole", "Root", "FederatedUser", "WebIdentityUser",
                             "SAMLUser", "IdentityCenterUser", "AWSAccount"})
        QVERIFY2(kinds[kind] > 0, kind);
    QVERIFY(kinds["AWSService"] > 800 && kinds["AssumedRole"] > 1600);
    QVERIFY(sources.size() >= 40 && names.size() >= 250 && regions.size() >= 5);
}

void TestTrailgen::copiesStandInOtherFiles() {
    const TrailSpec spec{.events = 3000, .seed = 9, .duplicatePercent = 10};
    const auto files = generated(spec);
    std::map<std::string, std::set<std::string>> places; // of each event id
    std::map<std::string, std::string> content;
    std::map<std::string, int> times;
    std::size_t records = 0;
    for (const auto& [path, bytes] : files) {
        const nlohmann::json file = nlohmann::json::parse(gunzip(bytes).value());
        for (const nlohmann::json& record : file["Records"]) {
            const std::string id = text(record, "eventID");
            places[id].insert(path);
            ++times[id];
            const auto kept = content.try_emplace(id, record.dump()).first;
            QCOMPARE(kept->second, record.dump());
            ++records;
        }
    }
    for (const auto& [id, count] : times)
        QVERIFY(count == 1 || places[id].size() > 1);
    QCOMPARE(content.size(), std::size_t{3000});
    QCOMPARE(records, std::size_t{3300});
}

void TestTrailgen::singleFilesHoldTheSameRecords() {
    TrailSpec spec{.events = 5000, .seed = 21, .format = Format::Json};
    const TrailPlan plan = planTrail(spec);
    std::string lines, array = "{\"Records\":[";
    for (std::uint64_t i = 0; i < spec.events; ++i) {
        lines += recordText(plan, i) + "\n";
        array += (i == 0 ? "" : ",") + recordText(plan, i);
    }
    array += "]}";
    QVERIFY(generated(spec)["trail.json"] == array);
    spec.format = Format::Ndjson;
    QVERIFY(generated(spec)["trail.ndjson"] == lines);
    spec.format = Format::SingleGzip;
    const std::string packed = generated(spec)["trail.json.gz"];
    QVERIFY(gunzip(packed).value() == array);
    QVERIFY(packed.size() * 4 < array.size());
}

void TestTrailgen::recordsOfTheirOwn() {
    std::set<std::string> texts;
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::string record = makeRecord(42, i);
        QCOMPARE(record, makeRecord(42, i));
        QVERIFY(nlohmann::json::parse(record).contains("eventID"));
        texts.insert(record);
    }
    QCOMPARE(texts.size(), std::size_t{300});
}

void TestTrailgen::tinyTrails_data() {
    QTest::addColumn<int>("events");
    for (const int events : {1, 2, 59, 61, 333})
        QTest::addRow("%d", events) << events;
}

void TestTrailgen::tinyTrails() {
    QFETCH(int, events);
    const auto files = generated({.events = static_cast<std::uint64_t>(events), .seed = 4, .duplicatePercent = 50});
    std::set<std::string> ids;
    for (const nlohmann::json& record : allRecords(files))
        ids.insert(text(record, "eventID"));
    QCOMPARE(ids.size(), static_cast<std::size_t>(events));
}

QTEST_APPLESS_MAIN(TestTrailgen)
#include "tst_trailgen.moc"
