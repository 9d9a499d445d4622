// SPDX-License-Identifier: Apache-2.0
#include "support/rows.h"
#include "support/timelineparts.h"
#include "timeline/coveragegeometry.h"
#include "timeline/coveragepainter.h"
#include "timeline/coveragetext.h"
#include "timeline/hourset.h"

#include <QAccessible>
#include <QImage>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr Micros kHour = kMicrosPerHour;

std::string fileOf(Micros delivered, const std::string& region, const std::string& account = "123456789012") {
    std::string stamp = formatTime(delivered); // 2024-03-11T23:00:00Z
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    return account + "_CloudTrail_" + region + "_" + stamp.substr(0, 13) + "Z_7xgocspSowgK0Gto.json.gz";
}

// us-east-1 has a gap from the second to the fourth hour, and a stop; the others have all hours of the story's night.
class MadeCoverage {
public:
    explicit MadeCoverage(std::vector<std::string> regions = {"us-east-1", "eu-west-1"}) {
        for (const std::string& region : regions) {
            for (int h = 0; h < 8; ++h) {
                if (region == "us-east-1" && h >= 1 && h < 4)
                    continue;
                m_last = m_rows.source(fileOf(kStoryStart + h * kHour, region));
            }
        }
    }
    MadeCoverage& call(Micros time, const std::string& name, const std::string& region = "us-east-1") {
        m_rows.append(m_last, {m_rows.row(time, m_offset++,
                                          {{Column::Account, "123456789012"},
                                           {Column::AwsRegion, region},
                                           {Column::EventSource, "cloudtrail.amazonaws.com"},
                                           {Column::EventName, name},
                                           {Column::EventCategory, "Management"},
                                           {Column::Outcome, "ok"}})});
        return *this;
    }
    std::shared_ptr<const CoverageMap> map(Qt::CheckState isLoading = Qt::Unchecked) {
        Checkpoint checkpoint;
        return CoverageMap::build(m_rows.store().publish(isLoading == Qt::Checked), checkpoint);
    }

private:
    RowMaker m_rows;
    SourceId m_last = m_rows.source("plain.json");
    std::uint64_t m_offset = 0;
};

std::shared_ptr<const CoverageMap> usualMap() {
    return MadeCoverage()
        .call(kStoryStart + 90 * kMinute, "StopLogging")
        .call(kStoryStart + 215 * kMinute, "StartLogging")
        .map();
}

// Events from the first hour to the eighth, so that the axis shows all of the coverage.
std::vector<MadeEvent> night() {
    return {{kStoryStart, "mateo", Kind::Read, Outcome::Ok}, {kStoryStart + 8 * kHour, "mateo", Kind::Read, Outcome::Ok}};
}

class View : public ServedTimeline {
public:
    explicit View(const std::shared_ptr<const CoverageMap>& map = usualMap(), QSize size = {1000, 300})
        : ServedTimeline(night(), size) {
        setCoverage(map);
    }
    QPoint at(int row, Micros time) const {
        const QRect band = geometryNow().coverageBand(row);
        return {band.left() + static_cast<int>(axis().xOf(time)), band.center().y()};
    }
    QString tipAt(QPoint point) {
        QSignalSpy spy(this, &TimelineView::hovered);
        QMouseEvent move(QEvent::MouseMove, point, viewport()->mapToGlobal(point), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(viewport(), &move);
        return spy.isEmpty() ? QString() : spy.last()[0].toString();
    }
    QImage picture() { return viewport()->grab().toImage(); }
};

int countColor(const QImage& image, const QColor& color, const QRect& area) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            count += image.valid(x, y) && image.pixelColor(x, y) == color;
    }
    return count;
}

// Letters on a light ground.
int countInk(const QImage& image, const QRect& area) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            count += image.pixelColor(x, y).lightness() < 150;
    }
    return count;
}

QRect around(QPoint point, int width = 20) {
    return {point.x() - width / 2, point.y() - 5, width, 11};
}

} // namespace

class TestCoverageView : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void geometryOfARow();
    void geometryOfTheSummary();
    void gapsAreNeverLost();
    void showsWhereLogsAre_data();
    void showsWhereLogsAre();
    void nothingIsDrawnWhereNothingIsKnown();
    void gapsWaitForTheEndOfALoad();
    void unknownIsSaid();
    void stoppedIsSaid();
    void noDataEventsIsSaid();
    void tips();
    void words();
    void hostileNames();
    void foldsWhenThereAreMany();
    void unfoldsByMouseAndKeyboard();
    void manyRowsScroll();
    void compactHasOneRow();
    void keyboardWalksGapsAndStops();
    void tellsAScreenReader();
    void anySize();
};

