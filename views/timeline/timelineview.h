// SPDX-License-Identifier: Apache-2.0
//
// TimelineView: who did what when. One lane for each actor, marks aggregated per pixel column; above them a histogram, a
// time axis and a strip that says where logs are. Shows lanes, buckets and coverage that others compute
// (async/timelinejob.h) and asks for buckets when the view changes; stretches the last ones meanwhile, so it never
// waits. A range dragged in the histogram is a wish for others to fulfil. Everything works by keyboard. GUI thread.
#pragma once

#include "timeline/axisnavigator.h"
#include "timeline/barstack.h"
#include "timeline/buckets.h"
#include "timeline/coverage.h"
#include "timeline/lanecursor.h"
#include "timeline/rangebrush.h"
#include "timeline/sessionbars.h"
#include "timeline/timelinelayout.h"
#include "timeline/timelinepainter.h"

#include <QAbstractScrollArea>
#include <QImage>

#include <memory>
#include <optional>
#include <string>

class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace rastro {

// What a menu of the lanes is about: a lane, a mark of it, or a mark of all lanes in one strip.
struct LanesTarget {
    AnyColumn column = Column::ActorKey; // whose value the lane is
    bool hasLane = false;
    std::string lane;         // the value; empty: it is missing
    std::uint32_t events = 0; // of the mark; 0: no mark
    Micros first = kNoTime;   // of those events
    Micros last = kNoTime;
    RowId row = kNoRow; // the event that a click would select
    std::optional<std::pair<AnyColumn, std::string>> group; // that the lane is in, by its value
    std::vector<std::string> anyOf; // of a mark of all services: their values
};

class TimelineView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TimelineView(QWidget* parent = nullptr);

    const Axis& axis() const { return m_navigator.axis(); }
    TimelineLayout geometryNow() const; // where things stand
    bool isCompact() const { return m_style == LaneStyle::Folded; }
    BarScale barScale() const { return m_scale; }
    TimeRange pickedRange() const { return m_brush.range(); } // marked in the histogram; empty: none
    bool isCoverageUnfolded() const;
    int namesWidth() const { return m_namesWish; } // 0: as is usual
    void setNamesWidth(int pixels);
    QString describeCursor() const; // what the keyboard stands on, in one line

