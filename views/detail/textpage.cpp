// SPDX-License-Identifier: Apache-2.0
#include "detail/textpage.h"

#include "common/fonts.h"
#include "common/plaintext.h"
#include "common/theme.h"
#include "items/prettyjson.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace rastro {

namespace {

// Measured limits of the text widget: 1.1 MB takes 78 ms indented, one long line three times that.
constexpr std::size_t kMostIndentedBytes = 1u << 20;
constexpr std::size_t kMostOriginalBytes = 256u << 10;

} // namespace

TextPage::TextPage(QWidget* parent)
    : QWidget(parent)
    , m_forms(new QButtonGroup(this))
    , m_text(new QPlainTextEdit(this))
    , m_note(makePlainLabel(this))
    , m_action(new QPushButton(this)) {
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setFont(scaled(monospace(font()), 0.95));
    m_text->setAccessibleName(tr("Record as text"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    createBar();
    connect(m_text->verticalScrollBar(), &QScrollBar::valueChanged, this, &TextPage::markInSight);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const bool isWholeWish = m_form == Form::Indented && m_detail.bytes.size() <= kMostIndentedBytes;
        if (!isWholeWish) {
            emit saveRequested();
            return;
        }
        m_showsWhole = true;
        fill();
    });
}

void TextPage::createBar() {
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 12, 4);
    auto* indented = new QRadioButton(tr("&Indented"), this);
    auto* original = new QRadioButton(tr("&As loaded, byte for byte"), this);
    indented->setChecked(true);
    m_forms->addButton(indented, static_cast<int>(Form::Indented));
    m_forms->addButton(original, static_cast<int>(Form::Original));
    connect(m_forms, &QButtonGroup::idClicked, this, [this](int id) { setForm(static_cast<Form>(id)); });
    bar->addWidget(indented);
    bar->addWidget(original);
    bar->addStretch();
    auto* notes = new QHBoxLayout;
    notes->setContentsMargins(12, 0, 12, 4);
    m_note->setWordWrap(true);
    notes->addWidget(m_note, 1);
    notes->addWidget(m_action);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addLayout(notes);
    column->addWidget(m_text, 1);
    showNote({}, {});
}

void TextPage::showNote(const QString& note, const QString& action) {
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

void TextPage::show(const EventDetail& detail) {
    m_detail = detail;
    m_showsWhole = false;
    m_isFilled = false;
    if (isVisible())
        fill();
}

void TextPage::setForm(Form form) {
    m_form = form;
    m_forms->button(static_cast<int>(form))->setChecked(true);
    fill();
}

void TextPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_isFilled)
        fill();
}

void TextPage::fill() {
    m_isFilled = true;
    m_text->clear();
    showNote({}, {});
    if (m_form == Form::Indented && m_detail.tree)
        fillIndented();
    else
        fillOriginal();
    markInSight();
}

void TextPage::fillIndented() {
    if (m_detail.bytes.size() > kMostIndentedBytes) {
        showNote(tr("This record is larger than 1 MB. The tree shows all of it."), tr("&Save record…"));
        return;
    }
    const PrettyJson pretty = prettyJson(*m_detail.tree, m_showsWhole ? LongStrings::Whole : LongStrings::Cut);
    m_text->setPlainText(pretty.text);
    if (pretty.hasCuts)
        showNote(tr("Long texts are cut."), tr("Show &all"));
}

void TextPage::fillOriginal() {
    const std::string_view bytes = m_detail.bytes;
    m_text->setPlainText(visibleText(bytes.substr(0, kMostOriginalBytes), LineBreaks::Keep));
    if (bytes.size() > kMostOriginalBytes)
        showNote(tr("The first 256 KB of the record."), tr("&Save record…"));
}

QString TextPage::shownText() const {
    return m_text->toPlainText();
}

// Seen although the focus is where one types; those out of sight are marked when they come into it.
void TextPage::markInSight() {
    const Theme& theme = Theme::of(palette());
    QList<QTextEdit::ExtraSelection> marks;
    const int begin = m_text->cursorForPosition({0, 0}).position();
    const int end = m_text->cursorForPosition(m_text->viewport()->rect().bottomRight()).position() + 1;
    for (QTextBlock block = m_text->document()->findBlock(begin);
         !m_found.isEmpty() && block.isValid() && block.position() < end; block = block.next()) {
        const QString text = block.text();
        // The first line in sight may hold the end of a match that begins above it.
        qsizetype at = std::max<qsizetype>(begin - block.position() - (m_found.size() - 1), 0);
        for (; (at = text.indexOf(m_found, at, Qt::CaseInsensitive)) >= 0 && block.position() + at < end; at += m_found.size()) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = QTextCursor(block);
            mark.cursor.setPosition(block.position() + static_cast<int>(at));
            mark.cursor.setPosition(block.position() + static_cast<int>(at + m_found.size()), QTextCursor::KeepAnchor);
            mark.format.setBackground(theme.selection);
            mark.format.setForeground(theme.text);
            marks << mark;
        }
    }
    m_text->setExtraSelections(marks);
    QPalette colors = palette(); // the current one is the selection of the widget
    if (!m_found.isEmpty()) {
        colors.setColor(QPalette::Highlight, theme.selectionEdge);
        colors.setColor(QPalette::HighlightedText, theme.pane);
    }
    m_text->setPalette(colors);
}

void TextPage::markFound(const QString& text) {
    m_found = text;
    if (isVisible())
        markInSight();
}

FindResult TextPage::foundNow(const QString& text) const {
    FindResult result;
    const QString all = m_text->toPlainText();
    const int selected = m_text->textCursor().selectionStart();
    for (qsizetype at = 0; !text.isEmpty() && (at = all.indexOf(text, at, Qt::CaseInsensitive)) >= 0; at += text.size()) {
        ++result.count;
        if (at == selected && m_text->textCursor().hasSelection())
            result.place = result.count;
    }
    result.isFound = result.count > 0;
    return result;
}

void TextPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        markInSight();
    QWidget::changeEvent(event);
}

void TextPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    markInSight();
}

bool TextPage::find(const QString& text, JsonTreeModel::Direction direction) {
    const QTextDocument::FindFlags flags =
        direction == JsonTreeModel::Direction::Backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (direction == JsonTreeModel::Direction::Still) { // what is typed may go on with the match that is there
        QTextCursor cursor = m_text->textCursor();
        cursor.setPosition(cursor.selectionStart());
        m_text->setTextCursor(cursor);
    }
    if (m_text->find(text, flags))
        return true;
    m_text->moveCursor(flags ? QTextCursor::End : QTextCursor::Start);
    return m_text->find(text, flags);
}

} // namespace rastro
