// SPDX-License-Identifier: Apache-2.0
#include "language/parser.h"

#include "language/shape.h"

#include <QElapsedTimer>
#include <QTest>

using namespace rastro;
using namespace std::string_literals;

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        text += piece;
    return text;
}

std::string filling(std::string_view piece) { return repeated(piece, kLongestFilterBytes / piece.size()); }

// The shape, or "BEGIN-END: what was expected".
QByteArray answer(std::string_view text) {
    const auto parsed = parseFilter(text);
    if (const auto* error = std::get_if<SyntaxError>(&parsed))
        return QByteArray::fromStdString(std::to_string(error->span.begin) + '-' + std::to_string(error->span.end) +
                                         ": " + error->expected);
    return QByteArray::fromStdString(test::shapeOf(std::get<Expression>(parsed)));
}

struct Row {
    const char* text;
    const char* expected;
};

void addRows(std::initializer_list<Row> rows) {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    for (const Row& row : rows)
        QTest::newRow(QByteArray(row.text).simplified()) << QByteArray(row.text) << QByteArray(row.expected);
}

} // namespace

class TestParser : public QObject {
    Q_OBJECT
private slots:
    void structure_data();
    void structure() { compare(); }
    void words_data();
    void words() { compare(); }
    void fields_data();
    void fields() { compare(); }
    void values_data();
    void values() { compare(); }
    void regularExpressions_data();
    void regularExpressions() { compare(); }
    void comparisons_data();
    void comparisons() { compare(); }
    void groups_data();
    void groups() { compare(); }
    void errors_data();
    void errors() { compare(); }
    void spans_data();
    void spans();
    void takesAnyByte();
    void keepsToItsLimits();
    void answersHostileText_data();
    void answersHostileText();
    void boundsRegularExpressions();
    void boundsRepeatedFields();

private:
    void compare();
};

void TestParser::compare() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(answer(text.toStdString()), expected);
}

void TestParser::structure_data() {
    addRows({
        {"", "all"},
        {" \t\r\n ", "all"},
        {"a", "- : 'a'"},
        {"a b", "(- : 'a' & - : 'b')"},
        {"a and b", "(- : 'a' & - : 'b')"},
        {"a AnD b", "(- : 'a' & - : 'b')"},
        {"a\tor\nb", "(- : 'a' | - : 'b')"},
        {"a b or c", "((- : 'a' & - : 'b') | - : 'c')"},
        {"a or b and c", "(- : 'a' | (- : 'b' & - : 'c'))"},
        {"(a or b) c", "((- : 'a' | - : 'b') & - : 'c')"},
        {"(a or b) or c", "(- : 'a' | - : 'b' | - : 'c')"},
        {"a and (b and (c and d))", "(- : 'a' & - : 'b' & - : 'c' & - : 'd')"},
        {"(((a)))", "- : 'a'"},
        {"a(b)c", "(- : 'a' & - : 'b' & - : 'c')"},
        {"not a", "!- : 'a'"},
        {"not not a", "!!- : 'a'"},
        {"not a b", "(!- : 'a' & - : 'b')"},
        {"not(a b)", "!(- : 'a' & - : 'b')"},
        {"a and not b or NOT c", "((- : 'a' & !- : 'b') | !- : 'c')"},
        {"a \"b c\" d", "(- : 'a' & - : \"b c\" & - : 'd')"},
        {"a\"b\"", "(- : 'a' & - : \"b\")"},
        {"\"a\"\"b\"c", "(- : \"a\" & - : \"b\" & - : 'c')"},
        {"and\"b\"", "0-3: a term is expected before \"and\""},
        {"a and\"b\"", "(- : 'a' & - : \"b\")"},
        {"eventName:(StartInstances or StopInstances) and not sourceIPAddress:10.0.0.0/8",
         "((eventName : 'StartInstances' | eventName : 'StopInstances') & !sourceIPAddress : net(10.0.0.0/8))"},
        {"user:Mateo api:/^(Get|List)/ \"i-EXAMPLE56126103cb\"",
         "(user : 'Mateo' & api : /^(Get|List)/ & - : \"i-EXAMPLE56126103cb\")"},
    });
}

