// SPDX-License-Identifier: Apache-2.0
#include "query/facetedit.h"

#include "language/parser.h"
#include "language/unparser.h"

#include <QTest>

using namespace rastro;

namespace {

Expression parsed(const QString& text) {
    auto result = parseFilter(text.toStdString());
    if (const auto* error = std::get_if<SyntaxError>(&result))
        qFatal("%s: %s", qPrintable(text), error->expected.c_str());
    return std::get<Expression>(std::move(result));
}

const QString kMissing; // null, while the empty text is not

FacetChoice choiceOf(const QString& value) { return value.isNull() ? FacetChoice() : FacetChoice(value.toStdString()); }

QStringList textsOf(const std::vector<FacetChoice>& choices) {
    QStringList out;
    for (const FacetChoice& choice : choices)
        out << (choice ? QString::fromStdString(*choice) : QStringLiteral("-"));
    return out;
}

} // namespace

class TestFacetEdit : public QObject {
    Q_OBJECT
private slots:
    void edits_data();
    void edits();
    void removals();
    void picks_data();
    void picks();
    void anyTextIsPickedAsItIs_data();
    void anyTextIsPickedAsItIs();
    void ownTerms();
    void longListsTakeNoTime();
};

void TestFacetEdit::edits_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<FacetEdit>("edit");
    QTest::addColumn<QString>("expected");
    using enum FacetEdit;
    const auto row = [](const char* name, const char* filter, const char* field, const char* value, FacetEdit edit,
                        const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(filter) << QString::fromUtf8(field)
                            << (value == nullptr ? kMissing : QString::fromUtf8(value)) << edit
                            << QString::fromUtf8(expected);
    };
    row("first pick", "", "kind", "read", Toggle, "kind:read");
    row("shortest name", "", "eventName", "RunInstances", Toggle, "api:RunInstances");
    row("a path", "", "requestParameters.bucketName", "b", Toggle, "requestParameters.bucketName:b");
    row("second pick", "kind:read", "kind", "change", Toggle, "kind:(read or change)");
    row("third pick", "kind:(read or change)", "kind", "take", Toggle, "kind:(read or change or take)");
    row("pick again", "kind:(read or change)", "kind", "READ", Pick, "kind:(read or change)");
    row("unpick", "kind:(read or change)", "kind", "change", Toggle, "kind:read");
    row("unpick folded", "kind:(Read or change)", "kind", "READ", Toggle, "kind:change");
    row("unpick the last", "kind:read", "kind", "read", Toggle, "");
    row("others stay in place", "\"x\" kind:read region:us-east-1", "kind", "take", Toggle,
        "\"x\" kind:(read or take) region:us-east-1");
    row("others stay when it goes", "a kind:read b", "kind", "read", Toggle, "a b");
    row("the name as written", "eventName:GetObject", "api", "PutObject", Toggle, "eventName:(GetObject or PutObject)");
    row("another field with the same value", "actor:x", "userIdentity.userName", "x", Toggle, "actor:x user:x");
    row("beside patterns", "api:Get*", "api", "PutObject", Toggle, "api:(Get* or PutObject)");
    row("beside networks", "ip:10.0.0.0/8", "ip", "1.2.3.4", Toggle, "ip:(10.0.0.0/8 or 1.2.3.4)");
    row("a term of two fields is not its own", "kind:read or outcome:ok", "kind", "read", Toggle,
        "(kind:read or outcome:ok) kind:read");
    row("a bare term is not its own", "read", "kind", "read", Toggle, "read kind:read");
    row("a comparison is no list", "bytes > 5", "bytes", "7", Toggle, "bytes > 5 bytes:7");

    row("missing", "", "err", nullptr, Toggle, "not err:*");
    row("missing and a value", "err:AccessDenied", "err", nullptr, Toggle, "err:(AccessDenied or not *)");
    row("a value and missing", "not err:*", "err", "AccessDenied", Toggle, "err:(not * or AccessDenied)");
    row("missing no more", "err:(AccessDenied or not *)", "err", nullptr, Toggle, "err:AccessDenied");
    row("missing alone no more", "not err:*", "err", nullptr, Toggle, "");
    row("no missing", "", "err", nullptr, Exclude, "err:*");
    row("no missing taken back", "err:*", "err", nullptr, Toggle, "");
    row("empty is not missing", "", "err", "", Toggle, "err:\"\"");

    row("exclude", "", "kind", "read", Exclude, "not kind:read");
    row("exclude two", "not kind:read", "kind", "take", Exclude, "not kind:read not kind:take");
    row("exclude again", "not kind:read", "kind", "Read", Exclude, "not kind:read");
    row("exclude what was picked", "kind:(read or take)", "kind", "read", Exclude, "kind:take not kind:read");
    row("exclude all that was picked", "kind:read", "kind", "read", Exclude, "not kind:read");
    row("a click takes it back", "not kind:read a", "kind", "read", Toggle, "a");
    row("pick what was excluded", "not kind:read", "kind", "read", Pick, "kind:read");
    row("take one of a list back", "not kind:(read or take)", "kind", "take", Toggle, "not kind:read");
    row("take one of two back", "not kind:read not kind:take", "kind", "take", Toggle, "not kind:read");

    row("only", "a kind:(read or take) not kind:change b", "kind", "signin", Only, "a kind:signin b");
    row("only, the first", "a", "kind", "signin", Only, "a kind:signin");
    row("only missing", "err:x", "err", nullptr, Only, "not err:*");
    row("all but", "a kind:(read or take) b", "kind", "read", AllBut, "a not kind:read b");
    row("all but missing", "err:x", "err", nullptr, AllBut, "err:*");
}