void TestCoverageView::geometryOfARow() {
    const auto map = usualMap();
    const Axis axis({kStoryStart, kStoryStart + 8 * kHour}, 800);
    const QRect band(50, 10, 800, 12);
    const CoverageGeometry europe = CoverageGeometry::of(*map, 0, axis, band);
    QCOMPARE(europe.slices, (std::vector<CoverageSlice>{{band, 0}}));
    QVERIFY(europe.stopped.empty());
    const CoverageGeometry america = CoverageGeometry::of(*map, 1, axis, band);
    // The calls that stopped and started it are events, too, and cover their hours: 1 and 3.
    QCOMPARE(america.slices, (std::vector<CoverageSlice>{{QRect(50, 10, 200, 12), 0},
                                                         {QRect(250, 10, 100, 12), 12},
                                                         {QRect(350, 10, 500, 12), 0}}));
    QCOMPARE(america.stopped.size(), std::size_t{1});
    QCOMPARE(america.stopped[0].box.left(), 50 + 150);
    QVERIFY(std::abs(america.stopped[0].box.width() - 208) <= 1);
    const Axis zoomed = axis.withView({kStoryStart + 5 * kHour, kStoryStart + 6 * kHour});
    QVERIFY(CoverageGeometry::of(*map, 1, zoomed, band).stopped.empty());
}

void TestCoverageView::geometryOfTheSummary() {
    const auto map = usualMap();
    const Axis axis({kStoryStart - kHour, kStoryStart + 9 * kHour}, 1000);
    const QRect band(0, 0, 1000, 12);
    const CoverageGeometry all = CoverageGeometry::of(*map, std::nullopt, axis, band);
    QCOMPARE(all.slices, (std::vector<CoverageSlice>{{QRect(100, 0, 200, 12), 0},
                                                     {QRect(300, 0, 100, 12), 6}, // one of two
                                                     {QRect(400, 0, 500, 12), 0}}));
    QCOMPARE(all.stopped.size(), std::size_t{1});
}

void TestCoverageView::gapsAreNeverLost() {
    RowMaker rows;
    for (int h = 0; h < 24 * 365; ++h) {
        if (h != 4'321)
            (void)rows.source(fileOf(kStoryStart + h * kHour, "eu-west-1"));
    }
    Checkpoint checkpoint;
    const auto map = CoverageMap::build(rows.publish(), checkpoint);
    const Axis axis({kStoryStart, kStoryStart + 24 * 365 * kHour}, 300); // 29 hours a pixel
    const CoverageGeometry geometry = CoverageGeometry::of(*map, 0, axis, QRect(0, 0, 300, 12));
    QCOMPARE(geometry.slices.size(), std::size_t{3});
    QVERIFY(geometry.slices[1].gap >= 2);
    QVERIFY(geometry.slices[1].box.width() <= 2);
    QCOMPARE(geometry.slices[0].gap, 0);
}

void TestCoverageView::showsWhereLogsAre_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("mirrored");
    QTest::newRow("light") << false << false;
    QTest::newRow("dark") << true << false;
    QTest::newRow("right to left") << false << true;
}

void TestCoverageView::showsWhereLogsAre() {
    QFETCH(bool, dark);
    QFETCH(bool, mirrored);
    const Theme& theme = dark ? Theme::dark() : Theme::light();
    View view(MadeCoverage().map());
    view.setPalette(paletteOf(theme));
    view.setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    view.setCoverageUnfolded(Qt::Checked);
    const QImage image = view.picture();
    const QRect covered = around(view.at(2, kStoryStart + 6 * kHour));
    const QRect gap = around(view.at(2, kStoryStart + 150 * kMinute));
    QCOMPARE(countColor(image, theme.covered, covered), covered.width() * covered.height());
    QCOMPARE(countColor(image, theme.covered, gap), 0);
    QVERIFY(countColor(image, theme.pane, gap) > 50);
    QVERIFY(countColor(image, theme.pane, gap) < gap.width() * gap.height()); // hatched
    const QRect europe = around(view.at(1, kStoryStart + 150 * kMinute));
    QCOMPARE(countColor(image, theme.covered, europe), europe.width() * europe.height());
}

