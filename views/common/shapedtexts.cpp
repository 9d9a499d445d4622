// SPDX-License-Identifier: Apache-2.0
#include "common/shapedtexts.h"

#include <QFontMetrics>
#include <QPainter>
#include <QRect>
#include <QStyle>
#include <QTextOption>

#include <algorithm>

namespace rastro {

namespace {

constexpr std::size_t kMostFonts = 8; // a view has about four; a change of the desktop's font brings others
constexpr qsizetype kMostTexts = 4096; // several screens of cells

} // namespace

ShapedTexts::OfFont::OfFont(const QFont& of)
    : font(of), lineHeight(QFontMetricsF(of).height()), texts(kMostTexts), widths(kMostTexts) {}

const QStaticText& ShapedTexts::OfFont::shaped(const Key& key, const QTransform& transform) {
    if (const QStaticText* known = texts.object(key))
        return *known;
    auto* made = new QStaticText(key.text); // the cache's
    made->setTextFormat(Qt::PlainText);     // a text from a log is no markup
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(key.text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    made->setTextOption(option);
    made->prepare(transform, font);
    if (key.elide != Qt::ElideNone && made->size().width() > key.width) {
        made->setText(QFontMetrics(font).elidedText(key.text, key.elide, key.width));
        made->prepare(transform, font);
    }
    texts.insert(key, made);
    return *made;
}

ShapedTexts::OfFont& ShapedTexts::of(const QFont& font) {
    const auto known = std::ranges::find_if(m_fonts, [&](const auto& f) { return f->font == font; });
    if (known != m_fonts.end())
        return **known;
    if (m_fonts.size() == kMostFonts)
        m_fonts.clear();
    return *m_fonts.emplace_back(std::make_unique<OfFont>(font));
}

void ShapedTexts::draw(QPainter& painter, const QRect& box, Qt::Alignment side, const QString& text,
                       Qt::TextElideMode elide) {
    if (text.isEmpty() || box.isEmpty())
        return;
    OfFont& known = of(painter.font());
    const QStaticText& shaped = known.shaped({text, box.width(), elide}, painter.worldTransform());
    const qreal width = shaped.size().width();
    // Other scripts make a line higher; the size of one in the font's own is rounded up.
    const qreal height = shaped.size().height() >= known.lineHeight + 1 ? shaped.size().height() : known.lineHeight;
    const Qt::Alignment visual = QStyle::visualAlignment(painter.layoutDirection(), side);
    qreal left = box.left();
    if (visual & Qt::AlignRight)
        left += box.width() - width;
    else if (visual & Qt::AlignHCenter)
        left += (box.width() - width) / 2;
    painter.drawStaticText(QPointF(left, box.top() + (box.height() - height) / 2), shaped);
}

int ShapedTexts::width(const QFont& font, const QString& text) {
    OfFont& known = of(font);
    if (const int* width = known.widths.object(text))
        return *width;
    const int width = QFontMetrics(font).horizontalAdvance(text);
    known.widths.insert(text, new int(width)); // the cache's
    return width;
}

} // namespace rastro
