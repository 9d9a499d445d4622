// SPDX-License-Identifier: Apache-2.0
//
// The reference of the filter language against expectations written by hand: first what is no filter, then words,
// structure, paths, texts and columns on small records, rule by rule.
#include "query/reference/filtercases.h"

using namespace rastro::reference;
using namespace rastro::reference::test;

namespace {

std::string nested(int levels) {
    return std::string(static_cast<std::size_t>(levels), '[') + "7" +
           std::string(static_cast<std::size_t>(levels), ']');
}

std::string quotedJson(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

// {"d":"{\"d\":\"…{\"d\":\"end\"}…\"}"}: strings that hold documents, this many of them.
std::string documentsInDocuments(int count) {
    std::string text = R"({"d":"end"})";
    for (int i = 0; i < count; ++i)
        text = "{\"d\":" + quotedJson(text) + "}";
    return text;
}

} // namespace

class TestReferenceFilter : public QObject {
    Q_OBJECT

private slots:
    void faultyFiltersAreErrors_data();
    void faultyFiltersAreErrors();
    void wordsAndOperators_data();
    void wordsAndOperators();
    void structure_data();
    void structure();
    void fields_data();
    void fields();
    void values_data();
    void values();
    void presence_data();
    void presence();
    void documentsInStrings_data();
    void documentsInStrings();
    void deepDocuments();
    void hostileText_data();
    void hostileText();
    void fullText_data();
    void fullText();
    void columns_data();
    void columns();
};

// Rules 1 to 11: what is no filter.
void TestReferenceFilter::faultyFiltersAreErrors_data() {
    QTest::addColumn<std::string>("filter");
    const char* const kFaulty[] = {
        "\\",        "a\\",       "a:b\\",      ":a",          "<5",        ">= 5",     "a:b :c",        "\"a\" :b",
        "(a):b",     "/x/ :b",    "a:",         "a: )",        "(a:)",      "a >",      "a >= ",         "a:()",
        "()",        "(",         ")",          "(a",          "a)",        "a:(b",     "\"a",           "a:\"b",
        "a:\"b\\\"", "\"",        "and",        "or",          "not",       "a and",    "a or",          "or a",
        "and a",     "a or or b", "a and or b", "not and a",   "a:(and b)", "a:(b or)", "a:(not)",       "a..b:c",
        ".:a",       "..a:b",     "a.:b",       "a*:b",        "a?b:c",     "a.*.b:c",  "*.a:b",         "**:a",
        "a.**:b",    "a > (1)",   "a > /x/",    "a >= @x",     "/(/",       "a:/[/",    "a:(b or /x(/)", "a:(b c:",
        "/(a/)b/",   "f:(",       "not (",      "a < /b(c/ d",
    };
    int number = 0;
    for (const char* filter : kFaulty)
        QTest::addRow("%d", number++) << std::string(filter);
    QTest::addRow("deep") << std::string(100'000, '(');
    QTest::addRow("deep in a field") << "a:" + std::string(100'000, '(');
}

void TestReferenceFilter::faultyFiltersAreErrors() {
    QFETCH(std::string, filter);
    const auto parsed = Filter::parse(filter);
    QVERIFY2(std::holds_alternative<std::string>(parsed), filter.substr(0, 100).c_str());
    QVERIFY(std::get<std::string>(parsed).starts_with("at "));
}

// Rules 1 to 4, 10.
void TestReferenceFilter::wordsAndOperators_data() {
    addCases({
        {"", "0 1 2 3 4 5 6"},
        {" \t\r\n", "0 1 2 3 4 5 6"},
        {"a:x\\ y", "0"},
        {"a:\"x y\"", "0"},
        {"a:x\\:y", "1"},
        {"a:x:y", "1"},
        {"a : x:y", "1"},
        {"a\t:\nx:y", "1"},
        {"a :x:y", "1"},
        {"x\\:y", "1"},
        {"x\\:Y a:x*", "1"},
        {"x:y", ""},
        {"not:x", "2"},
        {"not : x", "2"},
        {"NOT:x", "2"},
        {"and:1", "2"},
        {"or :1", ""},
        {"\\not", "3"}, // as text; keys are not searched
        {"\"NOT\"", "3"},
        {"a:not", "3"},
        {"a:(not x:y)", "0 2 3 4 5 6"},
        {"a:(not:x or x)", "5"},
        {"a:\\(b\\)\\\"q", "4"},
        {"a:\"(b)\\\"q\"", "4"},
        {"a:x\"y\"", "5"},
        {"x\"y\"", "0 1 5"},
        {"\"x\"\"y\"", "0 1 5"},
        {"\"\\n\"", "3"}, // the letter n
        {"a:<5", "6"},
        {"a:\"<5\"", "6"},
        {"a:\\<5", "6"},
        {"\\<5", "6"},
        {"a<=5", ""},
        {"a<\"6\"", ""},
        {"a:(x)b:(y)", "5"},
    });
}

void TestReferenceFilter::wordsAndOperators() {
    compareCase(eventsOf({
        R"({"a":"x y"})",
        R"({"a":"x:y"})",
        R"({"not":"x","and":"1"})",
        R"({"a":"not"})",
        R"({"a":"(b)\"q"})",
        R"({"a":"x","b":"y"})",
        R"({"a":"<5"})",
    }));
}

// Rules 3, 9, 23: and, or, not, precedence, groups.
void TestReferenceFilter::structure_data() {
    addCases({
        {"a:1 and b:1", "3"},
        {"a:1 b:1", "3"},
        {"a:1 AND b:1", "3"},
        {"a:1 or b:1", "1 2 3"},
        {"a:1 Or b:1", "1 2 3"},
        {"not a:1", "0 2 4 5"},
        {"nOt a:1", "0 2 4 5"},
        {"not not a:1", "1 3"},
        {"not a:1 b:1", "2"},
        {"not(a:1 b:1)", "0 1 2 4 5"},
        {"a:1 or b:1 and c:1", "1 3"},
        {"(a:1 or b:1) and c:1", ""},
        {"a:1 or b:1 c:1", "1 3"},
        {"not a:1 or b:1", "0 2 3 4 5"},
        {"d:(x and y)", "4"}, // two elements
        {"d:(x y)", "4"},
        {"d:(x or z)", "4 5"},
        {"d:(x and not z)", "4"},
        {"d:(not x)", "0 1 2 3 5"},
        {"not d:x", "0 1 2 3 5"},
        {"d:(not (x or z))", "0 1 2 3"},
        {"d:((x))", "4"},
        {"d:(X)(a:1)", ""},
        {"e:(a:b)", "5"},
        {"e:(a:b or x)", "5"},
        {"e:(\"a:b\")", "5"},
        {"e:(/^a/)", "5"},
        {"e:(/^(a|b):/ or /y/)", "5"},
        {"((((a:1))))", "1 3"},
    });
}

void TestReferenceFilter::structure() {
    compareCase(eventsOf({
        R"({})",
        R"({"a":1})",
        R"({"b":1})",
        R"({"a":1,"b":1})",
        R"({"d":["x","y"]})",
        R"({"d":["y","z"],"e":"a:b"})",
    }));
}

// Rules 5, 13, 22: paths, aliases, arrays, duplicate and folded keys.
void TestReferenceFilter::fields_data() {
    addCases({
        {"userIdentity.userName:Ann", "0 1 2 3 4"},
        {"USERIDENTITY.USERNAME:ann", "0 1 2 3 4"},
        {"user:Ann", "0 1 2 3 4"},
        {"User:Ann", "0 1 2 3 4"},
        {".user:Ann", "5"},
        {"userIdentity.*:Ann", "0 1 2 3 4"},
        {"userIdentity.*:b", "1"},
        {"a.b.c:1", "6 7 8"},
        {"a.b:1", "8"},
        {"a:1", "8"},
        {"a\\.b:2", "6"},
        {"a.b:2", ""},
        {"\\a.b.c:1", "6 7 8"},
        {"a.*:1", "6 7 8"},
        {"a.b.*:1", "6 7 8"},
        {"a.b.c.*:1", "6 7 8"},
        {"a.\\*:3", "6"},
        {"*:Ann", "0 1 2 3 4 5"},
        {"*:2", "6"},
        {".*:2", "6"},
        {"*:\"x\"", "4 5"},
        {"caf\xC3\xA9:1", "9"},
        {"CAF\xC3\x89:1", ""}, // only A-Z fold
        {"error:x", "5"},      // no column
        {"source.x:1", ""},
        {"a.b.c.d:1", ""},
    });
}

void TestReferenceFilter::fields() {
    compareCase(eventsOf({
        R"({"userIdentity":{"userName":"Ann"}})",
        R"({"userIdentity":{"userName":"b","userName":"ann"}})",
        R"({"userIdentity":[{"USERNAME":"ANN"}]})",
        R"({"userIdentity":{"user\u004eame":["Ann",["c"]]}})",
        R"({"userIdentity":null,"useridentity":{"username":["x",["Ann"]]}})",
        R"({"user":"Ann","error":"x"})",
        R"({"a":[[{"b":[{"c":1}]}],{"b":3}],"a.b":2,"A":{"*":3}})",
        R"({"a":{"b":{"c":[[1]]}}})",
        R"({"a":[1,{"b":[1,{"c":1}]}]})",
        "{\"caf\xC3\xA9\":1}",
    }));
}

// Rules 12, 14, 15: whole values, wildcards, folding, tokens as written.
void TestReferenceFilter::values_data() {
    addCases({
        {"a:prod-*", "0 1"},
        {"a:\"prod-*\"", "1"},
        {"a:prod-\\*", "1"},
        {"a:PROD-log", "0"},
        {"a:prod", ""},
        {"a:*log", "0"},
        {"a:p*d*-*g", "0"},
        {"a:prod-???", "0"},
        {"a:prod-??", ""},
        {"a:prod-?", "1"},
        {"a:?", "2 9"},
        {"a:\xC3?", ""}, // a character is whole
        {"a:\xC3\xA9", "2"},
        {"a:\xC3\x89", ""},
        {"a:\"\"", "3"},
        {"a:1000", "4"},
        {"a:1000.0", "5"},
        {"a:\"1000\"", "4"},
        {"a:true", "6"},
        {"a:TRUE", "6"},
        {"a:null", "7"},
        {"a:1*", "4 5"},
        {"a:arn:aws:s3:::b", "8"},
        {"a:*:s3:*", "8"},
        {"a:arn*s3*b", "8"},
        {"a:a*b*c", ""},
        {"a:?*?*?*?", "0 1 4 5 6 7 8"},
        {"a:@", "9"},
    });
}

void TestReferenceFilter::values() {
    compareCase(eventsOf({
        R"({"a":"Prod-Log"})",
        R"({"a":"prod-*"})",
        "{\"a\":\"\xC3\xA9\"}",
        R"({"a":""})",
        R"({"a":1000})",
        R"({"a":1000.0})",
        R"({"a":true})",
        R"({"a":["null"]})",
        R"({"a":"arn:aws:s3:::b"})",
        R"({"a":"@"})",
        R"({"a":null})",
    }));
}

// Rule 14.
void TestReferenceFilter::presence_data() {
    addCases({
        {"a:*", "0 1 2 5 6 7 8"},
        {"a:**", "0 1 2 5 6 7 8"},
        {"a:(*)", "0 1 2 5 6 7 8"},
        {"not a:*", "3 4 9"},
        {"a:\"*\"", "8"},
        {"a:\\*", "8"},
        {"a.b:*", "7"},
        {"a.*:*", "1 5 6 7 8"},
        {"a.b.*:*", "7"},
        {"a:?*", "6 7 8"},
        {"*:*", "1 5 6 7 8"},
        {"*", "1 5 6 7 8"},
        {"**", "1 5 6 7 8"},
        {"not *", "0 2 3 4 9"},
    });
}

void TestReferenceFilter::presence() {
    compareCase(eventsOf({
        R"({"a":{}})",
        R"({"a":""})",
        R"({"a":[null,{}]})",
        R"({"a":[]})",
        R"({"a":[null,[]]})",
        R"({"a":[null,""]})",
        R"({"a":0})",
        R"({"a":[false,{"b":false}]})",
        R"({"a":"*"})",
        R"({"a":null})",
    }));
}

// Rules 13, 21: documents inside strings.
void TestReferenceFilter::documentsInStrings_data() {
    addCases({
        {"p.s:x", "0 1 2 3 4 5 9"},
        {"p:x", "9"}, // no steps remain, so the string is not opened
        {"p:*", "0 1 2 3 4 5 6 7 8 9"},
        {"p.*:x", "0 1 2 3 4 5 9"},
        {"p.*:\"{\\\"s\\\":\\\"x\\\"}\"", "0"}, // the string itself is a leaf
        {"p.s.t:y", "5"},
        {"p.s:*", "0 1 2 3 4 5 6 7 9"},
        {"p.s:a+b", "6"},
        {"p.s:\"\xC3\xA9\"", "7"},
        {"*:x", "0 1 2 3 4 5 9"},
        {"x", "0 1 2 3 4 5 8 9"}, // in the texts
        {"\"s\"", "0 1 2 3 4 5 6 7 8"},
        {"p.u:1", "8"}, // only the second element is a document
        {"p.v:1", ""},
    });
}

void TestReferenceFilter::documentsInStrings() {
    compareCase(eventsOf({
        R"({"p":"{\"s\":\"x\"}"})",
        R"({"p":" \n[ {\"s\":\"x\"} ]\t"})",
        R"({"p":"%7B%22s%22%3A%22x%22%7D"})",
        R"({"p":" %5b{\"S\":\"X\"}%5D "})",
        R"({"p":["{\"s\":[\"y\",\"x\"]}"]})",
        R"({"p":"[\"{\\\"s\\\":[\\\"x\\\",{\\\"t\\\":\\\"y\\\"}]}\"]"})",
        R"({"p":"%7B%22s%22:%22a+b%22}"})",
        R"({"p":"%7B%22s%22:%22%C3%A9%22%7D"})",
        R"({"p":["{\"v\":1,\"s\":\"x\"", "{\"u\":1}", "%7B%22v%22:1%", "{\"v\":1} x", "%20%7B%22v%22:1%7D", "{\"v\":01}"]})",
        R"({"p":["x",{"s":"x"}]})",
    }));
}

