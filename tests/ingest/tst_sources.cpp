// SPDX-License-Identifier: Apache-2.0
//
// Where files come from: archives, odd things in folders, files that change after the load, the scope, and cancelling.
#include "support/archives.h"
#include "support/loading.h"

#include <thread>

#include <QTest>

#include <algorithm>
#include <filesystem>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace rastro;
using namespace rastro::test;

namespace {

bool ignoredFor(const Snapshot& s, std::string_view part) {
    return std::ranges::any_of(s.report().ignored, [&](const IgnoredFile& f) { return f.reason.find(part) != std::string::npos; });
}

} // namespace

class TestSources : public QObject {
    Q_OBJECT
private slots:
    void archives_data();
    void archives();
    void membersAreReadFromTheirPlace();
    void zipWithoutItsEndIsDamaged();
    void damagedMembersGiveWhatComesBefore_data();
    void damagedMembersGiveWhatComesBefore();
    void scopeReachesIntoArchives();
    void truncatedGzipKeepsWhatComesBefore();
    void dataBehindGzip();
    void oddThingsInAFolder();
    void foldersAreWalkedSideBySide();
    void unreadableAndMissing();
    void namesThatAreNotUtf8();
    void otherFormatsAreNamed_data();
    void otherFormatsAreNamed();
    void changedSourceIsTold();
    void trailNames_data();
    void trailNames();
    void trailNamesTellTheirDelivery_data();
    void trailNamesTellTheirDelivery();
    void scopeLeavesOut();
    void cancelLeavesWhatIsIn();
    void publishesWhileLoading();
};

void TestSources::archives_data() {
    QTest::addColumn<int>("form");
    QTest::newRow("zip") << static_cast<int>(ArchiveForm::Zip);
    QTest::newRow("tar") << static_cast<int>(ArchiveForm::Tar);
    QTest::newRow("tar.gz") << static_cast<int>(ArchiveForm::TarGz);
}

void TestSources::archives() {
    QFETCH(int, form);
    const Folder folder;
    const std::string path = folder.path("trail.bin");
    writeArchive(path, static_cast<ArchiveForm>(form),
                 {{"AWSLogs/a.json", "[" + makeEvent(1) + "," + makeEvent(2) + "]"},
                  {"AWSLogs/b.json.gz", gzip(makeEvent(3) + "\n" + makeEvent(4))},
                  {"notes.txt", "hello"},
                  {"../../etc/passwd", makeEvent(5)},
                  {"inner.gz.gz", gzip(gzip(makeEvent(6)))}});
    const SnapshotPtr s = load(path);
    QCOMPARE(s->rowCount(), 5u);
    QCOMPARE(s->report().filesRead, std::uint64_t{3});
    QCOMPARE(s->report().filesIgnored, std::uint64_t{2});
    QCOMPARE(s->report().filesFailed, std::uint64_t{0});
    RecordReader reader;
    for (unsigned r = 0; r < 5; ++r) {
        const auto bytes = reader.read(*s, RowId{r});
        QVERIFY2(bool(bytes), bytes ? "" : bytes.error().what.c_str());
        QVERIFY(*bytes == makeEvent(r + 1));
    }
    QVERIFY(s->sources().path(s->source(RowId{0})).ends_with("trail.bin!/AWSLogs/a.json"));
}

