// SPDX-License-Identifier: Apache-2.0
#include "export/cells.h"

#include "export/rowwriter.h"
#include "support/csvparser.h"

#include <QTest>

#include <random>

using namespace rastro;

class TestCells : public QObject {
    Q_OBJECT
private slots:
    void csv_data();
    void csv();
    void csvComesBack();
    void tsvIsOneLine();
    void recordsOnOneLine_data();
    void recordsOnOneLine();
    void tableAligns();
    void tableEscapes();
    void emptyFormats();
};

void TestCells::csv_data() {
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char* name, QByteArray cell, QByteArray written) {
        QTest::newRow(name) << cell << written;
    };
    row("plain", "svc-backup", "svc-backup");
    row("empty", "", "");
    row("comma", "a,b", "\"a,b\"");
    row("quote", "a\"b", "\"a\"\"b\"");
    row("line", "a\nb", "\"a\nb\"");
    row("formula", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
    row("formula and comma", "=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
    row("plus", "+1", "'+1");
    row("minus", "-2+3", "'-2+3");
    row("negative number", "-2.5e3", "-2.5e3");
    row("minus nothing", "-0", "-0");
    row("minus alone", "-", "'-");
    row("minus a cell", "-A", "'-A");
    row("no whole number", "-1e", "'-1e");
    row("number and more", "-1 ", "'-1 ");
    row("at", "@SUM(1)", "'@SUM(1)");
    row("tab", "\t=1", "'\t=1");
    row("carriage return", "\r=1", "\"'\r=1\"");
    row("equals inside", "a=1", "a=1");
    row("not text", "\xFF\x01", "\xFF\x01");
}

void TestCells::csv() {
    QFETCH(QByteArray, cell);
    QFETCH(QByteArray, written);
    QCOMPARE(QByteArray::fromStdString(csvCell(cell.toStdString())), written);
}

void TestCells::csvComesBack() {
    std::mt19937 random(2);
    const std::string alphabet("ab,\"\r\n\t=+-@'\0 \xC3\xA9", 16);
    std::vector<Cells> lines;
    std::string out;
    const auto writer = makeRowWriter(ExportFormat::Csv);
    writer->begin(out, {"one", "two", "three"});
    for (int i = 0; i < 2'000; ++i) {
        Cells cells(3);
        for (auto& cell : cells) {
            cell.emplace();
            for (unsigned n = random() % 6; n > 0; --n)
                *cell += alphabet[random() % alphabet.size()];
        }
        lines.push_back(cells);
        writer->cells(out, cells);
    }
    writer->end(out);
    const auto table = test::parseCsv(out);
    QVERIFY(table);
    QCOMPARE(table->size(), lines.size() + 1);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            const std::string& read = (*table)[i + 1][c];
            QCOMPARE(read, (startsFormula(*lines[i][c]) ? "'" : "") + *lines[i][c]);
            QVERIFY(!startsFormula(read));
        }
    }
}

void TestCells::tsvIsOneLine() {
    QCOMPARE(tsvCell("a\tb\r\nc"), std::string("a\\tb\\r\\nc"));
    QCOMPARE(tsvCell("=1"), std::string("'=1"));
    QCOMPARE(tsvCell("\t=1"), std::string("'\\t=1"));
}

void TestCells::recordsOnOneLine_data() {
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char* name, QByteArray record, QByteArray line) {
        QTest::newRow(name) << record << line;
    };
    row("pretty", "{\r\n  \"a\": 1\r\n}", "{  \"a\": 1}");
    row("escapes stay", "{\"a\":\"\\n\\\\\"}", "{\"a\":\"\\n\\\\\"}");
    row("quote in a string", "{\"a\":\"\\\"\\\\\\\"\"\n}", "{\"a\":\"\\\"\\\\\\\"\"}");
    row("raw line in a string", "{\"a\":\"x\ny\r\"}", "{\"a\":\"x\\ny\\r\"}");
    row("backslash before a raw line", "{\"a\":\"x\\\ny\"}", "{\"a\":\"x\\\\ny\"}");
    row("nothing to do", "{\"a\":\"\xFF\"}", "{\"a\":\"\xFF\"}");
}

void TestCells::recordsOnOneLine() {
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, line);
    QCOMPARE(QByteArray::fromStdString(jsonLine(record.toStdString())), line);
}

void TestCells::tableAligns() {
    const auto writer = makeRowWriter(ExportFormat::Table);
    std::string out;
    writer->begin(out, {"time", "who", "what"});
    writer->cells(out, {"1", "\xC3\xA9", "x"});
    writer->cells(out, {"22222", std::nullopt, "y"});
    QCOMPARE(out, std::string()); // widths are not known yet
    writer->end(out);
    QCOMPARE(out, std::string("time   who  what\n1      \xC3\xA9    x\n22222  -    y\n"));

    const auto many = makeRowWriter(ExportFormat::Table);
    std::string first;
    many->begin(first, {"a", "b"});
    for (int i = 0; i < 1'000; ++i)
        many->cells(first, {"x", "y"});
    QVERIFY(!first.empty());
    std::string later;
    many->cells(later, {"longer than all before", "y"});
    QCOMPARE(later, std::string("longer than all before  y\n"));
}

void TestCells::tableEscapes() {
    const auto writer = makeRowWriter(ExportFormat::Table);
    std::string out;
    writer->begin(out, {"a"});
    writer->cells(out, {"\x1b]0;title\x07\n\xE2\x80\xAE"});
    writer->end(out);
    QCOMPARE(out, std::string("a\n\\u001b]0;title\\u0007\\n\\u202e\n"));
}

void TestCells::emptyFormats() {
    for (const auto& [format, expected] : {std::pair{ExportFormat::Json, "{\"Records\":[]}\n"},
                                           {ExportFormat::Ndjson, ""},
                                           {ExportFormat::Csv, "a,b\r\n"},
                                           {ExportFormat::Tsv, "a\tb\n"},
                                           {ExportFormat::Table, "a  b\n"}}) {
        const auto writer = makeRowWriter(format);
        std::string out;
        writer->begin(out, {"a", "b"});
        writer->end(out);
        QCOMPARE(out, std::string(expected));
    }
}

QTEST_APPLESS_MAIN(TestCells)
#include "tst_cells.moc"
