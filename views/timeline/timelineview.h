// SPDX-License-Identifier: Apache-2.0
//
// TimelineView: who did what when. One lane for each actor, marks aggregated per pixel column, a histogram and a time
// axis above. Shows lanes and buckets that others compute (async/timelinejob.h) and asks for buckets when the view
// changes; stretches the last ones meanwhile, so it never waits. Everything works by keyboard. GUI thread.
#pragma once

#include "timeline/axisnavigator.h"
#include "timeline/buckets.h"
#include "timeline/lanecursor.h"
#include "timeline/timelinelayout.h"
#include "timeline/timelinepainter.h"

#include <QAbstractScrollArea>
#include <QPixmap>

#include <memory>
#include <optional>

namespace rastro {

class TimelineView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TimelineView(QWidget* parent = nullptr);

    const Axis& axis() const { return m_navigator.axis(); }
    TimelineLayout geometryNow() const; // where things stand
    bool isCompact() const { return m_style == LaneStyle::Folded; }
    QString describeCursor() const; // what the keyboard stands on, in one line

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void setLanes(const std::shared_ptr<const rastro::LaneIndex>& lanes);
    void setBuckets(const std::shared_ptr<const rastro::Buckets>& buckets);
    // Shows where a row is: its lane scrolled into view, its time on the axis. kNoRow: nothing is selected.
    void setCurrentRow(rastro::RowId row);
    void setCompact(bool compact); // all lanes in one strip
    void setEmptyText(const QString& text);
    void showWhole();
    void showRange(const rastro::TimeRange& range);
    void goBack();

signals:
    void bucketsWanted(const rastro::BucketRequest& request);
    void eventActivated(rastro::RowId row);
    void rangeChanged(const rastro::TimeRange& range);
    void hovered(const QString& plainText); // what is under the pointer or the keyboard; empty: nothing

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Drag : quint8 { None, Pressed, Band, Pan };
    // What is at a point: a row, perhaps a mark.
    struct Hit {
        std::size_t lane = 0;
        const Mark* mark = nullptr;
        QRect box; // of the mark
    };

    void onAxisChanged();
    void invalidate();
    void placeScrollBar();
    void requestBuckets();
    std::size_t laneCount() const { return m_lanes ? m_lanes->lanes().size() : 0; }
    std::size_t firstLane() const;
    void scrollToLane(std::size_t lane);
    void restorePlaces(const LaneIndex& before, std::size_t firstLane);
    std::optional<std::size_t> sameLane(const LaneIndex& before, std::size_t lane) const;
    TimelineScene scene() const;
    Micros timeOf(RowId row) const;

    std::optional<Hit> hitAt(QPoint point) const;
    QString tipAt(QPoint point) const;
    void hover(QPoint point);
    void click(QPoint point);
    RowId rowToSelect(const Mark& mark, std::size_t lane) const;
    double zoomCentre() const;
    bool handleAxisKey(int key);
    bool handleLaneKey(int key);
    void setCursorLane(std::size_t lane);
    void moveCursor(const LaneCursor& cursor);
    void announce();
    void cancelDrag();

    std::shared_ptr<const LaneIndex> m_lanes;
    std::shared_ptr<const Buckets> m_buckets;
    AxisNavigator m_navigator;
    LaneStyle m_style = LaneStyle::Lanes;
    QString m_emptyText;
    RowId m_currentRow = kNoRow;
    Micros m_currentTime = kNoTime;
    LaneCursor m_cursor; // its lane is the current one
    BucketRequest m_requested;
    const LaneIndex* m_requestedOf = nullptr;

    TimelinePainter m_painter;
    QPixmap m_base; // all but the overlay
    bool m_isBaseStale = true;
    std::optional<QRect> m_hovered;
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    QPoint m_pointer;
    int m_wheelRest = 0;
};

} // namespace rastro