void TestSources::membersAreReadFromTheirPlace() {
    for (const ArchiveForm form : {ArchiveForm::Zip, ArchiveForm::Tar, ArchiveForm::TarGz}) {
        std::vector<std::pair<std::string, std::string>> members;
        for (unsigned m = 0; m < 60; ++m) {
            std::string text;
            for (unsigned n = 0; n < 300; ++n)
                text += makeEvent(m * 300 + n, ",\"p\":\"" + std::string(1500, static_cast<char>('a' + n % 26)) + "\"") + "\n";
            const std::string name = "logs/" + std::string(m == 30 ? 300 : 10, 'n') + std::to_string(m);
            members.emplace_back(name + (m % 2 ? ".json.gz" : ".json"), m % 2 ? gzip(text) : text);
        }
        const Folder folder;
        writeArchive(folder.path("a"), form, members);
        const SnapshotPtr s = load(folder.path("a"));
        QCOMPARE(s->rowCount(), 18'000u);
        for (unsigned r = 149; r < s->rowCount(); r += 300) {
            const SourceInfo info = s->sources().info(s->source(RowId{r}));
            const bool isLast = info.member == members.back().first;
            QCOMPARE(info.memberOffset != 0, form != ArchiveForm::Zip && !isLast);
            const auto bytes = RecordReader().read(*s, RowId{r});
            QVERIFY2(bool(bytes), bytes ? "" : bytes.error().what.c_str());
            QVERIFY(bytes->find(s->codedText(Column::EventName, RowId{r})) != std::string::npos);
        }
    }
}

// The list of members stands at the end of a zip: without it, members that are gone would not be missed.
void TestSources::zipWithoutItsEndIsDamaged() {
    const Folder folder;
    writeArchive(folder.path("whole.zip"), ArchiveForm::Zip,
                 {{"a.json", makeEvent(1) + "\n" + makeEvent(2)}, {"b.json.gz", gzip(makeEvent(3))}});
    QVERIFY(load(folder.path("whole.zip"))->report().failures.empty());
    std::ifstream file(folder.path("whole.zip"), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(file), {}};
    for (const std::size_t cut : {1u, 21u, 22u, 40u, 100u}) {
        const SnapshotPtr s = load(folder.write("cut" + std::to_string(cut), whole.substr(0, whole.size() - cut)));
        QCOMPARE(s->rowCount(), 3u);
        QCOMPARE(s->report().failures.size(), std::size_t{1});
        QVERIFY(s->report().failures[0].reason.find("ends early") != std::string::npos);
    }
    const SnapshotPtr commented = load(folder.write("commented", [&] {
        std::string text = whole; // a comment behind the record, as some tools leave one
        text[text.size() - 2] = 5;
        return text + "notes";
    }()));
    QCOMPARE(commented->rowCount(), 3u);
    QVERIFY(commented->report().failures.empty());
}

void TestSources::damagedMembersGiveWhatComesBefore_data() {
    QTest::addColumn<int>("form");
    QTest::newRow("zip") << static_cast<int>(ArchiveForm::Zip);
    QTest::newRow("tar") << static_cast<int>(ArchiveForm::Tar);
    QTest::newRow("tar.gz") << static_cast<int>(ArchiveForm::TarGz);
}

// What stands before the damage of a member is read, and can be read again.
void TestSources::damagedMembersGiveWhatComesBefore() {
    QFETCH(int, form);
    const Folder folder;
    std::string text;
    for (unsigned n = 0; n < 3000; ++n)
        text += makeEvent(n) + "\n";
    writeArchive(folder.path("whole"), static_cast<ArchiveForm>(form), {{"a.json", text}});
    std::ifstream file(folder.path("whole"), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(file), {}};
    QCOMPARE(load(folder.path("whole"))->rowCount(), 3000u);
    const SnapshotPtr cut = load(folder.write("cut", whole.substr(0, whole.size() / 2)));
    QVERIFY2(cut->rowCount() > 1000 && cut->rowCount() < 2000, qPrintable(QString::number(cut->rowCount())));
    QVERIFY(!cut->report().failures.empty());
    RecordReader reader;
    for (const std::uint32_t row : {0u, 500u, 1000u}) {
        const auto bytes = reader.read(*cut, RowId{row});
        QVERIFY2(bytes && *bytes == makeEvent(row), bytes ? "other bytes" : bytes.error().what.c_str());
    }
    if (static_cast<ArchiveForm>(form) != ArchiveForm::Zip)
        return;
    std::string wrong = whole; // the sum of an intact member
    const std::size_t directory = wrong.rfind(std::string("PK\1\2"));
    const std::string sum = wrong.substr(directory + 16, 4);
    for (std::size_t at = wrong.find(sum); at != std::string::npos; at = wrong.find(sum, at + 4))
        wrong[at] = static_cast<char>(wrong[at] ^ 1);
    const SnapshotPtr kept = load(folder.write("sum", wrong));
    QCOMPARE(kept->rowCount(), 3000u);
    QVERIFY(!kept->report().failures.empty());
}

// The name of an archive does not tell, those of its members do; a file named by itself is scoped if its name tells.
void TestSources::scopeReachesIntoArchives() {
    const Folder folder;
    const std::string east = "123456789012_CloudTrail_us-east-1_20230710T1145Z_aaaaaaaaaaaaaaaa.json";
    const std::string west = "123456789012_CloudTrail_us-west-2_20230711T1145Z_aaaaaaaaaaaaaaaa.json";
    const std::vector<std::pair<std::string, std::string>> members{{east, makeEvent(1)}, {west, makeEvent(2)}, {"x.json", makeEvent(3)}};
    const LoadOptions options{.threads = 2, .scope = {.regions = {"us-west-2"}}};
    for (const ArchiveForm form : {ArchiveForm::Zip, ArchiveForm::Tar, ArchiveForm::TarGz}) {
        writeArchive(folder.path("archive"), form, members);
        QCOMPARE(load(folder.path(), options)->rowCount(), 1u);
        QCOMPARE(load(folder.path("archive"), options)->rowCount(), 1u);
    }
    std::filesystem::remove(folder.path("archive"));
    folder.write("y.json", makeEvent(4));
    folder.write("z.json.gz", gzip(makeEvent(5)));
    const SnapshotPtr none = load(folder.path(), options);
    QCOMPARE(none->rowCount(), 0u);
    QCOMPARE(none->report().filesOutOfScope, std::uint64_t{2});
    QCOMPARE(load(folder.path("y.json"), options)->rowCount(), 1u);
    QCOMPARE(load(folder.write(east, makeEvent(6)), options)->rowCount(), 0u);
    QCOMPARE(load(folder.write(west, makeEvent(7)), options)->rowCount(), 1u);
}

void TestSources::truncatedGzipKeepsWhatComesBefore() {
    std::string text;
    for (unsigned n = 0; n < 3000; ++n)
        text += makeEvent(n, ",\"r\":\"" + std::to_string(n * 2654435761u) + "\"") + "\n";
    const std::string whole = gzip(text);
    const Folder folder;
    const SnapshotPtr s = load(folder.write("a.json.gz", whole.substr(0, whole.size() / 2)));
    QVERIFY(s->rowCount() > 1000 && s->rowCount() < 2000);
    QVERIFY(!s->report().failures.empty());
    std::string wrongSum = whole;
    wrongSum[wrongSum.size() - 6] ^= 1;
    const SnapshotPtr t = load(folder.write("b.json.gz", wrongSum));
    QCOMPARE(t->rowCount(), 3000u);
    QCOMPARE(t->report().failures.size(), std::size_t{1});
}

void TestSources::dataBehindGzip() {
    const Folder folder;
    const SnapshotPtr s = load(folder.write("a.json.gz", gzip(makeEvent(1)) + "what is this"));
    QCOMPARE(s->rowCount(), 1u);
    QCOMPARE(s->report().failures.size(), std::size_t{1});
}

void TestSources::oddThingsInAFolder() {
    const Folder folder;
    folder.write("a.json", makeEvent(1));
    std::filesystem::create_directories(folder.path("sub/deep"));
    folder.write("sub/deep/b.json", makeEvent(2));
    std::filesystem::create_directory_symlink(folder.path(), folder.path("sub/loop"));
    std::filesystem::create_symlink("nowhere", folder.path("dangling"));
    QCOMPARE(::mkfifo(folder.path("fifo").c_str(), 0600), 0);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    folder.path("socket").copy(address.sun_path, sizeof address.sun_path - 1);
    QCOMPARE(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    const SnapshotPtr s = load(folder.path());
    ::close(fd);
    QCOMPARE(s->rowCount(), 2u);
    QCOMPARE(s->report().filesIgnored, std::uint64_t{2});
    QCOMPARE(s->report().filesFailed, std::uint64_t{1});
    QVERIFY(ignoredFor(*s, "FIFO") && ignoredFor(*s, "socket"));
}

void TestSources::foldersAreWalkedSideBySide() {
    const Folder folder;
    std::vector<std::string> expected;
    for (unsigned n = 0; n < 60; ++n) {
        const std::string name = "f" + std::to_string(n % 7) + "/" + std::to_string(n) + "/a.json";
        std::filesystem::create_directories(std::filesystem::path(folder.path(name)).parent_path());
        folder.write(name, makeEvent(n));
        expected.push_back(folder.path(name));
    }
    std::filesystem::create_directory_symlink(folder.path("f1"), folder.path("f0/again")); // found at a shorter path too
    std::filesystem::create_directory_symlink(folder.path(), folder.path("f2/loop"));
    std::filesystem::create_symlink("nowhere", folder.path("f3/dangling"));
    std::filesystem::create_symlink("nowhere", folder.path("f1/dangling"));
    std::ranges::sort(expected);
    for (const unsigned threads : {1u, 2u, 7u}) {
        Checkpoint checkpoint;
        const FoundFiles found = findFiles({folder.path(), folder.path("f4")}, threads, checkpoint);
        std::vector<std::string> paths;
        for (const FoundFile& file : found.files)
            paths.push_back(file.path);
        QCOMPARE(paths, expected);
        QCOMPARE(found.failures.size(), std::size_t{2});
        QCOMPARE(found.failures[0].path, folder.path("f1/dangling"));
    }
    Checkpoint stopped;
    stopped.requestStop();
    QVERIFY(findFiles({folder.path()}, 2, stopped).files.empty());
}

void TestSources::unreadableAndMissing() {
    const Folder folder;
    const SnapshotPtr s = load(folder.path("not there"));
    QCOMPARE(s->report().filesFailed, std::uint64_t{1});
    if (::geteuid() != 0) {
        ::chmod(folder.write("a.json", makeEvent(1)).c_str(), 0);
        QCOMPARE(load(folder.path())->report().filesFailed, std::uint64_t{1});
    }
}

void TestSources::namesThatAreNotUtf8() {
    const Folder folder;
    folder.write("a\xFF\xFE.json", makeEvent(1));
    const SnapshotPtr s = load(folder.path());
    QCOMPARE(s->rowCount(), 1u);
    QVERIFY(s->text(Column::Source, RowId{0}).find("\xEF\xBF\xBD") != std::string::npos);
    QVERIFY(bool(RecordReader().read(*s, RowId{0})));
    std::filesystem::remove(folder.path("a\xFF\xFE.json")); // Qt cannot name it
}

void TestSources::otherFormatsAreNamed_data() {
    using namespace std::string_literals;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* word, const std::string& bytes) {
        QTest::newRow(word) << QByteArray::fromStdString(bytes) << QString::fromLatin1(word);
    };
    row("zstd", "\x28\xB5\x2F\xFD rest");
    row("bzip2", "BZh91AY");
    row("Parquet", "PAR1....");
    row("SQLite", "SQLite format 3\0..."s);
    row("UTF-16", "\xFF\xFE{\0"s);
    row("digest", R"({"awsAccountId":"1","digestS3Object":"x","logFiles":[]})");
    row("SNS notification", R"({"Records":[{"EventSource":"aws:sns","Sns":{}}]})");
    row("Kinesis", R"({"Records":[{"kinesis":{"data":"x"},"eventSource":"aws:kinesis"}]})");
    row("SQS", R"({"Records":[{"messageId":"x","body":"y"}]})");
    row("log delivery", R"({"s3Bucket":"b","s3ObjectKey":["k"]})");
    row("OCSF", R"({"class_uid":3005,"metadata":{}})");
    row("awslogs", R"({"awslogs":{"data":"H4sI"}})");
    row("filter-log-events", R"({"events":[{"message":"{}","ingestionTime":1}]})");
    row("Lake query", R"({"QueryResultRows":[]})");
    row("Elasticsearch", R"({"hits":{"hits":[]}})");
    row("Splunk", R"({"preview":false,"result":{"_raw":"x"}})");
    row("CloudWatch Logs export", "2023-07-10T11:42:36.000Z {\"eventVersion\":\"1.08\"");
    row("Logs Insights CSV", "@timestamp,@message\n1,2\n");
    row("Athena", "\"eventversion\",\"eventname\"\n\"1\",\"2\"\n");
}

void TestSources::otherFormatsAreNamed() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const SnapshotPtr s = loadText(bytes.toStdString());
    QCOMPARE(s->rowCount(), 0u);
    QCOMPARE(s->report().filesIgnored, std::uint64_t{1});
    QVERIFY2(s->report().ignored[0].reason.find(word.toStdString()) != std::string::npos, s->report().ignored[0].reason.c_str());
}

