// SPDX-License-Identifier: Apache-2.0
//
// The real rastro-cli over the shared collection of public logs: the counts written down for each file and folder.
#include <QIODevice>
#include <QTest>

#include <QDir>
#include <QFile>
#include <QProcess>

#include <nlohmann/json.hpp>

using nlohmann::json;

namespace {

QString dataFolder() {
    return QStringLiteral(RASTRO_SHARED_DIR "/data");
}

json summaryOf(const QString& path) {
    QProcess p;
    p.start(qEnvironmentVariable("RASTRO_BIN_DIR", QStringLiteral("bin")) + QStringLiteral("/rastro-cli"),
            {"summary", path, "--json"});
    if (!p.waitForFinished(60'000))
        return {};
    return json::parse(p.readAllStandardOutput().toStdString(), nullptr, false);
}

struct Expected {
    QString path;
    int events = 0;
    int lenient = 0;
};

// The lines of one of the two tables of EXPECTED.tsv.
std::vector<Expected> expectedLines(const QString& table) {
    std::vector<Expected> lines;
    QFile file(dataFolder() + QStringLiteral("/EXPECTED.tsv"));
    bool isInside = false;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd()) {
        const QStringList cells = QString::fromUtf8(file.readLine()).chopped(1).split(u'\t');
        if (cells.size() < 2 || cells[0].startsWith(u'#'))
            continue;
        if (cells[0] == QStringLiteral("path") || cells[0] == QStringLiteral("folder")) {
            isInside = cells[0] == table;
        } else if (isInside) {
            const int events = cells[1].toInt();
            lines.push_back({cells[0], events, cells.size() > 2 && !cells[2].isEmpty() ? cells[2].toInt() : events});
        }
    }
    return lines;
}

} // namespace

class TestCliShared : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void files();
    void folders_data();
    void folders();
};

void TestCliShared::initTestCase() {
    if (!QDir(dataFolder()).exists())
        QSKIP("the shared data is not beside this source tree");
}

void TestCliShared::files() {
    const std::vector<Expected> lines = expectedLines(QStringLiteral("path"));
    QVERIFY(lines.size() > 300);
    for (const Expected& line : lines) {
        const json summary = summaryOf(dataFolder() + u'/' + line.path);
        QVERIFY2(summary.is_object(), qPrintable(line.path));
        const int all = summary["events"].get<int>() + summary["duplicates"].get<int>();
        QVERIFY2(all >= line.events && all <= line.lenient,
                 qPrintable(QStringLiteral("%1: %2 instead of %3").arg(line.path).arg(all).arg(line.events)));
    }
}

void TestCliShared::folders_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("kept");
    for (const Expected& line : expectedLines(QStringLiteral("folder")))
        QTest::newRow(qPrintable(line.path)) << line.path << line.events;
}

void TestCliShared::folders() {
    QFETCH(QString, folder);
    QFETCH(int, kept);
    const json summary = summaryOf(dataFolder() + u'/' + folder);
    QVERIFY(summary.is_object());
    QCOMPARE(summary["events"].get<int>(), kept);
}

QTEST_GUILESS_MAIN(TestCliShared)
#include "tst_clishared.moc"
