// SPDX-License-Identifier: Apache-2.0
#include "items/facetmodel.h"

#include "support/facets.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

using RowKind = FacetModel::RowKind;

RowKind kindOf(const QModelIndex& index) { return index.data(FacetModel::KindRole).value<RowKind>(); }

QStringList textsBelow(const FacetModel& model, const AnyColumn& field) {
    QStringList out;
    const QModelIndex header = model.indexOf(field);
    for (int row = 0; row < model.rowCount(header); ++row)
        out << model.index(row, 0, header).data().toString();
    return out;
}

Facet valuesOf(unsigned n) {
    std::vector<std::pair<std::string, std::uint64_t>> values;
    for (unsigned i = 0; i < n; ++i)
        values.emplace_back("value " + std::to_string(i), n - i);
    return facetOf(Column::EventName, values, std::uint64_t{n} * n);
}

} // namespace

class TestFacetModel : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anyNumberOfRows_data() {
        QTest::addColumn<unsigned>("rows");
        for (const unsigned n : {0u, 1u, 3u, 5'000u})
            QTest::addRow("%u", n) << n;
    }
    void anyNumberOfRows() {
        QFETCH(unsigned, rows);
        FacetModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFields({Column::Kind, Column::EventName});
        for (const unsigned n : {rows, 2u, rows, 0u, rows}) { // grows and shrinks in place
            model.setFacets({valuesOf(n)});
            QCOMPARE(model.rowCount(model.indexOf(Column::EventName)), static_cast<int>(n));
        }
        model.clearCounts();
        QCOMPARE(model.rowCount(model.indexOf(Column::EventName)), 0);
    }

    void fieldsComeAndGo() {
        FacetModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFields({Column::Kind, Column::Outcome, Column::EventName});
        model.setFacets({valuesOf(3), facetOf(Column::Kind, {{"read", 1}}, 1)});
        const QPersistentModelIndex value = model.index(1, 0, model.indexOf(Column::EventName));
        model.removeField(Column::Kind);
        QVERIFY(value.isValid());
        QVERIFY(model.fieldAt(value) == AnyColumn(Column::EventName));
        QCOMPARE(value.data().toString(), QStringLiteral("value 1"));
        model.addField(Column::Outcome); // there already
        QCOMPARE(model.rowCount(), 2);
        model.addField(*AnyColumn::named("requestParameters.bucketName"));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("requestParameters.bucketName"));
        QCOMPARE(textsBelow(model, *AnyColumn::named("requestParameters.bucketName")),
                 QStringList{QStringLiteral("reading the records…")});
        model.removeField(Column::EventName);
        QVERIFY(!value.isValid());
        model.removeField(Column::EventName); // gone already
        QCOMPARE(model.rowCount(), 2);
        model.setFacets({valuesOf(3)}); // of a field that is gone
        QCOMPARE(model.rowCount(), 2);
    }

    void wishes() {
        FacetModel model;
        model.setFields({Column::Kind, Column::EventName});
        model.setOrder(Column::EventName, FacetOrder::RareFirst);
        model.setSearch(Column::EventName, QStringLiteral("Gét"));
        model.wishMore(Column::EventName);
        const auto wishes = model.wishes();
        QCOMPARE(wishes.size(), std::size_t{2});
        QVERIFY(wishes[0] == (FacetWish{Column::Kind, FacetModel::kFirstLimit, FacetOrder::MostFrequent, {}}));
        QVERIFY(wishes[1].order == FacetOrder::RareFirst);
        QCOMPARE(wishes[1].search, std::string("G\xC3\xA9t"));
        QVERIFY(wishes[1].limit > FacetModel::kFirstLimit);
        const QModelIndex header = model.indexOf(Column::EventName);
        QCOMPARE(header.data(FacetModel::SearchRole).toString(), QStringLiteral("Gét"));
        QVERIFY(header.data(FacetModel::OrderRole).value<FacetOrder>() == FacetOrder::RareFirst);
        QVERIFY(header.data(FacetModel::PendingRole).toBool());
    }