void TestSources::changedSourceIsTold() {
    const Folder folder;
    const std::string path = folder.write("a.json", "[" + makeEvent(1) + "]");
    const SnapshotPtr s = load(path);
    RecordReader reader;
    QVERIFY(bool(reader.read(*s, RowId{0})));
    // The same size and time, another byte: the record's hash tells.
    struct stat before {};
    ::stat(path.c_str(), &before);
    const int fd = ::open(path.c_str(), O_WRONLY);
    QCOMPARE(::pwrite(fd, "X", 1, 30), ssize_t{1});
    const timespec times[2] = {before.st_atim, before.st_mtim};
    ::futimens(fd, times);
    ::close(fd);
    const auto changed = RecordReader().read(*s, RowId{0});
    QVERIFY(!changed);
    QCOMPARE(changed.error().code, ErrorCode::Changed);
    ::unlink(path.c_str());
    const auto gone = reader.read(*s, RowId{0});
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
}

void TestSources::trailNames_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("told");
    QTest::newRow("S3") << "x/123456789012_CloudTrail_us-east-1_20230710T1145Z_7xgocspSowgK0Gto.json.gz" << "123456789012 us-east-1 CloudTrail 2023-07-10";
    QTest::newRow("no underscore") << "123456789012_CloudTrail_us-east-2_20140620T1255ZHdkvFTXOA3Vnhbc.json.gz" << "123456789012 us-east-2 CloudTrail 2014-06-20";
    QTest::newRow("insight") << "123456789012_CloudTrail-Insight_eu-west-1_20230710T1145Z_7xgocspSowgK0Gto.json.gz" << "123456789012 eu-west-1 CloudTrail-Insight 2023-07-10";
    QTest::newRow("digest") << "123456789012_CloudTrail-Digest_us-east-2_my_trail-1.x_us-east-2_20250102T014131Z.json.gz" << "123456789012 us-east-2 CloudTrail-Digest 2025-01-02";
    QTest::newRow("gov") << "123456789012_CloudTrail_us-gov-west-1_20230710T1145Z_7xgocspSowgK0Gto.json.gz" << "123456789012 us-gov-west-1 CloudTrail 2023-07-10";
    QTest::newRow("other") << "notes.json" << "";
    QTest::newRow("short account") << "12345_CloudTrail_us-east-1_20230710T1145Z_7xgocspSowgK0Gto.json.gz" << "";
}

