// SPDX-License-Identifier: Apache-2.0
#include "detail/jsondelegate.h"

#include "common/fonts.h"
#include "common/theme.h"
#include "items/jsontreemodel.h"

#include <QPainter>
#include <QTextLayout>
#include <QTreeView>

#include <cmath>

namespace rastro {

namespace {

constexpr int kPadding = 2;

// The parts of an item's text, each with its look.
struct Line {
    QString text;
    QList<QTextLayout::FormatRange> formats;

    void add(const QString& part, const QColor& color, bool isSmall = false) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(text.size());
        range.length = static_cast<int>(part.size());
        range.format.setForeground(color);
        if (isSmall)
            range.format.setFontItalic(true);
        text += part;
        formats << range;
    }
    void mark(const QString& found, const QColor& background, const QColor& color) {
        constexpr int kMost = 5000; // of one value: one shown whole may hold a letter millions of times
        qsizetype at = 0;
        for (int marks = 0; !found.isEmpty() && marks < kMost; ++marks, at += found.size()) {
            at = text.indexOf(found, at, Qt::CaseInsensitive);
            if (at < 0)
                return;
            QTextLayout::FormatRange range;
            range.start = static_cast<int>(at);
            range.length = static_cast<int>(found.size());
            range.format.setBackground(background);
            range.format.setForeground(color);
            formats << range;
        }
    }
};

QColor valueColor(const QModelIndex& index, const Theme& theme) {
    switch (static_cast<json::Tree::Type>(index.data(JsonTreeModel::TypeRole).toInt())) {
    case json::Tree::Type::Null:
        return theme.dim;
    case json::Tree::Type::True:
    case json::Tree::Type::False:
    case json::Tree::Type::Number:
        return theme.accent;
    default:
        return theme.text;
    }
}

Line lineOf(const QModelIndex& index, const Theme& theme) {
    Line line;
    const QString key = index.data(JsonTreeModel::KeyRole).toString();
    const QString note = index.data(JsonTreeModel::NoteRole).toString();
    if (!key.isEmpty())
        line.add(key + u' ', theme.dim);
    if (!note.isEmpty())
        line.add(note + u' ', note.startsWith(JsonTreeModel::tr("left out by AWS")) ? theme.failed : theme.accent,
                 true);
    const QString summary = index.data(JsonTreeModel::SummaryRole).toString();
    if (!summary.isEmpty()) {
        line.add(summary, theme.dim);
        return line;
    }
    const QString value = index.data(JsonTreeModel::ValueRole).toString();
    const bool isEmptyText = value.isEmpty();
    line.add(isEmptyText ? QStringLiteral("\"\"") : value, isEmptyText ? theme.dim : valueColor(index, theme));
    if (index.data(JsonTreeModel::IsCutRole).toBool())
        line.add(QStringLiteral("  ") + JsonTreeModel::tr("show all"), theme.accent, true);
    line.text.replace(u'\n', QChar::LineSeparator);
    return line;
}

} // namespace

JsonDelegate::JsonDelegate(QTreeView* view) : QStyledItemDelegate(view), m_view(view) {}

int JsonDelegate::widthOf(const QModelIndex& index) const {
    int depth = m_view->rootIsDecorated() ? 1 : 0;
    for (QModelIndex i = index.parent(); i.isValid(); i = i.parent())
        ++depth;
    return std::max(m_view->viewport()->width() - depth * m_view->indentation() - 2 * kPadding, 80);
}

std::unique_ptr<QTextLayout> JsonDelegate::layOut(const QModelIndex& index, int width, const QPalette& palette,
                                                  bool isSelected) const {
    const Theme& theme = Theme::of(palette);
    Line line = lineOf(index, theme);
    line.mark(m_foundText, isSelected ? theme.selectionEdge : theme.selection, isSelected ? theme.pane : theme.text);
    auto layout = std::make_unique<QTextLayout>(line.text, scaled(monospace(m_view->font()), 0.95));
    QTextOption wrap(Qt::AlignLeft);
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    wrap.setTextDirection(Qt::LeftToRight);
    layout->setTextOption(wrap);
    layout->setFormats(line.formats);
    layout->beginLayout();
    qreal height = 0;
    for (QTextLine l = layout->createLine(); l.isValid(); l = layout->createLine()) {
        l.setLineWidth(width);
        l.setPosition({0, height});
        height += l.height();
    }
    layout->endLayout();
    return layout;
}

void JsonDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::of(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    if (isSelected)
        painter->fillRect(option.rect, theme.selection);
    const auto layout = layOut(index, widthOf(index), option.palette, isSelected);
    layout->draw(painter, QPointF(option.rect.left() + kPadding, option.rect.top() + 1));
}

QSize JsonDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto layout = layOut(index, widthOf(index), option.palette);
    return {widthOf(index), static_cast<int>(std::ceil(layout->boundingRect().height())) + 2};
}

} // namespace rastro
