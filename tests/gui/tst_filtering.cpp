// SPDX-License-Identifier: Apache-2.0
//
// The real window, offscreen: filters typed, clicked, brushed and walked through; what is read stays readable.
#include "common/theme.h"
#include "facets/facetpane.h"
#include "filter/filterbar.h"
#include "filter/filteredit.h"
#include "gui/actions.h"
#include "gui/filtercontroller.h"
#include "groups/grouppane.h"
#include "gui/filtermenu.h"
#include "gui/groupcontroller.h"
#include "items/groupmodel.h"
#include "language/parser.h"
#include "language/unparser.h"
#include "query/servicenoise.h"
#include "timeline/timelineview.h"
#include "windowfixture.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr unsigned kEvents = 400;

Expression parsed(std::string_view text) { return std::get<Expression>(parseFilter(text)); }

// Events of two users in turn; each 20th is denied.
std::string trail() {
    std::string text = R"({"Records":[)";
    for (unsigned n = 0; n < kEvents; ++n) {
        text += (n == 0 ? "" : ",");
        text += makeEvent(n, std::string(R"(,"requestParameters":{"bucketName":"b)") + std::to_string(n % 4) + R"("})" +
                                 (n % 20 == 0 ? R"(,"errorCode":"AccessDenied")" : ""));
    }
    return text + "]}";
}

class Window : public WindowFixture {
public:
    Window() {
        application().loading().open(pathsOf(m_folder.write("trail.json", trail())));
        m_isLoaded = QTest::qWaitFor([this] { return isAtRest() && rows() == static_cast<int>(kEvents); });
    }
    bool isLoaded() const { return m_isLoaded; }
    FilterController& filters() { return application().filtering(); }
    bool isAtRest() { return isIdle() && filters().isSettled(); }
    bool shows(int count) {
        return QTest::qWaitFor([&] { return isAtRest() && rows() == count; });
    }
    QString countText() {
        QString text;
        for (const QLabel* label : window().filterBar().findChildren<QLabel*>())
            text += label->text() + u'\n';
        return text;
    }
    QString barText() { return QString::fromStdString(filterText(window().filterBar().expression())); }

private:
    Folder m_folder;
    bool m_isLoaded = false;
};

void trigger(const QMenu& menu, const QString& start) {
    for (QAction* action : menu.actions()) {
        if (action->text().remove(u'&').startsWith(start))
            return action->trigger();
    }
    QFAIL(qPrintable(QStringLiteral("no entry ") + start));
}

} // namespace

class TestFiltering : public QObject {
    Q_OBJECT
private slots:
    void init() {
        failOnWarnings();
    }

