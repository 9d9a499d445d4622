// SPDX-License-Identifier: Apache-2.0
//
// Persons merged by hand, over the bundled story.
#include "query/ondemand.h"
#include "query/people.h"

#include "support/loading.h"

#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

std::shared_ptr<const PeopleBook> bookOf(const std::map<std::string, std::vector<std::string>>& texts) {
    ValueLists lists;
    for (const auto& [name, values] : texts)
        lists.emplace(name, ValueList(values));
    return PeopleBook::of(lists);
}

} // namespace

class TestPeople : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_snapshot = load(RASTRO_SOURCE_DIR "/resources/sample"); }

    void listsOfPersons() {
        QVERIFY(bookOf({}) == nullptr);
        QVERIFY(bookOf({{"corp", {"a"}}, {"person.", {"a"}}, {"persons.x", {"a"}}}) == nullptr);
        const auto book = bookOf({{"person.B", {"two", "both"}}, {"person.A", {"one", "both"}}});
        const auto named = [&](std::vector<std::string_view> values) {
            return QString::fromStdString(book->nameOf(values));
        };
        QCOMPARE(named({"ONE"}), QStringLiteral("A (merged by hand)"));
        QCOMPARE(named({"", "two"}), QStringLiteral("B (merged by hand)"));
        QCOMPARE(named({"both"}), QStringLiteral("A (merged by hand)")); // the first by name
        QCOMPARE(named({"", "three"}), QString());
    }

    // Whatever value tells who it was: a key with all that came of it, an actor, a person the records name.
    void mergedByWhatTheUserSays_data() {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("by"); // the column that must hold it
        QTest::newRow("origin") << "AKIARZPUZDIKD7PRKXCQ"
                                << "origin";
        QTest::newRow("actor") << "arn:aws:iam::123456789012:user/mateo"
                               << "actorKey";
        QTest::newRow("session") << "AKIARZPUZDIKD7PRKXCQ"
                                 << "session";
        QTest::newRow("person") << "arn:aws:iam::123456789012:user/ana"
                                << "person";
    }
    void mergedByWhatTheUserSays() {
        QFETCH(QString, value);
        QFETCH(QString, by);
        const AnyColumn of = *AnyColumn::named(by.toStdString());
        OnDemandCache plain, ruled;
        const auto person = *plain.column(*m_snapshot, AnyColumn(Finding::Person), 2, m_checkpoint);
        const auto values = of.isMade() ? *plain.column(*m_snapshot, of, 2, m_checkpoint) : nullptr;
        const auto sessions = *plain.column(*m_snapshot, AnyColumn(Finding::Session), 2, m_checkpoint);
        FindingRules rules;
        rules.people = bookOf({{"person.Mia", {value.toStdString()}}});
        ruled.setRules(rules);
        const auto merged = *ruled.column(*m_snapshot, AnyColumn(Finding::Person), 2, m_checkpoint);
        std::uint64_t changed = 0;
        for (std::uint32_t row = 0; row < m_snapshot->rowCount(); ++row) {
            const RowId id{row};
            const std::string what = values ? std::string(values->text(id)) : m_snapshot->text(*of.column(), id);
            const bool isHer = merged->text(id) == "Mia (merged by hand)";
            if (what == value.toStdString())
                QVERIFY2(isHer, m_snapshot->text(Column::EventName, id).c_str());
            else if (!isHer)
                QCOMPARE(merged->text(id), person->text(id)); // nothing else is touched
            changed += isHer ? 1 : 0;
        }
        QVERIFY(changed > 0 && changed < m_snapshot->rowCount());
    }

    // Rules that change make the column anew.
    void rulesThatChange() {
        OnDemandCache columns;
        const AnyColumn person(Finding::Person);
        const auto before = *columns.column(*m_snapshot, person, 1, m_checkpoint);
        FindingRules rules;
        rules.people = bookOf({{"person.Mia", {"arn:aws:iam::123456789012:user/ana"}}});
        columns.setRules(rules);
        const auto merged = *columns.column(*m_snapshot, person, 1, m_checkpoint);
        std::uint32_t hers = 0;
        for (std::uint32_t row = 0; row < m_snapshot->rowCount(); ++row)
            hers += merged->text(RowId{row}) == "Mia (merged by hand)" ? 1 : 0;
        QVERIFY(hers > 0);
        columns.setRules({});
        const auto after = *columns.column(*m_snapshot, person, 1, m_checkpoint);
        for (std::uint32_t row = 0; row < m_snapshot->rowCount(); ++row)
            QCOMPARE(after->text(RowId{row}), before->text(RowId{row}));
    }

private:
    SnapshotPtr m_snapshot;
    Checkpoint m_checkpoint;
};

QTEST_APPLESS_MAIN(TestPeople)
#include "tst_people.moc"