// Rule 13: how deep documents and what is in them may be.
void TestReferenceFilter::deepDocuments() {
    const auto holding = [](const std::string& text) { return "{\"p\":" + quotedJson("[" + text + "]") + "}"; };
    // One array more around the nested ones: 256 levels are a document, 257 and 301 are not.
    const auto events = eventsOf({holding(nested(255)), holding(nested(256)), holding(nested(300))});
    QCOMPARE(answer(events, "p.*:7"), "0");
    QCOMPARE(answer(events, "p.*:*"), "0 1 2");
    const auto chains = eventsOf({documentsInDocuments(1), documentsInDocuments(15), documentsInDocuments(16)});
    QCOMPARE(answer(chains, "*:end"), "0 1 2");
    std::string field = "d";
    for (int i = 0; i < 15; ++i)
        field += ".d";
    QCOMPARE(answer(chains, field + ":end"), "1");
    QCOMPARE(answer(chains, field + ".d:end"), "2");
    // Each level doubles its backslashes; seventeen are beyond what is opened.
    const auto beyond = eventsOf({documentsInDocuments(17)});
    QCOMPARE(answer(beyond, field + ".d.d:end"), "");
    QCOMPARE(answer(beyond, "*:end"), "");
    QCOMPARE(answer(beyond, field + ".d:*"), "0"); // the text of the document that stays closed
}