    QString emptyText() const { return m_emptyText; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void setLanes(const std::shared_ptr<const rastro::LaneIndex>& lanes);
    void setBuckets(const std::shared_ptr<const rastro::Buckets>& buckets);
    // When the credentials that are lanes were issued and expire.
    void setSessionBars(const std::shared_ptr<const rastro::SessionBars>& bars);
    // Where logs are; null: not known yet.
    void setCoverage(const std::shared_ptr<const rastro::CoverageMap>& coverage);
    // Shows where a row is: its lane scrolled into view, its time on the axis. kNoRow: nothing is selected.
    void setCurrentRow(rastro::RowId row);
    void setCompact(bool compact); // all lanes in one strip, where there is room for less than a few of them
    void setEmptyText(const QString& text); // where there are no lanes
    void renewNames(); // nicknames have changed
    void setBarScale(rastro::BarScale scale);
    void setCoverageUnfolded(Qt::CheckState unfolded);
    // Whose values the lanes are and how they are ordered, for the button and the menu that offer others.
    void setLaneWish(const rastro::LaneSetting& setting);
    void findLane(); // the keyboard goes to the search for lanes
    // Marks a range as if it had been dragged, for who keeps it as a filter; empty: none. Emits nothing.
    void setPickedRange(const rastro::TimeRange& range);
    void showWhole();
    void showRange(const rastro::TimeRange& range);
    void goBack();

signals:
    void bucketsWanted(const rastro::BucketRequest& request);
    void eventActivated(rastro::RowId row);
    void rangeChanged(const rastro::TimeRange& range);
    void lanesWanted(const rastro::LaneSetting& setting);
    void choiceWanted(const rastro::LaneChoice& choice); // which of them are shown: folds and search
    void rangePicked(const rastro::TimeRange& range); // marked in the histogram: [from, to), whole bars
    void rangeCleared();                              // what was picked is not wanted any more
    void menuOpening(QMenu& menu, const rastro::LanesTarget& target); // for entries of others
    void hovered(const QString& plainText); // what is under the pointer or the keyboard; empty: nothing

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    bool focusNextPrevChild(bool next) override; // NOLINT: Qt's name and parameter
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Drag : quint8 { None, Pressed, Band, Brush, Pan, Names };
    enum class Area : quint8 { Bars, Coverage, Lanes }; // where keys go, from top to bottom
    // What is at a point: a row, perhaps a mark.
    struct Hit {
        std::size_t lane = 0;
        const Mark* mark = nullptr;
        QRect box; // of the mark
    };

    void onAxisChanged();
    void invalidate();
    void placeScrollBar();
    void chooseStyle();
    void requestBuckets();
    std::size_t laneCount() const { return m_lanes ? m_lanes->lanes().size() : 0; }
    std::size_t firstLane() const;
    void scrollToLane(std::size_t lane);
    void restorePlaces(const LaneIndex& before, std::size_t firstLane);
    std::optional<std::size_t> sameLane(const LaneIndex& before, std::size_t lane) const;
    TimelineScene scene() const;
    Micros timeOf(RowId row) const;

    std::optional<Hit> hitAt(QPoint point) const;
    std::optional<LanesTarget> targetAt(QPoint point) const;
    std::optional<LanesTarget> targetOfCursor() const;
    std::optional<Hit> hitOfCursor() const;
    LanesTarget targetOf(std::size_t lane) const;
    QString tipAt(QPoint point) const;
    QString laneWords(std::size_t lane, const QString& words, const QString& separator) const;
    void hover(QPoint point);
    void forgetHovered(); // what was under the pointer is there no more
    void click(QPoint point);
    RowId rowToSelect(const Mark& mark, std::size_t lane) const;
    double zoomCentre() const;
    bool handleAxisKey(int key);
    bool handleBarKey(int key, Qt::KeyboardModifiers modifiers);
    bool handleCoverageKey(int key);
    void dragBand(QPoint point);
    bool handleLaneKey(int key);
    void setCursorLane(std::size_t lane);
    void moveCursor(const LaneCursor& cursor);
    void announce();
    void cancelDrag();

    void createButtons();
    void fillLaneColumns(QMenu& menu);
    void fillLaneGroups(QMenu& menu);
    void fillLaneOrders(QMenu& menu);
    void addLaneMenus(QMenu& menu, const std::optional<Hit>& hit);
    void wishLanes(const LaneSetting& setting);
    void toggleFold(std::size_t lane);
    void foldAll(bool areFolded);
    void choose(const LaneChoice& choice);
    bool isOnFold(QPoint point) const;
    void createLaneSearch();
    void placeLaneSearch(const TimelineLayout& layout);
    void tellFoundLanes();
    bool clearLaneSearch(); // false if nothing was looked for
    void placeButtons();
    void setArea(Area area);
    Micros barStep() const; // 0 without bars
    void moveBar(std::ptrdiff_t bars, Qt::KeyboardModifiers modifiers);
    void standOnBar(Micros time, Qt::KeyboardModifiers modifiers);
    void pick(TimeRange range);
    bool clearBrush(); // false if nothing was marked
    TimeRange rangeToPick() const;
    void addRangeActions(QMenu& menu, TimeRange range);
    QString describeBarCursor() const;

    int coverageRowsWanted() const;
    std::optional<std::size_t> coverageRowOf(int stripRow) const; // nullopt: the summary
    void scrollCoverage(int rows);
    void moveCoverageRow(int rows);
    void moveCoverageSpan(int key);
    std::vector<TimeRange> remarkableSpans() const;
    QString describeCoverageCursor() const;
    std::optional<QRect> focusedBox(const TimelineScene& scene) const;

    std::shared_ptr<const LaneIndex> m_lanes;
    std::shared_ptr<const Buckets> m_buckets;
    std::shared_ptr<const SessionBars> m_sessionBars;
    AxisNavigator m_navigator;
    LaneStyle m_style = LaneStyle::Lanes;
    bool m_mayBeCompact = false;
    QString m_emptyText;
    RowId m_currentRow = kNoRow;
    Micros m_currentTime = kNoTime;
    LaneCursor m_cursor; // its lane is the current one
    Area m_area = Area::Lanes;
    RangeBrush m_brush;
    RangeBrush m_brushBefore; // the drag that runs
    BarScale m_scale = BarScale::Linear;
    QToolButton* m_scaleButton = nullptr;
    QToolButton* m_wholeButton = nullptr;
    QToolButton* m_laneButton = nullptr;
    QLineEdit* m_laneSearch = nullptr;
    QLabel* m_laneCount = nullptr;
    LaneSetting m_laneSetting;
    LaneChoice m_laneChoice;
    int m_namesWish = 0;
    bool m_hasGroups = false; // among the lanes shown
    std::shared_ptr<const CoverageMap> m_coverage;
    std::optional<bool> m_unfoldedWish; // none: as many rows as there are decide
    int m_firstCoverageRow = 0;
    std::size_t m_coverageRow = 0; // where the keyboard stands: 0 is the summary
    std::optional<TimeRange> m_coverageSpan;
    BucketRequest m_requested;
    const LaneIndex* m_requestedOf = nullptr;

    TimelinePainter m_painter;
    QImage m_base; // all but the overlay
    bool m_isBaseStale = true;
    std::optional<QRect> m_hovered;
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    QPoint m_pointer;
    int m_wheelRest = 0;
};

} // namespace rastro
