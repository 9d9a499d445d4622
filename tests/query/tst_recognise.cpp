// SPDX-License-Identifier: Apache-2.0
#include "language/parser.h"
#include "language/unparser.h"
#include "query/recognise.h"

#include <QTest>

using namespace rastro;

using Kind = Recognised::Kind;

class TestRecognise : public QObject {
    Q_OBJECT
private slots:
    void becomesTheRightTerm_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("term");
        const auto row = [](const char* text, Kind kind, const char* term) {
            QTest::newRow(text) << text << static_cast<int>(kind) << term;
        };
        row("AKIAIOSFODNN7EXAMPLE", Kind::AccessKey, "key:AKIAIOSFODNN7EXAMPLE");
        row("  ASIAIOSFODNN7EXAMPLE\n", Kind::AccessKey, "key:ASIAIOSFODNN7EXAMPLE");
        row("AROAEXAMPLEID2345678", Kind::Principal, "userIdentity.principalId:AROAEXAMPLEID2345678*");
        row("AIDAEXAMPLEID2345678", Kind::Principal, "userIdentity.principalId:AIDAEXAMPLEID2345678");
        row("203.0.113.77", Kind::IpAddress, "ip:203.0.113.77");
        row("2001:db8::1", Kind::IpAddress, "ip:2001:db8::1");
        row("10.0.0.0/8", Kind::Network, "ip:10.0.0.0/8");
        row("2001:db8::/32", Kind::Network, "ip:2001:db8::/32");
        row("123456789012", Kind::Account, "acct:123456789012");
        row("0d9b3cd2-6a5c-4a4b-8a8a-0123456789ab", Kind::EventId, "id:0d9b3cd2-6a5c-4a4b-8a8a-0123456789ab");
        row("arn:aws:iam::123456789012:user/mateo", Kind::Arn, "userIdentity.arn:arn:aws:iam::123456789012:user/mateo");
        row("arn:aws:iam::123456789012:root", Kind::Arn, "userIdentity.arn:arn:aws:iam::123456789012:root");
        row("arn:aws-us-gov:sts::123456789012:assumed-role/Deploy/build-214", Kind::Arn,
            "userIdentity.arn:arn:aws-us-gov:sts::123456789012:assumed-role/Deploy/build-214");
        row("arn:aws:iam::123456789012:role/Deploy", Kind::Arn,
            "userIdentity.sessionContext.sessionIssuer.arn:arn:aws:iam::123456789012:role/Deploy");
        row("arn:aws:s3:::falcon-exports/2023/q4.parquet", Kind::Arn,
            "\"arn:aws:s3:::falcon-exports/2023/q4.parquet\"");
        row("i-0fe98abc12345678f", Kind::Resource, "\"i-0fe98abc12345678f\"");
        row("snap-0ab12c3d", Kind::Resource, "\"snap-0ab12c3d\"");
        row("vpce-0ab12c3d", Kind::Resource, "vpcEndpointId:vpce-0ab12c3d");
    }
    void becomesTheRightTerm() {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, term);
        const auto known = recognise(text.toStdString());
        QVERIFY(known);
        QCOMPARE(static_cast<int>(known->kind), kind);
        QCOMPARE(QString::fromStdString(filterText(known->term)), term);
        const auto parsed = parseFilter(filterText(known->term));
        QVERIFY(std::holds_alternative<Expression>(parsed));
        QVERIFY(std::get<Expression>(parsed) == known->term);
    }

    void otherTextStaysText_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"",
                                 "   ",
                                 "mateo",
                                 "AKIAIOSFODNN7EXAMPL",
                                 "AKIAIOSFODNN7EXAMPLEE",
                                 "akiaiosfodnn7example",
                                 "AKIAIOSFODNN7EXAMPL?",
                                 "key:AKIAIOSFODNN7EXAMPLE",
                                 "AKIAIOSFODNN7EXAMPLE x",
                                 "1.2.3",
                                 "1.2.3.400",
                                 "10.0.0.0/33",
                                 "10.0.0.0/",
                                 "12345678901",
                                 "1234567890123",
                                 "12345678901a",
                                 "0d9b3cd2-6a5c-4a4b-8a8a-0123456789a",
                                 "0d9b3cd2x6a5c-4a4b-8a8a-0123456789ab",
                                 "arn:aws:iam",
                                 "arn:aws:iam::1:",
                                 "arn:other:iam::1:user/x",
                                 "arn:aws:iam::1:user/a b",
                                 "i-xyz",
                                 "i-",
                                 "-0fe98abc",
                                 "AWS Internal",
                                 "s3.amazonaws.com"})
            QTest::newRow(text) << text;
    }
    void otherTextStaysText() {
        QFETCH(QString, text);
        QVERIFY(!recognise(text.toStdString()));
    }

    void hostileTextIsNothing() {
        QVERIFY(!recognise(std::string(1u << 20, 'A')));
        QVERIFY(!recognise("arn:aws:iam::1:user/" + std::string(1u << 20, 'x')));
        QVERIFY(!recognise(std::string("123456789\0"
                                       "12",
                                       12)));
        QVERIFY(!recognise("\xF0\x9F\x98"));
    }
};

QTEST_APPLESS_MAIN(TestRecognise)
#include "tst_recognise.moc"
