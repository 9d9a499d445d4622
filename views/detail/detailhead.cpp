// SPDX-License-Identifier: Apache-2.0
#include "detail/detailhead.h"

#include "common/fonts.h"
#include "common/marks.h"
#include "common/plaintext.h"

#include <QEvent>
#include <QLocale>
#include <QResizeEvent>
#include <QTextCursor>

#include <cmath>

namespace rastro {

namespace {

constexpr qsizetype kMostCharacters = 300; // of one part, so that none hides the others; the record below has the rest

QTextCharFormat format(const QFont& font, const QColor& color) {
    QTextCharFormat f;
    f.setFont(font);
    f.setForeground(color);
    return f;
}

QString safe(const QString& text) {
    return visibleText(shortened(text, kMostCharacters));
}

QString capitalised(const QString& text) {
    return text.isEmpty() ? text : text.left(1).toUpper() + text.mid(1);
}

} // namespace

DetailHead::DetailHead(QWidget* parent) : QTextEdit(parent) {
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setAccessibleName(tr("What happened"));
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(10);
}

void DetailHead::show(const EventDetail& detail) {
    m_detail = detail;
    write();
}

// Text goes in through a cursor, never as HTML.
void DetailHead::write() {
    QTextCursor cursor(document());
    cursor.beginEditBlock(); // laid out once, at the end
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    QTextBlockFormat block;
    block.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
    cursor.setBlockFormat(block);
    writeSentence(cursor);
    writeBadges(cursor);
    writePlace(cursor);
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
    followHeight();
}

void DetailHead::writeSentence(QTextCursor& cursor) const {
    const Theme& theme = Theme::of(palette());
    const QFont mono = scaled(monospace(font()), 0.95);
    const auto dim = format(font(), theme.dim);
    const bool isOk = m_detail.style.outcome == Outcome::Ok;
    cursor.insertText(safe(capitalised(m_detail.what)), format(bold(font()), theme.text));
    cursor.insertText(QStringLiteral(" — "), dim);
    cursor.insertText(safe(m_detail.ending),
                      format(isOk ? font() : bold(font()), outcomeColor(m_detail.style.outcome, theme)));
    cursor.insertBlock();
    cursor.insertText(tr("by") + u' ', dim);
    cursor.insertText(safe(m_detail.who), format(bold(font()), m_detail.style.isRoot ? theme.root : theme.text));
    if (!m_detail.credential.isEmpty()) {
        cursor.insertText(u' ' + tr("with") + u' ', dim);
        cursor.insertText(safe(m_detail.credential), format(mono, theme.text));
    }
    if (!m_detail.holder.isEmpty())
        cursor.insertText(QStringLiteral(" · ") + safe(m_detail.holder), format(font(), theme.text));
}

void DetailHead::writePlace(QTextCursor& cursor) const {
    const Theme& theme = Theme::of(palette());
    const QFont mono = scaled(monospace(font()), 0.95);
    cursor.insertBlock();
    cursor.insertText(safe(m_detail.when) + QStringLiteral(" · ") + safe(m_detail.where), format(mono, theme.dim));
    cursor.insertBlock();
    cursor.insertText(
        tr("%1 · byte %2, %3 bytes")
            .arg(safe(m_detail.source), QLocale().toString(m_detail.offset), QLocale().toString(m_detail.length)),
        format(scaled(mono, 0.9), theme.dim));
}

void DetailHead::writeBadges(QTextCursor& cursor) const {
    const Theme& theme = Theme::of(palette());
    QStringList badges;
    if (m_detail.style.isConflict)
        badges << tr("conflict: another event has the same id and different content");
    if (m_detail.style.isHidden)
        badges << tr("duplicate: the same event is loaded from another file");
    if (m_detail.style.isSummaryOnly)
        badges << tr("summary only: a line of an Event-history export, not the full record");
    if (!m_detail.damage.isEmpty())
        badges << tr("its file is damaged: %1").arg(safe(m_detail.damage));
    for (const QString& badge : badges) {
        cursor.insertBlock();
        cursor.insertText(badge, format(bold(font()), theme.deniedText));
    }
}

void DetailHead::followHeight() {
    document()->setTextWidth(viewport()->width());
    // A head longer than this scrolls, so that the record keeps its place.
    const int most = fontMetrics().height() * 14;
    setFixedHeight(std::min(static_cast<int>(std::ceil(document()->size().height())), most));
}

void DetailHead::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        followHeight();
}

void DetailHead::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) &&
        m_detail.state == EventDetail::State::Ready)
        write();
}

} // namespace rastro
