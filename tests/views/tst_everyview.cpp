// SPDX-License-Identifier: Apache-2.0
//
// What every view keeps, whatever it shows: it paints in light, dark and mirrored, shrinks to nothing, is reached and
// steered by keys, names what it shows to a screen reader, and hostile text in it stays text.
#include "common/panetitle.h"
#include "common/theme.h"
#include "detail/detailpane.h"
#include "detail/findbar.h"
#include "export/exportdialog.h"
#include "help/helpdialog.h"
#include "items/problemsmodel.h"
#include "scope/scopedialog.h"
#include "start/dropoverlay.h"
#include "start/startpage.h"
#include "status/problemspane.h"
#include "status/statusline.h"
#include "support/guitools.h"
#include "support/snapshots.h"
#include "support/timelineparts.h"
#include "table/eventtableview.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSet>
#include <QTextEdit>

#include <memory>

using namespace rastro;
using namespace rastro::test;

namespace {

const std::string kHostile = "<img src=x><b>b</b>\u202Egpj.exe\u200B\a";

QString hostile() {
    return QString::fromStdString(kHostile);
}
bool isSafe(const QString& text) {
    return !text.contains(QChar(0x202E)) && !text.contains(QChar(0x200B)) && !text.contains(QChar(7));
}

// Views in the making: a host of its own for each, and models that live as long.
struct Stage {
    QWidget host;
    std::shared_ptr<const Snapshot> snapshot;
    EventTableModel events;
    ProblemsModel problems;
    std::unique_ptr<ScopeChoice> choice;
};
using Maker = QWidget* (*)(Stage& stage);

std::shared_ptr<const Snapshot> hostileSnapshot() {
    SnapshotMaker maker;
    for (int i = 0; i < 40; ++i) {
        std::vector<CodedValue> values;
        for (const ColumnInfo& c : allColumns()) {
            if (codedIndex(c.column) < kCodedColumns)
                values.emplace_back(c.column, kHostile);
        }
        maker.add(Micros{i} * kMicrosPerSecond, values);
    }
    maker.store().updateReport([](LoadReport& report) {
        report.failures.push_back({kHostile, 3, kHostile});
        report.ignored.push_back({kHostile, kHostile});
    });
    return maker.publish();
}

QWidget* table(Stage& s) {
    auto* view = new EventTableView(&s.host);
    view->setEventModel(&s.events);
    s.events.setRows(s.snapshot, s.snapshot->sharedTimeOrder());
    for (const ColumnInfo& c : allColumns())
        view->setColumnShown(c.column, Qt::Checked);
    view->setCurrentRow(RowId{1});
    return view;
}

EventDetail hostileDetail() {
    const std::string record = R"({"userIdentity":{"type":"\u202e"},"requestParameters":{"<b>":"<img src=x>\u200b"}})";
    EventDetail d;
    d.state = EventDetail::State::Ready;
    d.row = RowId{3};
    d.who = d.what = d.when = d.where = d.ending = d.source = d.target = hostile();
    d.bytes = record;
    d.tree = std::make_shared<const json::Tree>(std::move(*json::Tree::parse(record)));
    return d;
}

QWidget* detail(Stage& s, DetailPane::Page page) {
    auto* view = new DetailPane(&s.host);
    view->show(hostileDetail());
    view->setPage(page);
    return view;
}
QWidget* request(Stage& s) {
    return detail(s, DetailPane::Page::Request);
}
QWidget* tree(Stage& s) {
    return detail(s, DetailPane::Page::Tree);
}
QWidget* text(Stage& s) {
    return detail(s, DetailPane::Page::Text);
}
QWidget* failed(Stage& s) {
    EventDetail d;
    d.state = EventDetail::State::Failed;
    d.problem = d.source = hostile();
    auto* view = new DetailPane(&s.host);
    view->show(d);
    return view;
}
QWidget* find(Stage& s) {
    auto* view = new DetailPane(&s.host);
    view->show(hostileDetail());
    view->findChild<FindBar*>()->show();
    return view;
}
QWidget* timeline(Stage& s) {
    auto* view = new ServedTimeline({{kStoryStart, kHostile, Kind::Change, Outcome::Denied},
                                     {kStoryStart + kMinute, "b", Kind::Read, Outcome::Ok}});
    view->hide();
    view->setParent(&s.host);
    view->setPalette({}); // that of the program
    view->show();
    return view;
}
QWidget* emptyTimeline(Stage& s) {
    auto* view = new TimelineView(&s.host);
    view->setEmptyText(hostile());
    return view;
}
QWidget* problems(Stage& s) {
    s.problems.setSnapshot(s.snapshot);
    return new ProblemsPane(&s.problems, &s.host);
}
QWidget* status(Stage& s) {
    auto* view = new StatusLine(&s.host);
    view->setFacts({.problems = 2,
                    .loaded = 1'234'567,
                    .shown = 12,
                    .selected = 1,
                    .duplicates = 3,
                    .conflicts = 4,
                    .isLoading = true,
                    .wasCancelled = true,
                    .hasEvents = true});
    view->showProgress(QStringLiteral("1,204 of 3,000 files"), 400);
    view->setHint(hostile());
    return view;
}
QWidget* start(Stage& s) {
    auto* view = new StartPage(&s.host);
    view->setRecent({QByteArray::fromStdString(kHostile), "/trail"});
    view->setSampleAvailable(Qt::Checked);
    return view;
}
QWidget* overlay(Stage& s) {
    auto* view = new DropOverlay(&s.host);
    view->showOver(QStringLiteral("Drop to add"));
    return view;
}
QWidget* scope(Stage& s) {
    return new ScopeDialog({{{.account = kHostile, .region = kHostile, .day = kHostile}, 3, 1000}, {{}, 1, 10}},
                           &s.host);
}
QWidget* exporting(Stage& s) {
    return new ExportDialog(10, 2, &s.host);
}
QWidget* help(Stage& s) {
    return new HelpDialog(QStringLiteral("Help"), QStringLiteral("# Help\n\nText, and a [link](https://example.com)."),
                          &s.host);
}
QWidget* pane(Stage& s) {
    auto* view = new QDockWidget(QStringLiteral("Timeline"), &s.host);
    view->setTitleBarWidget(new PaneTitle(*view));
    view->setWidget(new QLabel(QStringLiteral("Inside"), view));
    view->setFloating(false);
    return view;
}

const QList<std::pair<const char*, Maker>> kViews{
    {"table", table},       {"request", request},  {"tree", tree},         {"text", text},
    {"failed", failed},     {"find", find},        {"timeline", timeline}, {"empty timeline", emptyTimeline},
    {"problems", problems}, {"status", status},    {"start", start},       {"overlay", overlay},
    {"scope", scope},       {"export", exporting}, {"help", help},         {"pane", pane}};

std::unique_ptr<Stage> stageOf(Maker make, const Theme& theme, Qt::LayoutDirection direction, QWidget*& view) {
    applyTheme(*qApp, theme.isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    auto stage = std::make_unique<Stage>();
    stage->snapshot = hostileSnapshot();
    stage->host.setLayoutDirection(direction);
    stage->host.resize(640, 420);
    stage->host.show();
    view = make(*stage);
    view->setLayoutDirection(direction);
    view->resize(std::max(640, view->minimumSizeHint().width()), 420);
    view->show();
    QCoreApplication::processEvents();
    return stage;
}

// Pixels of each colour, most frequent first.
std::vector<std::pair<int, QRgb>> coloursOf(const QImage& picture) {
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ++counts[picture.pixel(x, y)];
    }
    std::vector<std::pair<int, QRgb>> out;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        out.emplace_back(it.value(), it.key());
    std::ranges::sort(out, std::greater{});
    return out;
}

// What the Tab key must come to: one button stands for all that exclude each other.
QSet<QWidget*> tabStops(QWidget& view) {
    QSet<QWidget*> stops;
    QSet<QAbstractButton*> grouped;
    const auto all = view.findChildren<QWidget*>() << &view;
    for (QWidget* widget : all) {
        const bool isStop = (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() && widget->isEnabled() &&
                            widget->focusProxy() == nullptr && widget->window() == view.window();
        auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool isOneOfSome = button != nullptr && button->autoExclusive();
        if (isStop && (!isOneOfSome || button->isChecked()))
            stops << widget;
    }
    return stops;
}

} // namespace

class TestEveryView : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    void paints_data() {
        QTest::addColumn<Maker>("make");
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isMirrored");
        for (const auto& [name, make] : kViews) {
            QTest::addRow("%s, light", name) << make << false << false;
            QTest::addRow("%s, dark", name) << make << true << false;
            QTest::addRow("%s, right to left", name) << make << false << true;
        }
    }
    void paints() {
        QFETCH(Maker, make);
        QFETCH(bool, isDark);
        QFETCH(bool, isMirrored);
        QWidget* view = nullptr;
        const auto stage = stageOf(make, isDark ? Theme::dark() : Theme::light(),
                                   isMirrored ? Qt::RightToLeft : Qt::LeftToRight, view);
        const QImage picture = view->grab().toImage();
        const auto colours = coloursOf(picture);
        QVERIFY2(colours.size() >= 3, "the picture is blank");
        const double ground = QColor(colours.front().second).lightnessF(); // its most frequent colour
        QVERIFY2(isDark ? ground < 0.35 : ground > 0.65, qPrintable(QColor(colours.front().second).name()));
    }

