// SPDX-License-Identifier: Apache-2.0
// The project keeps its own rules: who includes whom, how long files and functions are, what files begin with.
// Each rule is also shown small trees that break it, so that a rule that stopped looking is noticed.
#include "layering/filerules.h"
#include "layering/includerules.h"

#include <QFuture>
#include <QLibraryInfo>
#include <QTest>

using namespace rastro::layering;

namespace {

QByteArray joined(const Findings& findings) {
    QByteArray text;
    for (const std::string& finding : findings)
        text += '\n' + QByteArray::fromStdString(finding);
    return text;
}

QtHeaders installedQt() {
    return QtHeaders(QLibraryInfo::path(QLibraryInfo::HeadersPath).toStdString());
}

std::string repeated(std::size_t lines, const std::string& line) {
    std::string text;
    for (std::size_t i = 0; i < lines; ++i)
        text += line + '\n';
    return text;
}

const std::string kLicenceLine = "// SPDX-License-Identifier: Apache-2.0\n";

} // namespace

class TestLayering : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void projectKeepsIncludes();
    void projectKeepsFileSizes();
    void projectKeepsFunctionSizes();
    void projectKeepsFirstLines();
    void projectHasNoLeftOvers();
    void tableHasNoCycle();
    void judgesIncludes_data();
    void judgesIncludes();
    void judgesFiles_data();
    void judgesFiles();

private:
    SourceTree m_project;
};

void TestLayering::initTestCase() {
    m_project = readSourceTree(RASTRO_SOURCE_DIR);
    QVERIFY(m_project.contains("CMakeLists.txt"));
    QVERIFY(m_project.contains("models/base/result.h"));
    QVERIFY(m_project.contains("tests/layering/tst_layering.cpp"));
    QVERIFY2(installedQt().isFound(), "the headers of Qt are not where Qt says");
}

void TestLayering::projectKeepsIncludes() {
    const Findings findings = checkIncludes(m_project, installedQt());
    QVERIFY2(findings.empty(), joined(findings));
}

void TestLayering::projectKeepsFileSizes() {
    const Findings findings = checkFileSizes(m_project);
    QVERIFY2(findings.empty(), joined(findings));
}

void TestLayering::projectKeepsFunctionSizes() {
    const Findings findings = checkFunctionSizes(m_project);
    QVERIFY2(findings.empty(), joined(findings));
}

void TestLayering::projectKeepsFirstLines() {
    const Findings findings = checkFirstLines(m_project);
    QVERIFY2(findings.empty(), joined(findings));
}

void TestLayering::projectHasNoLeftOvers() {
    const Findings findings = checkLeftOvers(m_project);
    QVERIFY2(findings.empty(), joined(findings));
}

void TestLayering::tableHasNoCycle() {
    QCOMPARE(cyclicLayers(), std::set<std::string>());
}