// Rules 12, 13: escapes, ill-formed text, what is no record at all.
void TestReferenceFilter::hostileText_data() {
    addCases({
        {"a:\xEF\xBF\xBD", "0 1"},
        {"a:\xEF\xBF\xBD\xEF\xBF\xBD", "2"},
        {"a:x\xEF\xBF\xBDy", "3"},
        {"a:?", "0 1 4"},
        {"a:\xF0\x9F\x98\x80", "4"},
        {std::string("a:x\0y", 5), "5"},
        {"a:x?y", "3 5 6"},
        {"a:\"x\ny\"", "6"},
        {"a:*", "0 1 2 3 4 5 6 7"},
        {"a:\"/\\\\\"", "7"},
        {"not a:*", "8 9 10"},
        {"*", "0 1 2 3 4 5 6 7"},
        {"x", "3 5 6"},
        {"k:1", ""},
    });
}

void TestReferenceFilter::hostileText() {
    compareCase(eventsOf({
        R"({"a":"\ud800"})",
        "{\"a\":\"\xE2\x82\"}", // one maximal part
        "{\"a\":\"\xED\xA0\"}", // two: a surrogate's lead takes no such second byte
        R"({"a":"x\udfffy"})",
        R"({"\u0061":"\ud83d\ude00"})",
        R"({"a":"x\u0000y"})",
        "{\"a\":\"x\ny\"}",
        R"({"a":"\/\\"})",
        R"({"a":"x)",
        R"(["a"])",
        R"({"k":1}{"k":1})",
    }));
}

