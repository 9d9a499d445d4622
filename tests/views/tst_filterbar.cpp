// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "filter/busymark.h"
#include "filter/chipstrip.h"
#include "filter/editabletext.h"
#include "filter/filterbar.h"
#include "filter/filtercompleter.h"
#include "filter/filteredit.h"
#include "language/parser.h"
#include "language/unparser.h"
#include "support/guitools.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace rastro;

namespace {

Expression parsed(std::string_view text) {
    auto result = parseFilter(text);
    const auto* expression = std::get_if<Expression>(&result);
    return expression != nullptr ? *expression : Expression{};
}

// A bar in a window, with what it told last.
class ShownBar {
public:
    explicit ShownBar(std::string_view filter = {}, int width = 1'000) {
        bar.setPalette(paletteOf(Theme::light()));
        bar.setExpression(parsed(filter));
        QObject::connect(&bar, &FilterBar::applied, &bar, [this](const Expression& expression, const QString& text) {
            ++applied;
            lastApplied = text;
            lastExpression = expression;
        });
        QObject::connect(&bar, &FilterBar::edited, &bar, [this](const QString& text) { edits.append(text); });
        QObject::connect(&bar, &FilterBar::focusLeft, &bar, [this] { ++left; });
        bar.resize(width, bar.sizeHint().height());
        bar.show();
        bar.activateWindow();
        isActive = QTest::qWaitForWindowActive(&bar);
    }
    FilterChip& chip(int i) { return *bar.strip().chipAt(i); }
    QString canonical() const { return QString::fromStdString(filterText(bar.expression())); }
    void focusChip(int i) {
        chip(i).setFocus();
        QTRY_VERIFY(chip(i).hasFocus());
    }
    void type(const QString& text) { QTest::keyClicks(&bar.edit(), text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    QToolButton* clearButton() const {
        for (auto* button : bar.findChildren<QToolButton*>()) {
            if (button->accessibleName() == QLatin1String("Clear the filter"))
                return button;
        }
        return nullptr;
    }
    QWidget* freeRoom() const {
        for (auto* button : bar.findChildren<QAbstractButton*>()) {
            if (button->accessibleName() == QLatin1String("Edit the filter as text"))
                return button;
        }
        return nullptr;
    }

    FilterBar bar;
    bool isActive = false;
    int applied = 0;
    int left = 0;
    QString lastApplied;
    Expression lastExpression;
    QStringList edits;
};

void paste(ShownBar& shown, const QString& text) {
    QApplication::clipboard()->setText(text);
    QTest::keySequence(&shown.bar.edit(), QKeySequence::Paste);
}

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

const char* const kThree = "key:AKIAIOSFODNN7EXAMPLE and not outcome:throttled and kind:(take or change)";

} // namespace

class TestFilterBar : public QObject {
    Q_OBJECT
private slots:
    void init() {
        // The offscreen platform cannot raise a list of suggestions.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void chipsAreTheTopLevelTerms() {
        ShownBar shown(kThree);
        QCOMPARE(shown.bar.strip().chipCount(), 3);
        QCOMPARE(shown.chip(0).accessibleName(), QStringLiteral("key:AKIAIOSFODNN7EXAMPLE"));
        QCOMPARE(shown.chip(1).accessibleName(), QStringLiteral("not outcome:throttled"));
        QCOMPARE(shown.chip(2).accessibleName(), QStringLiteral("kind:(take or change)"));
        QVERIFY(shown.bar.expression() == parsed(kThree));
        QCOMPARE(shown.applied, 0); // set from outside
        shown.bar.setExpression({});
        QCOMPARE(shown.bar.strip().chipCount(), 0);
    }

