// SPDX-License-Identifier: Apache-2.0
//
// EventDelegate: paints a cell of the event table from two roles (text and style): about a fifth of the work of the
// default delegate. Weight by kind, colour by outcome, root always bold. GUI thread.
#pragma once

#include "common/shapedtexts.h"
#include "common/theme.h"
#include "items/eventtablemodel.h"

#include <QFont>
#include <QStyledItemDelegate>

namespace rastro {

class EventDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit EventDelegate(QObject* parent = nullptr);

    void setBaseFont(const QFont& font);
    int widthOf(Column column, int characters) const; // of a cell that shows so many
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    // A cell whose text is cut shows it whole.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const QFont& fontOf(const RowStyle& style, Column column) const;
    QColor colorOf(const RowStyle& style, Column column, const Theme& theme) const;
    void paintText(QPainter& painter, const QRect& rect, const QModelIndex& index, const RowStyle& style,
                   const Theme& theme) const;
    void paintEvent(QPainter& painter, const QRect& rect, const QString& text, const QString& wholeFold,
                    const Theme& theme) const;

    QFont m_normal;
    QFont m_bold;
    QFont m_mono;
    QFont m_monoBold;
    mutable ShapedTexts m_texts; // painting is const
};

} // namespace rastro
