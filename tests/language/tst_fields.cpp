// SPDX-License-Identifier: Apache-2.0
#include "language/fields.h"

#include "language/randomfilters.h"
#include "language/shape.h"
#include "language/unparser.h"

#include <QTest>

using namespace rastro;

namespace {

QByteArray nameOf(std::optional<Column> column) {
    return column ? QByteArray(info(*column).name.data(), static_cast<int>(info(*column).name.size())) : "none";
}

} // namespace

class TestFields : public QObject {
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void namesColumns_data();
    void namesColumns();
    void findsEveryColumn();
    void writesWhatItReads();
};

void TestFields::reads_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const std::pair<const char*, const char*> rows[] = {
        {"a", "a"},
        {"a.b", "a/b"},
        {".a", "^a"},
        {".a.b", "^a/b"},
        {"a\\.b", "a.b"},
        {"\\.a", ".a"},
        {"a.*", "a/**"},
        {"*", "**"},
        {".*", "**"},
        {"\\*", "*"},
        {"a.\\*", "a/*"},
        {"a b:c", "a b:c"}, // not cut off as in a filter
        {"a.\"b\"", "a/\"b\""},
        {"", "0-0"},
        {".", "0-1"},
        {"..", "0-1"},
        {"a.", "1-2"},
        {"a..b", "1-2"},
        {"a\\", "1-2"},
        {"a.b*", "3-4"},
        {"*.a", "0-1"},
        {"a.**", "2-3"},
        {"a.?", "2-3"},
    };
    for (const auto& [text, expected] : rows)
        QTest::newRow(*text ? text : "(empty)") << QByteArray(text) << QByteArray(expected);
}

void TestFields::reads() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto read = readField(text.toStdString());
    const auto* error = std::get_if<SyntaxError>(&read);
    QCOMPARE(parseField(text.toStdString()).has_value(), error == nullptr);
    QCOMPARE(QByteArray::fromStdString(
                 error != nullptr ? std::to_string(error->span.begin) + '-' + std::to_string(error->span.end)
                                  : test::shapeOf(std::get<FieldPath>(read))),
             expected);
}

void TestFields::namesColumns_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("column");
    const std::pair<const char*, const char*> rows[] = {
        {"ip", "sourceIPAddress"},
        {"IP", "sourceIPAddress"},
        {"sourceipaddress", "sourceIPAddress"},
        {"userIdentity.arn", "userIdentity.arn"},
        {"USERIDENTITY.ARN", "userIdentity.arn"},
        {"user", "userIdentity.userName"},
        {"role", "userIdentity.sessionContext.sessionIssuer.userName"},
        {"kind", "kind"},
        {"acct", "account"},
        {"time", "eventTime"},
        {"\\kind", "kind"},
        {".eventName", "eventName"},
        {".EVENTname", "eventName"},
        {".userIdentity.arn", "userIdentity.arn"},
        {".time", "none"},
        {".ip", "none"},
        {".kind", "none"},
        {".source", "none"},
        {".account", "none"},
        {".issuedAccessKeyId", "none"},
        {"userIdentity\\.arn", "none"},
        {"userIdentity", "none"},
        {"userIdentity.arn.x", "none"},
        {"userIdentity.arn.*", "none"},
        {"ip.x", "none"},
        {"error", "none"},
        {"*", "none"},
    };
    for (const auto& [text, column] : rows)
        QTest::newRow(text) << QByteArray(text) << QByteArray(column);
}

void TestFields::namesColumns() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, column);
    const auto field = parseField(text.toStdString());
    QVERIFY(field);
    QCOMPARE(nameOf(columnOf(*field)), column);
}

void TestFields::findsEveryColumn() {
    QCOMPARE(nameOf(columnOf(FieldPath{})), QByteArray("none"));
    QCOMPARE(nameOf(columnOf({std::vector<std::string>(100'000, "a")})), QByteArray("none"));
    for (const ColumnInfo& column : allColumns()) {
        QCOMPARE(nameOf(columnOf(fieldOf(column.column))), nameOf(column.column));
        const auto named = parseField(column.name);
        QVERIFY(named);
        QCOMPARE(nameOf(columnOf(*named)), nameOf(column.column));
        const auto fromTop = parseField('.' + std::string(column.name));
        QVERIFY(fromTop);
        QCOMPARE(columnOf(*fromTop).has_value(), !isDerived(column.column));
    }
    QCOMPARE(test::shapeOf(fieldOf(Column::IdentityArn)), "userIdentity/arn");
    QCOMPARE(test::shapeOf(fieldOf(Column::IdentityUserName)), "user");
}

void TestFields::writesWhatItReads() {
    test::RandomFilters random(3);
    int fields = 0;
    for (int i = 0; i < 50'000; ++i) {
        const std::string text = random.anyText();
        const auto field = parseField(text);
        if (!field)
            continue;
        ++fields;
        QVERIFY2(parseField(fieldText(*field)) == field, text.c_str());
    }
    QVERIFY(fields > 1'000);
}

QTEST_APPLESS_MAIN(TestFields)
#include "tst_fields.moc"