void TestCoverageView::nothingIsDrawnWhereNothingIsKnown() {
    std::vector<MadeEvent> events = night();
    events.push_back({kStoryStart + 40 * kHour, "mateo", Kind::Read, Outcome::Ok});
    View view;
    view.load(events);
    const QRect after = around(view.at(0, kStoryStart + 30 * kHour));
    QCOMPARE(countColor(view.picture(), Theme::light().pane, after), after.width() * after.height());
    QVERIFY(view.tipAt(after.center()).contains(QStringLiteral("nothing is known")));
}

void TestCoverageView::gapsWaitForTheEndOfALoad() {
    MadeCoverage made;
    View view(made.map(Qt::Checked));
    view.setCoverageUnfolded(Qt::Checked);
    const QRect gap = around(view.at(2, kStoryStart + 150 * kMinute));
    QCOMPARE(countColor(view.picture(), Theme::light().pane, gap), gap.width() * gap.height());
    QVERIFY(view.tipAt(gap.center()).contains(QStringLiteral("yet")));
    QCOMPARE(coverageLabel(made.map(Qt::Checked).get()), QStringLiteral("logs delivered so far"));
    view.setCoverage(made.map());
    QVERIFY(countColor(view.picture(), Theme::light().pane, gap) < gap.width() * gap.height());
}

void TestCoverageView::unknownIsSaid() {
    View view(MadeCoverage(std::vector<std::string>{}).map());
    const QString tip = view.tipAt(view.at(0, kStoryStart + kHour));
    QCOMPARE(tip, QStringLiteral("coverage unknown: file names tell nothing"));
    QVERIFY(countInk(view.picture(), view.geometryNow().coverageBand(0)) > 100);
    QCOMPARE(countColor(view.picture(), Theme::light().covered, view.picture().rect()), 0);
    View nothing(nullptr);
    QCOMPARE(nothing.tipAt(nothing.at(0, kStoryStart)), QString());
    QCOMPARE(countColor(nothing.picture(), Theme::light().covered, nothing.picture().rect()), 0);
}

void TestCoverageView::stoppedIsSaid() {
    View view;
    const QRect band = view.geometryNow().coverageBand(0);
    QVERIFY(countColor(view.picture(), Theme::light().failed, band) > 300); // the outline, and words
    View without(MadeCoverage().map());
    QCOMPARE(countColor(without.picture(), Theme::light().failed, band), 0);
    const auto map = usualMap();
    QCOMPARE(stoppedLabel(map->stopped()[0]), QStringLiteral("logging stopped, us-east-1: 2 h 05 min"));
    const auto open = MadeCoverage().call(kStoryStart + 7 * kHour, "DeleteTrail").call(kStoryStart + 8 * kHour, "X").map();
    QCOMPARE(stoppedLabel(open->stopped()[0]), QStringLiteral("trail deleted, us-east-1; another trail logs on"));
    StoppedSpan alone = open->stopped()[0];
    alone.othersLogOn = false;
    QCOMPARE(stoppedLabel(alone), QStringLiteral("trail deleted, us-east-1: 1 h 00 min, not started again"));
    StoppedSpan everywhere = map->stopped()[0];
    everywhere.isEverywhere = true;
    QVERIFY(stoppedLabel(everywhere).contains(QStringLiteral("all regions")));
}

void TestCoverageView::noDataEventsIsSaid() {
    const auto map = usualMap();
    QVERIFY(!hasNoDataEvents(map->rows()[0])); // its events tell nothing
    QVERIFY(hasNoDataEvents(map->rows()[1]));
    QVERIFY(hasNoDataEvents(*map));
    View view(map);
    view.setCoverageUnfolded(Qt::Checked);
    const QImage image = view.picture();
    const auto start = [&view](int row) { return QRect(view.geometryNow().coverageBand(row).topLeft(), QSize(120, 10)); };
    QCOMPARE(countInk(image, start(1)), 0);
    QVERIFY(countInk(image, start(2)) > 50);
    QVERIFY(view.tipAt(view.at(2, kStoryStart + 6 * kHour)).contains(QStringLiteral("no data events logged here")));
}

