// SPDX-License-Identifier: Apache-2.0
//
// Looking for a text within the leaves of a record, against a plain way over its tree; and that a signature of grams
// never leaves out a record that holds the text.
#include "support/trailgen/trailgen.h"
#include "textindex/foldedtext.h"
#include "textindex/gramset.h"
#include "textindex/leafreference.h"
#include "textindex/leafsearch.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

// Whether the signature of a record has all that the needle asks for.
bool mayHold(std::string_view record, std::string_view needle) {
    GramMarker marker;
    std::array<std::uint64_t, kGramWords> bitmap{};
    marker.mark(record, bitmap);
    std::vector<std::uint32_t> buckets;
    addBuckets(foldedNeedle(needle), buckets);
    return std::ranges::all_of(buckets, [&](std::uint32_t b) { return (bitmap[b / 64] >> (b % 64)) & 1; });
}

// A random piece of a string as it stands in JSON: plain text, escapes of all sorts, and bytes that are no UTF-8.
std::string randomPiece(std::mt19937& random) {
    static const std::vector<std::string> pieces{"a",
                                                 "B",
                                                 "key",
                                                 "Prod-",
                                                 "0",
                                                 "1.5",
                                                 " ",
                                                 "/",
                                                 "\\/",
                                                 "\\\"",
                                                 "\\\\",
                                                 "\\\\u0041",
                                                 "\\n",
                                                 "\\t",
                                                 "\\b",
                                                 "\\u0041",
                                                 "\\u0062",
                                                 "\\u00e9",
                                                 "\xC3\xA9",
                                                 "\\u20AC",
                                                 "\xE2\x82\xAC",
                                                 "\\ud83d\\ude00",
                                                 "\xF0\x9F\x98\x80",
                                                 "\\ud83d",
                                                 "\\ude00x",
                                                 "\xFF",
                                                 "\xC3",
                                                 "\xE2\x82",
                                                 "\xEF\xBF\xBD",
                                                 "\\uFFFD",
                                                 "\\u0000",
                                                 "\x01",
                                                 "\\u002F",
                                                 "@",
                                                 "[",
                                                 "`",
                                                 "{"};
    return pieces[random() % pieces.size()];
}

std::string randomString(std::mt19937& random) {
    std::string out = "\"";
    for (unsigned i = random() % 9; i > 0; --i)
        out += randomPiece(random);
    return out + '"';
}

std::string randomValue(std::mt19937& random, int depth) {
    static const std::vector<std::string> tokens{"null", "true", "false", "0", "-1.5e+3", "{}", "[]", "123456"};
    const unsigned kind = random() % 10;
    if (kind < 5 || depth > 3)
        return randomString(random);
    if (kind < 7)
        return tokens[random() % tokens.size()];
    const bool isObject = kind == 7;
    std::string out = isObject ? "{" : "[";
    for (unsigned i = random() % 4; i > 0; --i) {
        out += isObject ? randomString(random) + (i % 2 ? " :" : ":\n") : "";
        out += randomValue(random, depth + 1) + (i == 1 ? "" : i == 2 ? " ,\t" : ",");
    }
    return out + (isObject ? '}' : ']');
}

std::string randomRecord(std::mt19937& random) {
    std::string out = "{\"k\":" + randomValue(random, 0);
    for (unsigned i = random() % 4; i > 0; --i)
        out += "," + randomString(random) + ":" + randomValue(random, 0);
    return out + "}";
}

// Some bytes of a leaf, of the record as it stands, or of nothing; often with the case of letters changed.
std::string randomNeedle(std::mt19937& random, const std::string& record) {
    const std::vector<std::string> leaves = leavesOf(record);
    const std::string& from = leaves.empty() || random() % 4 == 0 ? record : leaves[random() % leaves.size()];
    if (from.empty() || random() % 12 == 0)
        return randomPiece(random);
    const std::size_t begin = random() % from.size();
    std::string needle = from.substr(begin, 1 + random() % 9);
    for (char& c : needle) {
        if (random() % 3 == 0 && c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    }
    return needle;
}

} // namespace