    void chipTextKnowsItsField() {
        const ChipText negated = chipText(parsed("not outcome:throttled"));
        QCOMPARE(negated.negation, QStringLiteral("not "));
        QCOMPARE(negated.field, QStringLiteral("outcome"));
        QCOMPARE(negated.rest, QStringLiteral(":throttled"));
        QCOMPARE(chipText(parsed("\"outcome:x\"")).field, QString());
        QCOMPARE(chipText(parsed("a:1 or b:2")).rest.isEmpty(), false);
        const std::string longValue = "ua:" + std::string(10'000, 'x');
        QVERIFY(chipText(parsed(longValue)).rest.size() <= 160);
    }

    void crossRemoves() {
        ShownBar shown(kThree);
        QTest::mouseClick(&shown.chip(1), Qt::LeftButton, {}, shown.chip(1).crossRect().center());
        QCOMPARE(shown.applied, 1);
        QVERIFY(shown.lastExpression == parsed("key:AKIAIOSFODNN7EXAMPLE kind:(take or change)"));
        QCOMPARE(shown.lastApplied, QString::fromStdString(filterText(shown.lastExpression)));
        QCOMPARE(shown.bar.strip().chipCount(), 2);
        // Pressed on the cross, let go elsewhere: nothing.
        QTest::mousePress(&shown.chip(0), Qt::LeftButton, {}, shown.chip(0).crossRect().center());
        QTest::mouseRelease(&shown.chip(0), Qt::LeftButton, {}, QPoint(3, 3));
        QCOMPARE(shown.applied, 1);
    }

    void keysWorkOnChips() {
        ShownBar shown("a:1 b:2 c:3");
        QVERIFY(shown.isActive);
        shown.bar.focusChips();
        QTRY_VERIFY(shown.chip(0).hasFocus());
        shown.press(Qt::Key_Right);
        QVERIFY(shown.chip(1).hasFocus());
        shown.press(Qt::Key_Exclam);
        QCOMPARE(shown.canonical(), QStringLiteral("a:1 and not b:2 and c:3"));
        shown.press(Qt::Key_N);
        QCOMPARE(shown.canonical(), QStringLiteral("a:1 and b:2 and c:3"));
        shown.press(Qt::Key_Space);
        QCOMPARE(shown.canonical(), QStringLiteral("a:1 and c:3"));
        QVERIFY(shown.chip(1).accessibleName().contains(QLatin1String("disabled")));
        shown.press(Qt::Key_Space);
        QCOMPARE(shown.canonical(), QStringLiteral("a:1 and b:2 and c:3"));
        shown.press(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(shown.canonical(), QStringLiteral("a:1 and c:3 and b:2"));
        QVERIFY(shown.chip(2).hasFocus());
        shown.press(Qt::Key_Right, Qt::ControlModifier); // it is the last
        shown.press(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(shown.canonical(), QStringLiteral("a:1 and b:2 and c:3"));
        shown.press(Qt::Key_Home);
        QVERIFY(shown.chip(0).hasFocus());
        shown.press(Qt::Key_Left);
        QVERIFY(shown.chip(0).hasFocus());
        shown.press(Qt::Key_Delete);
        QCOMPARE(shown.canonical(), QStringLiteral("b:2 and c:3"));
        QVERIFY(shown.chip(0).hasFocus());
        shown.press(Qt::Key_End);
        shown.press(Qt::Key_Delete);
        QVERIFY(shown.chip(0).hasFocus());
        shown.press(Qt::Key_Delete);
        QCOMPARE(shown.canonical(), QString());
        QVERIFY(shown.freeRoom()->hasFocus());
        QCOMPARE(shown.applied, 9);
    }

    void arrowsGoOverIntoTheTextAndBack() {
        ShownBar shown("a:1 b:2");
        shown.focusChip(1);
        shown.press(Qt::Key_Right);
        QVERIFY(shown.freeRoom()->hasFocus());
        shown.press(Qt::Key_Left);
        QVERIFY(shown.chip(1).hasFocus());
        shown.press(Qt::Key_Escape);
        QCOMPARE(shown.left, 1);
        shown.press(Qt::Key_Right);
        shown.press(Qt::Key_X);
        QVERIFY(shown.bar.isEditing());
        QCOMPARE(shown.bar.editedText(), QStringLiteral("a:1 and b:2 x"));
        QCOMPARE(shown.edits, QStringList{QStringLiteral("a:1 and b:2 x")});
    }

    void menuDoesTheSame() {
        ShownBar shown("a:1 b:2");
        shown.focusChip(0);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(3, 3), shown.chip(0).mapToGlobal(QPoint(3, 3)));
        QApplication::sendEvent(&shown.chip(0), &event);
        auto* menu = shown.chip(0).findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), 6); // with a separator
        menu->actions().at(0)->trigger();
        QCOMPARE(shown.canonical(), QStringLiteral("not a:1 and b:2"));
        menu->actions().at(3)->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("not a:1"));
        menu->actions().at(5)->trigger();
        QCOMPARE(shown.canonical(), QStringLiteral("b:2"));
        menu->close();
    }