    void typedByKeysAlone() {
        Window w;
        QVERIFY(w.isLoaded());
        w.table().setFocus();
        QTest::keyClick(&w.window(), Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(w.window().filterBar().isEditing());
        QTest::keyClicks(&w.window().filterBar().edit(), QStringLiteral("outcome:denied"));
        QVERIFY(w.shows(kEvents / 20)); // while it is typed
        QTest::keyClick(&w.window().filterBar().edit(), Qt::Key_Return);
        QVERIFY(!w.window().filterBar().isEditing());
        QVERIFY(w.shows(kEvents / 20));
        QCOMPARE(w.barText(), QStringLiteral("outcome:denied"));
        QVERIFY(w.statusText().contains(QLatin1String("20 shown")));
        QTest::keyClick(&w.window(), Qt::Key_E, Qt::ControlModifier);
        QVERIFY(w.shows(kEvents));
    }

    void faultsKeepTheLastRows() {
        Window w;
        QVERIFY(w.isLoaded());
        w.filters().apply(parsed("outcome:denied"));
        QVERIFY(w.shows(kEvents / 20));
        w.window().actions().filterText->trigger();
        QTest::keyClicks(&w.window().filterBar().edit(), QStringLiteral(" and ("));
        QTRY_VERIFY(w.isAtRest());
        QCOMPARE(w.rows(), int{kEvents / 20});
        QTest::keyClick(&w.window().filterBar().edit(), Qt::Key_Escape);
        QVERIFY(w.shows(kEvents / 20));
        QCOMPARE(w.barText(), QStringLiteral("outcome:denied"));
        // However fast the keys come, the bar names what the table shows.
        w.filters().apply({});
        QVERIFY(w.shows(kEvents));
        w.window().actions().filterText->trigger();
        QTest::keyClicks(&w.window().filterBar().edit(), QStringLiteral("outcome:denied ("));
        QTRY_VERIFY(w.isAtRest());
        const QString told = w.window().filterBar().edit().accessibleDescription();
        QVERIFY2(told.contains(QLatin1String("still shown: ")), qPrintable(told));
        QCOMPARE(w.rows(), told.endsWith(QLatin1String("everything"))       ? int{kEvents}
                           : told.endsWith(QLatin1String("outcome:denied")) ? int{kEvents / 20}
                                                                            : 0);
    }

    // The bar says what the table shows, whatever was being typed when another gesture changed it.
    void gesturesEndTyping() {
        Window w;
        QVERIFY(w.isLoaded());
        w.filters().apply(parsed("requestParameters.bucketName:b1"));
        QVERIFY(w.shows(100));
        w.filters().apply(parsed("outcome:denied"));
        QVERIFY(w.shows(20));
        for (const char* typed : {"", " and ("}) {
            w.window().actions().filterText->trigger();
            QTest::keyClicks(&w.window().filterBar().edit(), QLatin1String(typed));
            QTest::keyClick(&w.window().filterBar().edit(), Qt::Key_Left, Qt::AltModifier);
            QVERIFY(w.shows(100));
            QVERIFY(!w.window().filterBar().isEditing());
            QCOMPARE(w.barText(), QStringLiteral("requestParameters.bucketName:b1"));
            w.window().actions().forward->trigger();
            QVERIFY(w.shows(20));
        }
        w.window().actions().filterText->trigger(); // what was typed is a step back
        QTest::keyClick(&w.window().filterBar().edit(), Qt::Key_Up);
        QCOMPARE(w.window().filterBar().editedText().simplified(), QStringLiteral("outcome:denied and ("));
    }

    void theEventReadStaysReadable() {
        Window w;
        QVERIFY(w.isLoaded());
        QVERIFY(w.read(200)); // denied
        const RowId read = w.table().currentRow();
        w.filters().apply(parsed("outcome:denied"));
        QVERIFY(w.shows(kEvents / 20));
        QCOMPARE(w.table().currentRow(), read);
        QVERIFY(w.table().viewport()->rect().intersects(w.table().visualRect(w.table().currentIndex())));
        w.filters().apply(parsed("outcome:ok"));
        QVERIFY(w.shows(kEvents - kEvents / 20));
        QCOMPARE(w.detail().detail().state, EventDetail::State::Ready);
        QCOMPARE(w.detail().detail().row, read);
        QVERIFY(w.detail().findChild<QLabel*>(QStringLiteral("note"))->isVisible());
        w.filters().apply({});
        QVERIFY(w.shows(kEvents));
        QCOMPARE(w.table().currentRow(), read);
        QVERIFY(!w.detail().findChild<QLabel*>(QStringLiteral("note"))->isVisible());
    }

    void theTableStaysNearTheEventRead() {
        Window w;
        QVERIFY(w.isLoaded());
        QVERIFY(w.read(240)); // of b0
        w.filters().apply(parsed("requestParameters.bucketName:b1"));
        QVERIFY(w.shows(100));
        const int place = 240 / 4; // so many of those before it are shown
        const QRect near = w.table().visualRect(w.model().index(place, EventTableModel::sectionOf(Column::EventName)));
        QVERIFY(w.table().viewport()->rect().contains(near));
        QCOMPARE(w.table().selectedCount(), std::int64_t{0});
        w.filters().apply({});
        QVERIFY(w.shows(kEvents));
        QCOMPARE(w.table().currentIndex().row(), 240);
    }

    // Stopped before it has found anything, a filter leaves what was shown, and says so.
    void stopsWhenAsked() {
        Window w;
        QVERIFY(w.isLoaded());
        w.filters().apply(parsed("outcome:denied"));
        QVERIFY(w.shows(kEvents / 20));
        w.filters().apply(parsed("requestParameters.bucketName:/b[0-3]/ /Decrypt|Get|b2/"));
        emit w.window().status().cancelRequested(); // as Escape and the button do
        QVERIFY(w.shows(kEvents / 20));
        QCOMPARE(w.barText(), QStringLiteral("outcome:denied"));
        QTest::qWait(50); // nothing comes after it
        QCOMPARE(w.rows(), static_cast<int>(kEvents / 20));
        w.filters().apply(parsed("requestParameters.bucketName:b0"));
        QVERIFY(w.shows(kEvents / 4));
    }

    void backAndForward() {
        Window w;
        QVERIFY(w.isLoaded());
        QVERIFY(!w.window().actions().back->isEnabled());
        w.filters().apply(parsed("outcome:denied"));
        QVERIFY(w.shows(20));
        w.filters().apply(parsed("requestParameters.bucketName:b1"));
        QVERIFY(w.shows(100));
        w.window().actions().back->trigger();
        QVERIFY(w.shows(20));
        QCOMPARE(w.barText(), QStringLiteral("outcome:denied"));
        w.window().actions().forward->trigger();
        QVERIFY(w.shows(100));
        QVERIFY(!w.window().actions().forward->isEnabled());
    }

    void tableMenu() {
        Window w;
        QVERIFY(w.isLoaded());
        QVERIFY(w.read(40));
        w.table().setCurrentIndex(w.model().index(40, EventTableModel::sectionOf(Column::Outcome)));
        QMenu menu;
        w.filters().addToTableMenu(menu);
        trigger(menu, QStringLiteral("Filter out"));
        QVERIFY(w.shows(380));
        QCOMPARE(w.barText(), QStringLiteral("not outcome:denied"));
        trigger(menu, QStringLiteral("Filter for"));
        QVERIFY(w.shows(20));
        trigger(menu, QStringLiteral("Copy as filter"));
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("outcome:denied"));
        const auto submenu = [&](const QString& title) {
            for (const QAction* action : menu.actions()) {
                if (action->menu() != nullptr && action->text().remove(u'&') == title)
                    return action->menu();
            }
            return static_cast<QMenu*>(nullptr);
        };
        QVERIFY(submenu(QStringLiteral("Around this event")) != nullptr);
        submenu(QStringLiteral("Around this event"))->actions().first()->trigger(); // a minute, events are a second apart
        QVERIFY(w.shows(101)); // 0 … 100, at 40
    }

