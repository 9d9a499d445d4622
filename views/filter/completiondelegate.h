// SPDX-License-Identifier: Apache-2.0
//
// CompletionDelegate: one suggestion as a line: the text in monospace, its other name or meaning dim beside it, the
// count at the end. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace rastro {

class CompletionDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace rastro
