// SPDX-License-Identifier: Apache-2.0
#include "filter/filteredit.h"

#include "common/fonts.h"
#include "common/theme.h"
#include "filter/editabletext.h"
#include "items/visibletext.h"
#include "language/fields.h"
#include "language/unparser.h"
#include "query/completionplace.h"
#include "query/recognise.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>

#include <algorithm>
#include <vector>

namespace rastro {

namespace {

constexpr std::size_t kMostColoured = 200; // fields; a longer filter is read elsewhere
constexpr qsizetype kLongestPaste = 65'536;

QString qString(std::string_view text) {
    return fromUtf8(text);
}

// Where the field of a term stands in the text, if it is written there (not inside `field:( )`).
std::optional<TextSpan> fieldSpan(std::string_view text, const Expression& term) {
    if (term.term.isBare() || term.span.end > text.size())
        return std::nullopt;
    for (std::size_t i = term.span.begin; i < term.span.end; ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == ':' || text[i] == '<' || text[i] == '>' || text[i] == ' ') {
            const auto field = parseField(text.substr(term.span.begin, i - term.span.begin));
            return field == term.term.field ? std::optional(TextSpan{term.span.begin, i}) : std::nullopt;
        }
    }
    return std::nullopt;
}

void collectFields(std::string_view text, const Expression& expression, std::vector<TextSpan>& spans) {
    if (spans.size() >= kMostColoured)
        return;
    if (expression.kind == Expression::Kind::Term) {
        if (const auto span = fieldSpan(text, expression))
            spans.push_back(*span);
    }
    for (const Expression& child : expression.children)
        collectFields(text, child, spans);
}

} // namespace

FilterEdit::FilterEdit(QWidget* parent) : QPlainTextEdit(parent) {
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setLayoutDirection(Qt::LeftToRight); // the language reads so, whatever the window's does
    setAccessibleName(tr("Filter"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setMinimumSize(0, 0);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setFont(monospace(font()));
    connect(this, &QPlainTextEdit::textChanged, this, &FilterEdit::takeChange);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (!m_isSetting)
            emit cursorMoved();
    });
    read();
}

void FilterEdit::setFilter(std::string_view filter) {
    m_isSetting = true;
    setPlainText(toEditable(filter));
    moveCursor(QTextCursor::End);
    m_isSetting = false;
    read();
}

void FilterEdit::replaceFilter(const std::string& filter, std::size_t cursorByte) {
    m_isSetting = true;
    QTextCursor cursor = textCursor();
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(toEditable(filter));
    cursor.setPosition(static_cast<int>(editablePosition(filter, cursorByte)));
    cursor.endEditBlock();
    setTextCursor(cursor);
    m_isSetting = false;
    takeChange();
}

std::size_t FilterEdit::cursorByte() const {
    return filterPosition(toPlainText(), textCursor().position());
}

QTextCursor FilterEdit::cursorOver(TextSpan span) const {
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(editablePosition(m_filter, span.begin)));
    cursor.setPosition(static_cast<int>(editablePosition(m_filter, span.end)), QTextCursor::KeepAnchor);
    return cursor;
}

void FilterEdit::select(TextSpan span) {
    setTextCursor(cursorOver(span));
}

int FilterEdit::xOf(std::size_t byte) const {
    return viewport()->x() + cursorRect(cursorOver({byte, byte})).left();
}

void FilterEdit::takeChange() {
    // Colours and selections do not change the text.
    if (m_isSetting || fromEditable(toPlainText()) == m_filter)
        return;
    read();
    emit filterEdited();
}

void FilterEdit::read() {
    m_filter = fromEditable(toPlainText());
    auto parsed = parseFilter(m_filter);
    m_error.reset();
    if (auto* error = std::get_if<SyntaxError>(&parsed)) {
        m_error = std::move(*error);
        m_expression = {};
    } else {
        m_expression = std::move(std::get<Expression>(parsed));
    }
    markUp();
}

