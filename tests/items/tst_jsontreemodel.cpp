// SPDX-License-Identifier: Apache-2.0
#include "items/jsontreemodel.h"
#include "items/prettyjson.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace rastro;
using json::Tree;

namespace {

std::shared_ptr<const Tree> parse(const std::string& text) {
    auto tree = Tree::parse(text);
    if (!tree)
        qFatal("%s", tree.error().what.c_str());
    return std::make_shared<const Tree>(std::move(*tree));
}

std::string objectOf(int members) {
    std::string text = "{";
    for (int i = 0; i < members; ++i)
        text += (i == 0 ? "" : ",") + ("\"k" + std::to_string(i) + "\":{\"v\":[" + std::to_string(i) + ",null]}");
    return text + "}";
}

// Every item on a line, two blanks for a level.
QString print(const JsonTreeModel& model, const QModelIndex& parent = {}, int depth = 0) {
    QString out;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex i = model.index(row, 0, parent);
        QStringList parts;
        for (const int role :
             {JsonTreeModel::KeyRole, JsonTreeModel::NoteRole, JsonTreeModel::SummaryRole, JsonTreeModel::ValueRole}) {
            const QString part = i.data(role).toString();
            if (!part.isEmpty())
                parts << part;
        }
        out += QString(2 * depth, u' ') + parts.join(u' ') + u'\n' + print(model, i, depth + 1);
    }
    return out;
}

} // namespace

