// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "facets/facetpane.h"
#include "facets/facetsearch.h"
#include "facets/pathfield.h"
#include "support/facets.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

const QString kHostileShown = QStringLiteral("<b>bold</b>\\u202egpj.exe\\n");

bool isBlank(const QImage& image) {
    const QRgb first = image.pixel(0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != first)
                return false;
        }
    }
    return true;
}

struct Wish {
    std::string field;
    FacetChoice value;
    FacetEdit edit;
    bool operator==(const Wish&) const = default;
};

// A pane with facets, and what it wished.
struct Fixture {
    Fixture() {
        model.setFields({Column::Kind, Column::Outcome, Column::Actor, Column::SourceIPAddress, Column::EventName,
                         Column::UserAgent});
        pane.setFacetModel(&model);
        pane.resize(260, 900);
        pane.show();
        pane.activateWindow();
        (void)QTest::qWaitForWindowActive(&pane);
        model.setFacets(manyFacets());
        view.setFocus();
        (void)QTest::qWaitFor([this] { return view.height() > 500; });
        QObject::connect(&pane, &FacetPane::valueChosen, &pane,
                         [this](const AnyColumn& field, const FacetChoice& value, FacetEdit edit) {
                             wishes.push_back({field.name(), value, edit});
                         });
        QObject::connect(&pane, &FacetPane::facetRemoved, &pane,
                         [this](const AnyColumn& field) { removed << QString::fromStdString(field.name()); });
        QObject::connect(&pane, &FacetPane::moreWanted, &pane,
                         [this](const AnyColumn& field) { more << QString::fromStdString(field.name()); });
        QObject::connect(&pane, &FacetPane::orderChanged, &pane, [this](const AnyColumn& field, FacetOrder order) {
            orders << QString::fromStdString(field.name());
            model.setOrder(field, order);
        });
        QObject::connect(&pane, &FacetPane::searchChanged, &pane, [this](const AnyColumn& field, const QString& text) {
            searches << QString::fromStdString(field.name()) + u'=' + text;
            model.setSearch(field, text);
        });
    }
    QModelIndex row(Column field, int row) const { return model.index(row, 0, model.indexOf(field)); }
    void click(const QModelIndex& index, Qt::KeyboardModifiers modifiers = {}, FacetSpot spot = FacetSpot::Row) {
        view.scrollTo(index);
        const QPoint at = view.spotRect(index, spot).center();
        QTest::mouseMove(view.viewport(), at);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, at);
    }
    void press(const QModelIndex& index, int key, Qt::KeyboardModifiers modifiers = {}) {
        view.setCurrentIndex(index);
        QTest::keyClick(&view, static_cast<Qt::Key>(key), modifiers);
    }

    FacetModel model;
    FacetPane pane;
    FacetView& view = pane.view();
    std::vector<Wish> wishes;
    QStringList removed, more, orders, searches;
};

} // namespace

class TestFacetPane : public QObject {
    Q_OBJECT
private slots:
    // Popups make the offscreen platform tell of what it cannot do.
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void mouseOnValues() {
        Fixture f;
        f.click(f.row(Column::Actor, 1));
        f.click(f.row(Column::Actor, 2));
        f.click(f.row(Column::Actor, 2), Qt::AltModifier);
        f.click(f.row(Column::Actor, 0), {}, FacetSpot::Pick);
        f.click(f.row(Column::Actor, 0), {}, FacetSpot::Exclude);
        f.click(f.row(Column::Actor, 0), Qt::AltModifier, FacetSpot::Pick);
        f.click(f.row(Column::Actor, 0), Qt::AltModifier, FacetSpot::Exclude);
        f.click(f.row(Column::UserAgent, 3)); // rows without a value
        const std::string first = "deploy-ci / build-214";
        const std::vector<Wish> expected{{"actor", "svc-backup", FacetEdit::Toggle}, {"actor", "mateo", FacetEdit::Toggle},
                                         {"actor", "mateo", FacetEdit::Only},        {"actor", first, FacetEdit::Pick},
                                         {"actor", first, FacetEdit::Exclude},       {"actor", first, FacetEdit::Only},
                                         {"actor", first, FacetEdit::AllBut},        {"userAgent", std::nullopt, FacetEdit::Toggle}};
        QCOMPARE(f.wishes.size(), expected.size());
        QVERIFY(f.wishes == expected);
    }