    void dragReorders() {
        ShownBar shown("a:1 b:2 c:3");
        FilterChip& chip = shown.chip(0);
        const int target = shown.chip(2).geometry().right() - 10;
        const auto at = [&](int x) { return chip.mapFromParent(QPoint(x, chip.geometry().center().y())); };
        QTest::mousePress(&chip, Qt::LeftButton, {}, QPoint(10, 5));
        for (int x = chip.x() + 10; x <= target; x += 4)
            QTest::mouseMove(&chip, at(x));
        QCOMPARE(shown.applied, 0); // not before it is dropped
        QTest::mouseRelease(&chip, Qt::LeftButton, {}, at(target));
        QCOMPARE(shown.applied, 1);
        QCOMPARE(shown.canonical(), QStringLiteral("b:2 and c:3 and a:1"));
        QCOMPARE(shown.chip(2).accessibleName(), QStringLiteral("a:1"));
        QVERIFY(shown.chip(1).geometry().right() < shown.chip(2).geometry().left());
    }

    void disabledTermsStayThroughNewFilters() {
        ShownBar shown("a:1 b:2 c:3");
        shown.focusChip(1);
        shown.press(Qt::Key_Space);
        shown.bar.setExpression(parsed("a:1 c:3 d:4"));
        QCOMPARE(shown.bar.strip().chipCount(), 4);
        QCOMPARE(shown.chip(1).term().isEnabled, false);
        QVERIFY(shown.bar.expression() == parsed("a:1 c:3 d:4"));
        shown.bar.setExpression(parsed("a:1 b:2"));
        QCOMPARE(shown.bar.strip().chipCount(), 2); // it is back
        QVERIFY(shown.chip(1).term().isEnabled);
        shown.press(Qt::Key_Space);
        const FilterTerms kept = shown.bar.terms();
        shown.bar.clear();
        QCOMPARE(shown.bar.strip().chipCount(), 0);
        shown.bar.setTerms(kept);
        QVERIFY(shown.bar.terms() == kept);
    }

    void textShowsTheWholeFilterAndApplies() {
        ShownBar shown(kThree);
        QTest::mouseClick(shown.freeRoom(), Qt::LeftButton);
        QVERIFY(shown.bar.isEditing());
        QTRY_VERIFY(shown.bar.edit().hasFocus());
        QCOMPARE(shown.bar.editedText().trimmed(), shown.canonical());
        QVERIFY(shown.edits.isEmpty());
        shown.type(QStringLiteral("ip:1.2.3.4"));
        QCOMPARE(shown.edits.size(), 10);
        QCOMPARE(shown.applied, 0);
        shown.press(Qt::Key_Return);
        QVERIFY(!shown.bar.isEditing());
        QCOMPARE(shown.applied, 1);
        QCOMPARE(shown.left, 1);
        QCOMPARE(shown.bar.strip().chipCount(), 4);
        QVERIFY(shown.lastExpression == parsed(std::string(kThree) + " and ip:1.2.3.4"));
    }

