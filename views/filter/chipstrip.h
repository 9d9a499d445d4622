// SPDX-License-Identifier: Apache-2.0
//
// ChipStrip: the terms of a filter side by side, never wider than it is given: long chips are elided first, then the
// strip scrolls to the chip in use. Every gesture on a chip becomes a new list of terms. Owned by FilterBar. GUI
// thread.
#pragma once

#include "filter/filterchip.h"

#include <QWidget>

#include <vector>

class QToolButton;

namespace rastro {

class ChipStrip : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kMostChips = 48; // the rest stands as "+N", read and changed as text

    explicit ChipStrip(QWidget* parent = nullptr);

    void setTerms(FilterTerms terms);
    const FilterTerms& terms() const { return m_terms; }
    QSize sizeHint() const override; // of all chips with nothing elided
    QSize minimumSizeHint() const override { return {0, 0}; }

    bool focusFirst(); // false if there is no chip
    bool focusLast();
    FilterChip* chipAt(int place) const { return m_chips[static_cast<std::size_t>(place)]; }
    int chipCount() const { return static_cast<int>(m_chips.size()); }

signals:
    void termsChanged();          // by a gesture
    void editRequested(int term); // -1: the whole
    void steppedBeyondEnd();
    void leaveRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    FilterChip* addChip();
    void dropChip();
    void makeScrollButtons();
    void connectChip(FilterChip* chip);
    int placeOf(const FilterChip* chip) const;
    void act(FilterChip* chip, FilterChip::Action action);
    void remove(int place);
    void move(int from, int to);
    void step(const FilterChip* chip, FilterChip::Step step);
    void drag(FilterChip* chip, int x);
    void showTerms();
    void layOut();
    void placeEnds(int contentWidth);
    void scrollTo(int offset);
    void ensureVisible(const FilterChip* chip);

    FilterTerms m_terms;
    std::vector<FilterChip*> m_chips;
    QToolButton* m_more;
    QToolButton* m_before;
    QToolButton* m_after;
    int m_offset = 0; // scrolled by
    int m_contentWidth = 0;
    bool m_isDragging = false;
    bool m_isMovedByDrag = false;
};

} // namespace rastro