void FilterEdit::markUp() {
    const Theme& theme = Theme::of(palette());
    QList<QTextEdit::ExtraSelection> marks;
    std::vector<TextSpan> fields;
    collectFields(m_filter, m_expression, fields);
    QTextCharFormat name;
    name.setForeground(theme.accent);
    for (const TextSpan& span : fields)
        marks.append({cursorOver(span), name});
    if (m_error) {
        QTextCharFormat fault;
        fault.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        fault.setUnderlineColor(theme.failed);
        fault.setForeground(theme.failed);
        QColor ground = theme.failed;
        ground.setAlpha(40); // a wave under one letter is soon overlooked
        fault.setBackground(ground);
        // Something is missing at the end: the last character is the nearest there is to underline.
        QTextCursor over = cursorOver(m_error->span);
        if (!over.hasSelection() && over.atEnd())
            over.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
        else if (!over.hasSelection())
            over.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        marks.append({over, fault});
    }
    setExtraSelections(marks);
}

QString FilterEdit::hiddenCharacters() const {
    QStringList names;
    const QString shown = toPlainText();
    for (qsizetype i = 0; i < shown.size() && names.size() < 3; ++i) {
        const QString name = shown[i].isHighSurrogate() ? hiddenCharacterAt(shown, i) : QString();
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names.join(QStringLiteral(", "));
}

bool FilterEdit::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        // Qt knows Ctrl+E as "to the end of the line"; here it is the window's shortcut that clears every filter.
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (key.modifiers() == Qt::ControlModifier && key.key() == Qt::Key_E) {
            event->ignore();
            return false;
        }
    }
    if (event->type() == QEvent::KeyPress) { // here, for Tab never gets to keyPressEvent
        bool isTaken = false;
        emit keyOffered(static_cast<QKeyEvent*>(event), isTaken);
        if (isTaken) {
            event->accept();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

void FilterEdit::keyPressEvent(QKeyEvent* event) {
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn) // one line
        event->accept();
    else
        QPlainTextEdit::keyPressEvent(event);
}

void FilterEdit::centreLine() {
    const int room = std::max(height() - QFontMetrics(font()).lineSpacing(), 0);
    setViewportMargins(0, room / 2, 0, 0);
}

void FilterEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    centreLine();
}

void FilterEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markUp();
    else if (event->type() == QEvent::FontChange)
        centreLine();
}

void FilterEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    emit focusGone(event->reason());
}

void FilterEdit::wheelEvent(QWheelEvent* event) {
    event->ignore();
} // one line has nowhere to scroll to

bool FilterEdit::canInsertFromMimeData(const QMimeData* source) const {
    return source->hasText();
}

// Only where a term may begin, or in place of everything: `ip:` before the cursor says what the text is meant as.
std::optional<std::string> FilterEdit::recognisedTerm(const QString& pasted) const {
    const QTextCursor cursor = textCursor();
    const bool isWhole =
        cursor.hasSelection() && cursor.selectionEnd() - cursor.selectionStart() == toPlainText().size();
    const CompletionPlace place = completionPlace(m_filter, cursorByte());
    const bool isAtTerm =
        !cursor.hasSelection() && place.typed.empty() &&
        (place.expected == CompletionPlace::Expected::Field || place.expected == CompletionPlace::Expected::Operator);
    if (!isWhole && !isAtTerm)
        return std::nullopt;
    const auto known = recognise(pasted.left(kLongestPaste).toUtf8().toStdString());
    return known ? std::optional(filterText(known->term)) : std::nullopt;
}

void FilterEdit::insertFromMimeData(const QMimeData* source) {
    const QString text = source->text().left(kLongestPaste);
    const auto term = recognisedTerm(text);
    textCursor().insertText(term ? toEditable(*term) : pastedAsEditable(text));
    ensureCursorVisible();
}

QMimeData* FilterEdit::createMimeDataFromSelection() const {
    auto* copied = new QMimeData;
    copied->setText(qString(fromEditable(textCursor().selectedText())));
    return copied;
}

} // namespace rastro