// Rule 21.
void TestReferenceFilter::fullText_data() {
    addCases({
        {"mateo", "0"},
        {"\"MATEO\"", "0"},
        {"ate", "0 1"},
        {"m*o", "0"},
        {"\"m*o\"", ""},
        {"m?teo", "0"},
        {"key", ""}, // keys are not searched
        {"alpha", "2"},
        {"alpha beta", "2"},
        {"\"alpha beta\"", ""},  // within one leaf
        {"quote\\\"d", "3"},     // after one unescape
        {"\"quote\\\"d\"", "3"}, //
        {"12", "4"},
        {"fals", "4"},
        {"null", ""},
        {"inner", "5"},
        {"\"inner\\\":1\"", ""},
        {"\"\"", "0 1 2 3 4 5"},
        {"?", "0 1 2 3 4 5"},
        {"i-EXAMPLE", ""},
    });
}

void TestReferenceFilter::fullText() {
    compareCase(eventsOf({
        R"({"key":"User Mateo"})",
        R"({"key":["x",["LATER"]]})",
        R"({"key":["alpha","beta"]})",
        R"({"key":"quote\"d"})",
        R"({"key":[123,false,null]})",
        R"({"key":"{\"inner\": 1}"})",
        R"({"key":[null]})",
    }));
}