void TestSources::trailNames() {
    QFETCH(QString, name);
    QFETCH(QString, told);
    const auto t = parseTrailName(name.toStdString());
    QCOMPARE(t ? QString::fromStdString(t->account + ' ' + t->region + ' ' + t->kind + ' ' + t->day) : QString(), told);
}

void TestSources::trailNamesTellTheirDelivery_data() {
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("delivered");
    QTest::newRow("minute") << "CloudTrail_us-east-1_20230710T1145Z_7xgocspSowgK0Gto.json.gz" << "2023-07-10T11:45:00Z";
    QTest::newRow("no underscore") << "CloudTrail_us-east-2_20140620T1255ZHdkvFTXOA3Vnhbc.json.gz" << "2014-06-20T12:55:00Z";
    QTest::newRow("digest") << "CloudTrail-Digest_us-east-2_a_20200101T0000_us-east-2_20250102T014131Z.json.gz" << "2025-01-02T01:41:31Z";
    QTest::newRow("by hand") << "CloudTrail_us-east-1-20200930T2200" << "2020-09-30T22:00:00Z";
    QTest::newRow("no clock") << "CloudTrail_us-east-1_20230710T.json" << "";
    QTest::newRow("hour 25") << "CloudTrail_us-east-1_20230710T2500Z_a.json" << "";
    QTest::newRow("day 32") << "CloudTrail_us-east-1_20230732T0000Z_a.json" << "";
}

