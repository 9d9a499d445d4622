// SPDX-License-Identifier: Apache-2.0
//
// The bundled sample is what storygen writes, and what STORY.md says of it is true when it is read by zlib and
// nlohmann_json.
#include "support/story/story.h"
#include "support/trailgen/gzip.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

using namespace rastro;
using trailgen::gunzip;
using trailgen::readFile;

namespace {

const std::string kSample = std::string(RASTRO_SOURCE_DIR) + "/resources/sample";

struct Sample {
    std::map<std::string, std::string> files; // inflated, by path below the sample
    std::vector<nlohmann::json> records;
    std::uintmax_t bytes = 0;
};

Sample readSample() {
    Sample sample;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kSample + "/AWSLogs")) {
        if (!entry.is_regular_file())
            continue;
        sample.bytes += entry.file_size();
        const std::string text = gunzip(readFile(entry.path().string()).value()).value();
        const nlohmann::json file = nlohmann::json::parse(text);
        for (const nlohmann::json& record : file["Records"])
            sample.records.push_back(record);
        sample.files.emplace(std::filesystem::relative(entry.path(), kSample).string(), text);
    }
    return sample;
}

// The cells of a Markdown row, trimmed.
std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> result;
    std::istringstream stream(line.substr(1));
    for (std::string cell; std::getline(stream, cell, '|');) {
        const auto from = cell.find_first_not_of(' ');
        result.push_back(from == std::string::npos ? "" : cell.substr(from, cell.find_last_not_of(' ') - from + 1));
    }
    return result;
}

std::vector<std::vector<std::string>> rows(std::size_t columns) {
    std::vector<std::vector<std::string>> result;
    std::istringstream stream(readFile(kSample + "/STORY.md").value());
    for (std::string line; std::getline(stream, line);)
        if (line.starts_with("| ") && cells(line).size() == columns && cells(line)[0] != "what" &&
            cells(line)[0] != "name")
            result.push_back(cells(line));
    return result;
}

std::string text(const nlohmann::json& record, const char* pointer) {
    const nlohmann::json::json_pointer path(pointer);
    return record.contains(path) && record[path].is_string() ? record[path].get<std::string>() : std::string();
}

} // namespace

class TestStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void isWhatStorygenWrites();
    void statesItsFigures();
    void namesItsKeyEvents();
    void duplicatesAreEqualAndTheConflictIsNot();
    void issuedCredentialsAreUsed();
    void crossesTheAccountOnce();
    void isSilentWhileLoggingIsOff();
    void isSmall();

private:
    Sample m_sample;
};

void TestStory::initTestCase() {
    m_sample = readSample();
    QVERIFY(!m_sample.records.empty());
}

void TestStory::isWhatStorygenWrites() {
    const story::Story told = story::makeStory();
    const story::Delivery delivery = story::deliver(told);
    QCOMPARE(m_sample.files.size(), delivery.files.size());
    trailgen::GzipWriter gzip(9);
    for (const story::StoryFile& file : delivery.files) {
        const auto packed = gzip.compress(file.json, static_cast<std::uint32_t>(file.delivered / kMicrosPerSecond));
        const Result<std::string> kept = readFile(kSample + "/" + file.path);
        QVERIFY2(kept, file.path.c_str());
        QVERIFY2(*kept == packed, file.path.c_str());
    }
    QVERIFY(readFile(kSample + "/STORY.md").value() == story::storyMarkdown(told, delivery));
}

void TestStory::statesItsFigures() {
    std::map<std::string, std::size_t> counted;
    std::set<std::string> distinct, accounts, regions;
    for (const nlohmann::json& record : m_sample.records) {
        const bool isNew = distinct.insert(record.dump()).second;
        counted["failed or refused"] += isNew && record.contains("errorMessage") ? 1 : 0;
        accounts.insert(text(record, "/recipientAccountId"));
        regions.insert(text(record, "/awsRegion"));
    }
    counted["files"] = m_sample.files.size();
    counted["records"] = m_sample.records.size();
    counted["events without duplicates"] = distinct.size();
    counted["duplicates"] = m_sample.records.size() - distinct.size();
    std::set<std::string> ids;
    for (const std::string& record : distinct)
        ids.insert(text(nlohmann::json::parse(record), "/eventID"));
    counted["conflicts"] = distinct.size() - ids.size();
    counted["accounts"] = accounts.size();
    counted["regions"] = regions.size();
    const auto stated = rows(2);
    QCOMPARE(stated.size(), counted.size());
    for (const auto& row : stated)
        QCOMPARE(QString::fromStdString(row[0] + " " + row[1]),
                 QString::fromStdString(row[0] + " " + std::to_string(counted[row[0]])));
    QVERIFY(counted["duplicates"] > 2);
    QCOMPARE(counted["conflicts"], std::size_t{1});
}