    void rowsSayWhatTheyAre() {
        FacetModel model;
        model.setFields({Column::EventName});
        Facet facet = facetOf(Column::EventName, {{"a", 6}, {"", 3}}, 12, 40);
        facet.values[0].mark = FacetMark::Picked;
        facet.values.push_back({FacetValue::Kind::Object, {}, 2, FacetMark::None});
        facet.values.push_back({FacetValue::Kind::Missing, {}, 1, FacetMark::None});
        model.setFacets({facet});
        const QModelIndex header = model.indexOf(Column::EventName);
        QCOMPARE(header.data(FacetModel::CountRole).toULongLong(), 42ull);
        QVERIFY(!header.data(FacetModel::PendingRole).toBool());
        QCOMPARE(textsBelow(model, Column::EventName),
                 (QStringList{QStringLiteral("a"), QStringLiteral("\"\""), QStringLiteral("{…}"),
                              QStringLiteral("— no value"), QStringLiteral("40 more…")}));
        const auto row = [&](int i) { return model.index(i, 0, header); };
        QCOMPARE(row(0).data(FacetModel::ShareRole).toDouble(), 0.5);
        QCOMPARE(row(0).data(FacetModel::CountRole).toULongLong(), 6ull);
        QCOMPARE(row(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("a, 6 events, 50 percent, picked"));
        QVERIFY(model.canPick(row(0)) && model.choiceAt(row(0)) == "a");
        QVERIFY(model.canPick(row(1)) && model.choiceAt(row(1)) == "");
        QVERIFY(!model.canPick(row(2))); // an object cannot be picked
        QVERIFY(model.canPick(row(3)) && !model.choiceAt(row(3)));
        QVERIFY(kindOf(row(4)) == RowKind::More);
        QVERIFY(!model.canPick(row(4)) && !model.canPick(header) && !model.canPick({}));
        QVERIFY(model.fieldAt(row(4)) == AnyColumn(Column::EventName));
    }

    void aSearchWithoutHitsSaysSo() {
        FacetModel model;
        model.setFields({Column::EventName});
        Facet facet = facetOf(Column::EventName, {}, 12);
        facet.distinct = 7;
        facet.wish.search = "zzz";
        model.setFacets({facet});
        QCOMPARE(textsBelow(model, Column::EventName), QStringList{QStringLiteral("no such value")});
    }

    void hostileTextStaysVisible() {
        FacetModel model;
        const std::string hostile = "<b>x</b>\xE2\x80\xAEgpj\n" + std::string(5'000, 'y');
        model.setFields({Column::EventName});
        model.setFacets({facetOf(Column::EventName, {{hostile, 1}}, 1)});
        const QModelIndex value = model.index(0, 0, model.indexOf(Column::EventName));
        const QString shown = value.data().toString();
        QVERIFY(shown.startsWith(QStringLiteral("<b>x</b>\\u202egpj\\n")));
        QVERIFY(shown.size() < 500);
        QVERIFY(model.choiceAt(value) == hostile);
        FieldPath path;
        path.steps = {"a\xE2\x80\xAE" "b", "c.d"};
        model.addField(AnyColumn(path));
        QVERIFY(!model.index(1, 0).data().toString().contains(QChar(0x202e)));
    }

    void changesStayInTheirPlace() {
        FacetModel model;
        model.setFields({Column::EventName});
        model.setFacets({facetOf(Column::EventName, {{"a", 3}, {"b", 2}}, 5)});
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setFacets({facetOf(Column::EventName, {{"b", 4}, {"a", 3}}, 7)});
        QCOMPARE(inserted.size() + removed.size() + reset.size(), 0);
        QCOMPARE(textsBelow(model, Column::EventName), (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
        model.setFacets({facetOf(Column::EventName, {{"b", 4}, {"a", 3}, {"c", 1}}, 8)});
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size() + reset.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFacetModel)
#include "tst_facetmodel.moc"