    void escapeGivesBackWhatWas() {
        ShownBar shown("a:1");
        shown.bar.focusText();
        shown.type(QStringLiteral("b:2"));
        shown.press(Qt::Key_Escape);
        QCOMPARE(shown.applied, 0);
        QCOMPARE(shown.left, 1);
        QCOMPARE(shown.edits.last(), QStringLiteral("a:1"));
        QCOMPARE(shown.canonical(), QStringLiteral("a:1"));
        shown.bar.focusText();
        const qsizetype before = shown.edits.size();
        shown.press(Qt::Key_Escape);
        QCOMPARE(shown.edits.size(), before); // nothing was changed
    }

    void faultsAreToldWithTheirPlace() {
        ShownBar shown;
        shown.bar.focusText();
        shown.type(QStringLiteral("kind:take and outcome:"));
        QVERIFY(!shown.bar.edit().isFilter());
        QCOMPARE(shown.bar.edit().error()->span.begin, std::size_t{22});
        QVERIFY(shown.bar.edit().accessibleDescription().contains(QRegularExpression(QStringLiteral("at 23: .+still shown: "))));
        QVERIFY(std::ranges::any_of(shown.bar.edit().extraSelections(), [](const QTextEdit::ExtraSelection& mark) {
            return mark.format.underlineStyle() == QTextCharFormat::WaveUnderline && mark.cursor.selectionEnd() == 22;
        }));
        shown.bar.completer().close();
        shown.press(Qt::Key_Return);
        QVERIFY(shown.bar.isEditing());
        QCOMPARE(shown.applied, 0);
        shown.type(QStringLiteral("ok"));
        QVERIFY(shown.bar.edit().isFilter());
        QVERIFY(shown.bar.edit().accessibleDescription().isEmpty());
    }

    void doubtsAreTold() {
        ShownBar shown;
        shown.bar.focusText();
        shown.type(QStringLiteral("time>yesterday")); // a filter, and yet no time
        QVERIFY(shown.bar.edit().accessibleDescription().contains(QLatin1String("\"yesterday\" is no time")));
    }

    void frameTellsFilterAndFault() {
        ShownBar shown("a:1");
        const auto frame = [&] { return shown.bar.grab().toImage().pixelColor(shown.bar.width() / 2, 0); };
        const auto isPlain = [&] { return frame() != Theme::light().good && frame() != Theme::light().failed; };
        QCOMPARE(frame(), Theme::light().good);
        shown.bar.focusText();
        shown.type(QStringLiteral("(")); // more is to come
        QVERIFY(isPlain());
        shown.press(Qt::Key_Return);
        QCOMPARE(frame(), Theme::light().failed);
        shown.bar.clear();
        QVERIFY(isPlain());
    }

    void focusThatGoesElsewhereKeepsAFilterAndNotAFault() {
        ShownBar shown("a:1");
        shown.bar.focusText();
        shown.type(QStringLiteral("b:"));
        shown.clearButton()->setFocus();
        QVERIFY(shown.bar.isEditing()); // to be mended
        shown.bar.focusText();
        shown.type(QStringLiteral("2"));
        shown.clearButton()->setFocus();
        QVERIFY(!shown.bar.isEditing());
        QCOMPARE(shown.applied, 1);
        QCOMPARE(shown.canonical(), QStringLiteral("a:1 and b:2"));
    }

    void enterOnAChipSelectsItsText() {
        ShownBar shown("a:1 b:2 c:3");
        shown.focusChip(0);
        shown.press(Qt::Key_Space); // not in the text
        shown.focusChip(1);
        shown.press(Qt::Key_Return);
        QVERIFY(shown.bar.isEditing());
        QCOMPARE(shown.bar.edit().textCursor().selectedText(), QStringLiteral("b:2"));
        shown.type(QStringLiteral("z:9"));
        shown.bar.completer().close();
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.lastApplied, QStringLiteral("z:9 and c:3"));
        QCOMPARE(shown.bar.strip().chipCount(), 3);
    }