void TestStory::namesItsKeyEvents() {
    const auto stated = rows(9);
    QVERIFY(stated.size() >= 25);
    for (const auto& row : stated) {
        const auto found = std::find_if(m_sample.records.begin(), m_sample.records.end(),
                                        [&](const nlohmann::json& r) { return text(r, "/eventID") == row[7]; });
        QVERIFY2(found != m_sample.records.end(), row[0].c_str());
        QCOMPARE(text(*found, "/eventTime"), row[1]);
        QCOMPARE(text(*found, "/recipientAccountId"), row[2]);
        QCOMPARE(text(*found, "/awsRegion"), row[3]);
        QCOMPARE(row[4].substr(row[4].find(':') + 1), text(*found, "/eventName"));
        QCOMPARE(text(*found, "/sourceIPAddress"), row[6]);
    }
}

void TestStory::duplicatesAreEqualAndTheConflictIsNot() {
    std::map<std::string, std::vector<const nlohmann::json*>> byId;
    for (const nlohmann::json& record : m_sample.records)
        byId[text(record, "/eventID")].push_back(&record);
    int different = 0;
    for (const auto& [id, records] : byId) {
        QVERIFY(records.size() <= 2);
        if (records.size() == 2 && *records[0] != *records[1]) {
            ++different;
            QCOMPARE(text(*records[0], "/eventName"), std::string("AttachUserPolicy"));
        }
    }
    QCOMPARE(different, 1);
}

// Every temporary key in use outside consoles was issued in the trail, with the creation date of the issuing event.
void TestStory::issuedCredentialsAreUsed() {
    std::map<std::string, std::string> issued;
    for (const nlohmann::json& record : m_sample.records)
        if (const std::string key = text(record, "/responseElements/credentials/accessKeyId"); !key.empty())
            issued[key] = text(record, "/eventTime");
    QVERIFY(issued.size() > 50);
    int used = 0;
    for (const nlohmann::json& record : m_sample.records) {
        const auto found = issued.find(text(record, "/userIdentity/accessKeyId"));
        if (found == issued.end())
            continue;
        ++used;
        QCOMPARE(text(record, "/userIdentity/sessionContext/attributes/creationDate"), found->second);
    }
    QVERIFY(used > 500);
}

void TestStory::crossesTheAccountOnce() {
    std::set<std::string> accounts;
    std::string shared;
    for (const nlohmann::json& record : m_sample.records)
        if (text(record, "/requestParameters/roleArn") == "arn:aws:iam::210987654321:role/DataSyncRole") {
            accounts.insert(text(record, "/recipientAccountId"));
            QVERIFY(shared.empty() || shared == text(record, "/sharedEventID"));
            shared = text(record, "/sharedEventID");
        }
    QCOMPARE(accounts.size(), std::size_t{2});
    QVERIFY(!shared.empty());
}

void TestStory::isSilentWhileLoggingIsOff() {
    int before = 0, after = 0;
    for (const nlohmann::json& record : m_sample.records) {
        if (text(record, "/recipientAccountId") != "123456789012" || text(record, "/awsRegion") != "eu-west-1")
            continue;
        const std::string time = text(record, "/eventTime");
        QVERIFY2(time <= "2026-03-17T16:41:05Z" || time >= "2026-03-17T18:43:10Z", time.c_str());
        before += time <= "2026-03-17T16:41:05Z" ? 1 : 0;
        after += time >= "2026-03-17T18:43:10Z" ? 1 : 0;
    }
    QVERIFY(before > 50 && after > 50);
}

void TestStory::isSmall() {
    QVERIFY(m_sample.bytes < 1'500'000);
    QVERIFY(m_sample.records.size() > 2'500 && m_sample.records.size() < 3'500);
}

QTEST_APPLESS_MAIN(TestStory)
#include "tst_story.moc"
