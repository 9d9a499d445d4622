// SPDX-License-Identifier: Apache-2.0
#include "language/unparser.h"

#include "language/fields.h"
#include "language/parser.h"
#include "language/randomfilters.h"
#include "language/shape.h"

#include <QTest>

using namespace rastro;
using test::shapeOf;

namespace {

Expression parsed(std::string_view text) {
    auto result = parseFilter(text);
    if (const auto* error = std::get_if<SyntaxError>(&result)) {
        qWarning("%zu-%zu: %s", error->span.begin, error->span.end, error->expected.c_str());
        return {};
    }
    return std::move(std::get<Expression>(result));
}

QByteArray bytes(const std::string& text) { return QByteArray::fromStdString(text); }

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += piece;
    return text;
}

// The text of an expression that does not come back as it was, which is what one wants to see of a random one.
QByteArray lossOf(const Expression& expression) {
    const std::string text = filterText(expression);
    const Expression again = parsed(text);
    return again == expression && filterText(again) == text ? QByteArray() : "lost: " + bytes(text);
}

} // namespace

class TestUnparser : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(".*")); }
    void writes_data();
    void writes();
    void randomExpressionsComeBack();
    void randomTextsComeBack();
    void leavesOutWhatDoesNotFit();
    void longFiltersComeBack_data();
    void longFiltersComeBack();
    void deepestFiltersComeBack();
    void writesLiterals_data();
    void writesLiterals();
    void literalsMeanTheirText();
    void makesTerms();
    void negates();
    void combines();
};

void TestUnparser::writes_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");
    const std::pair<const char*, const char*> rows[] = {
        {"", ""},
        {"a b", "a and b"},
        {"A AND (b Or c)", "A and (b or c)"},
        {"((a or b) or c)", "a or b or c"},
        {"not ((a b))", "not (a and b)"},
        {"not(not(a))", "not not a"},
        {"a\"b\"", "a and \"b\""},
        {"\"a\\\\\\\"b\\c\"", "\"a\\\\\\\"bc\""},
        {"\\a\\:b\\*", "a\\:b\\*"},
        {"\\and \\/x/ @l", "\\and and \\/x/ and @l"},
        {"f : x", "f:x"},
        {"f:\\x:y", "f:x:y"},
        {"f<1", "f < 1"},
        {"f < \\*a", "f < *a"},
        {"f < \\/a/", "f < \\/a/"},
        {"f < \\@l", "f < \\@l"},
        {"f:not", "f:\\not"},
        {"f:\\@l", "f:\\@l"},
        {"f:10\\.0.0.0/8", "f:\\10.0.0.0/8"},
        {"f:/a/ f:@l f:10.0.0.0/8", "f:(/a/ and @l and 10.0.0.0/8)"},
        {"f:/aws/lambda/x", "f:/aws/lambda/x"},
        {"f://", "f://"},
        {"f:a or f:b", "f:(a or b)"},
        {"f:a or F:b", "f:a or F:b"},
        {"f:a or g:c or f:b or f:d", "f:a or g:c or f:(b or d)"},
        {"f:(a and not b)", "f:a and not f:b"},
        {"not f:(a or b)", "not f:(a or b)"},
        {"f:(a b) or f:c", "f:(a and b) or f:c"},
        {"x f:(a or b)", "x and f:(a or b)"},
        {"x (f:a or y)", "x and (f:a or y)"},
        {"f < 1 f < 2", "f < 1 and f < 2"},
        {"/aws:x", "\\/aws:x"},
        {"a\\.b.c\\:d.*:x", "a\\.b.c\\:d.*:x"},
        {".a:x .*:y", ".a:x and *:y"},
        {"and:x not<3", "and:x and not < 3"},
    };
    for (const auto& [text, canonical] : rows)
        QTest::newRow(*text ? text : "(empty)") << QByteArray(text) << QByteArray(canonical);
}

void TestUnparser::writes() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, canonical);
    const Expression expression = parsed(text.toStdString());
    QCOMPARE(bytes(filterText(expression)), canonical);
    QCOMPARE(lossOf(expression), QByteArray());
}

void TestUnparser::randomExpressionsComeBack() {
    for (unsigned seed = 1; seed <= 20'000; ++seed) {
        const Expression expression = test::RandomFilters(seed).expression();
        QCOMPARE(lossOf(expression), QByteArray());
    }
}

void TestUnparser::randomTextsComeBack() {
    int filters = 0;
    test::RandomFilters random(7);
    for (int i = 0; i < 100'000; ++i) {
        const auto result = parseFilter(random.languageText());
        if (const auto* expression = std::get_if<Expression>(&result)) {
            QCOMPARE(lossOf(*expression), QByteArray());
            ++filters;
        }
    }
    QVERIFY(filters > 10'000); // else the pieces are no longer those of the language
}

// One byte too long for the readable text: the compact one has to say the same.
void TestUnparser::leavesOutWhatDoesNotFit() {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        Expression padding;
        padding.kind = Expression::Kind::Term;
        padding.term.value.kind = Value::Kind::Literal;
        const Expression part = test::RandomFilters(seed).expression();
        const std::size_t taken = filterText(both(part, padding)).size();
        padding.term.value.text = std::string(kLongestFilterBytes + 1 - taken, 'x');
        const Expression whole = both(part, padding);
        const std::string text = filterText(whole);
        QVERIFY(text.size() <= kLongestFilterBytes);
        QVERIFY2(parsed(text) == whole, qPrintable(QString("seed %1").arg(seed)));
    }
}