void TestCoverageView::tips() {
    View view;
    view.setCoverageUnfolded(Qt::Checked);
    const QString all = view.tipAt(view.at(0, kStoryStart + 150 * kMinute));
    QVERIFY2(all.contains(QStringLiteral("logs of 1 of 2 accounts and regions are there")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("nothing happened here, or its logs are missing · 123456789012 us-east-1")),
             qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("logging stopped, us-east-1: 2 h 05 min, account 123456789012 · 2024-03-12 "
                                         "00:30:00 to 2024-03-12 02:35:00 UTC")),
             qPrintable(all));
    const QString row = view.tipAt(view.at(2, kStoryStart + 150 * kMinute));
    QVERIFY2(row.startsWith(QStringLiteral("123456789012 us-east-1 · 2024-03-12 01:00:00 to 2024-03-12 02:00:00 UTC")),
             qPrintable(row));
    QVERIFY(view.tipAt(view.at(1, kStoryStart + kHour)).contains(QStringLiteral("logs are there")));
    QCOMPARE(view.tipAt(view.geometryNow().coverageName(1).center()), QString());
}

void TestCoverageView::words() {
    QCOMPARE(durationText(0), QStringLiteral("0 s"));
    QCOMPARE(durationText(59 * kMicrosPerSecond), QStringLiteral("59 s"));
    QCOMPARE(durationText(4 * kMinute), QStringLiteral("4 min"));
    QCOMPARE(durationText(124 * kMinute), QStringLiteral("2 h 04 min"));
    QCOMPARE(durationText(50 * kHour), QStringLiteral("2 d 2 h"));
    QCOMPARE(durationText(-5), QStringLiteral("0 s"));
}

void TestCoverageView::hostileNames() {
    const std::string region = "zz-\xE2\x80\xAE<b>-\x1B[31m" + std::string(150, 'x') + "-1";
    MadeCoverage made({region});
    made.call(kStoryStart + kHour, "StopLogging", region);
    const auto map = made.map();
    View view(map);
    for (const QString& text : {coverageRowLabel(map->rows()[0]), stoppedLabel(map->stopped()[0]),
                                view.tipAt(view.at(0, kStoryStart + 2 * kHour))}) {
        QVERIFY(!text.contains(QChar(0x202E)) && !text.contains(QChar(0x1B)));
        QVERIFY(text.contains(QStringLiteral("<b>"))); // shown as it is, never rendered
        QVERIFY(text.size() < 500);
    }
    QVERIFY(!view.picture().isNull());
}

void TestCoverageView::foldsWhenThereAreMany() {
    View few;
    QVERIFY(few.isCoverageUnfolded());
    QCOMPARE(few.geometryNow().coverageRows(), 3);
    View one(MadeCoverage({"us-east-1"}).map());
    QVERIFY(!one.isCoverageUnfolded()); // there is nothing to unfold
    one.setCoverageUnfolded(Qt::Checked);
    QCOMPARE(one.geometryNow().coverageRows(), 1);
    View many(MadeCoverage({"aa-east-1", "bb-east-1", "cc-east-1", "dd-east-1"}).map());
    QVERIFY(!many.isCoverageUnfolded());
    QCOMPARE(many.geometryNow().coverageRows(), 1);
}

void TestCoverageView::unfoldsByMouseAndKeyboard() {
    View view(MadeCoverage({"aa-east-1", "bb-east-1", "cc-east-1", "dd-east-1"}).map());
    const QPoint name = view.geometryNow().coverageName(0).center();
    const QPoint lane = view.geometryNow().row(0).center();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, name);
    QVERIFY(view.isCoverageUnfolded());
    QCOMPARE(view.geometryNow().coverageRows(), 5);
    QVERIFY(view.geometryNow().row(0).center().y() > lane.y()); // the lanes made room
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, name);
    QVERIFY(!view.isCoverageUnfolded());
    QTest::keyClick(&view, Qt::Key_Return);
    QVERIFY(view.isCoverageUnfolded());
    QTest::keyClick(&view, Qt::Key_Return);
    QVERIFY(!view.isCoverageUnfolded());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.at(0, kStoryStart + kHour));
    QVERIFY(!view.isCoverageUnfolded()); // only the name folds
}