void TestLayering::judgesIncludes_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("finding"); // empty: allowed

    QTest::newRow("store sees base") << "models/store/a.cpp"
                                     << "#include \"base/x.h\""
                                     << "";
    QTest::newRow("own folder") << "models/base/a.cpp"
                                << "#include \"base/x.h\""
                                << "";
    QTest::newRow("standard library") << "models/base/a.cpp"
                                      << "#include <vector>"
                                      << "";
    QTest::newRow("app sees views") << "app/gui/a.cpp"
                                    << "#include \"table/x.h\""
                                    << "";
    QTest::newRow("view sees common") << "views/table/a.cpp"
                                      << "#include \"common/x.h\""
                                      << "";
    QTest::newRow("own moc") << "app/gui/a.cpp"
                             << "#include \"a.moc\""
                             << "";
    QTest::newRow("items may paint") << "models/items/a.cpp"
                                     << "#include <QColor>"
                                     << "";
    QTest::newRow("async may wait") << "models/async/a.cpp"
                                    << "#include <QFutureWatcher>"
                                    << "";

    QTest::newRow("base sees store") << "models/base/a.cpp"
                                     << "#include \"store/x.h\""
                                     << "base may not include store";
    QTest::newRow("odd spacing") << "models/base/a.cpp"
                                 << "  #  include \"store/x.h\""
                                 << "base may not include store";
    QTest::newRow("items see views") << "models/items/a.h"
                                     << "#include \"table/x.h\""
                                     << "items may not include views";
    QTest::newRow("by way of dots") << "models/base/a.h"
                                    << "#include \"../store/x.h\""
                                    << "base may not include store";
    QTest::newRow("view knows view") << "views/table/a.cpp"
                                     << "#include \"detail/x.h\""
                                     << "may not know another view";
    QTest::newRow("view runs jobs") << "views/table/a.cpp"
                                    << "#include \"async/x.h\""
                                    << "views may not include async";
    QTest::newRow("view loads") << "views/table/a.cpp"
                                << "#include \"ingest/x.h\""
                                << "views may not include ingest";
    QTest::newRow("tests in programs") << "app/cli/a.cpp"
                                       << "#include \"../../tests/x.h\""
                                       << "may not include tests/x.h";
    QTest::newRow("no such file") << "models/base/a.cpp"
                                  << "#include \"base/gone.h\""
                                  << "no file of the project";
    QTest::newRow("folder without a line") << "models/misc/a.cpp"
                                           << "#include <vector>"
                                           << "has no line in the table";

    QTest::newRow("Qt in the engine") << "models/query/a.cpp"
                                      << "#include <QString>"
                                      << "<QString> of QtCore";
    QTest::newRow("small letters") << "models/query/a.cpp"
                                   << "#include <qstring.h>"
                                   << "<qstring.h> of QtCore";
    QTest::newRow("unknown Qt header") << "models/query/a.cpp"
                                       << "#include <QNoSuchThing>"
                                       << "<QNoSuchThing> of Qt";
    QTest::newRow("whole module") << "models/items/a.cpp"
                                  << "#include <QtWidgets>"
                                  << "of QtWidgets";
    QTest::newRow("widgets below views") << "models/items/a.cpp"
                                         << "#include <QWidget>"
                                         << "<QWidget> of QtWidgets";
    QTest::newRow("by module path") << "models/items/a.cpp"
                                    << "#include <QtWidgets/QLabel>"
                                    << "of QtWidgets";
    QTest::newRow("colours on the command line") << "app/cli/a.cpp"
                                                 << "#include <QColor>"
                                                 << "<QColor> of QtGui";
    QTest::newRow("widgets on the command line") << "app/cli/a.cpp"
                                                 << "#include <QWidget>"
                                                 << "<QWidget> of QtWidgets";
    QTest::newRow("view opens a file") << "views/table/a.cpp"
                                       << "#include <QFile>"
                                       << "may not include <QFile>";
    QTest::newRow("view may choose a file") << "views/table/a.cpp"
                                            << "#include <QFileDialog>"
                                            << "";
    QTest::newRow("view starts a thread") << "views/table/a.cpp"
                                          << "#include <thread>"
                                          << "may not include <thread>";
    QTest::newRow("futures outside async") << "app/gui/a.cpp"
                                           << "#include <QFutureWatcher>"
                                           << "may not include <QFuture";
}

void TestLayering::judgesIncludes() {
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(QString, finding);
    SourceTree tree;
    for (const char* file : {"models/base/x.h", "models/store/x.h", "models/ingest/x.h", "models/async/x.h",
                             "views/common/x.h", "views/table/x.h", "views/detail/x.h", "tests/x.h"})
        tree[file] = "";
    tree[path.toStdString()] = kLicenceLine + line.toStdString() + '\n';

    const Findings findings = checkIncludes(tree, installedQt());
    if (finding.isEmpty()) {
        QVERIFY2(findings.empty(), joined(findings));
        return;
    }
    QCOMPARE(findings.size(), std::size_t{1});
    const QString found = QString::fromStdString(findings.front());
    QVERIFY2(found.startsWith(path + ":2: "), joined(findings));
    QVERIFY2(found.contains(finding), joined(findings));
}