void TestParser::words_data() {
    addRows({
        {"a\\ b", "- : 'a b'"},
        {"\\(a\\)", "- : '(a)'"},
        {"\\\"a", "- : '\"a'"},
        {"\\\\", "- : '\\'"},
        {"a\\:b", "- : 'a:b'"},
        {"\\:a", "- : ':a'"},
        {"\\a\\n", "- : 'an'"},
        {"a*b?c", "- : 'a'*'b'?'c'"},
        {"**a***", "- : *'a'*"},
        {"*?*", "- : *?*"},
        {"a\\*\\?", "- : 'a*?'"},
        {"*", "- : *"},
        {"**", "- : *"},
        {"\"*\"", "- : \"*\""},
        {"\"\"", "- : \"\""},
        {"\"a\\\"b\\\\c\\n\"", "- : \"a\"b\\cn\""},
        {"\"a:b (and) or\"", "- : \"a:b (and) or\""},
        {"\\and", "- : 'and'"},
        {"an\\d", "- : 'and'"},
        {"android nothing order", "(- : 'android' & - : 'nothing' & - : 'order')"},
        {"10.0.0.0/8", "- : '10.0.0.0/8'"},
        {"@list", "- : '@list'"},
        {"a=b", "- : 'a=b'"},
        {"a'b{c}[d],e", "- : 'a'b{c}[d],e'"},
        {"\xC2\xA0", "- : '\xC2\xA0'"}, // a no-break space is no blank of the language
        {"\\\xC3\xA9", "- : '\xC3\xA9'"},
    });
}

void TestParser::fields_data() {
    addRows({
        {"f:x", "f : 'x'"},
        {"f : x", "f : 'x'"},
        {"f: x", "f : 'x'"},
        {"f :x", "f : 'x'"},
        {"f\n:\tx y", "(f : 'x' & - : 'y')"},
        {"a.b.c:x", "a/b/c : 'x'"},
        {".a:x", "^a : 'x'"},
        {".a.b:x", "^a/b : 'x'"},
        {"a\\.b.c:x", "a.b/c : 'x'"},
        {"tag\\:a.b:x", "tag:a/b : 'x'"},
        {"a.*:x", "a/** : 'x'"},
        {".a.*:x", "^a/** : 'x'"},
        {"*:x", "** : 'x'"},
        {".*:x", "** : 'x'"},
        {"a.\\*:x", "a/* : 'x'"},
        {"\\*:x", "* : 'x'"},
        {"a\\ b:x", "a b : 'x'"},
        {"not:x", "not : 'x'"},
        {"a and:x", "(- : 'a' & and : 'x')"},
        {"or : x", "or : 'x'"},
        {"Not < 3", "Not < '3'"},
        {"/aws:x", "/aws : 'x'"},
        {"/a/:x", "/a/ : 'x'"},
        {"@f:x", "@f : 'x'"},
        {"a/b:x", "a/b : 'x'"},
        {"f:x:y", "f : 'x:y'"},
        {"f::x", "f : ':x'"},
        {"f : :x", "f : ':x'"},
        {"f:<x", "f : '<x'"},
        {"requestParameters.policyDocument.Statement.Principal.AWS:*",
         "requestParameters/policyDocument/Statement/Principal/AWS : *"},
    });
}