    void shrinks_data() { allViews(); }
    void shrinks() {
        QFETCH(Maker, make);
        QWidget* view = nullptr;
        const auto stage = stageOf(make, Theme::light(), Qt::LeftToRight, view);
        for (const QSize size : {QSize(80, 30), QSize(1, 1), QSize(1600, 1)}) {
            view->setFixedSize(size);
            QCoreApplication::processEvents();
            QCOMPARE(view->size(), size);
            QVERIFY(!view->grab().isNull());
        }
    }

    void keysReachAll_data() { allViews(); }
    void keysReachAll() {
        QFETCH(Maker, make);
        QWidget* view = nullptr;
        const auto stage = stageOf(make, Theme::light(), Qt::LeftToRight, view);
        view->window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(view->window()));
        QSet<QWidget*> missing = tabStops(*view);
        if (missing.isEmpty())
            return; // overlays and titles with nothing to press
        (*missing.begin())->setFocus(Qt::TabFocusReason);
        for (int i = 0; i < 60 && !missing.isEmpty(); ++i) {
            missing.remove(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (const QWidget* widget : std::as_const(missing))
            QFAIL(qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->accessibleName()));
    }

    void keysDoNoHarm_data() { allViews(); }
    void keysDoNoHarm() {
        QFETCH(Maker, make);
        QWidget* view = nullptr;
        const auto stage = stageOf(make, Theme::light(), Qt::LeftToRight, view);
        const auto stops = tabStops(*view);
        for (QWidget* widget : stops) {
            if (qobject_cast<QAbstractButton*>(widget) != nullptr)
                continue;
            widget->setFocus();
            for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_Right, Qt::Key_Left, Qt::Key_PageDown,
                                      Qt::Key_PageUp, Qt::Key_End, Qt::Key_Home, Qt::Key_Space, Qt::Key_X})
                QTest::keyClick(widget, key);
        }
        QVERIFY(!view->grab().isNull());
    }

    void hasNames_data() { allViews(); }
    void hasNames() {
        QFETCH(Maker, make);
        QWidget* view = nullptr;
        const auto stage = stageOf(make, Theme::light(), Qt::LeftToRight, view);
        for (QWidget* stop : tabStops(*view)) {
            const auto* button = qobject_cast<QAbstractButton*>(stop);
            const bool hasName = !stop->accessibleName().isEmpty() || (button != nullptr && button->text().size() > 1);
            const bool isQts = stop->objectName().startsWith(QLatin1String("qt_"));
            QVERIFY2(hasName || isQts, stop->metaObject()->className());
        }
    }

    void hostileTextStaysText_data() { allViews(); }
    void hostileTextStaysText() {
        QFETCH(Maker, make);
        QWidget* view = nullptr;
        const auto stage = stageOf(make, Theme::light(), Qt::LeftToRight, view);
        const auto all = view->findChildren<QWidget*>() << view;
        for (const QWidget* widget : all) {
            const QByteArray where = widget->metaObject()->className();
            for (const QString& said : {widget->accessibleName(), widget->accessibleDescription(), widget->toolTip()})
                QVERIFY2(isSafe(said), where);
            QVERIFY2(!widget->toolTip().contains(QLatin1String("<img")), where);
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                QVERIFY2(isSafe(label->text()) &&
                             (label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text())),
                         qPrintable(label->text()));
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
                QVERIFY2(isSafe(button->text()), where);
            if (const auto* edit = qobject_cast<const QTextEdit*>(widget))
                QVERIFY2(isSafe(edit->toPlainText()) && !edit->toHtml().contains(QLatin1String("<img")), where);
            if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget))
                QVERIFY2(isSafe(edit->toPlainText()), where);
            if (const auto* items = qobject_cast<const QAbstractItemView*>(widget))
                QVERIFY2(isSafe(textsOf(*items->model())), where);
        }
        if (const auto* lanes = qobject_cast<TimelineView*>(view))
            QVERIFY(isSafe(lanes->describeCursor()));
    }

private:
    static void allViews() {
        QTest::addColumn<Maker>("make");
        for (const auto& [name, make] : kViews)
            QTest::newRow(name) << make;
    }

    static QString textsOf(const QAbstractItemModel& model) {
        QString texts;
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                    texts += model.index(row, column).data(role).toString() + u' ';
            }
        }
        return texts;
    }
};

QTEST_MAIN(TestEveryView)
#include "tst_everyview.moc"