void TestLayering::judgesFiles_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("finding"); // empty: allowed

    const auto row = [](const char* name, const char* path, const std::string& text, const char* finding) {
        QTest::newRow(name) << QString::fromLatin1(path) << QString::fromStdString(text)
                            << QString::fromLatin1(finding);
    };
    const std::string header = kLicenceLine + "//\n// A thing.\n#pragma once\n";
    const std::string body = repeated(58, "    a();");
    row("600 lines", "models/base/a.cpp", kLicenceLine + repeated(599, "int a;"), "");
    row("601 lines", "models/base/a.cpp", kLicenceLine + repeated(600, "int a;"), ":601: the limit is 600");
    row("251 lines of header", "views/table/a.h", header + repeated(247, "int a;"), "the limit is 250");
    row("61 lines of main", "app/gui/main.cpp", kLicenceLine + repeated(60, "int a;"), "the limit is 60");
    row("401 lines of window", "app/gui/mainwindow.cpp", kLicenceLine + repeated(400, "int a;"), "the limit is 400");

    row("60 lines of function", "app/cli/a.cpp", kLicenceLine + "void f() {\n" + body + "}\n", "");
    row("61 lines of function", "app/cli/a.cpp", kLicenceLine + "void f() {\n" + body + "    a();\n}\n",
        ":2: a function of 61");
    row("61 lines of member", "app/cli/a.cpp",
        kLicenceLine + "class A {\n    void f() {\n    " + repeated(59, "    a();") + "    }\n};\n",
        ":3: a function of 61");
    row("61 lines with a long head", "app/cli/a.cpp", kLicenceLine + "int f(int a,\n      int b) {\n" + body + "}\n",
        ":2: a function of 61");
    row("61 lines of constructor", "app/cli/a.cpp",
        kLicenceLine + "A::A(int b)\n    : m_b(b)\n    , m_c(b) {\n" + repeated(57, "    a();") + "}\n",
        ":2: a function of 61");
    row("a table", "app/cli/a.cpp", kLicenceLine + "const int a[] = {\n" + repeated(90, "    1,") + "};\n", "");
    row("a table that is returned", "app/cli/a.cpp",
        kLicenceLine + "std::vector<int> f() {\n    return {\n" + repeated(90, "        1,") + "    };\n}\n", "");
    row("an entry of a table", "app/cli/a.cpp",
        kLicenceLine + "const A a[] = {\n    A{\n" + repeated(90, "        1,") + "    }};\n", "");
    row("a switch", "app/cli/a.cpp",
        kLicenceLine + "int f(int a) {\n    switch (a) {\n" + repeated(60, "    case 1: return 1;") + "    }\n}\n", "");

    row("no licence", "tests/a.cpp", "int a;\n", "does not start with \"// SPDX");
    row("empty", "tests/a.cpp", "", "does not start with \"// SPDX");
    row("no licence in CMake", "tests/CMakeLists.txt", "project(a)\n", "does not start with \"# SPDX");
    row("script", "packaging/a", "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n", "");
    row("script without licence", "packaging/a", "#!/bin/sh\ntrue\n", "does not start with \"# SPDX");
    row("header that says nothing", "models/base/a.h", kLicenceLine + "#pragma once\nint a;\n",
        "does not say what it is");
    row("header without guard", "models/base/a.h", kLicenceLine + "//\n// A thing.\nint a;\n", "no \"#pragma once\"");

    row("plain text", "README.md", "See /home and the work/ folder, or example.com/home/page.\n", "");
    row("home folder", "README.md", "open /ho" + std::string("me/jane/trail\n"), ":1: a path of somebody's machine");
    row("quoted folder", "tests/a.md", "\n\"/ro" + std::string("ot/x\"\n"), ":2: a path of somebody's machine");
    row("unfinished merge", "README.md", "a\n" + std::string(7, '<') + " main\n", ":2: a mark of an unfinished merge");
}

void TestLayering::judgesFiles() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, finding);
    const SourceTree tree{{path.toStdString(), text.toStdString()}};

    Findings findings;
    for (const auto check : {checkFileSizes, checkFunctionSizes, checkFirstLines, checkLeftOvers}) {
        const Findings more = check(tree);
        findings.insert(findings.end(), more.begin(), more.end());
    }
    QCOMPARE(findings.size(), std::size_t{finding.isEmpty() ? 0u : 1u});
    if (!findings.empty())
        QVERIFY2(QString::fromStdString(findings.front()).contains(finding), joined(findings));
}

QTEST_APPLESS_MAIN(TestLayering)
#include "tst_layering.moc"