void TestSources::trailNamesTellTheirDelivery() {
    QFETCH(QString, rest);
    QFETCH(QString, delivered);
    const auto t = parseTrailName("123456789012_" + rest.toStdString());
    QVERIFY(t);
    QCOMPARE(QString::fromStdString(formatTime(t->delivered)), delivered);
}

void TestSources::scopeLeavesOut() {
    const Folder folder;
    folder.write("123456789012_CloudTrail_us-east-1_20230710T1145Z_aaaaaaaaaaaaaaaa.json", makeEvent(1));
    folder.write("123456789012_CloudTrail_us-east-1_20230711T1145Z_aaaaaaaaaaaaaaaa.json", makeEvent(2));
    folder.write("210987654321_CloudTrail_eu-west-1_20230711T1145Z_aaaaaaaaaaaaaaaa.json", makeEvent(3));
    folder.write("other.json", makeEvent(4));
    const auto rows = [&](Scope scope) {
        LoadOptions options;
        options.threads = 1;
        options.scope = std::move(scope);
        return load(folder.path(), options)->rowCount();
    };
    QCOMPARE(rows({}), 4u);
    QCOMPARE(rows({.accounts = {"123456789012"}}), 2u);
    QCOMPARE(rows({.accounts = {"123456789012"}, .includeUnnamed = true}), 3u);
    QCOMPARE(rows({.regions = {"eu-west-1", "us-east-1"}, .fromDay = "2023-07-11"}), 2u);
    QCOMPARE(rows({.toDay = "2023-07-10"}), 1u);
    QCOMPARE(rows({.cells = {{"210987654321", "eu-west-1", "2023-07-11"}}}), 1u);
    Checkpoint checkpoint;
    const std::vector<ScopeCell> cells = scopeCells(findFiles({folder.path()}, 2, checkpoint));
    QCOMPARE(cells.size(), std::size_t{4});
    QCOMPARE(cells[0].cell.account, std::string());
}