void TestFacetEdit::edits() {
    QFETCH(QString, filter);
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(FacetEdit, edit);
    QFETCH(QString, expected);
    const Expression result =
        edited(parsed(filter), *AnyColumn::named(field.toStdString()), choiceOf(value), edit);
    const QString text = QString::fromStdString(filterText(result));
    QVERIFY2(result == parsed(expected), qPrintable(text));
    QVERIFY2(parsed(text) == result, qPrintable(text));
}

void TestFacetEdit::removals() {
    const AnyColumn kind = Column::Kind;
    QVERIFY(withoutField(parsed(QStringLiteral("a kind:read not kind:take b")), kind) == parsed(QStringLiteral("a b")));
    QVERIFY(withoutField({}, kind) == Expression());
    const Expression both = parsed(QStringLiteral("kind:read not kind:take"));
    QVERIFY(withoutPicked(both, kind, "take") == both);
    QVERIFY(withoutExcluded(both, kind, "read") == both);
    QVERIFY(withoutExcluded(both, kind, "TAKE") == parsed(QStringLiteral("kind:read")));
    QVERIFY(withoutPicked({}, kind, "read") == Expression());
}

void TestFacetEdit::picks_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("picked");
    QTest::addColumn<QStringList>("excluded");
    QTest::addColumn<int>("terms");
    const auto row = [](const char* filter, QStringList picked, QStringList excluded, int terms) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << std::move(picked) << std::move(excluded) << terms;
    };
    const auto list = [](const char* texts) { return QString::fromUtf8(texts).split(u' ', Qt::SkipEmptyParts); };
    row("", {}, {}, 0);
    row("api:a", list("a"), {}, 1);
    row("eventName:(a or \"b\" or C*)", list("a b"), {}, 1);
    row("api:(a or not *)", list("a -"), {}, 1);
    row("not api:a not api:(b or c)", {}, list("a b c"), 2);
    row("api:* api:a", list("a"), list("-"), 2);
    row("not api:*", list("-"), {}, 1);
    row("api:/^a/", {}, {}, 1);
    row("api:(a and b)", list("a b"), {}, 2);
    row("a kind:read", {}, {}, 0);
    row("api:a or kind:read", {}, {}, 0);
    row("api.*:a", {}, {}, 0);
}

void TestFacetEdit::picks() {
    QFETCH(QString, filter);
    QFETCH(QStringList, picked);
    QFETCH(QStringList, excluded);
    QFETCH(int, terms);
    const FacetPicks picks = picksOf(parsed(filter), Column::EventName);
    QCOMPARE(textsOf(picks.picked), picked);
    QCOMPARE(textsOf(picks.excluded), excluded);
    QCOMPARE(static_cast<int>(picks.terms.size()), terms);
}

void TestFacetEdit::anyTextIsPickedAsItIs_data() {
    QTest::addColumn<QByteArray>("value");
    for (const char* value : {"plain", "two words", "a:b", "10.0.0.0/8", "/x/", "@list", "*", "a*b?", "not", "and", "(a or b)",
                              "\"quoted\"", "back\\slash", "", " ", "\n", "<b>", "null", "2024-03-01", "\xE2\x80\xAEx", "Ä"})
        QTest::newRow(value) << QByteArray(value);
}

void TestFacetEdit::anyTextIsPickedAsItIs() {
    QFETCH(QByteArray, value);
    const FacetChoice choice = value.toStdString();
    const AnyColumn field = *AnyColumn::named("requestParameters.x");
    const Expression picked = withToggled(withPicked({}, field, "other"), field, choice);
    const QString text = QString::fromStdString(filterText(picked));
    QVERIFY2(parsed(text) == picked, qPrintable(text));
    const FacetPicks picks = picksOf(parsed(text), field);
    QCOMPARE(picks.picked.size(), std::size_t{2});
    QVERIFY(picks.picked[1] == choice);
    QVERIFY(withToggled(picked, field, choice) == withPicked({}, field, "other"));
}

void TestFacetEdit::ownTerms() {
    const auto isOwn = [](const char* term, const char* field) {
        return isOwnTerm(parsed(QString::fromUtf8(term)), *AnyColumn::named(field));
    };
    QVERIFY(isOwn("ip:1.2.3.4", "sourceIPAddress"));
    QVERIFY(isOwn("not ip:(1.2.3.4 or 10.0.0.0/8)", "ip"));
    QVERIFY(isOwn("bytes > 5", "bytes"));
    QVERIFY(!isOwn("ip:1.2.3.4 or key:x", "ip"));
    QVERIFY(!isOwn("\"1.2.3.4\"", "ip"));
    QVERIFY(!isOwn("", "ip"));
}

void TestFacetEdit::longListsTakeNoTime() {
    QString list;
    for (int i = 0; i < 30'000; ++i)
        list += (i == 0 ? QString() : QStringLiteral(" or ")) + QStringLiteral("v%1").arg(i);
    const Expression filter = parsed(QStringLiteral("api:(%1)").arg(list));
    const Expression more = withToggled(filter, Column::EventName, "new");
    QCOMPARE(more.children.size(), std::size_t{30'001});
    QVERIFY(withToggled(more, Column::EventName, "new") == filter);
}

QTEST_GUILESS_MAIN(TestFacetEdit)
#include "tst_facetedit.moc"
