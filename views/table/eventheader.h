// SPDX-License-Identifier: Apache-2.0
//
// EventHeader: the flat header of the event table: bold words, a small arrow on the column the rows are sorted by, an
// ellipsis while a sort runs. Its context menu is the column chooser. GUI thread.
#pragma once

#include <QHeaderView>

namespace rastro {

class EventHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit EventHeader(QWidget* parent = nullptr);

    void setSort(int section, Qt::SortOrder order);
    void setSorting(bool isSorting);

signals:
    void chooserRequested(const QPoint& globalPosition);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sizeHint() const override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    int m_sortSection = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_isSorting = false;
};

} // namespace rastro