// Rule 22: derived columns; they are no part of the record.
void TestReferenceFilter::columns_data() {
    addCases({
        {"kind:take", "0"},
        {"KIND:TAKE", "0"},
        {".kind:take", "1"},
        {"kind:*", "0 2"},
        {"kind.x:1", ""},
        {"acct:1*", "0"},
        {"account:/2$/", "0"},
        {"target:\"\"", ""},
        {"not target:*", "1 2 3"},
        {"target:b/k", "0"},
        {"offset > 99", "2"},
        {"offset:7", "0"},
        {"length >= 7", ""},
        {"source:*.json", "0"},
        {"issuedAccessKeyId:AKIA*", "2"},
        {"outcome:(ok or denied)", "0 2"},
        {"actor:@who", "0"},
        {"summary:*", ""},
        {"actorKey:10.0.0.0/8", "2"},
        {"take", "1"}, // full text is of the record
        {"api:Get", "0"},
        {"err:\"\"", "1"},
        {"not err:*", "0 2 3"},
    });
}

void TestReferenceFilter::columns() {
    const std::vector<Event> events{
        {R"({"eventName":"Get"})",
         {{"kind", "take"},
          {"account", "12"},
          {"target", "b/k"},
          {"offset", "7"},
          {"source", "x/Y.JSON"},
          {"outcome", "ok"},
          {"actor", "ann"}}},
        {R"({"kind":"take","errorCode":""})", {{"kind", ""}, {"target", ""}}},
        {R"({"eventName":null})",
         {{"kind", "read"},
          {"offset", "100"},
          {"issuedAccessKeyId", "akia1"},
          {"outcome", "denied"},
          {"actorKey", "10.9.9.9"}}},
        {"no record", {}},
    };
    compareCase(events, {.lists = {{"who", {"Ann"}}}});
}

QTEST_APPLESS_MAIN(TestReferenceFilter)
#include "tst_reference_filter.moc"
