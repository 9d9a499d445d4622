// SPDX-License-Identifier: Apache-2.0
//
// Every file of the shared data gives the number of events written down for it by hand, alone and in one load.
#include "ingest/loader.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace rastro;
namespace fs = std::filesystem;

namespace {

struct Expected {
    std::uint64_t events = 0;
    std::uint64_t lenient = 0;
};

std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> out;
    std::stringstream in(line);
    for (std::string field; std::getline(in, field, '\t');)
        out.push_back(field);
    return out;
}

} // namespace

class TestExpected : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void eachFile();
    void eachFolder();
    void everythingAtOnce();

private:
    static SnapshotPtr load(const std::string& path) {
        EventStore store;
        Checkpoint checkpoint;
        Loader loader(store, {.threads = 2});
        return loader.load({path}, checkpoint, {});
    }
    static std::uint64_t rows(const Snapshot& s) { return s.rowCount(); }
    fs::path m_root;
    std::map<std::string, Expected> m_files;
    std::map<std::string, std::uint64_t> m_folders;
};

void TestExpected::initTestCase() {
    m_root = fs::path(RASTRO_SHARED_DIR) / "data";
    std::ifstream in(m_root / "EXPECTED.tsv");
    if (!in)
        QSKIP("the shared data is absent");
    bool folders = false;
    for (std::string line; std::getline(in, line);) {
        const std::vector<std::string> f = fields(line);
        if (line.starts_with("#") || f.size() < 2 || f[1] == "events")
            continue;
        if (f[0] == "folder")
            folders = true;
        else if (folders)
            m_folders[f[0]] = std::stoull(f[1]);
        else
            m_files[f[0]] = {std::stoull(f[1]), f.size() > 2 && !f[2].empty() ? std::stoull(f[2]) : std::stoull(f[1])};
    }
    QVERIFY(m_files.size() > 300);
    QVERIFY(m_folders.size() > 15);
}

void TestExpected::eachFile() {
    int wrong = 0;
    for (const auto& entry : fs::recursive_directory_iterator(m_root)) {
        if (!entry.is_regular_file())
            continue;
        const std::string name = fs::relative(entry.path(), m_root).string();
        const Expected expected = m_files.contains(name) ? m_files[name] : Expected{};
        const SnapshotPtr s = load(entry.path().string());
        if (rows(*s) < expected.events || rows(*s) > expected.lenient) {
            ++wrong;
            qWarning("%s: %u instead of %llu", name.c_str(), s->rowCount(), static_cast<unsigned long long>(expected.events));
        }
        const LoadReport& r = s->report();
        if (r.filesRead + r.filesFailed + r.filesIgnored != 1) {
            ++wrong;
            qWarning("%s is not told once", name.c_str());
        }
    }
    QCOMPARE(wrong, 0);
}

void TestExpected::eachFolder() {
    int wrong = 0;
    for (const auto& [folder, kept] : m_folders) {
        const SnapshotPtr s = load((m_root / folder).string());
        if (s->report().events != kept) {
            ++wrong;
            qWarning("%s: %llu instead of %llu", folder.c_str(), static_cast<unsigned long long>(s->report().events),
                     static_cast<unsigned long long>(kept));
        }
        QCOMPARE(s->report().events + s->report().duplicates + s->report().replaced, std::uint64_t{s->rowCount()});
    }
    QCOMPARE(wrong, 0);
}

void TestExpected::everythingAtOnce() {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    for (const auto& [name, expected] : m_files) {
        low += expected.events;
        high += expected.lenient;
    }
    const SnapshotPtr s = load(m_root.string());
    QVERIFY2(rows(*s) >= low && rows(*s) <= high, qPrintable(QString::number(rows(*s))));
    QCOMPARE(s->report().events, std::uint64_t{s->timeOrder().size()});
}

QTEST_APPLESS_MAIN(TestExpected)
#include "tst_expected.moc"