class TestLeafSearch : public QObject {
    Q_OBJECT
private slots:
    void findsAndRefuses_data();
    void findsAndRefuses();
    void agreesWithTheTree();
    void agreesOnGeneratedRecords();
    void findsAtEveryPlace();
    void signsHugeRecords();
    void endsOnAnything();
};

void TestLeafSearch::findsAndRefuses_data() {
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<bool>("isFound");
    const auto row = [](const char* name, const QByteArray& record, const QByteArray& needle, bool isFound) {
        QTest::newRow(name) << record << needle << isFound;
    };
    row("case", R"({"a":"GetObject"})", "gETobj", true);
    row("key", R"({"needle":"x"})", "needle", false);
    row("key with space before the colon", "{\"needle\" \n:\"x\"}", "needle", false);
    row("key and value", R"({"needle":"needle"})", "needle", true);
    row("value in an array", R"({"a":["needle"]})", "needle", true);
    row("null", R"({"a":null})", "null", false);
    row("null as text", R"({"a":"null"})", "null", true);
    row("true", R"({"a":true})", "tru", true);
    row("false", R"({"a":[1,false]})", "FALSE", true);
    row("number", R"({"a":-12.50})", "-12.50", true);
    row("number at the end", R"({"a":[12 ]})", "12", true);
    row("over two numbers", R"({"a":[1,2]})", "1,2", false);
    row("over two leaves", R"({"a":"left","b":"right"})", "left\",\"b", false);
    row("quote of JSON", R"({"a":"x"})", "\"x\"", false);
    row("escaped quote", R"({"a":"say \"x\" now"})", "y \"X\" n", true);
    row("raw escape is not text", R"({"a":"say \"x\""})", "\\\"", false);
    row("unicode escape", R"({"a":"\u0041dmin"})", "admin", true);
    row("unicode escape, as written", R"({"a":"\u0041dmin"})", "u0041", false);
    row("escaped backslash before u", R"({"a":"\\u0041dmin"})", "\\u0041d", true);
    row("escaped backslash before u, not decoded", R"({"a":"\\u0041dmin"})", "admin", false);
    row("escaped slash", R"({"a":"arn\/role\/x"})", "arn/role", true);
    row("line feed", R"({"a":"one\ntwo"})", "e\nt", true);
    row("n of a line feed", R"({"a":"one\ntwo"})", "ntwo", false);
    row("surrogates", R"({"a":"x\ud83d\ude00y"})", "x\xF0\x9F\x98\x80y", true);
    row("lone surrogate", R"({"a":"x\ud83dy"})", "x\xEF\xBF\xBDy", true);
    row("ill-formed", "{\"a\":\"x\xFFy\"}", "x\xEF\xBF\xBDy", true);
    row("ill-formed in both", "{\"a\":\"x\xFFy\"}", "x\xFEy", true);
    row("truncated sequence", "{\"a\":\"x\xE2\x82y\"}", "x\xEF\xBF\xBDy", true);
    row("half a character", "{\"a\":\"\xC3\xA9\"}", "\xA9", false);
    row("beyond ASCII", "{\"a\":\"caf\xC3\xA9\"}", "AF\xC3\xA9", true);
    row("beyond ASCII does not fold", "{\"a\":\"caf\xC3\xA9\"}", "caf\xC3\x89", false);
    row("escaped beyond ASCII", R"({"a":"caf\u00e9"})", "caf\xC3\xA9", true);
    row("next to letters", R"({"a":"@[`{"})", "`", true);
    row("not folded: at and grave", R"({"a":"@"})", "`", false);
    row("document in a string", R"({"a":"{\"b\":\"Deep\"}"})", "\"b\":\"deep\"", true);
    row("one unescape only", R"({"a":"{\"b\":\"\\u0041\"}"})", "\\u0041", true);
    row("empty needle", R"({"a":""})", "", true);
    row("empty needle, no leaf", R"({"a":null,"b":[]})", "", false);
    row("empty record", "", "x", false);
}

