// SPDX-License-Identifier: Apache-2.0
#include "export/atomicfile.h"

#include "support/loading.h"

#include <QTest>

#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace rastro;
using namespace rastro::test;

namespace {

std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t filesIn(const std::string& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

} // namespace

class TestAtomicFile : public QObject {
    Q_OBJECT
private slots:
    void appearsAtCommit();
    void leavesNothingBehind();
    void keepsTheModeOfWhatItReplaces();
    void followsLinks();
    void refusesInputs_data();
    void refusesInputs();
    void refusesFoldersAndMissingFolders();
    void writesToDevices();
    void tellsAFullDisk();
};

void TestAtomicFile::appearsAtCommit() {
    const Folder folder;
    const std::string path = folder.write("out.csv", "old");
    auto file = AtomicFile::create(path, {});
    QVERIFY(file);
    const std::string big(3'000'000, 'x');
    QVERIFY((*file)->write(big));
    QCOMPARE(contentOf(path), std::string("old"));
    QCOMPARE(filesIn(folder.path()), std::size_t{2});
    QVERIFY((*file)->commit());
    QVERIFY(contentOf(path) == big);
    QCOMPARE(filesIn(folder.path()), std::size_t{1});
}

void TestAtomicFile::leavesNothingBehind() {
    const Folder folder;
    {
        auto file = AtomicFile::create(folder.path("out.csv"), {});
        QVERIFY(file);
        QVERIFY((*file)->write("half"));
    }
    QCOMPARE(filesIn(folder.path()), std::size_t{0});
}

void TestAtomicFile::keepsTheModeOfWhatItReplaces() {
    const Folder folder;
    const std::string path = folder.write("out.csv", "old");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    auto file = AtomicFile::create(path, {});
    QVERIFY(file && (*file)->commit());
    QCOMPARE(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

void TestAtomicFile::followsLinks() {
    const Folder folder;
    const std::string real = folder.write("real.csv", "old");
    fs::create_symlink(real, folder.path("link.csv"));
    auto file = AtomicFile::create(folder.path("link.csv"), {});
    QVERIFY(file && (*file)->write("new") && (*file)->commit());
    QVERIFY(fs::is_symlink(folder.path("link.csv")));
    QCOMPARE(contentOf(real), std::string("new"));
}

void TestAtomicFile::refusesInputs_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"log.json", "symlink", "hardlink", "sub/../log.json", "damaged.json", "notes.txt"})
        QTest::newRow(name) << name;
}

void TestAtomicFile::refusesInputs() {
    QFETCH(QString, name);
    const Folder folder;
    fs::create_directory(folder.path("sub"));
    const std::string log = folder.write("log.json", makeEvent(1));
    folder.write("damaged.json", "{\"Records\":[{]}");
    folder.write("notes.txt", "hello");
    const SnapshotPtr snapshot = load(folder.path());
    fs::create_symlink(log, folder.path("symlink"));
    fs::create_hard_link(log, folder.path("hardlink"));
    const auto refused = AtomicFile::create(folder.path(name.toStdString()), InputFiles(*snapshot));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    QVERIFY(AtomicFile::create(folder.path("other"), InputFiles(*snapshot)));
}

void TestAtomicFile::refusesFoldersAndMissingFolders() {
    const Folder folder;
    QVERIFY(!AtomicFile::create(folder.path(), {}));
    QVERIFY(!AtomicFile::create(folder.path("not/there.csv"), {}));
    QVERIFY(!AtomicFile::create("", {}));
}

void TestAtomicFile::writesToDevices() {
    const Folder folder;
    auto file = AtomicFile::create("/dev/null", {});
    QVERIFY(file && (*file)->write("x") && (*file)->commit());
    QVERIFY(fs::is_character_file("/dev/null"));
}

void TestAtomicFile::tellsAFullDisk() {
    if (!fs::exists("/dev/full"))
        QSKIP("this system has no /dev/full");
    auto file = AtomicFile::create("/dev/full", {});
    QVERIFY(file && (*file)->write("x"));
    const Status written = (*file)->commit();
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::NoSpace);
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomicfile.moc"