void TestParser::values_data() {
    addRows({
        {"f:arn:aws:s3:::b/*", "f : 'arn:aws:s3:::b/'*"},
        {"f:/aws/lambda/x", "f : '/aws/lambda/x'"},
        {"f:not", "f : 'not'"},
        {"f:and and f: or", "(f : 'and' & f : 'or')"},
        {"f:\"\"", "f : \"\""},
        {"f:null", "f : 'null'"},
        {"f:a\"b\"", "(f : 'a' & - : \"b\")"},
        {"f:\"a\"b", "(f : \"a\" & - : 'b')"},
        {"f:a(b)", "(f : 'a' & - : 'b')"},
        {"(f:a)", "f : 'a'"},
        {"f:*", "f : *"},
        {"f:**", "f : *"},
        {"f:\\*", "f : '*'"},
        {"f:10.0.0.0/8", "f : net(10.0.0.0/8)"},
        {"f:10.1.2.3/32", "f : net(10.1.2.3/32)"},
        {"f:10.1.2.3/33", "f : '10.1.2.3/33'"},
        {"f:10.1.2.3/08", "f : '10.1.2.3/08'"},
        {"f:10.1.2.3/", "f : '10.1.2.3/'"},
        {"f:10.1.2/8", "f : '10.1.2/8'"},
        {"f:10.1.2.03/8", "f : '10.1.2.03/8'"},
        {"f:10.1.2.256/8", "f : '10.1.2.256/8'"},
        {"f:10.1.2.3/8/8", "f : '10.1.2.3/8/8'"},
        {"f:10.1.2.3/-1", "f : '10.1.2.3/-1'"},
        {"f:10.1.2.3/+8", "f : '10.1.2.3/+8'"},
        {"f:\\10.0.0.0/8", "f : '10.0.0.0/8'"},
        {"f:10.0.0.*/8", "f : '10.0.0.'*'/8'"},
        {"f:\"10.0.0.0/8\"", "f : \"10.0.0.0/8\""},
        {"f:2001:db8::/32", "f : net(2001:db8::/32)"},
        {"f:::/0", "f : net(::/0)"},
        {"f:::ffff:10.0.0.0/104", "f : net(::ffff:10.0.0.0/104)"},
        {"f:2001:db8::/129", "f : '2001:db8::/129'"},
        {"f:fe80::1%eth0/64", "f : 'fe80::1%eth0/64'"},
        {"f:@bad-ips_2.txt", "f : @bad-ips_2.txt"},
        {"f:@", "f : '@'"},
        {"f:@a*", "f : '@a'*"},
        {"f:@a/b", "f : '@a/b'"},
        {"f:@a\\b", "f : '@ab'"},
        {"f:\\@a", "f : '@a'"},
        {"f:\"@a\"", "f : \"@a\""},
        {"f:@\xC3\xA9", "f : '@\xC3\xA9'"},
        {"userIdentity.type:Root and errorCode:*", "(userIdentity/type : 'Root' & errorCode : *)"},
        {"requestParameters.bucketName:prod-* kind:take outcome:ok",
         "(requestParameters/bucketName : 'prod-'* & kind : 'take' & outcome : 'ok')"},
    });
}

void TestParser::regularExpressions_data() {
    addRows({
        {"/a b/", "(- : '/a' & - : 'b/')"},
        {"/ab/", "- : /ab/"},
        {"f:/ab/", "f : /ab/"},
        {"f:/ab/x", "f : '/ab/x'"},
        {"f:/a/b/", "f : /a/b/"},
        {"f:/(a|\"b\")+/", "f : /(a|\"b\")+/"},
        {"(f:/a/)", "f : /a/"},
        {"(/(a)/)", "- : /(a)/"},
        {"f:/a\\/b/", "f : /a\\/b/"},
        {"f:/a\\/", "f : '/a/'"},
        {"f:/a\\\\/", "f : /a\\\\/"},
        {"f:/a//", "f : /a//"},
        {"f://", "f : '//'"},
        {"//", "- : '//'"},
        {"///", "- : ///"},
        {"//a/", "- : //a/"},
        {"f:/", "f : '/'"},
        {"\\/ab/", "- : '/ab/'"},
        {"f:\\/ab/", "f : '/ab/'"},
        {"/a:b/", "- : /a:b/"},
        {"/a/\"b\"", "(- : '/a/' & - : \"b\")"},
        {"/a/ /b/", "(- : /a/ & - : /b/)"},
        {"/(a/)b/", "1-3: a matching parenthesis is expected in the regular expression"}, // `/)` closes it
        {"f:/(?-i)Get/", "f : /(?-i)Get/"},
        {"f:/\\xff[\\x80-\\xfe]/", "f : /\\xff[\\x80-\\xfe]/"},
    });
}

void TestParser::comparisons_data() {
    addRows({
        {"f<1", "f < '1'"},
        {"f<=1", "f <= '1'"},
        {"f>1", "f > '1'"},
        {"f >= 1", "f >= '1'"},
        {"f < =1", "f < '=1'"},
        {"f<:1", "f < ':1'"},
        {"f<<1", "f < '<1'"},
        {"f>=\"2023-07-20 01:00\"", "f >= \"2023-07-20 01:00\""},
        {"f < a*b?", "f < 'a*b?'"},
        {"f < \\*", "f < '*'"},
        {"f < 10.0.0.0/8", "f < '10.0.0.0/8'"},
        {"f < @", "f < '@'"},
        {"f < \\@a", "f < '@a'"},
        {"f < //", "f < '//'"},
        {"f < /a", "f < '/a'"},
        {"f < and", "f < 'and'"},
        {"time > now-24h time<=last-7d", "(time > 'now-24h' & time <= 'last-7d')"},
        {"eventTime >= 2023-07-19T21:00:00Z and eventTime < 2023-07-20",
         "(eventTime >= '2023-07-19T21:00:00Z' & eventTime < '2023-07-20')"},
        {"additionalEventData.bytesTransferredOut > 1000000",
         "additionalEventData/bytesTransferredOut > '1000000'"},
    });
}

