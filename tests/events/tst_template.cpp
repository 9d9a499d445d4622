// SPDX-License-Identifier: Apache-2.0
//
// The language of the table and what it makes of values.
#include "events/policyreader.h"
#include "events/template.h"
#include "events/valuefilter.h"

#include <QTest>

using namespace rastro;

class TestTemplate : public QObject {
    Q_OBJECT
private slots:
    void renders_data();
    void renders();
    void valueStart();
    void arns_data();
    void arns();
    void principals();
};

// Behind the class: moc does not see past it.
static constexpr const char* kRecord = R"({
  "userIdentity": {"accountId": "111111111111"},
  "recipientAccountId": "111111111111",
  "requestParameters": {"a": "x", "empty": "", "nothing": null, "n": 7, "yes": true, "many": ["1","2","3","4"], "three": ["1","2","3"],
    "twice": ["1","1","2"], "set": {"items": [{"id": "i-1"}, {"id": "i-2"}]}, "wrapped": {"content": "w", "tag": 1},
    "arn": "arn:aws:iam::222222222222:role/path/R", "own": "arn:aws:iam::111111111111:role/R", "secret": "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db/prod-AbCdEf",
    )"
                                       "\"esc\\u0061ped\": \"e\","
                                       R"("policy": "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\"}}",
    "object": {"Statement": [{"Effect": "Deny", "Principal": "*"}, {"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::222222222222:root"]}}]}},
  "responseElements": {"key": {"id": "AKIA"}},
  "top": "t"})";

void TestTemplate::renders_data() {
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text"); // null: nothing
    const auto row = [](const char* pattern, const char* text) {
        QTest::newRow(pattern) << QByteArray(pattern) << QByteArray(text);
    };
    row("", nullptr);
    row("word", "word");
    row("{a}", "x");
    row("{A}", "x"); // letter case differs by service
    row("{escaped}", "e");
    row("{missing}", nullptr);
    row("{empty}", nullptr);
    row("{nothing}", nullptr);
    row("{a} {missing}", nullptr);
    row("{a.b.c}", nullptr);
    row("{set}", nullptr);
    row("{n} {yes}", "7 true");
    row("{many}", "1, 2 +2");
    row("{three}", "1, 2, 3");
    row("{twice}", "1, 2");
    row("{many:count}", "4");
    row("{set.id}", "i-1, i-2");
    row("{wrapped}", "w");
    row("{missing|a}", "x");
    row("{^key.id} {/top}", "AKIA t");
    row("a[ {missing}]", "a");
    row("a[ {a}]", "a x");
    row("[{missing}|b]", "b");
    row("[{missing}|{empty}]", nullptr);
    row("[{a}|{n}]!", "x!");
    row("[{missing}|{a|n}]!", "x!");
    row("[one {a}[ two {missing}| three]|four]", "one x three");
    row("[{missing}[ two {a}]|four]", "four");
    row("[x{?a=x}|y]", "x");
    row("[x{?a=X}|y]", "x");
    row("[x{?a=z}|y]", "y");
    row("[x{?a}|y]", "x");
    row("[x{?missing}|y]", "y");
    row("[x{?a=@/top}|y]", "y");
    row("[x{?n=@n}|y]", "x");
    row("{arn}", "R");
    row("{arn:full}", "arn:aws:iam::222222222222:role/path/R");
    row("{arn:account}", "222222222222");
    row("{arn:foreign}", "222222222222");
    row("{own:foreign}", nullptr);
    row("{a:foreign}", nullptr);
    row("{secret:secret}", "db/prod");
    row("{policy:principals}", "everyone");
    row("{object:principals}", "account 222222222222");
    row("{a:principals}", nullptr);
    row("{", nullptr); // never in the table, never a crash
    row("[", nullptr);
    row("[a|", "a");
    row("{a", "x");
}

void TestTemplate::renders() {
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    const auto tree = json::Tree::parse(kRecord);
    QVERIFY(bool(tree));
    const RecordView record(*tree);
    const std::string kept = pattern.toStdString();
    const auto rendered = renderTemplate(kept, record);
    QCOMPARE(rendered.has_value(), !text.isNull());
    if (rendered)
        QCOMPARE(QByteArray::fromStdString(rendered->text), text);
}

void TestTemplate::valueStart() {
    const auto tree = json::Tree::parse(kRecord);
    const RecordView record(*tree);
    QCOMPARE(renderTemplate("user {a}", record)->valueAt, std::size_t{5});
    QCOMPARE(renderTemplate("[group {missing}|user {a}]", record)->valueAt, std::size_t{5});
    QCOMPARE(renderTemplate("[u {a} {missing}|no value]", record)->valueAt, std::string::npos);
}

void TestTemplate::arns_data() {
    QTest::addColumn<QByteArray>("arn");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("account");
    const std::tuple<const char*, const char*, const char*> cases[] = {
        {"", "", ""},
        {"arn:", "arn:", ""},
        {"arn:::::", "arn:::::", ""},
        {"arn:aws", "arn:aws", ""},
        {"a/b", "a/b", ""},
        {"123456789012", "123456789012", "123456789012"},
        {"arn:aws:iam::aws:policy/service-role/X", "X", ""},
        {"arn:aws:iam::123456789012:user/p/bob", "bob", "123456789012"},
        {"arn:aws:sts::123456789012:assumed-role/R/s", "s", "123456789012"},
        {"arn:aws:s3:::b/k/k2", "b/k/k2", ""},
        {"arn:aws:lambda:r:123456789012:function:f", "f", "123456789012"},
        {"arn:aws:logs:r:123456789012:log-group:/aws/x:*", "/aws/x", "123456789012"},
        {"arn:aws:sns:r:123456789012:Topic", "Topic", "123456789012"},
        {"arn:aws:kms:r:123456789012:key/uuid", "uuid", "123456789012"},
        {"arn:aws:iam::123456789012:root", "root", "123456789012"},
        {"arn:aws:x:r:123456789012:type/", "type/", "123456789012"},
    };
    for (const auto& [arn, text, account] : cases)
        QTest::newRow(*arn == '\0' ? "empty" : arn) << QByteArray(arn) << QByteArray(text) << QByteArray(account);
}

void TestTemplate::arns() {
    QFETCH(QByteArray, arn);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, account);
    const std::string value = arn.toStdString();
    QCOMPARE(QByteArray::fromStdString(shortened(value)), text);
    QCOMPARE(QByteArray::fromStdString(std::string(accountIn(value))), account);
}

void TestTemplate::principals() {
    const char* empty[] = {"",
                           "{",
                           "[]",
                           "null",
                           R"({"Statement":"x"})",
                           R"({"Statement":[1,null,{"Effect":"Allow","Principal":7}]})",
                           R"({"Statement":[{"Effect":"Deny","Principal":"*"}]})"};
    for (const char* document : empty)
        QCOMPARE(principalsOf(document).count, std::size_t{0});
    const std::string odd = R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"x:root"}}]})";
    QCOMPARE(principalsOf(odd).first[0], std::string("x:root"));
    const std::string many =
        R"({"Statement":[{"Effect":"Allow","Principal":{"Service":["a.amazonaws.com","b.amazonaws.com"],)"
        R"("AWS":["arn:aws:iam::123456789012:root","*"]}}]})";
    QCOMPARE(principalsOf(many).count, std::size_t{4});
    QCOMPARE(principalsOf(many).first[2], std::string("account 123456789012"));
}

QTEST_APPLESS_MAIN(TestTemplate)
#include "tst_template.moc"