class TestJsonTreeModel : public QObject {
    Q_OBJECT
private slots:
    void keepsTheRulesOfModels_data() {
        QTest::addColumn<int>("members");
        for (const int members : {0, 1, 3, 5000})
            QTest::addRow("%d", members) << members;
    }
    void keepsTheRulesOfModels() {
        QFETCH(int, members);
        JsonTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setValue(parse(objectOf(members)), Tree::root(), {});
        QCOMPARE(model.rowCount(), members);
        model.setValue(parse("{\"a\":[{\"b\":\"{\\\"c\\\":[1,2]}\"}]}"), Tree::root(), {});
        QVERIFY(print(model).contains(QLatin1String("c [2]")));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void showsEveryKindOfValue() {
        JsonTreeModel model;
        model.setValue(
            parse(R"({"s":"a\tb\u202e","n":1.50e3,"t":true,"z":null,"e":{},"l":[],"a":[7,{"x":""}],"d":1,"d":2})"),
            Tree::root(), {});
        QCOMPARE(print(model), QStringLiteral("s a\\tb\\u202e\nn 1.50e3\nt true\nz null\ne {}\nl []\n"
                                              "a [2]\n  [0] 7\n  [1] {1}\n    x\nd 1\nd 2\n"));
    }

    void scalarIsShownAlone() {
        JsonTreeModel model;
        const auto tree = parse(R"({"requestParameters":"text"})");
        model.setValue(tree, tree->find({"requestParameters"}), QStringLiteral("requestParameters"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data(JsonTreeModel::ValueRole).toString(), QStringLiteral("text"));
        QCOMPARE(model.index(0, 0).data(JsonTreeModel::PathRole).toString(), QStringLiteral("requestParameters"));
    }

    void documentsInStringsAreShownBelow() {
        JsonTreeModel model;
        model.setValue(parse(R"({"policy":"%7B%22Effect%22%3A%22Allow%22%7D"})"), Tree::root(), {});
        QCOMPARE(print(model), QStringLiteral("policy %7B%22Effect%22%3A%22Allow%22%7D\n"
                                              "  decoded: URL, JSON {1}\n    Effect Allow\n"));
        const QModelIndex effect = model.index(0, 0, model.index(0, 0, model.index(0, 0)));
        QCOMPARE(effect.data(JsonTreeModel::PathRole).toString(), QStringLiteral("policy.Effect"));
        QCOMPARE(effect.data(JsonTreeModel::JsonRole).toString(), QStringLiteral("\"Allow\""));
    }

    void decodedTextKeepsItsLines() {
        JsonTreeModel model;
        model.setValue(parse(R"({"userData":"IyEvYmluL2Jhc2gKY3VybCBodHRwOi8vMTk4LjUxLjEwMC40L3g="})"), Tree::root(),
                       {});
        const QModelIndex text = model.index(0, 0, model.index(0, 0));
        QCOMPARE(text.data(JsonTreeModel::NoteRole).toString(), QStringLiteral("decoded: base64"));
        QCOMPARE(text.data(JsonTreeModel::ValueRole).toString(),
                 QStringLiteral("#!/bin/bash\ncurl http://198.51.100.4/x"));
    }

    void endlessNestingOfDocumentsEnds() {
        std::string text = "1";
        for (int i = 0; i < 12; ++i) {
            std::string quoted;
            for (const char c : "{\"v\":" + text + "}")
                quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
            text = "\"" + quoted + "\"";
            if (text.size() > 200'000)
                break;
        }
        JsonTreeModel model;
        model.setValue(parse("{\"v\":" + text + "}"), Tree::root(), {});
        QVERIFY(print(model).count(QLatin1String("decoded")) <= 6);
    }

    void omittedParametersAreFlagged() {
        JsonTreeModel model;
        const auto tree = parse(
            R"({"requestParameters":{"reason":"requestParameters too large","omitted":true,"originalSize":"149893"}})");
        model.setValue(tree, Tree::root(), {});
        QCOMPARE(model.index(0, 0).data(JsonTreeModel::NoteRole).toString(), QStringLiteral("left out by AWS"));
        model.setValue(tree, tree->find({"requestParameters"}), QStringLiteral("requestParameters"));
        QCOMPARE(model.index(1, 0).data(JsonTreeModel::NoteRole).toString(), QStringLiteral("left out by AWS"));
        model.setValue(parse(R"({"omitted":{"omitted":"no"}})"), Tree::root(), {});
        QVERIFY(model.index(0, 0).data(JsonTreeModel::NoteRole).toString().isEmpty());
    }

    void pathsAreThoseOfTheQueryLanguage() {
        JsonTreeModel model;
        model.setValue(parse(R"({"a.b":[{"c":1}]})"), Tree::root(), QStringLiteral("requestParameters"));
        const QModelIndex c = model.index(0, 0, model.index(0, 0, model.index(0, 0)));
        QCOMPARE(c.data(JsonTreeModel::PathRole).toString(), QStringLiteral("requestParameters.a\\.b.c"));
    }

    void longTextsAreCutUntilAskedFor() {
        JsonTreeModel model;
        model.setValue(parse("{\"k\":\"" + std::string(9000, '~') + "\"}"), Tree::root(), {});
        const QModelIndex k = model.index(0, 0);
        QVERIFY(k.data(JsonTreeModel::IsCutRole).toBool());
        QCOMPARE(k.data(JsonTreeModel::ValueRole).toString().size(), JsonTreeModel::kCutCharacters);
        QCOMPARE(k.data(JsonTreeModel::RawTextRole).toString().size(), 9000);
        model.showWhole(k);
        QVERIFY(!k.data(JsonTreeModel::IsCutRole).toBool());
        QCOMPARE(k.data(JsonTreeModel::ValueRole).toString().size(), 9000);
    }

    void findsKeysAndValuesInOrder() {
        JsonTreeModel model;
        model.setValue(parse("{\"Bucket\":\"x\",\"b\":[\"bucket-1\",\"{\\\"c\\\":\\\"BUCKET2\\\"}\"],\"d\":1}"),
                       Tree::root(), {});
        using enum JsonTreeModel::Direction;
        QStringList hits;
        QModelIndex at;
        while ((at = model.find(QStringLiteral("bucket"), at, Forward)).isValid())
            hits << at.data().toString();
        QCOMPARE(hits, (QStringList{QStringLiteral("Bucket x"), QStringLiteral("[0] bucket-1"),
                                    QStringLiteral("[1] {\"c\":\"BUCKET2\"}"), QStringLiteral("c BUCKET2")}));
        QCOMPARE(model.find(QStringLiteral("bucket"), {}, Backward).data().toString(), QStringLiteral("c BUCKET2"));
        QVERIFY(!model.find(QStringLiteral("absent"), {}, Forward).isValid());
        QVERIFY(!model.find(QString(), {}, Forward).isValid());
        QStringList all;
        const auto found = model.findAll(QStringLiteral("bucket"));
        QVERIFY(found.has_value());
        for (const QModelIndex& hit : *found)
            all << hit.data().toString();
        QCOMPARE(all, hits);
        QVERIFY(model.findAll(QStringLiteral("absent")).value().empty());
        QVERIFY(model.findAll(QString()).value().empty());
    }

    void countsMatchesOfSoManyItemsOnly() {
        const auto record = [](std::size_t items) {
            std::string text = "[0";
            for (std::size_t i = 1; i < items; ++i)
                text += ",0";
            return parse(text + "]");
        };
        JsonTreeModel model;
        model.setValue(record(JsonTreeModel::kMostCounted), Tree::root(), {});
        QCOMPARE(model.findAll(QStringLiteral("[1999")).value().size(), 11U);
        model.setValue(record(JsonTreeModel::kMostCounted + 1), Tree::root(), {});
        QVERIFY(!model.findAll(QStringLiteral("[1999")).has_value());
    }

    void prettyTextKeepsTokensAsWritten() {
        const auto tree = parse(R"({"a":1.0E2,"b":[],"c":{"d":"\u00e9\/","d":null},"e":[1,{"f":true}]})");
        const PrettyJson pretty = prettyJson(*tree, LongStrings::Cut);
        QCOMPARE(pretty.text,
                 QStringLiteral("{\n  \"a\": 1.0E2,\n  \"b\": [],\n  \"c\": {\n    \"d\": \"\\u00e9\\/\",\n"
                                "    \"d\": null\n  },\n  \"e\": [\n    1,\n    {\n      \"f\": true\n    }\n  ]\n}"));
        QVERIFY(!pretty.hasCuts);
    }

    void prettyTextCutsLongStrings() {
        const auto tree = parse("[\"" + std::string(5000, 'x') + "\"]");
        QVERIFY(prettyJson(*tree, LongStrings::Cut).hasCuts);
        const PrettyJson whole = prettyJson(*tree, LongStrings::Whole);
        QVERIFY(!whole.hasCuts);
        QVERIFY(whole.text.contains(QString(5000, u'x')));
    }
};

QTEST_GUILESS_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
