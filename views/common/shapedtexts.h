// SPDX-License-Identifier: Apache-2.0
//
// ShapedTexts: single lines as cells show them, cut to their room with "…" and kept shaped, for views that paint the
// same texts again and again while rows arrive: shaping a text takes most of what painting it does. GUI thread.
#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>
#include <QString>

#include <memory>
#include <vector>

class QPainter;
class QRect;

namespace rastro {

class ShapedTexts {
public:
    // With the painter's font and pen, in the middle of the box's height. side: Left, Right or HCenter, mirrored where
    // the painter's direction is; the order of words is the text's own: "≤ 60" is no "60 ≥" in a mirrored window.
    void draw(QPainter& painter, const QRect& box, Qt::Alignment side, const QString& text,
              Qt::TextElideMode elide = Qt::ElideRight);
    // Of the text in full, in pixels.
    int width(const QFont& font, const QString& text);

private:
    struct Key {
        QString text;
        int width;
        Qt::TextElideMode elide;
        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& key, size_t seed) {
            return qHashMulti(seed, key.text, key.width, static_cast<int>(key.elide));
        }
    };
    struct OfFont {
        QFont font;
        qreal lineHeight;
        QCache<Key, QStaticText> texts;
        QCache<QString, int> widths;
        explicit OfFont(const QFont& of);
        const QStaticText& shaped(const Key& key, const QTransform& transform);
    };
    OfFont& of(const QFont& font);

    std::vector<std::unique_ptr<OfFont>> m_fonts;
};

} // namespace rastro