void TestUnparser::longFiltersComeBack_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("terms side by side") << bytes(repeated("fourteen-bytes ", kMostTerms));
    QTest::newRow("comparisons") << bytes(repeated("bytes>=1000000 ", kMostTerms));
    QTest::newRow("one long field") << bytes(std::string(5'000, 'f') + ":(" + repeated("a not b ", 4'000) + ")");
    QTest::newRow("and its alternatives")
        << bytes(std::string(5'000, 'f') + ":(" + repeated("a not b or (not c d) ", 1'500) + ")");
}

void TestUnparser::longFiltersComeBack() {
    QFETCH(QByteArray, text);
    QCOMPARE(lossOf(parsed(text.toStdString())), QByteArray());
}

void TestUnparser::deepestFiltersComeBack() {
    const auto nested = [](std::string_view inside) {
        return parsed(repeated("not(", kDeepestFilter / 2) + std::string(inside) + repeated(")", kDeepestFilter / 2));
    };
    // There is no room for f:(a or b) in the parentheses, but for it in their place.
    QCOMPARE(lossOf(nested("f:a or f:b")), QByteArray());
    QCOMPARE(lossOf(nested("f:a f:b or c")), QByteArray());
    QCOMPARE(lossOf(nested("f:a f:b or f:c g:d")), QByteArray());
    const std::string inside = repeated("a or b(", kDeepestFilter) + "f:a f:b or c" + repeated(")", kDeepestFilter);
    QCOMPARE(lossOf(parsed(inside)), QByteArray());
}

void TestUnparser::writesLiterals_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    const std::pair<const char*, const char*> rows[] = {
        {"", "\"\""},
        {"Mateo", "Mateo"},
        {"arn:aws:iam::1:user/m", "arn:aws:iam::1:user/m"},
        {"/aws/lambda/x", "/aws/lambda/x"},
        {"/aws/", "\"/aws/\""},
        {"//", "//"},
        {"a b", "\"a b\""},
        {"a\"b\\", "\"a\\\"b\\\\\""},
        {"a*", "\"a*\""},
        {"(a)", "\"(a)\""},
        {"not", "\"not\""},
        {"OR", "\"OR\""},
        {"nothing", "nothing"},
        {"10.0.0.0/8", "\"10.0.0.0/8\""},
        {"10.0.0.1", "10.0.0.1"},
        {"@list", "\"@list\""},
        {"me@example.com", "me@example.com"},
        {"2023-07-20", "\"2023-07-20\""},
        {"2023-07-20T01:00:00Z", "2023-07-20T01:00:00Z"},
        {"<script>", "<script>"},
        {"\n", "\"\n\""},
    };
    for (const auto& [text, written] : rows)
        QTest::newRow(*text ? QByteArray(text).simplified() : "(empty)") << QByteArray(text) << QByteArray(written);
}

void TestUnparser::writesLiterals() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    QCOMPARE(bytes(literalValueText(text.toStdString())), written);
}

void TestUnparser::literalsMeanTheirText() {
    test::RandomFilters random(11);
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = random.anyText();
        const std::string written = literalValueText(text);
        for (const std::string& filter : {"f:" + written, "f:(" + written + ")"}) {
            const Expression term = parsed(filter);
            QVERIFY2(term == equalsTerm({{"f"}}, text), filter.c_str());
            const Value& value = term.term.value;
            const bool isText = value.kind == Value::Kind::Literal ||
                                (value.parts.size() == 1 && value.parts[0].kind == PatternPart::Kind::Text);
            QVERIFY2(isText && value.text == text, filter.c_str());
        }
    }
}

void TestUnparser::makesTerms() {
    QCOMPARE(filterText(equalsTerm(fieldOf(Column::SourceIPAddress), "10.0.0.1")), "ip:10.0.0.1");
    QCOMPARE(filterText(equalsTerm({{"a.b", "c d"}}, "x y")), "a\\.b.c\\ d:\"x y\"");
    QCOMPARE(filterText(equalsTerm({{"a"}}, "")), "a:\"\"");
    QCOMPARE(filterText(presentTerm({{"a"}})), "a:*");
    QVERIFY(parsed("a:*") == presentTerm({{"a"}}));
    QCOMPARE(valueText(equalsTerm({{"a"}}, "and").term.value), "\"and\"");
    QCOMPARE(fieldText({{"a"}, true, true}), ".a.*");
}

void TestUnparser::negates() {
    QVERIFY(negated(parsed("a")) == parsed("not a"));
    QVERIFY(negated(parsed("not a")) == parsed("a"));
    QVERIFY(negated(parsed("a b")) == parsed("not (a b)"));
    QVERIFY(negated(parsed("")) == parsed("*:* and not *:*")); // no row
    QVERIFY(negated(presentTerm({{"a"}})) == parsed("not a:*"));
}

void TestUnparser::combines() {
    QVERIFY(both(parsed("a b"), parsed("c (d or e)")) == parsed("a b c (d or e)"));
    QVERIFY(both(parsed(""), parsed("a or b")) == parsed("a or b"));
    QVERIFY(both(parsed("a"), parsed("")) == parsed("a"));
    QVERIFY(both(parsed(""), parsed("")) == parsed(""));
    QCOMPARE(topLevelTerms(parsed("")).size(), 0u);
    QCOMPARE(topLevelTerms(parsed("a or b")).size(), 1u);
    QCOMPARE(topLevelTerms(parsed("a (b or c) f:(d e)")).size(), 4u);
    for (unsigned seed = 1; seed < 2'000; ++seed) {
        const Expression expression = test::RandomFilters(seed).expression();
        QVERIFY(fromTopLevelTerms(topLevelTerms(expression)) == expression);
    }
}

QTEST_APPLESS_MAIN(TestUnparser)
#include "tst_unparser.moc"
