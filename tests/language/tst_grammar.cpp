// SPDX-License-Identifier: Apache-2.0
#include "language/grammar.h"

#include "language/fields.h"
#include "language/parser.h"
#include "language/unparser.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace rastro;

namespace {

QByteArray bytes(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

} // namespace

class TestGrammar : public QObject {
    Q_OBJECT
private slots:
    void constructs_data();
    void constructs();
    void standInOrder();
    void pageIsUpToDate();
    void pageHasEveryShortName();
    void pageHasEveryMadeColumn();
    void tablesAreWhole();
};

void TestGrammar::constructs_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Construct& construct : allConstructs())
        QTest::newRow(bytes(std::string(titleOf(construct.kind)) + ' ' + std::string(construct.syntax))) << index++;
}

void TestGrammar::constructs() {
    QFETCH(int, index);
    const Construct& construct = allConstructs()[static_cast<std::size_t>(index)];
    QVERIFY(construct.example.find(construct.word) != std::string_view::npos);
    QVERIFY(construct.meaning.ends_with('.'));
    for (const std::string_view text : {construct.syntax, construct.meaning, construct.example})
        QVERIFY(!text.empty() && text.find('`') == std::string_view::npos); // it would end the code of the page
    const auto parsed = parseFilter(construct.example);
    const auto* error = std::get_if<SyntaxError>(&parsed);
    QVERIFY2(error == nullptr, error != nullptr ? error->expected.c_str() : "");
    const Expression& expression = std::get<Expression>(parsed);
    QVERIFY(std::get<Expression>(parseFilter(filterText(expression))) == expression);
    if (construct.kind == Construct::Kind::FullText)
        QVERIFY(expression.kind == Expression::Kind::Term && expression.term.isBare());
}

void TestGrammar::standInOrder() {
    std::set<Construct::Kind> kinds;
    Construct::Kind last = Construct::Kind::Structure;
    for (const Construct& construct : allConstructs()) {
        QVERIFY(last <= construct.kind);
        last = construct.kind;
        kinds.insert(last);
        QVERIFY(!titleOf(last).empty());
    }
    QCOMPARE(kinds.size(), static_cast<std::size_t>(Construct::Kind::FullText) + 1);
}

// Where they differ, the page as it has to be is left beside the programs.
void TestGrammar::pageIsUpToDate() {
    QFile committed(QStringLiteral(RASTRO_SOURCE_DIR "/resources/help/filters.md"));
    const QByteArray due = bytes(grammarPage());
    if (committed.open(QIODevice::ReadOnly) && committed.readAll() == due)
        return;
    QFile written(QCoreApplication::applicationDirPath() + QStringLiteral("/filters.md"));
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write(due) == due.size());
    QFAIL(qPrintable("resources/help/filters.md is not what the table says: copy " + written.fileName()));
}

void TestGrammar::pageHasEveryShortName() {
    const QByteArray page = bytes(grammarPage());
    for (const ColumnInfo& column : allColumns()) {
        if (!column.alias.empty())
            QVERIFY2(page.contains("| `" + bytes(column.alias) + "` | `" + bytes(column.name) + "` |"),
                     bytes(column.alias));
    }
}

void TestGrammar::pageHasEveryMadeColumn() {
    const QByteArray page = bytes(grammarPage());
    const qsizetype table = page.indexOf("\n## Made columns\n");
    QVERIFY(table > 0);
    for (const ColumnInfo& column : allColumns())
        QCOMPARE(page.indexOf("| `" + bytes(column.name) + "` |", table) >= 0, isDerived(column.column));
}

// A bar inside a cell would shift the rest of its row.
void TestGrammar::tablesAreWhole() {
    qsizetype cells = 0;
    for (QByteArray line : bytes(grammarPage()).split('\n')) {
        line.replace("\\|", "");
        const qsizetype bars = line.startsWith('|') ? line.count('|') : 0;
        QVERIFY2(cells == 0 || bars == 0 || bars == cells, line.constData());
        cells = bars;
    }
}

QTEST_GUILESS_MAIN(TestGrammar)
#include "tst_grammar.moc"