void TestParser::groups_data() {
    addRows({
        {"f:(a)", "f : 'a'"},
        {"f : ( a )", "f : 'a'"},
        {"f:(a or b)", "(f : 'a' | f : 'b')"},
        {"f:(a b)", "(f : 'a' & f : 'b')"},
        {"f:(a and not b)", "(f : 'a' & !f : 'b')"},
        {"f:(not x)", "!f : 'x'"},
        {"f:(a (b or c))", "(f : 'a' & (f : 'b' | f : 'c'))"},
        {"f:(a or b) or c", "(f : 'a' | f : 'b' | - : 'c')"},
        {"f:(a)b", "(f : 'a' & - : 'b')"},
        {"f:(a:b)", "f : 'a:b'"},
        {"f:(g : b)", "(f : 'g' & f : ':' & f : 'b')"},
        {"f:(not:x)", "f : 'not:x'"},
        {"f:(not :x)", "!f : ':x'"},
        {"f:(\\not)", "f : 'not'"},
        {"f:(\"not\")", "f : \"not\""},
        {"f:(<x)", "f : '<x'"},
        {"f:(/a/ or 10.0.0.0/8 or @l or \"q\" or *)",
         "(f : /a/ | f : net(10.0.0.0/8) | f : @l | f : \"q\" | f : *)"},
        {"a.*:(x or y)", "(a/** : 'x' | a/** : 'y')"},
        {"not f:(a or b)", "!(f : 'a' | f : 'b')"},
    });
}

void TestParser::errors_data() {
    addRows({
        {"()", "1-2: a term is expected before the closing parenthesis"},
        {"( )", "2-3: a term is expected before the closing parenthesis"},
        {")", "0-1: a term is expected before the closing parenthesis"},
        {"a)", "1-2: an opening parenthesis is expected before this closing one"},
        {"a or b) c", "6-7: an opening parenthesis is expected before this closing one"},
        {"(a", "2-2: a closing parenthesis is expected"},
        {"(a b ", "5-5: a closing parenthesis is expected"},
        {"(", "1-1: a term is expected at the end"},
        {"and", "0-3: a term is expected before \"and\""},
        {"or a", "0-2: a term is expected before \"or\""},
        {"a and", "5-5: a term is expected at the end"},
        {"a and and b", "6-9: a term is expected before \"and\""},
        {"a or or b", "5-7: a term is expected before \"or\""},
        {"a and or b", "6-8: a term is expected before \"or\""},
        {"not", "3-3: a term is expected at the end"},
        {"a not", "5-5: a term is expected at the end"},
        {"(a not)", "6-7: a term is expected before the closing parenthesis"},
        {"not and a", "4-7: a term is expected before \"and\""},
        {":a", "0-1: a field is expected before the colon"},
        {"a :", "3-3: a value is expected after the colon"},
        {"a: ", "3-3: a value is expected after the colon"},
        {"(a:)", "3-4: a value is expected after the colon"},
        {"\"f\":x", "3-4: a field is expected before the colon"},
        {"(f):x", "3-4: a field is expected before the colon"},
        {"<5", "0-1: a field is expected before the comparison sign"},
        {"a >= 1 > 2", "7-8: a field is expected before the comparison sign"},
        {"a<", "2-2: a word or a quoted text is expected after the comparison sign"},
        {"a>=(1)", "3-4: a word or a quoted text is expected after the comparison sign"},
        {"(a<)", "3-4: a word or a quoted text is expected after the comparison sign"},
        {"a < /b/", "4-7: a word or a quoted text is expected in a comparison, not a regular expression"},
        {"a < @b", "4-6: a word or a quoted text is expected in a comparison, not a list"},
        {"f:()", "3-4: a value is expected before the closing parenthesis"},
        {"f:(", "3-3: a value is expected at the end"},
        {"f:(a", "4-4: a closing parenthesis is expected"},
        {"f:(a or)", "7-8: a value is expected before the closing parenthesis"},
        {"f:(and a)", "3-6: a value is expected before \"and\""},
        {"x \"abc", "2-6: a closing quotation mark is expected"},
        {"\"", "0-1: a closing quotation mark is expected"},
        {"\"a\\\"", "0-4: a closing quotation mark is expected"},
        {"\"a\\", "0-3: a closing quotation mark is expected"},
        {"a\\", "1-2: a character is expected after the backslash"},
        {"f:a\\", "3-4: a character is expected after the backslash"},
        {"f:(a\\", "4-5: a character is expected after the backslash"},
        {"a b..c:x", "3-4: a key is expected after the dot"},
        {"b.:x", "1-2: a key is expected after the dot"},
        {".:x", "0-1: a key is expected after the dot"},
        {"..b:x", "0-1: a key is expected after the dot"},
        {"x a*:b", "3-4: a field without wildcards is expected, except for .* at its end; wildcards "
                   "stand in values"},
        {"a.*.b:x", "2-3: a field without wildcards is expected, except for .* at its end; wildcards "
                    "stand in values"},
        {"a.**:x", "2-3: a field without wildcards is expected, except for .* at its end; wildcards "
                   "stand in values"},
        {"?:x", "0-1: a field without wildcards is expected, except for .* at its end; wildcards "
                "stand in values"},
        {"f:/a(b/", "3-6: a matching parenthesis is expected in the regular expression"},
        {"f:/xx[a-/", "5-8: a closing bracket is expected in the regular expression"},
        {"x /a**/", "4-6: a single repetition is expected"},
        {"/*a/", "1-2: something to repeat is expected before the repetition"},
        {"/a\\8/", "2-4: a known escape is expected in the regular expression"},
        {"/[b-a]/", "2-5: a range from low to high is expected in the character class"},
        {"/x{1001}/", "2-8: a repetition of at most 1,000 times is expected"},
        {"/(?=a)/", "1-4: a known kind of group is expected"},
        {"/((x{100}){100}){100}/", "4-9: a repetition of at most 1,000 times is expected"},
        {"/(?P<a->x)/", "1-8: a valid name of the group is expected"},
        {"/[[:word:][:x:]]/", "10-15: a range from low to high is expected in the character class"},
    });
}

