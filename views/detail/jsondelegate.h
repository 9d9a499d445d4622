// SPDX-License-Identifier: Apache-2.0
//
// JsonDelegate: paints an item of a JSON tree as "key value" with the value wrapped under itself, so that nothing is
// cut; keys stand back, notes (decoded, left out) in small type. Heights follow the width of the view. GUI thread.
#pragma once

#include <QFont>
#include <QStyledItemDelegate>

#include <memory>

class QTextLayout;
class QTreeView;

namespace rastro {

class JsonDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit JsonDelegate(QTreeView* view);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setFoundText(const QString& text) { m_foundText = text; } // marked wherever it stands, letter case folded
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int widthOf(const QModelIndex& index) const;
    std::unique_ptr<QTextLayout> layOut(const QModelIndex& index, int width, const QPalette& palette,
                                        bool isSelected = false) const;

    QTreeView* m_view;
    QString m_foundText;
};

} // namespace rastro