void TestLeafSearch::findsAndRefuses() {
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, needle);
    QFETCH(bool, isFound);
    const std::string text = record.toStdString();
    const std::string wanted = needle.toStdString();
    QCOMPARE(LeafSearch(wanted).occursIn(text), isFound);
    QCOMPARE(leafHolds(text, wanted), isFound);
    QVERIFY(!isFound || mayHold(text, wanted));
}

void TestLeafSearch::agreesWithTheTree() {
    std::mt19937 random(11);
    int found = 0;
    for (int round = 0; round < 20'000; ++round) {
        const std::string record = randomRecord(random);
        for (int i = 0; i < 4; ++i) {
            const std::string needle = randomNeedle(random, record);
            const bool expected = leafHolds(record, needle);
            found += expected;
            QVERIFY2(LeafSearch(needle).occursIn(record) == expected, (needle + " in " + record).c_str());
            QVERIFY2(!expected || mayHold(record, needle), (needle + " signed by " + record).c_str());
        }
    }
    QVERIFY(found > 20'000 && found < 75'000);
}

void TestLeafSearch::agreesOnGeneratedRecords() {
    std::mt19937 random(12);
    for (unsigned n = 0; n < 300; ++n) {
        const std::string record = trailgen::makeRecord(3, n * 977);
        for (int i = 0; i < 20; ++i) {
            const std::string needle = randomNeedle(random, record);
            const bool expected = leafHolds(record, needle);
            QVERIFY2(LeafSearch(needle).occursIn(record) == expected, (needle + " in " + record).c_str());
            QVERIFY(!expected || mayHold(record, needle));
        }
    }
}

void TestLeafSearch::findsAtEveryPlace() {
    for (std::size_t length = 1; length < 40; ++length) {
        const std::string needle = std::string(length - 1, 'q') + "Z";
        for (std::size_t size = length; size < 90; ++size) {
            for (std::size_t at = 0; at + length <= size; ++at) {
                std::string text(size, 'x');
                QVERIFY(!FoldedSearch(plainFold(needle)).occursIn(text));
                text.replace(at, length, needle);
                QCOMPARE(FoldedSearch(plainFold(needle)).find(text), at);
                QCOMPARE(FoldedSearch(plainFold(needle)).find(text, at + 1), std::string::npos);
            }
        }
    }
}

// Longer than what is signed at once: every place is in it.
void TestLeafSearch::signsHugeRecords() {
    std::mt19937 random(14);
    std::string text;
    while (text.size() < 200'000)
        text += static_cast<char>('0' + random() % 75); // '0' to 'z', backslashes left out
    std::erase(text, '\\');
    const std::string record = "{\"a\":\"" + text + "\\n\"}";
    GramMarker marker;
    std::vector<std::uint64_t> bitmap(kGramWords);
    marker.mark(record, std::span<std::uint64_t, kGramWords>(bitmap.data(), kGramWords));
    std::vector<std::uint64_t> expected(kGramWords);
    std::vector<std::uint32_t> buckets;
    addBuckets(plainFold(record), buckets);
    addBuckets(plainFold(text) + "\n", buckets);
    for (const std::uint32_t bucket : buckets)
        expected[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
    QVERIFY(bitmap == expected);
}

// Records are checked before they get here; still, no bytes may lead outside.
void TestLeafSearch::endsOnAnything() {
    std::mt19937 random(13);
    for (int round = 0; round < 20'000; ++round) {
        std::string record = randomRecord(random);
        for (int i = 0; i < 3; ++i)
            record[random() % record.size()] = "\"\\{}[]:,u\xC3"[random() % 10];
        record.resize(random() % (record.size() + 1));
        record.shrink_to_fit();
        const std::string needle = randomPiece(random);
        (void)LeafSearch(needle).occursIn(record);
        (void)mayHold(record, needle);
    }
}

QTEST_GUILESS_MAIN(TestLeafSearch)
#include "tst_leafsearch.moc"