void TestParser::spans_data() {
    addRows({
        {"a", "0-1"},
        {"  user:Mateo  b ", "2-15 2-12 14-15"},
        {" not  f : x ", "1-11"},
        {"(a or b) c", "0-10 0-8 9-10"},
        {"x f:(a or b)", "0-12 0-1 2-12"},
        {"x not (f:(a or b))", "0-18 0-1 2-18"},
        {"\"a\"/b/", "0-6 0-3 3-6"},
        {"a < \"b\" /x/", "0-11 0-7 8-11"},
    });
}

// Of the whole and of its parts.
void TestParser::spans() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto parsed = parseFilter(text.toStdString());
    QVERIFY(std::holds_alternative<Expression>(parsed));
    const auto& root = std::get<Expression>(parsed);
    const auto write = [](TextSpan span) { return std::to_string(span.begin) + '-' + std::to_string(span.end); };
    std::string spans = write(root.span);
    if (root.kind == Expression::Kind::And) {
        for (const Expression& part : root.children)
            spans += ' ' + write(part.span);
    }
    QCOMPARE(QByteArray::fromStdString(spans), expected);
}

void TestParser::takesAnyByte() {
    const auto textOf = [](const std::string& filter) {
        const auto parsed = parseFilter(filter);
        const auto* root = std::get_if<Expression>(&parsed);
        return root != nullptr ? root->term.value.text : "no filter";
    };
    QCOMPARE(textOf("f:a\0b"s), "a\0b"s);
    QCOMPARE(textOf("\0"s), "\0"s);
    QCOMPARE(textOf("f:\"\0\""s), "\0"s);
    QCOMPARE(textOf("f:/\0/"s), "\0"s);
    for (int byte = 0x80; byte < 0x100; ++byte) {
        const std::string one(1, static_cast<char>(byte));
        QCOMPARE(textOf(one), one);
        QCOMPARE(textOf("f:\\" + one), one);
        QCOMPARE(textOf("f:\"" + one + '"'), one);
        QCOMPARE(textOf("f:/" + one + '/'), one);
    }
    const auto parsed = parseFilter("a\xFF\0.b:x"s);
    QCOMPARE(std::get<Expression>(parsed).term.field.steps, (std::vector{"a\xFF\0"s, "b"s}));
}

