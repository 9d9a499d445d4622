// SPDX-License-Identifier: Apache-2.0
#include "common/marks.h"

#include <QPainter>
#include <QPolygonF>

#include <cmath>

namespace rastro {

namespace {

QColor kindColor(Kind kind, const Theme& theme) {
    switch (kind) {
    case Kind::Change:
        return theme.change;
    case Kind::Take:
        return theme.take;
    case Kind::Credential:
    case Kind::SignIn:
        return theme.credential;
    case Kind::Insight:
        return theme.accent;
    case Kind::Read:
    case Kind::Service:
        break;
    }
    return theme.dim;
}

// Even-sided boxes around the centre of the space, on whole pixels so that edges are sharp.
QRectF centred(const QRectF& space, double width, double height) {
    return {std::floor(space.center().x() - width / 2), std::floor(space.center().y() - height / 2), width, height};
}

void paintBox(QPainter& painter, const QRectF& box, const QColor& color, Outcome outcome) {
    if (outcome != Outcome::Denied) {
        painter.fillRect(box, color);
        return;
    }
    painter.setPen(QPen(color, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
}

void paintRound(QPainter& painter, const QRectF& box, const QColor& color, Kind kind, Outcome outcome) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(outcome == Outcome::Denied ? QBrush(Qt::NoBrush) : QBrush(color));
    const QPointF c = box.center();
    const double r = box.width() / 2;
    if (kind == Kind::SignIn)
        painter.drawEllipse(box);
    else if (kind == Kind::Insight)
        painter.drawPolygon(QPolygonF({{c.x(), c.y() - r}, {c.x() + r, c.y() + r}, {c.x() - r, c.y() + r}}));
    else
        painter.drawPolygon(
            QPolygonF({{c.x(), c.y() - r}, {c.x() + r, c.y()}, {c.x(), c.y() + r}, {c.x() - r, c.y()}}));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

QColor outcomeColor(Outcome outcome, const Theme& theme) {
    switch (outcome) {
    case Outcome::Ok:
        return theme.dim;
    case Outcome::Denied:
        return theme.deniedText;
    case Outcome::Failed:
        return theme.failed;
    case Outcome::NotFound:
    case Outcome::Throttled:
        break;
    }
    return theme.text;
}

QColor markColor(Kind kind, Outcome outcome, const Theme& theme) {
    if (outcome == Outcome::Denied)
        return theme.deniedMark;
    return outcome == Outcome::Failed ? theme.failed : kindColor(kind, theme);
}

void paintMark(QPainter& painter, const QRectF& space, Kind kind, Outcome outcome, const Theme& theme) {
    const double unit = space.height() / 21.0;
    const QColor color = markColor(kind, outcome, theme);
    switch (kind) {
    case Kind::Change:
        return paintBox(painter, centred(space, 4, std::round(14 * unit)), color, outcome);
    case Kind::Take:
        return paintBox(painter, centred(space, 4, std::round(11 * unit)), color, outcome);
    case Kind::Read:
    case Kind::Service:
        return paintBox(painter, centred(space, 4, std::round(7 * unit)), color, outcome);
    case Kind::Credential:
        return paintRound(painter, centred(space, 10 * unit, 10 * unit), color, kind, outcome);
    case Kind::SignIn:
    case Kind::Insight:
        return paintRound(painter, centred(space, 8 * unit, 8 * unit), color, kind, outcome);
    }
}

} // namespace rastro