void TestSources::cancelLeavesWhatIsIn() {
    const Folder folder;
    for (unsigned f = 0; f < 300; ++f) {
        std::string text;
        for (unsigned n = 0; n < 400; ++n)
            text += makeEvent(f * 400 + n);
        folder.write(std::to_string(f) + ".json", text);
    }
    EventStore store;
    Checkpoint checkpoint;
    Loader loader(store, {.threads = 2});
    std::atomic<bool> isDone{false};
    std::thread watcher([&] {
        while (loader.progress().events < 5000 && !isDone)
            std::this_thread::yield();
        checkpoint.requestStop();
    });
    const SnapshotPtr s = loader.load({folder.path()}, checkpoint, {});
    isDone = true;
    watcher.join();
    QVERIFY(s->rowCount() >= 5000);
    QVERIFY(s->report().wasCancelled || s->rowCount() == 120'000);
    QCOMPARE(s->timeOrder().size(), std::size_t{s->rowCount()});
    QVERIFY(bool(RecordReader().read(*s, RowId{s->rowCount() - 1})));
    Checkpoint fresh;
    const SnapshotPtr more = Loader(store, {.threads = 2}).load({folder.path("1.json")}, fresh, {});
    QVERIFY(!more->report().wasCancelled);
}

void TestSources::publishesWhileLoading() {
    const Folder folder;
    for (unsigned f = 0; f < 120; ++f) {
        std::string text;
        for (unsigned n = 0; n < 2000; ++n)
            text += makeEvent((f * 2000 + n) * 7919 % 1'000'003, ",\"p\":\"" + std::string(900, 'x') + "\"");
        folder.write(std::to_string(f) + ".json", text);
    }
    EventStore store;
    Checkpoint checkpoint;
    std::uint32_t last = 0;
    int published = 0;
    const auto look = [&](SnapshotPtr s) {
        ++published;
        QVERIFY(s->rowCount() >= last);
        QVERIFY(s->isLoading());
        QCOMPARE(s->timeOrder().size(), std::size_t{s->rowCount()});
        QVERIFY(std::ranges::is_sorted(s->timeOrder(), {}, [&](std::uint32_t r) { return s->time(RowId{r}); }));
        last = s->rowCount();
    };
    const SnapshotPtr s = Loader(store, {.threads = 2}).load({folder.path()}, checkpoint, look);
    QCOMPARE(s->rowCount(), 240'000u);
    QVERIFY(!s->isLoading());
    QVERIFY(published >= 1);
}

QTEST_APPLESS_MAIN(TestSources)
#include "tst_sources.moc"
