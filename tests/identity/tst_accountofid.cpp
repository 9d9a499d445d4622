// SPDX-License-Identifier: Apache-2.0
#include "identity/accountofid.h"

#include <QTest>

using namespace rastro;

class TestAccountOfId : public QObject {
    Q_OBJECT

private slots:
    void knownIds_data();
    void knownIds();
};

void TestAccountOfId::knownIds_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("account");
    const auto row = [](const char* id, const char* account) { QTest::newRow(id) << QString(id) << QString(account); };
    row("ASIAQNZGKIQY56JQ7WML", "029608264753");
    row("AKIAU7JNXC7K7XNL3F6J", "342082656213");
    row("AIPAXWHDLZAFKRN3RS57U", "528757803018");
    row("AKIAIOSFODNN7EXAMPLE", ""); // the older form
    row("AKIAJOSFODNN7EXAMPLE", "");
    row("", "");
    row("AKIA", "");
    row("XXIAU7JNXC7K7XNL3F6J", "");  // no prefix of IAM
    row("AKIAU7JNXC7K7XNL3F61", "");  // 1 is no digit of base32
    row("akiau7jnxc7k7xnl3f6j", "");
    row("AKIAU7JNXC7K7XNL3F6JJJ", ""); // too long
    row("AKIAU7JNXC7K7XNL\xC3\x89XX", "");
}

void TestAccountOfId::knownIds() {
    QFETCH(QString, id);
    QFETCH(QString, account);
    QCOMPARE(QString::fromStdString(accountOfId(id.toStdString())), account);
}

QTEST_APPLESS_MAIN(TestAccountOfId)
#include "tst_accountofid.moc"