    void aDragOrAnotherButtonIsNoClick() {
        Fixture f;
        const QPoint from = f.view.visualRect(f.row(Column::Actor, 0)).center();
        const QPoint to = f.view.visualRect(f.row(Column::Actor, 2)).center();
        QTest::mousePress(f.view.viewport(), Qt::LeftButton, {}, from);
        QTest::mouseRelease(f.view.viewport(), Qt::LeftButton, {}, to);
        QTest::mouseClick(f.view.viewport(), Qt::MiddleButton, {}, from);
        QVERIFY(f.wishes.empty());
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, from);
        QTest::mouseDClick(f.view.viewport(), Qt::LeftButton, {}, from); // sends no release of its own
        QTest::mouseRelease(f.view.viewport(), Qt::LeftButton, {}, from);
        QCOMPARE(f.wishes.size(), std::size_t{2}); // two quick clicks are two clicks
    }

    void mouseOnHeaders() {
        Fixture f;
        const QModelIndex header = f.model.indexOf(Column::EventName);
        QVERIFY(f.view.isExpanded(header));
        f.click(header);
        QVERIFY(!f.view.isExpanded(header));
        f.click(header);
        QVERIFY(f.view.isExpanded(header));
        f.click(header, {}, FacetSpot::Order);
        f.click(header, {}, FacetSpot::Order);
        QCOMPARE(f.orders, (QStringList{QStringLiteral("eventName"), QStringLiteral("eventName")}));
        QVERIFY(header.data(FacetModel::OrderRole).value<FacetOrder>() == FacetOrder::MostFrequent);
        f.click(f.row(Column::EventName, 3)); // 35 more…
        QCOMPARE(f.more, QStringList{QStringLiteral("eventName")});
        f.click(header, {}, FacetSpot::Search);
        QVERIFY(f.view.search().isVisible() && f.view.search().hasFocus());
        f.click(header, {}, FacetSpot::Remove);
        QCOMPARE(f.removed, QStringList{QStringLiteral("eventName")});
        QVERIFY(f.wishes.empty());
    }

    void keyboardAlone() {
        Fixture f;
        f.view.setCurrentIndex(f.model.indexOf(Column::Kind));
        QTest::keyClick(&f.view, Qt::Key_Down);
        QTest::keyClick(&f.view, Qt::Key_Space);
        QTest::keyClick(&f.view, Qt::Key_Down);
        QTest::keyClick(&f.view, Qt::Key_Plus);
        QTest::keyClick(&f.view, Qt::Key_Minus);
        QTest::keyClick(&f.view, Qt::Key_Return, Qt::AltModifier);
        QTest::keyClick(&f.view, Qt::Key_Minus, Qt::AltModifier);
        const std::vector<Wish> expected{{"kind", "read", FacetEdit::Toggle},
                                         {"kind", "change", FacetEdit::Pick},
                                         {"kind", "change", FacetEdit::Exclude},
                                         {"kind", "change", FacetEdit::Only},
                                         {"kind", "change", FacetEdit::AllBut}};
        QVERIFY(f.wishes == expected);
        QTest::keyClick(&f.view, Qt::Key_Left); // to the header
        QVERIFY(f.view.currentIndex() == f.model.indexOf(Column::Kind));
        QTest::keyClick(&f.view, Qt::Key_Left);
        QVERIFY(!f.view.isExpanded(f.model.indexOf(Column::Kind)));
        QTest::keyClick(&f.view, Qt::Key_Space);
        QVERIFY(f.view.isExpanded(f.model.indexOf(Column::Kind)));
        f.press(f.row(Column::EventName, 3), Qt::Key_Return);
        QCOMPARE(f.more, QStringList{QStringLiteral("eventName")});
        f.press(f.row(Column::Outcome, 1), Qt::Key_Delete);
        QCOMPARE(f.removed, QStringList{QStringLiteral("outcome")});
    }

    void searchByKeyboard() {
        Fixture f;
        f.press(f.row(Column::EventName, 0), Qt::Key_F, Qt::ControlModifier);
        FacetSearch& search = f.view.search();
        QVERIFY(search.isVisible() && search.hasFocus());
        QVERIFY(search.accessibleName().contains(QStringLiteral("Event")));
        QTest::keyClicks(&search, QStringLiteral("get"));
        QCOMPARE(f.searches.last(), QStringLiteral("eventName=get"));
        QTest::keyClick(&search, Qt::Key_Down); // to the values, the search stays
        QVERIFY(!search.isVisible());
        QVERIFY(f.view.hasFocus());
        QVERIFY(f.view.currentIndex() == f.row(Column::EventName, 0));
        QCOMPARE(f.model.wishes()[4].search, std::string("get"));
        QTest::keyClick(&f.view, Qt::Key_X); // typing searches
        QVERIFY(search.isVisible());
        QCOMPARE(search.text(), QStringLiteral("x"));
        QCOMPARE(f.searches.last(), QStringLiteral("eventName=x"));
        QTest::keyClick(&search, Qt::Key_Escape);
        QCOMPARE(f.searches.last(), QStringLiteral("eventName="));
        QVERIFY(!search.isVisible() && f.view.hasFocus());
        f.pane.searchFacet(Column::Actor);
        QVERIFY(search.isVisible() && search.hasFocus());
    }

    void theMenuHasEverything() {
        Fixture f;
        f.view.setCurrentIndex(f.row(Column::Actor, 0));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QCoreApplication::sendEvent(f.view.viewport(), &event);
        auto* menu = f.view.findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), 9); // with a separator
        menu->actions()[3]->trigger();
        QVERIFY(f.wishes == (std::vector<Wish>{{"actor", "deploy-ci / build-214", FacetEdit::AllBut}}));
        menu->actions()[7]->trigger();
        QCOMPARE(f.orders, QStringList{QStringLiteral("actor")});
        menu->close();
    }

    void theCurrentValueIsFollowed() {
        Fixture f;
        f.view.setCurrentIndex(f.row(Column::Kind, 2)); // take
        f.model.setFacets({facetOf(Column::Kind, {{"take", 9}, {"read", 3}}, 12)});
        QCOMPARE(f.view.currentIndex().data().toString(), QStringLiteral("take"));
        QCOMPARE(f.view.currentIndex().row(), 0);
    }

    void anyPath() {
        Fixture f;
        QSignalSpy added(&f.pane, &FacetPane::facetAdded);
        PathField& field = f.pane.pathField();
        f.pane.setPathSuggestions({QStringLiteral("requestParameters.bucketName"), QStringLiteral("a\u202eb")});
        field.setFocus();
        QTest::keyClicks(&field, QStringLiteral("a..b"));
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(added.size(), 0);
        QVERIFY(!field.accessibleDescription().isEmpty());
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty() && field.accessibleDescription().isEmpty());
        QTest::keyClicks(&field, QStringLiteral(" requestParameters.roleArn "));
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(added.size(), 1);
        QCOMPARE(added[0][0].toString(), QStringLiteral("requestParameters.roleArn"));
        QTest::keyClicks(&field, QStringLiteral("bucket"));
        QAbstractItemModel* found = field.completer()->completionModel();
        QCOMPARE(found->rowCount(), 1);
        field.completer()->setCompletionPrefix(QStringLiteral("a"));
        for (int row = 0; row < found->rowCount(); ++row)
            QVERIFY(!found->index(row, 0).data().toString().contains(QChar(0x202e)));
    }

    void saysWhatCountsAreWorth() {
        Fixture f;
        const auto note = [&] {
            const auto* label = f.pane.findChild<QLabel*>();
            return label->isVisible() ? label->text() : QString();
        };
        QVERIFY(note().isEmpty());
        f.pane.setState(FacetPane::State::SoFar);
        QVERIFY(note().contains(QStringLiteral("so far")));
        const QImage fresh = f.view.grab().toImage();
        f.pane.setState(FacetPane::State::Stale);
        QVERIFY(note().isEmpty());
        QVERIFY(f.view.grab().toImage() != fresh);
        f.pane.setProblem(QStringLiteral("<b>\u202e"));
        QCOMPARE(note(), QStringLiteral("<b>\\u202e"));
    }

    void hostileTextStaysText() {
        Fixture f;
        QCOMPARE(f.row(Column::UserAgent, 1).data().toString(), kHostileShown);
        f.click(f.row(Column::UserAgent, 1));
        QVERIFY(f.wishes == (std::vector<Wish>{{"userAgent", "<b>bold</b>\xE2\x80\xAEgpj.exe\n", FacetEdit::Toggle}}));
    }

    void theAddLineFollowsTheRows() {
        Fixture f;
        f.model.setFields({Column::Kind});
        f.model.setFacets(manyFacets());
        QTRY_VERIFY(f.pane.pathField().y() < 200);
        QVERIFY(f.view.visualRect(f.row(Column::Kind, 4)).bottom() < f.view.height());
        f.pane.resize(260, 60); // then the rows scroll and the line stays in sight
        QTRY_VERIFY(f.pane.pathField().geometry().bottom() <= 60);
    }

    void shrinksAndPaintsInEveryLook_data() {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isRightToLeft");
        QTest::newRow("light") << false << false;
        QTest::newRow("dark") << true << false;
        QTest::newRow("right to left") << false << true;
    }
    void shrinksAndPaintsInEveryLook() {
        QFETCH(bool, isDark);
        QFETCH(bool, isRightToLeft);
        Fixture f;
        f.pane.setPalette(paletteOf(isDark ? Theme::dark() : Theme::light()));
        f.pane.setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        const QModelIndex value = f.row(Column::Actor, 1);
        f.click(value, {}, FacetSpot::Exclude);
        QVERIFY(f.wishes == (std::vector<Wish>{{"actor", "svc-backup", FacetEdit::Exclude}}));
        const bool isCountLeft = f.view.spotRect(value, FacetSpot::Exclude).center().x() < f.view.width() / 2;
        QCOMPARE(isCountLeft, isRightToLeft);
        QVERIFY(!isBlank(f.pane.grab().toImage()));
        f.pane.setMinimumSize(1, 1);
        f.pane.resize(1, 1);
        QVERIFY(!f.pane.grab().isNull());
    }
};

QTEST_MAIN(TestFacetPane)
#include "tst_facetpane.moc"