void TestParser::keepsToItsLimits() {
    const std::string deepest = repeated("(", kDeepestFilter) + "a" + repeated(")", kDeepestFilter);
    QCOMPARE(answer(deepest), QByteArray("- : 'a'"));
    const QByteArray tooDeep = "256-257: at most 256 parentheses and nots around a term are expected";
    QCOMPARE(answer("(" + deepest + ")"), tooDeep);
    QVERIFY(answer(repeated("not ", kDeepestFilter) + "a").startsWith("!!!"));
    QVERIFY(answer(repeated("not ", kDeepestFilter + 1) + "a").startsWith("1024-1027: at most 256"));
    QVERIFY(answer(repeated("not(", kDeepestFilter / 2) + "f:(a" + repeated(")", 129)).startsWith("514-515: at most"));

    const std::string most = repeated("a ", kMostTerms);
    QVERIFY(std::holds_alternative<Expression>(parseFilter(most)));
    QCOMPARE(answer(most + "b"), QByteArray("131072-131073: at most 65,536 terms are expected"));
    QVERIFY(std::holds_alternative<Expression>(parseFilter(std::string(kLongestFilterBytes, 'a'))));
    QCOMPARE(answer(std::string(kLongestFilterBytes + 9, 'a')),
             QByteArray("1048576-1048585: a filter of at most 1,048,576 bytes is expected"));
}

void TestParser::answersHostileText_data() {
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QByteArray::fromStdString(text.substr(0, kLongestFilterBytes));
    };
    for (const char* piece :
         {"(",    ")",      "not ", "and ", "or ",  "\"",   "\"\"", "\\",      "\\\\",     "/",
          "/a(",  "/a\"b\"", "//",   "/a/ ", "/a(\" ", ":",    "f:",   "f:(",     "f:(a)",    "f:(a or ",
          ".",    "a.",     "*",    "?",    "*a",   "@",    " ",    "a ",      "a:b ",     "a\\ ",
          "\xFF", "f<1 ",   "f:@l ", "\xC0\x80", "\xED\xA0\x80", "f:10.0.0.0/8 ", "(a or b) "})
        add(piece, filling(piece));
    add("NUL", std::string(kLongestFilterBytes, '\0'));
    add("many terms deep on the left", repeated("(", 256) + repeated("a ", 60'000) + repeated(")b", 256));
    add("many terms deep on the right", repeated("b(", 256) + repeated("a ", 60'000) + repeated(")", 256));
    add("one long field", std::string(500'000, 'f') + ":(" + filling("a "));
    add("a field of many steps", repeated("a.", 250'000) + "a:(" + filling("a "));
    add("one long regular expression", "/" + repeated("(a|b)*", 174'000) + "/");
    add("a deep regular expression", "/" + repeated("(", 400'000) + repeated(")", 400'000) + "/");
    add("greedy regular expressions", filling("/((\\pL{10}){10}){10}/ "));
    add("many regular expressions", filling("/a/ /b/ /c/ /d/ "));
}

// A quadratic pass over a megabyte would take minutes; the limit only has to tell it from a linear one.
void TestParser::answersHostileText() {
    QFETCH(QByteArray, text);
    const std::string_view view(text.data(), static_cast<std::size_t>(text.size()));
    QElapsedTimer timer;
    timer.start();
    const auto parsed = parseFilter(view);
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed()) + " ms"));
    if (const auto* error = std::get_if<SyntaxError>(&parsed)) {
        QVERIFY(error->span.begin <= error->span.end);
        QVERIFY(error->span.end <= view.size());
        QVERIFY(!error->expected.empty());
        QVERIFY(!error->expected.ends_with('.'));
    }
}

void TestParser::boundsRegularExpressions() {
    QVERIFY(answer("/((\\pL{10}){10}){10}/").startsWith("- : /"));
    QVERIFY(answer(filling("/((\\pL{10}){10}){10}/ ")).endsWith(": fewer or smaller regular expressions are expected"));
    QVERIFY(answer("/" + std::string(70'000, 'a') + "/").endsWith(": a smaller regular expression is expected"));
    QVERIFY(answer(repeated("/^Get[A-Z]+(Policy|Role)$/ ", 1'000)).startsWith("(- : /"));
}

void TestParser::boundsRepeatedFields() {
    const std::string field = std::string(500'000, 'f');
    QVERIFY(answer(field + ":(" + repeated("a ", 9) + ")").startsWith("(f"));
    const QByteArray tooMany = answer(field + ":(" + repeated("a ", 9'000) + ")");
    QVERIFY(tooMany.endsWith(": fewer values of so long a field are expected"));
    QVERIFY(std::holds_alternative<Expression>(parseFilter(
        "requestParameters.policyDocument.Statement.Principal.AWS:(" + repeated("a ", kMostTerms) + ")")));
}

QTEST_APPLESS_MAIN(TestParser)
#include "tst_parser.moc"
