// SPDX-License-Identifier: Apache-2.0
//
// What the user calls values: nicknames, and persons merged by hand; kept in the settings, shown everywhere, in no
// filter.
#include "windowfixture.h"

#include "filter/filterbar.h"
#include "items/nicknames.h"
#include "language/parser.h"
#include "timeline/timelineview.h"

#include <QInputDialog>
#include <QPointer>

using namespace rastro;
using namespace rastro::test;

namespace {

class NamesWindow : public WindowFixture {
public:
    bool openStory() { return open(RASTRO_SOURCE_DIR "/resources/sample", 2'974) && activate(); }
    QModelIndex cell(int row, Column column) {
        for (int section = 0; section < model().columnCount(); ++section) {
            if (model().columnOf(section) == column)
                return model().index(row, section);
        }
        return {};
    }
    // From the menu of a cell: an entry, or one of a menu in it.
    bool choose(const QModelIndex& at, const QString& menuTitle, const QString& entry) {
        table().setCurrentIndex(at);
        table().setFocus(Qt::OtherFocusReason);
        bool isChosen = false;
        const bool isDone = useMenu([this] { pressMenuKey(*table().viewport()); }, [&](QMenu& menu) {
            QMenu* in = &menu;
            for (QMenu* below : menu.findChildren<QMenu*>()) {
                if (!menuTitle.isEmpty() && below->title().remove(u'&') == menuTitle)
                    in = below;
            }
            for (QAction* action : in->actions()) {
                if (!isChosen && action->text().remove(u'&') == entry) {
                    isChosen = true;
                    action->trigger();
                }
            }
            menu.close();
        });
        return isDone && isChosen;
    }
    bool answer(const QString& text) {
        QInputDialog* dialog = nullptr;
        if (!QTest::qWaitFor(
                [&] { return (dialog = window().findChild<QInputDialog*>()) != nullptr && dialog->isVisible(); }))
            return false;
        dialog->setTextValue(text);
        dialog->accept();
        return QTest::qWaitFor([&] { return window().findChild<QInputDialog*>() == nullptr && isIdle(); }) &&
               activate();
    }
    int rowsOf(const QString& filter) {
        application().filtering().apply(std::get<Expression>(parseFilter(filter.toStdString())));
        return QTest::qWaitFor([&] { return isIdle(); }) ? rows() : -1;
    }
};

} // namespace

class TestNames : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }
    void cleanup() { Nicknames::set({}); }

    void nicknameOfAnAccount() {
        NamesWindow w;
        QVERIFY(w.openStory());
        const QModelIndex account = w.cell(0, Column::Account);
        QCOMPARE(account.data().toString(), QStringLiteral("123456789012"));
        QVERIFY(w.choose(account, {}, QStringLiteral("Nickname…")));
        QVERIFY(w.answer(QStringLiteral("prod")));
        QCOMPARE(w.cell(0, Column::Account).data().toString(), QStringLiteral("prod (123456789012)"));
        // Copies and filters have the value.
        QCOMPARE(w.cell(0, Column::Account).data(EventTableModel::RawTextRole).toString(),
                 QStringLiteral("123456789012"));
        QVERIFY(w.rowsOf(QStringLiteral("account:123456789012")) > 0);
        QCOMPARE(w.rowsOf(QStringLiteral("account:prod")), 0);
        w.application().filtering().apply({});
        QTRY_COMPARE(w.rows(), 2'974);
        // The next start knows it; an empty name takes it back.
        w.restart();
        QVERIFY(w.openStory());
        QCOMPARE(w.cell(0, Column::Account).data().toString(), QStringLiteral("prod (123456789012)"));
        QVERIFY(w.choose(w.cell(0, Column::Account), {}, QStringLiteral("Nickname…")));
        QVERIFY(w.answer(QString()));
        QCOMPARE(w.cell(0, Column::Account).data().toString(), QStringLiteral("123456789012"));
        QVERIFY(w.application().filtering().lists().names().isEmpty());
    }

    void nicknameOfALane() {
        NamesWindow w;
        QVERIFY(w.openStory());
        Nicknames::set({{"arn:aws:iam::210987654321:role/DataSyncRole", QStringLiteral("sync")}});
        w.window().timeline().setFocus(Qt::BacktabFocusReason);
        QTest::keyClick(&w.window().timeline(), Qt::Key_PageUp);
        const QString here = w.window().timeline().describeCursor();
        QVERIFY2(here.startsWith(QLatin1String("sync (DataSyncRole)")), qPrintable(here));
    }

    // What was typed stays in the dialog that asks again; blanks are mended.
    void whatIsNoNickname() {
        NamesWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.choose(w.cell(0, Column::Account), {}, QStringLiteral("Nickname…")));
        const auto dialog = [&] { return w.window().findChild<QInputDialog*>(); };
        QTRY_VERIFY(dialog() != nullptr);
        QPointer<QInputDialog> first = dialog();
        first->setTextValue(QStringLiteral("<b>no name</b>"));
        first->accept();
        QTRY_VERIFY(first.isNull() && dialog() != nullptr);
        QCOMPARE(dialog()->textValue(), QStringLiteral("<b>no name</b>"));
        QVERIFY2(w.statusText().contains(QLatin1String("A name is of at most 50 letters")), qPrintable(w.statusText()));
        QCOMPARE(w.cell(0, Column::Account).data().toString(), QStringLiteral("123456789012"));
        QVERIFY(w.answer(QStringLiteral("  the   prod ")));
        QCOMPARE(w.cell(0, Column::Account).data().toString(), QStringLiteral("the-prod (123456789012)"));
    }