    void detailMenu() {
        Window w;
        QVERIFY(w.isLoaded());
        QMenu menu;
        emit w.detail().menuOpening(menu, QStringLiteral("requestParameters.bucketName"), QStringLiteral("b2"),
                                    static_cast<int>(json::Tree::Type::String));
        trigger(menu, QStringLiteral("Filter for"));
        QVERIFY(w.shows(100));
        QCOMPARE(w.barText(), QStringLiteral("requestParameters.bucketName:b2"));
        trigger(menu, QStringLiteral("Facet this"));
        QTRY_VERIFY(w.isAtRest());
        bool isThere = false;
        const QAbstractItemModel* facets = w.window().facets().view().model();
        for (int row = 0; row < facets->rowCount(); ++row)
            isThere = isThere || facets->index(row, 0).data().toString().contains(QLatin1String("bucketName"));
        QVERIFY(isThere);
        QMenu ofFacet;
        const AnyColumn bucket(FieldPath{{"requestParameters", "bucketName"}});
        emit w.window().facets().menuOpening(ofFacet, bucket, FacetChoice("b2"));
        trigger(ofFacet, QStringLiteral("Show as column"));
        QCOMPARE(w.table().shownFields().back(), bucket);
    }

    void pathsBecomeColumns() {
        Window w;
        QVERIFY(w.isLoaded());
        QVERIFY(w.read(41));
        QMenu menu;
        emit w.detail().menuOpening(menu, QStringLiteral("requestParameters.bucketName"), QStringLiteral("b2"),
                                    static_cast<int>(json::Tree::Type::String));
        trigger(menu, QStringLiteral("Show as column"));
        const AnyColumn bucket(FieldPath{{"requestParameters", "bucketName"}});
        const int section = w.model().sectionOfField(bucket);
        QVERIFY(section >= EventTableModel::kFirstPathSection);
        QCOMPARE(w.table().shownFields().back(), bucket);
        QCOMPARE(w.model().headerData(section, Qt::Horizontal).toString(), QStringLiteral("requestParameters.bucketName"));
        const auto cell = [&](int row) { return w.model().index(row, section).data().toString(); };
        w.table().scrollTo(w.model().index(41, section));
        QTRY_COMPARE(cell(41), QStringLiteral("b1"));
        QTRY_COMPARE(cell(44), QStringLiteral("b0"));
        QVERIFY(w.table().selectionModel()->isSelected(w.model().index(41, section))); // with the rest of its row
        QCOMPARE(w.table().selectedCount(), std::int64_t{1});
        // Its header sorts, its cells filter, and it is exported.
        emit w.table().horizontalHeader()->sectionClicked(section);
        QTRY_VERIFY(w.isAtRest());
        QTRY_COMPARE(cell(0), QStringLiteral("b0"));
        QVERIFY(cell(99) != QStringLiteral("b1"));
        emit w.table().horizontalHeader()->sectionClicked(section);
        QTRY_VERIFY(w.isAtRest());
        QTRY_COMPARE(cell(0), QStringLiteral("b3"));
        w.table().setCurrentIndex(w.model().index(0, section));
        QMenu cells;
        w.filters().addToTableMenu(cells);
        trigger(cells, QStringLiteral("Filter for"));
        QVERIFY(w.shows(100));
        QCOMPARE(w.barText(), QStringLiteral("requestParameters.bucketName:b3"));
        w.window().actions().copyCell->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("b3"));
        w.window().actions().copyRows->trigger();
        QTRY_VERIFY(QApplication::clipboard()->text().trimmed().endsWith(QLatin1String("\tb3")));
        // Remembered, and gone on wish.
        w.window().close();
        w.restart();
        QCOMPARE(w.table().shownFields().back(), bucket);
        w.table().setColumnShown(bucket, Qt::Unchecked);
        QCOMPARE(w.model().sectionOfField(bucket), -1);
    }

    void pathsAreTypedInTheChooser() {
        Window w;
        QVERIFY(w.isLoaded());
        const auto type = [&](const QString& path) {
            QTimer::singleShot(50, &w.window(), [path] {
                QWidget* menu = QApplication::activePopupWidget();
                auto* field = menu != nullptr ? menu->findChild<QLineEdit*>(QStringLiteral("pathColumn")) : nullptr;
                QVERIFY(field != nullptr);
                QCOMPARE(menu->focusWidget(), field); // nothing to click first
                QTest::keyClicks(field, path);
                QTest::keyClick(field, Qt::Key_Return);
            });
            w.window().actions().columns->trigger();
        };
        type(QStringLiteral("requestParameters.bucketName"));
        QCOMPARE(w.model().pathColumns().size(), std::size_t{1});
        type(QStringLiteral("ip")); // a column by its short name
        QCOMPARE(w.model().pathColumns().size(), std::size_t{1});
        type(QStringLiteral("requestParameters.*"));
        QCOMPARE(w.model().pathColumns().size(), std::size_t{1});
        QVERIFY(w.statusText().contains(QLatin1String("cannot be a column")));
        const QStringList offered = chooseFromMenu([&] { w.table().openChooser(); }, QStringLiteral("Reset columns"));
        QVERIFY(offered.contains(QStringLiteral("requestParameters.bucketName")));
        QVERIFY(w.model().pathColumns().empty());
        QVERIFY(std::ranges::equal(w.table().shownColumns(), defaultColumns()));
    }

    void serviceNoiseIsFoldedByAChip() {
        Window w;
        Folder folder;
        std::string text;
        for (unsigned n = 0; n < 30; ++n) {
            std::string event = makeEvent(n);
            if (n % 3 == 0)
                event.replace(event.find("IAMUser"), 7, "AWSService");
            text += event + "\n";
        }
        QVERIFY(w.open(folder.write("log.json", text), 30));
        QAction* fold = w.window().actions().foldNoise;
        QVERIFY(w.activate());
        QTest::keyClick(&w.window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(w.shows(20));
        QVERIFY(fold->isChecked());
        QCOMPARE(w.barText(), QString::fromUtf8(kNoNoiseFilter.data(), static_cast<qsizetype>(kNoNoiseFilter.size())));
        w.filters().addTerm(parsed("api:(Call3 or Call4)"));
        QVERIFY(w.shows(1));
        QVERIFY(w.countText().contains(QLatin1String("1 of 30, 1 folded"))); // a hit is never lost in silence
        w.window().actions().clearFilter->trigger();
        QVERIFY(w.shows(30));
        QVERIFY(!fold->isChecked());
        fold->trigger();
        QVERIFY(w.shows(20));
        fold->trigger();
        QVERIFY(w.shows(30));
        QCOMPARE(w.barText(), QString());
    }

    void findingsAreColumns() {
        Window w;
        QVERIFY(w.isLoaded());
        chooseFromMenu([&] { w.table().openChooser(); }, QStringLiteral("First use"));
        const AnyColumn firstUse(Finding::New);
        const int section = w.model().sectionOfField(firstUse);
        QVERIFY(section >= EventTableModel::kFirstPathSection);
        QCOMPARE(w.model().headerData(section, Qt::Horizontal).toString(), QStringLiteral("First use"));
        const auto cell = [&](int row) { return w.model().index(row, section).data().toString(); };
        QTRY_VERIFY(cell(0).contains(QLatin1String("api"))); // the first event of all is the first of its actor
        w.filters().apply(parsed("new:region"));
        QVERIFY(w.shows(1)); // one actor in one region
        for (QAction* choice : w.window().actions().learning->actions()) {
            if (choice->data().toInt() == 30 * 86'400)
                choice->trigger();
        }
        QTRY_VERIFY(w.isAtRest());
        QTRY_COMPARE(w.rows(), 0); // all of it lies within the learning time
        w.filters().apply(parsed(""));
        QTRY_COMPARE(cell(0), QStringLiteral("—"));
        w.window().close();
        w.restart(); // both are remembered
        QCOMPARE(w.table().shownFields().back(), firstUse);
        QCOMPARE(w.application().settings().learningSeconds(), qint64{30 * 86'400});
    }

    void listsStandForTheirValues() {
        Window w;
        QVERIFY(w.isLoaded());
        w.filters().apply(parsed("requestParameters.bucketName:@ioc"));
        QTRY_VERIFY(w.isAtRest());
        QCOMPARE(w.rows(), int{kEvents}); // no such list: the last rows stay, and it is said
        QVERIFY2(w.countText().contains(QLatin1String("there is no list @ioc")), qPrintable(w.countText()));
        QMenu menu;
        addValueEntries(menu, w.filters(), AnyColumn(FieldPath{{"requestParameters", "bucketName"}}), FacetChoice("b2"));
        const auto entry = [](QMenu& in, const QString& start) {
            for (QAction* action : in.actions()) {
                if (action->text().remove(u'&').startsWith(start))
                    return action;
            }
            return static_cast<QAction*>(nullptr);
        };
        QVERIFY(entry(menu, QStringLiteral("Add to list")) != nullptr);
        w.filters().addToList(QStringLiteral("ioc"), QStringLiteral("b2"));
        QVERIFY(w.shows(100)); // the filter in effect follows its list
        w.filters().addToList(QStringLiteral("ioc"), QStringLiteral("two\nlines"));
        QVERIFY(w.statusText().contains(QLatin1String("cannot stand")));
        QMenu again;
        addValueEntries(again, w.filters(), AnyColumn(FieldPath{{"requestParameters", "bucketName"}}), FacetChoice("b3"));
        entry(*entry(again, QStringLiteral("Add to list"))->menu(), QStringLiteral("@ioc"))->trigger();
        QVERIFY(w.shows(200));
        // By keys alone: a list made in the dialog, kept for the next start.
        w.window().actions().lists->trigger();
        auto* dialog = w.window().findChild<ListsDialog*>();
        QVERIFY(dialog != nullptr);
        QTest::keyClick(dialog->findChild<QPushButton*>(QStringLiteral("newList")), Qt::Key_Space);
        auto* names = dialog->findChild<QListWidget*>();
        auto* name = names->findChild<QLineEdit*>();
        QVERIFY(name != nullptr);
        QTest::keyClicks(name, QStringLiteral("not a name"));
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(!dialog->lists().contains(QStringLiteral("not a name")));
        QTRY_VERIFY(names->findChild<QLineEdit*>() == nullptr);
        names->editItem(names->currentItem());
        name = names->findChild<QLineEdit*>();
        QTest::keyClicks(name, QStringLiteral("calls"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(names->findChild<QLineEdit*>() == nullptr);
        auto* values = dialog->findChild<QPlainTextEdit*>();
        QTest::keyClicks(values, QStringLiteral("Call7"));
        QTest::keyClick(values, Qt::Key_Return);
        QTest::keyClicks(values, QStringLiteral("Call9"));
        dialog->accept();
        w.filters().apply(parsed("eventName:@calls"));
        QVERIFY(w.shows(2));
        w.restart();
        QCOMPARE(w.filters().lists().names(), (QStringList{QStringLiteral("calls"), QStringLiteral("ioc")}));
    }

    void groupsFollowTheFilter() {
        Window w;
        QVERIFY(w.isLoaded());
        GroupPane& pane = w.window().groups();
        GroupModel& groups = w.window().groupModel();
        QVERIFY(!pane.isVisible());
        QMenu menu;
        addValueEntries(menu, w.filters(), AnyColumn(FieldPath{{"requestParameters", "bucketName"}}), FacetChoice("b2"));
        trigger(menu, QStringLiteral("Group by this"));
        QVERIFY(pane.isVisible());
        const auto isGrouped = [&](int count) {
            return QTest::qWaitFor([&] { return w.application().grouping().isSettled() && groups.rowCount() == count; });
        };
        QVERIFY(isGrouped(4));
        QCOMPARE(groups.index(0, 0).data().toString(), QStringLiteral("b0"));
        QCOMPARE(groups.index(0, 1).data().toString(), QStringLiteral("100"));
        QCOMPARE(groups.index(0, 4).data().toString(), QStringLiteral("20.0 %"));
        QCOMPARE(groups.index(1, 4).data().toString(), QStringLiteral("—"));
        // By keys alone: two fields, another order, the filter of a group.
        auto* by = pane.findChild<QLineEdit*>();
        by->setFocus();
        by->selectAll();
        QTest::keyClicks(by, QStringLiteral("outcome, requestParameters.bucketName"));
        QTest::keyClick(by, Qt::Key_Return);
        QVERIFY(isGrouped(5));
        pane.table().sortByColumn(groups.countSection(), Qt::AscendingOrder);
        QCOMPARE(groups.index(0, 0).data().toString(), QStringLiteral("denied"));
        pane.table().setCurrentIndex(groups.index(0, 0));
        QTest::keyClick(&pane.table(), Qt::Key_Return);
        QVERIFY(w.shows(20));
        QCOMPARE(w.barText(), QStringLiteral("outcome:denied and requestParameters.bucketName:b0"));
        QVERIFY(isGrouped(1));
        pane.table().selectRow(0);
        QTest::keyClick(&pane.table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("denied\tb0\t20\t")));
        w.filters().apply({});
        QVERIFY(isGrouped(5));
        by->selectAll();
        QTest::keyClicks(by, QStringLiteral("a,b,c,d"));
        QTest::keyClick(by, Qt::Key_Return);
        QTRY_VERIFY(w.application().grouping().isSettled());
        QCOMPARE(groups.rowCount(), 5); // the last ones stay, and it is said
    }

    void facetsPickSeveralValues() {
        Window w;
        QVERIFY(w.isLoaded());
        const AnyColumn field(FieldPath{{"requestParameters", "bucketName"}});
        emit w.window().facets().valueChosen(field, FacetChoice("b1"), FacetEdit::Toggle);
        QVERIFY(w.shows(100));
        emit w.window().facets().valueChosen(field, FacetChoice("b2"), FacetEdit::Toggle);
        QVERIFY(w.shows(200));
        QCOMPARE(w.barText(), QStringLiteral("requestParameters.bucketName:(b1 or b2)"));
        emit w.window().facets().valueChosen(field, FacetChoice("b1"), FacetEdit::Toggle);
        QVERIFY(w.shows(100));
    }

    void brushBecomesAChip() {
        Window w;
        QVERIFY(w.isLoaded());
        const Micros first = w.application().events().snapshot()->time(RowId{0});
        emit w.window().timeline().rangePicked({first, first + 100 * kMicrosPerSecond});
        QVERIFY(w.shows(100));
        emit w.window().timeline().rangePicked({first, first + 50 * kMicrosPerSecond}); // in place of the first
        QVERIFY(w.shows(50));
        emit w.window().timeline().rangeCleared();
        QVERIFY(w.shows(kEvents));
    }

    void fullTextWithAndWithoutTheIndex() {
        Window w;
        QVERIFY(w.isLoaded());
        w.filters().apply(parsed("AccessDen*"));
        QVERIFY(w.shows(20));
        w.filters().apply(parsed("\"no such text anywhere\""));
        const QImage full = w.table().viewport()->grab().toImage();
        QVERIFY(w.shows(0));
        // It is said that nothing matches, not left blank.
        QImage empty = w.table().viewport()->grab().toImage();
        const QColor pane = Theme::of(w.table().palette()).pane;
        bool isBlank = true;
        for (int y = 0; y < empty.height() && isBlank; ++y) {
            for (int x = 0; x < empty.width() && isBlank; ++x)
                isBlank = empty.pixelColor(x, y) == pane;
        }
        QVERIFY(!isBlank && full != empty);
    }

    void pastedKeysAreRecognised() {
        Window w;
        QVERIFY(w.isLoaded());
        const auto take = [&] {
            QTest::keyClick(&w.window().filterBar().edit(), Qt::Key_Return);
            return w.shows(kEvents);
        };
        w.window().actions().filterText->trigger();
        QApplication::clipboard()->setText(QStringLiteral("123456789012"));
        w.window().filterBar().edit().paste();
        QVERIFY(take());
        QVERIFY2(w.barText().startsWith(QLatin1String("acct")), qPrintable(w.barText()));
        // What is typed is looked for wherever it stands.
        w.window().actions().clearFilter->trigger();
        w.window().actions().filterText->trigger();
        QTest::keyClicks(&w.window().filterBar().edit(), QStringLiteral("123456789012"));
        QVERIFY(take());
        QCOMPARE(w.barText(), QStringLiteral("123456789012"));
        // But for what would be a field and its value by its form.
        w.window().actions().clearFilter->trigger();
        w.window().actions().filterText->trigger();
        QTest::keyClicks(&w.window().filterBar().edit(), QStringLiteral("2001:db8::1"));
        QTest::keyClick(&w.window().filterBar().edit(), Qt::Key_Return);
        QTRY_VERIFY2(w.barText().startsWith(QLatin1String("ip:")), qPrintable(w.barText()));
    }

    void loadingMoreKeepsTheFilter() {
        Window w;
        QVERIFY(w.isLoaded());
        w.filters().apply(parsed("eventName:Call7?"));
        QVERIFY(w.shows(10));
        const Folder more;
        QVERIFY(drop(w.window(), {urlOf(more.write("more.json", recordsText(1000, 1010))),
                                  urlOf(more.write("dupes.json", recordsText(70, 75)))}));
        QTRY_VERIFY(w.isAtRest());
        QCOMPARE(w.barText(), QStringLiteral("eventName:Call7?"));
        QVERIFY(w.rows() >= 10);
    }
};

QTEST_MAIN(TestFiltering)
#include "tst_filtering.moc"