void TestCoverageView::manyRowsScroll() {
    std::vector<std::string> regions;
    for (char c = 'a'; c <= 'z'; ++c)
        regions.push_back(std::string(1, c) + "a-east-1");
    View view(MadeCoverage(regions).map());
    view.setCoverageUnfolded(Qt::Checked);
    const int shown = view.geometryNow().coverageRows();
    QVERIFY(shown > 3 && shown < 26);
    QVERIFY(view.geometryNow().rows() >= 3);
    const auto wheel = [&view](int delta) {
        const QPoint at = view.geometryNow().coverageRow(1).center();
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view.viewport(), &event);
    };
    QVERIFY(view.tipAt(view.at(1, kStoryStart + kHour)).contains(QStringLiteral("aa-east-1")));
    for (int i = 0; i < 40; ++i)
        wheel(-120);
    QVERIFY(view.tipAt(view.at(shown - 1, kStoryStart + kHour)).contains(QStringLiteral("za-east-1")));
    for (int i = 0; i < 40; ++i)
        wheel(120);
    QVERIFY(view.tipAt(view.at(1, kStoryStart + kHour)).contains(QStringLiteral("aa-east-1")));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.at(0, kStoryStart + kHour));
    for (int i = 0; i < 26; ++i)
        QTest::keyClick(&view, Qt::Key_Down); // the rows follow the keyboard
    QVERIFY(view.describeCursor().contains(QStringLiteral("za-east-1")));
    QVERIFY(view.tipAt(view.at(shown - 1, kStoryStart + kHour)).contains(QStringLiteral("za-east-1")));
    for (int i = 0; i < 26; ++i)
        QTest::keyClick(&view, Qt::Key_Up);
    QVERIFY(view.tipAt(view.at(1, kStoryStart + kHour)).contains(QStringLiteral("aa-east-1")));
}

void TestCoverageView::compactHasOneRow() {
    View view;
    view.setCoverageUnfolded(Qt::Checked);
    view.setCompact(true);
    view.resize(view.width(), 150);
    QVERIFY(!view.isCoverageUnfolded());
    QCOMPARE(view.geometryNow().coverageRows(), 1);
    QVERIFY(countColor(view.picture(), Theme::light().covered, view.geometryNow().coverageBand(0)) > 1000);
    QVERIFY(view.tipAt(view.at(0, kStoryStart + kHour)).contains(QStringLiteral("of 2 accounts and regions")));
    view.setCompact(false);
    QVERIFY(view.isCoverageUnfolded());
}

void TestCoverageView::keyboardWalksGapsAndStops() {
    View view;
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.at(0, kStoryStart + 6 * kHour));
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("logs delivered: 2 gaps or stops")));
    const QImage before = view.picture();
    QTest::keyClick(&view, Qt::Key_Right); // what begins first: the stop
    QVERIFY(view.describeCursor().contains(QStringLiteral("logging stopped")));
    QTest::keyClick(&view, Qt::Key_Right);
    QVERIFY(view.describeCursor().contains(QStringLiteral("2024-03-12 01:00:00 to")));
    QTest::keyClick(&view, Qt::Key_Right); // there is no other
    QVERIFY(view.describeCursor().contains(QStringLiteral("2024-03-12 01:00:00 to")));
    QTest::keyClick(&view, Qt::Key_Left);
    QVERIFY(!view.describeCursor().contains(QStringLiteral("2024-03-12 01:00:00 to")));
    view.showRange({kStoryStart + 6 * kHour, kStoryStart + 7 * kHour});
    QTest::keyClick(&view, Qt::Key_Right); // the axis follows
    QVERIFY(view.axis().view().contains(kStoryStart + 2 * kHour));
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("123456789012 eu-west-1: 0 gaps")));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("mateo")));
    QVERIFY(view.picture() != before);
}

void TestCoverageView::tellsAScreenReader() {
    View view;
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(interface->text(QAccessible::Description).contains(QStringLiteral("coverage strip")));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.at(0, kStoryStart + 6 * kHour));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(interface->text(QAccessible::Value), view.describeCursor());
}

void TestCoverageView::anySize() {
    QWidget window;
    View view;
    view.setParent(&window);
    for (const QSize size : {QSize(1, 1), QSize(30, 300), QSize(900, 10), QSize(4000, 2000)}) {
        view.resize(size);
        for (const Qt::CheckState unfolded : {Qt::Checked, Qt::Unchecked}) {
            view.setCoverageUnfolded(unfolded);
            view.setCompact(unfolded == Qt::Unchecked);
            QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.geometryNow().coverage.center());
            QTest::keyClick(&view, Qt::Key_Right);
            QVERIFY(!view.grab().isNull());
        }
    }
}

QTEST_MAIN(TestCoverageView)
#include "tst_coverageview.moc"