    // A value that looks like markup is words in the dialog, not a picture or a link.
    void hostileValue() {
        NamesWindow w;
        QVERIFY(w.openStory());
        const QString hostile = QStringLiteral("<img src=x><b>value</b>\u202e");
        w.application().filtering().askForNickname(hostile);
        const auto* dialog = w.window().findChild<QInputDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY2(dialog->labelText().contains(QLatin1String("\\u202e")), qPrintable(dialog->labelText()));
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        w.window().findChild<QInputDialog*>()->reject();
    }

    // Undone where it was made: by the value, by the merged person.
    void mergesAreUndone() {
        NamesWindow w;
        QVERIFY(w.openStory());
        const int before = w.rowsOf(QStringLiteral("person:*mateo"));
        QVERIFY(w.rowsOf(QStringLiteral("actor:mateo")) > 0);
        QVERIFY(w.choose(w.cell(0, Column::Actor), QStringLiteral("Same person as"), QStringLiteral("New person…")));
        QVERIFY(w.answer(QStringLiteral("Mia")));
        QVERIFY(w.rowsOf(QStringLiteral("person:Mia*")) >= before); // with all that came of his key
        QCOMPARE(w.rowsOf(QStringLiteral("person:*mateo")), 0);
        QVERIFY(w.rowsOf(QStringLiteral("actor:mateo")) > 0);
        QVERIFY(w.choose(w.cell(0, Column::Actor), QStringLiteral("Same person as"), QStringLiteral("Mia"))); // ticked
        QTRY_VERIFY(w.application().filtering().lists().names().isEmpty());
        QCOMPARE(w.rowsOf(QStringLiteral("person:*mateo")), before);
    }

    void samePerson() {
        NamesWindow w;
        QVERIFY(w.openStory());
        const int ofMateo = w.rowsOf(QStringLiteral("actorKey:\"arn:aws:iam::123456789012:user/mateo\""));
        QVERIFY(ofMateo > 0);
        QVERIFY(w.choose(w.cell(0, Column::Actor), QStringLiteral("Same person as"), QStringLiteral("New person…")));
        QVERIFY(w.answer(QStringLiteral("Mia")));
        const int merged = w.rowsOf(QStringLiteral("person:\"Mia (merged by hand)\""));
        QVERIFY2(merged >= ofMateo, qPrintable(QString::number(merged)));
        // One more value under the same name, without asking again.
        QVERIFY(w.rowsOf(QStringLiteral("actor:ana")) > 0);
        QVERIFY(w.choose(w.cell(0, Column::Actor), QStringLiteral("Same person as"), QStringLiteral("Mia")));
        QTRY_VERIFY(w.isIdle());
        QVERIFY(w.rowsOf(QStringLiteral("person:\"Mia (merged by hand)\"")) > merged);
    }
};

QTEST_MAIN(TestNames)
#include "tst_names.moc"
