// SPDX-License-Identifier: Apache-2.0
#include "language/parser.h"
#include "query/completion.h"

#include <QTest>

using namespace rastro;

namespace {

using Expected = CompletionPlace::Expected;

// The cursor stands at the bar.
CompletionPlace placeIn(std::string text) {
    const std::size_t cursor = text.find('|');
    text.erase(cursor, 1);
    return completionPlace(text, cursor);
}

std::string shown(const CompletedText& done) {
    return std::string(done.text).insert(done.cursor, "|");
}

// Accepts the first suggestion whose label is the one given.
std::string afterAccepting(std::string text, const std::string& label, const Catalog& catalog = {},
                           const std::vector<ValueCount>& values = {}) {
    const CompletionPlace place = placeIn(text);
    for (const Suggestion& suggestion : suggestionsFor(place, catalog, values, 1'000)) {
        if (suggestion.label == label)
            return shown(accepted(text.erase(text.find('|'), 1), place, suggestion));
    }
    return "not offered";
}

std::vector<std::string> labels(const std::string& text, const Catalog& catalog = {},
                                const std::vector<ValueCount>& values = {}) {
    std::vector<std::string> out;
    for (const Suggestion& suggestion : suggestionsFor(placeIn(text), catalog, values, 1'000))
        out.push_back(suggestion.label);
    return out;
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

Catalog someCatalog() {
    return {{{{{"requestParameters", "bucketName"}}, 900},
             {{{"requestParameters", "policyDocument", "Statement", "Principal", "AWS"}}, 40},
             {{{"eventName"}}, 5'000},
             {{{"additionalEventData", "bytesTransferredOut"}}, 20},
             {{{"odd key.with:signs"}}, 3}},
            {"corp", "ioc"}};
}

} // namespace

class TestCompletion : public QObject {
    Q_OBJECT
private slots:
    void tellsWhatIsExpected_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("expected");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("replaced");
        const auto row = [](const char* text, Expected expected, const char* field = "", const char* typed = "",
                            const char* replaced = "") {
            QTest::newRow(text) << QString::fromUtf8(text) << static_cast<int>(expected) << QString::fromUtf8(field)
                                << QString::fromUtf8(typed) << QString::fromUtf8(replaced);
        };
        row("|", Expected::Field);
        row("ev|", Expected::Field, "", "ev", "ev");
        row("ev|ent", Expected::Field, "", "ev", "event");
        row("|ev", Expected::Nothing);
        row("ev|:x", Expected::Field, "", "ev", "ev");
        row("a:b ev|", Expected::Field, "", "ev", "ev");
        row("not ev|", Expected::Field, "", "ev", "ev");
        row("(ev|", Expected::Field, "", "ev", "ev");
        row("a\\:b|", Expected::Field, "", "a:b", "a\\:b");
        row("eventTime |", Expected::Operator, "eventTime");
        row("and |", Expected::Field);
        row("f:x |", Expected::Field);
        row("f:|", Expected::Value, "f");
        row("f: |", Expected::Value, "f");
        row("f : |", Expected::Value, "f");
        row("f:ab|", Expected::Value, "f", "ab", "ab");
        row("f:|ab", Expected::Value, "f", "", "ab");
        row("f:a|b g:c", Expected::Value, "f", "a", "ab");
        row("f:a:b|", Expected::Value, "f", "a:b", "a:b");
        row("f:a\\ b|", Expected::Value, "f", "a b", "a\\ b");
        row("f:not|", Expected::Value, "f", "not", "not");
        row("f >= |", Expected::Value, "f");
        row("f>=2|", Expected::Value, "f", "2", "2");
        row("f:\"a b|", Expected::Value, "f", "a b", "\"a b");
        row("f:\"a|b\" c", Expected::Value, "f", "a", "\"ab\"");
        row("f:\"ab\"|", Expected::Nothing);
        row("f:(|", Expected::Value, "f");
        row("f:(a or |", Expected::Value, "f");
        row("f:(a or b|", Expected::Value, "f", "b", "b");
        row("f:(a or (b|", Expected::Value, "f", "b", "b");
        row("f:(a or g:b|", Expected::Value, "f", "g:b", "g:b");
        row("f:(a)|", Expected::Nothing);
        row("f:(a) |", Expected::Field);
        row("f:|(a)", Expected::Nothing);
        row("f:@c|", Expected::Value, "f", "@c", "@c");
        row("f:/a|b/", Expected::Nothing);
        row("f:/(Get|List)/", Expected::Nothing);
        row("f:/aws/l|", Expected::Value, "f", "/aws/l", "/aws/l");
        row("\"a|b\"", Expected::Nothing);
        row("\"ab\"|", Expected::Nothing);
        row("\"ab\" |", Expected::Field);
        row("/re/ |", Expected::Field);
        row("f:\xC3\xA9|", Expected::Value, "f", "\xC3\xA9", "\xC3\xA9");
    }
    void tellsWhatIsExpected() {
        QFETCH(QString, text);
        QFETCH(int, expected);
        std::string bytes = text.toStdString();
        const CompletionPlace place = placeIn(bytes);
        bytes.erase(bytes.find('|'), 1);
        QCOMPARE(static_cast<int>(place.expected), expected);
        QTEST(QString::fromStdString(place.field), "field");
        QTEST(QString::fromStdString(place.typed), "typed");
        QTEST(QString::fromStdString(bytes.substr(place.replaced.begin, place.replaced.end - place.replaced.begin)),
              "replaced");
    }

    void comparisonsAreTold() {
        QCOMPARE(placeIn("f <= |").comparison, Comparison::LessOrEqual);
        QCOMPARE(placeIn("f>1|").comparison, Comparison::Greater);
        QCOMPARE(placeIn("f:|").comparison, Comparison::Matches);
    }

    // Any text at all, the cursor anywhere: an answer that can be accepted.
    void hostileTextIsAnswered() {
        const std::string alphabet = "a:<>=()\"\\/@*. \tandor\xF0\x9F\xFF";
        std::uint32_t state = 7;
        for (int round = 0; round < 20'000; ++round) {
            std::string text;
            for (std::size_t i = 0; i < 12; ++i) {
                state = state * 1'664'525u + 1'013'904'223u;
                text += alphabet[(state >> 16) % alphabet.size()];
            }
            for (std::size_t cursor = 0; cursor <= text.size(); ++cursor) {
                const CompletionPlace place = completionPlace(text, cursor);
                QVERIFY(place.replaced.begin <= place.replaced.end && place.replaced.end <= text.size());
                if (place.expected == Expected::Nothing)
                    continue;
                QVERIFY(place.replaced.begin <= cursor && cursor <= place.replaced.end);
                const CompletedText done = accepted(text, place, {Suggestion::Kind::Value, "v", "v", {}, {}});
                QVERIFY(done.cursor <= done.text.size());
            }
        }
        QCOMPARE(completionPlace("ab", 99).expected, Expected::Nothing);
    }

    void hugeTextTakesLinearTimeAndMemory() {
        const std::string open = "f:" + std::string(1u << 19, '(');
        QCOMPARE(completionPlace(open, open.size()).expected, Expected::Value);
        std::string words;
        while (words.size() < (1u << 19))
            words += "a:\"x\" or ";
        QCOMPARE(completionPlace(words, words.size()).expected, Expected::Field);
        std::string slashes = "f:(";
        while (slashes.size() < (1u << 19))
            slashes += "/(";
        QCOMPARE(completionPlace(slashes, slashes.size()).expected, Expected::Value);
        const std::string tooLong(kLongestFilterBytes + 1, 'a');
        QCOMPARE(completionPlace(tooLong, 1).expected, Expected::Nothing);
    }

    void namesMatchByPrefixAndPart_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("match");
        const auto row = [](const char* name, const char* typed, Match match) {
            QTest::addRow("%s in %s", typed, name) << name << typed << static_cast<int>(match);
        };
        row("eventName", "EVENT", Match::Prefix);
        row("eventName", "eventname", Match::Whole);
        row("eventName", "name", Match::Part);
        row("eventName", "ame", Match::None);
        row("sourceIPAddress", "ip", Match::Part);
        row("sourceIPAddress", "address", Match::Part);
        row("sourceIPAddress", "paddress", Match::None);
        row("userIdentity.arn", "arn", Match::Part);
        row("userIdentity.sessionContext.sessionIssuer.arn", "sessionissuer.a", Match::Part);
        row("203.0.113.77", "77", Match::Part);
        row("arn:aws:iam::1:user/mateo", "mateo", Match::Part);
        row("anything", "", Match::Prefix);
        row("", "", Match::Whole);
        row("", "a", Match::None);
    }
    void namesMatchByPrefixAndPart() {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QTEST(static_cast<int>(matchOf(name.toStdString(), typed.toStdString())), "match");
    }

    void fieldsOfEveryEventComeBeforePaths() {
        const auto all = labels("b|", someCatalog());
        QVERIFY(holds(all, "requestParameters.bucketName"));
        QVERIFY(holds(all, "additionalEventData.bytesTransferredOut"));
        const auto names = labels("event|", someCatalog());
        QCOMPARE(names.front(), std::string("eventName"));
        QCOMPARE(std::ranges::count(names, std::string("eventName")), 1); // not once more as a path
        const auto everything = labels("|", someCatalog());
        const auto path = std::ranges::find(everything, std::string("requestParameters.bucketName"));
        QVERIFY(path != everything.end());
        QVERIFY(std::find(path, everything.end(), std::string("errorMessage")) == everything.end());
    }

    void mostFrequentPathsComeFirst() {
        const auto all = labels("request|", someCatalog());
        const auto first = std::ranges::find(all, std::string("requestParameters.bucketName"));
        const auto second =
            std::ranges::find(all, std::string("requestParameters.policyDocument.Statement.Principal.AWS"));
        QVERIFY(first < second && second != all.end());
    }

    void aliasesAreOfferedAndPutIn() {
        QCOMPARE(labels("ip|").front(), std::string("ip"));
        QCOMPARE(afterAccepting("ip|", "ip"), std::string("ip:|"));
        QCOMPARE(afterAccepting("source|", "sourceIPAddress"), std::string("sourceIPAddress:|"));
        const auto suggestions = suggestionsFor(placeIn("ip|"), {}, {}, 1);
        QCOMPARE(suggestions.front().other, std::string("sourceIPAddress"));
    }

    void acceptingKeepsWhatIsAround_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("after");
        const auto row = [](const char* text, const char* label, const char* after) {
            QTest::newRow(text) << text << label << after;
        };
        row("kind:take ev|", "eventName", "kind:take eventName:|");
        row("ev|x:foo", "eventName", "eventName|:foo"); // the rest of the word gives way
        row("even|tName:foo", "eventSource", "eventSource|:foo");
        row("eventT|", "eventTime", "eventTime |");
        row("eventTime |", ">=", "eventTime >= |");
        row("kind:take a|", "and", "kind:take and |");
        row("a|", "and", "not offered"); // nothing before it
        row("n|", "not", "not |");
        row("kind:|", "take", "kind:take |");
        row("kind:t| x", "take", "kind:take| x");
        row("kind:(t|)", "take", "kind:(take|)");
        row("kind:(t|", "take", "kind:(take|");
        row("kind:\"ta|k\" and x", "take", "kind:take| and x");
        row("ip:@c|", "@corp", "ip:@corp |");
        row("ip:c|", "@corp", "ip:@corp |");
        row("odd|", "odd\\ key\\.with\\:signs", "odd\\ key\\.with\\:signs:|");
    }
    void acceptingKeepsWhatIsAround() {
        QFETCH(QString, text);
        QFETCH(QString, label);
        QFETCH(QString, after);
        QCOMPARE(QString::fromStdString(afterAccepting(text.toStdString(), label.toStdString(), someCatalog(),
                                                       {{"take", 9}, {"change", 4}})),
                 after);
    }

    void valuesAreMostFrequentFirst() {
        const std::vector<ValueCount> values{{"GetObject", 500}, {"GetBucketAcl", 70}, {"PutObject", 60}, {"", 5}};
        QCOMPARE(labels("api:|", {}, values), (std::vector<std::string>{"GetObject", "GetBucketAcl", "PutObject", ""}));
        QCOMPARE(labels("api:get|", {}, values), (std::vector<std::string>{"GetObject", "GetBucketAcl"}));
        QCOMPARE(labels("api:o|", {}, values), (std::vector<std::string>{"GetObject", "PutObject"}));
    }

    // Whatever a value holds, the text that is put in asks for exactly it.
    void acceptedValuesMeanThemselves() {
        for (const std::string value : {"plain", "two words", "a\"b", "back\\slash", "(x)", "10.0.0.0/8", "/re/",
                                        "@list", "star*", "what?", "and", "", "line\nbreak",
                                        "\xE2\x80\xAE"
                                        "evil",
                                        "2024-01-01"}) {
            const CompletionPlace place = placeIn("ua:|");
            const auto suggestions = suggestionsFor(place, {}, std::vector<ValueCount>{{value, 1}}, 9);
            QCOMPARE(suggestions.size(), std::size_t{1});
            const auto parsed = parseFilter(accepted("ua:", place, suggestions[0]).text);
            const auto* expression = std::get_if<Expression>(&parsed);
            QVERIFY2(expression != nullptr, value.c_str());
            QCOMPARE(expression->kind, Expression::Kind::Term);
            QCOMPARE(expression->term.value.text, value);
            QVERIFY(expression->term.value.kind == Value::Kind::Literal ||
                    std::ranges::all_of(expression->term.value.parts,
                                        [](const PatternPart& part) { return part.kind == PatternPart::Kind::Text; }));
        }
    }

    void timesAreComparedWithRelativeOnes() {
        QCOMPARE(labels("eventTime >= last|"), (std::vector<std::string>{"last-1h", "last-24h", "last-7d"}));
        QVERIFY(labels("eventName >= last|").empty());
        QCOMPARE(labels("time |").front(), std::string(">="));
        QCOMPARE(labels("api |").front(), std::string(":"));
        QVERIFY(!holds(labels("someword |"), ":"));
    }

    void limitHolds() { QCOMPARE(suggestionsFor(placeIn("|"), someCatalog(), {}, 3).size(), std::size_t{3}); }
};

QTEST_APPLESS_MAIN(TestCompletion)
#include "tst_completion.moc"