    void completionOffersFieldsAndTakesThem() {
        ShownBar shown;
        shown.bar.focusText();
        QVERIFY(!shown.bar.completer().isOpen());
        shown.type(QStringLiteral("outc"));
        QVERIFY(shown.bar.completer().isOpen());
        QCOMPARE(shown.bar.completer().model().suggestion(0).label, std::string("outcome"));
        shown.press(Qt::Key_Tab);
        QCOMPARE(shown.bar.editedText(), QStringLiteral("outcome:"));
        QVERIFY(shown.bar.edit().hasFocus());
        QCOMPARE(shown.edits.last(), QStringLiteral("outcome:"));
    }

    void valuesAreAskedForAndTaken() {
        ShownBar shown;
        QList<QPair<QString, QString>> wanted;
        connect(&shown.bar, &FilterBar::valuesWanted, this, [&](const AnyColumn& column, const QString& typed) {
            wanted.append({QString::fromStdString(column.name()), typed});
        });
        shown.bar.focusText();
        shown.type(QStringLiteral("outcome:"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0].first, QStringLiteral("outcome"));
        QVERIFY(!shown.bar.completer().isOpen());                    // nothing is known yet
        shown.bar.setValues(AnyColumn(Column::Kind), {{"take", 5}}); // of another field, come too late
        QVERIFY(!shown.bar.completer().isOpen());
        shown.bar.setValues(AnyColumn(Column::Outcome), {{"ok", 361}, {"denied", 43}, {"two words", 1}});
        QVERIFY(shown.bar.completer().isOpen());
        QCOMPARE(shown.bar.completer().model().rowCount(), 3);
        shown.type(QStringLiteral("t"));
        QCOMPARE(wanted.last().second, QStringLiteral("t"));
        shown.press(Qt::Key_Down);
        shown.press(Qt::Key_Return); // takes what is chosen, applies nothing
        QCOMPARE(shown.applied, 0);
        QCOMPARE(shown.bar.editedText(), QStringLiteral("outcome:\"two words\" "));
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.applied, 1);
    }

    void enterAppliesUnlessSomethingIsChosen() {
        ShownBar shown;
        shown.bar.focusText();
        shown.type(QStringLiteral("event"));
        QVERIFY(shown.bar.completer().isOpen());
        shown.press(Qt::Key_Down);
        shown.press(Qt::Key_Up); // nothing again
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.lastApplied, QStringLiteral("event"));
        QVERIFY(!shown.bar.completer().isOpen());
    }

    void escapeClosesTheListFirst() {
        ShownBar shown;
        shown.bar.focusText();
        shown.type(QStringLiteral("event"));
        shown.press(Qt::Key_Escape);
        QVERIFY(!shown.bar.completer().isOpen());
        QVERIFY(shown.bar.isEditing());
        shown.press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(shown.bar.completer().isOpen());
        shown.press(Qt::Key_Escape);
        shown.press(Qt::Key_Escape);
        QVERIFY(!shown.bar.isEditing());
    }

    void mouseTakesASuggestion() {
        ShownBar shown;
        auto catalog = std::make_shared<Catalog>();
        catalog->paths = {{{{"requestParameters", "bucketName"}}, 900}};
        shown.bar.setCatalog(catalog);
        shown.bar.focusText();
        shown.type(QStringLiteral("bucket"));
        QListView& list = shown.bar.completer().popup().list();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(0, 0)).center());
        QCOMPARE(shown.bar.editedText(), QStringLiteral("requestParameters.bucketName:"));
        QVERIFY(shown.bar.isEditing());
    }

    void historyIsWalked() {
        ShownBar shown("a:1");
        shown.bar.setHistory({QStringLiteral("newest:1"), QStringLiteral("older:2")});
        shown.bar.focusText();
        shown.press(Qt::Key_Up);
        QCOMPARE(shown.bar.editedText(), QStringLiteral("newest:1"));
        shown.press(Qt::Key_Up);
        QCOMPARE(shown.bar.editedText(), QStringLiteral("older:2"));
        shown.press(Qt::Key_Up);
        QCOMPARE(shown.bar.editedText(), QStringLiteral("older:2"));
        shown.press(Qt::Key_Down);
        shown.press(Qt::Key_Down);
        QCOMPARE(shown.bar.editedText(), QStringLiteral("a:1 ")); // what stood there
        QCOMPARE(shown.edits.size(), 4);
        shown.press(Qt::Key_Up);
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.lastApplied, QStringLiteral("newest:1"));
    }

    void pastedThingsBecomeTerms() {
        ShownBar shown;
        shown.bar.focusText();
        paste(shown, QStringLiteral(" AKIAIOSFODNN7EXAMPLE\n"));
        QCOMPARE(shown.bar.editedText(), QStringLiteral("key:AKIAIOSFODNN7EXAMPLE"));
        shown.type(QStringLiteral(" and ip:"));
        paste(shown, QStringLiteral("203.0.113.77")); // the field is there already
        QCOMPARE(shown.bar.editedText(), QStringLiteral("key:AKIAIOSFODNN7EXAMPLE and ip:203.0.113.77"));
        shown.bar.edit().selectAll();
        paste(shown, QStringLiteral("a:1\nand\tb:2"));
        QCOMPARE(shown.bar.editedText(), QStringLiteral("a:1 and b:2"));
    }

    void hostileTextIsSeenForWhatItIs() {
        const std::string hostile = "ua:\"<b>x</b>\xE2\x80\xAE"
                                    "gpj.exe\x07\n\" region:us-east-1";
        ShownBar shown(hostile);
        const QString name = shown.chip(0).accessibleName();
        QVERIFY2(name.contains(QLatin1String("<b>x</b>\\u202egpj.exe\\u0007\\n")), qPrintable(name));
        QVERIFY(shown.chip(0).toolTip().contains(QLatin1String("&lt;b&gt;")));
        const Expression before = shown.bar.expression();
        shown.bar.focusText();
        QVERIFY(!shown.bar.edit().toPlainText().contains(QChar(0x202e)));
        QCOMPARE(shown.bar.edit().blockCount(), 1);
        QVERIFY(shown.bar.edit().accessibleDescription().contains(QLatin1String("U+202E")));
        shown.press(Qt::Key_Return);
        QVERIFY(shown.lastExpression == before); // and nothing of it is lost
        shown.bar.setNotice(QStringLiteral("no list \u202e here"));
        shown.bar.setCount(QStringLiteral("1\u202e"));
        for (const QLabel* label : shown.bar.findChildren<QLabel*>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(!label->text().contains(QChar(0x202e)));
        }
    }

    void boxesStandForHiddenCharacters() {
        for (const std::string& text :
             {std::string("plain"), std::string("a\0b", 3), std::string("\xE2\x80\xAE\xE2\x80\x8B"),
              std::string("\xF3\xA0\x81\x81tag"), std::string("\xF0\x9F\x98\x80 smile"), std::string()}) {
            const QString shown = toEditable(text);
            QCOMPARE(fromEditable(shown), text);
            QCOMPARE(filterPosition(shown, shown.size()), text.size());
            QCOMPARE(editablePosition(text, text.size()), shown.size());
        }
        QCOMPARE(hiddenCharacterAt(toEditable("\xF3\xA0\x81\x81"), 0), QStringLiteral("U+E0041"));
        QCOMPARE(hiddenCharacterAt(QStringLiteral("a"), 0), QString());
    }

    void manyTermsStayWithinTheBar() {
        std::string many;
        for (int i = 0; i < 300; ++i)
            many += "requestParameters.someQuiteLongFieldName" + std::to_string(i) + ":value" + std::to_string(i) + ' ';
        ShownBar shown(many, 700);
        QCOMPARE(shown.bar.width(), 700);
        QCOMPARE(shown.bar.strip().chipCount(), static_cast<int>(ChipStrip::kMostChips));
        QVERIFY(shown.bar.strip().geometry().right() < shown.freeRoom()->geometry().left());
        QVERIFY(shown.freeRoom()->width() >= 100);
        QVERIFY(shown.bar.minimumSizeHint().width() < 300);
        shown.focusChip(0);
        const QRect strip = shown.bar.strip().rect();
        QVERIFY(strip.contains(shown.chip(0).geometry().center()));
        shown.press(Qt::Key_End);
        QVERIFY(strip.contains(shown.chip(47).geometry().center()));
        shown.press(Qt::Key_Delete);
        QCOMPARE(shown.bar.terms().size(), std::size_t{299});
        QVERIFY(shown.chip(47).hasFocus());
        for (int width : {500, 200, 60, 1}) {
            shown.bar.setMinimumSize(1, 1);
            shown.bar.resize(width, shown.bar.height());
            QVERIFY(!shown.bar.grab().isNull());
        }
    }

    void clearTakesEverything() {
        ShownBar shown(kThree);
        QTest::mouseClick(shown.clearButton(), Qt::LeftButton);
        QCOMPARE(shown.applied, 1);
        QCOMPARE(shown.lastExpression.kind, Expression::Kind::All);
        QVERIFY(!shown.clearButton()->isVisible());
        shown.bar.focusText();
        shown.type(QStringLiteral("a:1"));
        shown.bar.clear();
        QVERIFY(!shown.bar.isEditing());
        QCOMPARE(shown.canonical(), QString());
    }

    void controlEIsLeftToTheWindow() {
        ShownBar shown("a:1");
        shown.bar.focusText();
        QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_E, Qt::ControlModifier);
        event.ignore();
        QApplication::sendEvent(&shown.bar.edit(), &event);
        QVERIFY(!event.isAccepted());
        QKeyEvent letter(QEvent::ShortcutOverride, Qt::Key_Slash, Qt::NoModifier, QStringLiteral("/"));
        letter.ignore();
        QApplication::sendEvent(&shown.bar.edit(), &letter);
        QVERIFY(letter.isAccepted()); // a text may hold one
    }

    void everyPartHasAName() {
        ShownBar shown(kThree);
        shown.bar.setCount(QStringLiteral("1 of 2"));
        for (int round = 0; round < 2; ++round) {
            for (const QWidget* part : shown.bar.findChildren<QWidget*>()) {
                if (part->isVisible() && part->focusPolicy() != Qt::NoFocus)
                    QVERIFY2(!part->accessibleName().isEmpty(), part->metaObject()->className());
            }
            shown.bar.focusText();
        }
    }

    void looks_data() {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isRightToLeft");
        QTest::newRow("light") << false << false;
        QTest::newRow("dark") << true << false;
        QTest::newRow("right to left") << false << true;
    }
    void looks() {
        QFETCH(bool, isDark);
        QFETCH(bool, isRightToLeft);
        const Theme& theme = isDark ? Theme::dark() : Theme::light();
        ShownBar shown(kThree);
        shown.bar.setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        shown.bar.setPalette(paletteOf(theme));
        shown.bar.setCount(QStringLiteral("412 of 3,071 so far"));
        shown.bar.setBusy(true);
        const QImage chips = shown.bar.grab().toImage();
        QVERIFY(!isBlank(chips));
        QCOMPARE(chips.pixelColor(chips.width() / 2, 0), theme.good);
        QCOMPARE(shown.chip(0).x() < shown.chip(1).x(), !isRightToLeft);
        shown.focusChip(0);
        shown.press(isRightToLeft ? Qt::Key_Left : Qt::Key_Right);
        QVERIFY(shown.chip(1).hasFocus());
        shown.bar.focusText();
        shown.type(QStringLiteral("ip"));
        QVERIFY(!isBlank(shown.bar.grab().toImage()));
        QVERIFY(!isBlank(shown.bar.completer().popup().grab().toImage()));
        shown.bar.setMinimumSize(1, 1);
        shown.bar.resize(1, 1);
        QVERIFY(!shown.bar.grab().isNull());
    }
};

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
