// SPDX-License-Identifier: Apache-2.0
#include "filter/filterbar.h"

#include "common/fonts.h"
#include "common/plaintext.h"
#include "common/theme.h"
#include "filter/busymark.h"
#include "filter/chipstrip.h"
#include "filter/editabletext.h"
#include "filter/filtercompleter.h"
#include "filter/filteredit.h"
#include "filter/freeroom.h"
#include "items/visibletext.h"
#include "language/unparser.h"
#include "query/doubts.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kMargin = 8;
constexpr int kGap = 8;
constexpr int kLeastFree = 126; // the room to click into is never pushed away
constexpr int kClear = 22;
constexpr double kRadius = 5;

QColor mixed(const QColor& ground, const QColor& color, double share) {
    const auto mix = [share](int a, int b) { return qRound(a * (1 - share) + b * share); };
    return {mix(ground.red(), color.red()), mix(ground.green(), color.green()), mix(ground.blue(), color.blue())};
}

} // namespace

FilterBar::FilterBar(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Filter bar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    makeParts();
    connectParts();
    setTerms({});
}

void FilterBar::makeParts() {
    m_strip = new ChipStrip(this);
    m_free = new FreeRoom(this);
    m_edit = new FilterEdit(this);
    m_edit->hide();
    m_completer = new FilterCompleter(*m_edit);
    m_message = new QLabel(this);
    m_message->setTextFormat(Qt::PlainText);
    m_message->hide();
    m_busy = new BusyMark(this);
    m_count = new QLabel(this);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setFont(monospace(font()));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setAccessibleName(tr("Events shown"));
    m_clear = new QToolButton(this);
    m_clear->setText(QStringLiteral("✕"));
    m_clear->setAutoRaise(true);
    m_clear->setAccessibleName(tr("Clear the filter"));
    m_clear->setToolTip(tr("Clear the filter (Ctrl+E)"));
}

void FilterBar::connectParts() {
    connect(m_strip, &ChipStrip::termsChanged, this, &FilterBar::applyTerms);
    connect(m_strip, &ChipStrip::editRequested, this, &FilterBar::startEditing);
    connect(m_strip, &ChipStrip::steppedBeyondEnd, this, [this] { m_free->setFocus(); });
    connect(m_strip, &ChipStrip::leaveRequested, this, &FilterBar::focusLeft);
    connect(m_free, &FreeRoom::pressed, this, &FilterBar::focusText);
    connect(m_free, &FreeRoom::steppedBack, m_strip, &ChipStrip::focusLast);
    connect(m_free, &FreeRoom::leaveRequested, this, &FilterBar::focusLeft);
    connect(m_free, &FreeRoom::textStarted, this, [this](const QString& text) {
        focusText();
        m_edit->insertPlainText(text);
    });
    connect(m_clear, &QToolButton::clicked, this, &FilterBar::clear);
    connect(m_completer, &FilterCompleter::valuesWanted, this, &FilterBar::valuesWanted);
    connect(m_edit, &FilterEdit::keyOffered, this, [this](const QKeyEvent* event, bool& isTaken) {
        isTaken = m_completer->takeKey(*event) || takeKey(*event);
    });
    connect(m_edit, &FilterEdit::focusGone, this, &FilterBar::takeFocusLoss);
    connect(m_edit, &FilterEdit::filterEdited, this, [this] {
        m_isRefused = false;
        showState();
        emit edited(editedText());
    });
}

Expression FilterBar::expression() const {
    std::vector<Expression> enabled;
    for (const FilterTerm& term : terms()) {
        if (term.isEnabled)
            enabled.push_back(term.expression);
    }
    return fromTopLevelTerms(std::move(enabled));
}

const FilterTerms& FilterBar::terms() const {
    return m_strip->terms();
}

void FilterBar::setExpression(const Expression& expression) {
    if (m_isEditing && !(m_edit->isFilter() && m_edit->expression() == expression)) {
        const QString typed = editedText().trimmed();
        stopEditing();
        if (typed.toStdString() != m_before)
            emit gaveWay(typed);
    }
    FilterTerms next;
    for (Expression& term : topLevelTerms(expression))
        next.push_back({std::move(term), true});
    const FilterTerms& old = terms();
    for (std::size_t i = 0; i < old.size(); ++i) {
        const auto isSame = [&](const FilterTerm& term) { return term.expression == old[i].expression; };
        if (!old[i].isEnabled && std::ranges::none_of(next, isSame))
            next.insert(next.begin() + static_cast<std::ptrdiff_t>(std::min(i, next.size())), old[i]);
    }
    setTerms(std::move(next));
}

void FilterBar::setTerms(FilterTerms terms) {
    m_strip->setTerms(std::move(terms));
    showState();
}

// Before its owner answers: what a gesture did is seen at once.
void FilterBar::applyTerms() {
    showState();
    const Expression now = expression();
    emit applied(now, fromUtf8(filterText(now)));
}

void FilterBar::clear() {
    const bool wasEditing = m_isEditing;
    if (wasEditing)
        stopEditing();
    setTerms({});
    applyTerms();
    if (wasEditing)
        emit focusLeft();
}

void FilterBar::setHistory(QStringList texts) {
    m_history = std::move(texts);
    m_historyPlace = -1;
}

void FilterBar::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_completer->setCatalog(std::move(catalog));
}

void FilterBar::setValues(const AnyColumn& column, std::vector<ValueCount> values) {
    m_completer->setValues(column, std::move(values));
}

void FilterBar::setCount(const QString& text) {
    m_count->setText(visibleText(text));
    placeParts();
}

void FilterBar::setBusy(bool isBusy) {
    m_busy->setBusy(isBusy);
}

void FilterBar::setNotice(const QString& text, Notice notice) {
    m_isUnanswered = notice == Notice::Fault;
    m_notice = visibleText(text);
    showState();
}

void FilterBar::setStillShown(const Expression& expression) {
    m_lastFilter = filterText(expression);
    showState();
}

QString FilterBar::editedText() const {
    return fromUtf8(m_edit->filter());
}

void FilterBar::focusText() {
    if (m_isEditing)
        m_edit->setFocus(Qt::ShortcutFocusReason);
    else
        startEditing(-1);
}

void FilterBar::focusChips() {
    if (m_isEditing || !m_strip->focusFirst())
        focusText();
}

void FilterBar::startEditing(int term) {
    const Expression now = expression();
    m_before = filterText(now);
    m_historyPlace = -1;
    m_isEditing = true;
    m_edit->setFilter(m_before.empty() ? m_before : m_before + ' ');
    placeParts();
    showState();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    if (term < 0 || !terms()[static_cast<std::size_t>(term)].isEnabled)
        return;
    // The canonical text has the enabled terms in their order.
    const auto before =
        std::count_if(terms().begin(), terms().begin() + term, [](const FilterTerm& t) { return t.isEnabled; });
    const std::vector<Expression> written = topLevelTerms(m_edit->expression());
    if (static_cast<std::size_t>(before) < written.size())
        m_edit->select(written[static_cast<std::size_t>(before)].span);
}

void FilterBar::stopEditing() {
    const bool hadFocus = m_edit->hasFocus();
    m_isEditing = false;
    m_completer->close();
    placeParts();
    if (hadFocus)
        m_free->setFocus(Qt::OtherFocusReason);
    showState();
}

void FilterBar::submit() {
    if (!m_edit->isFilter()) {
        m_isRefused = true;
        showState();
        return;
    }
    const Expression now = m_edit->expression();
    const QString text = editedText().trimmed();
    stopEditing();
    setExpression(now);
    emit applied(now, text);
    emit focusLeft();
}

void FilterBar::cancel() {
    const bool isChanged = m_edit->filter() != m_before && m_edit->filter() != m_before + ' ';
    stopEditing();
    if (isChanged)
        emit edited(fromUtf8(m_before));
    emit focusLeft();
}

// What is seen was filtered as it was typed: leaving keeps it. A text that is no filter stays to be mended.
void FilterBar::takeFocusLoss(Qt::FocusReason reason) {
    if (!m_isEditing || reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason)
        return;
    if (!m_edit->isFilter()) {
        m_isRefused = true;
        showState();
        return;
    }
    const Expression now = m_edit->expression();
    const bool isChanged = now != expression();
    const QString text = editedText().trimmed();
    stopEditing();
    if (!isChanged)
        return;
    setExpression(now);
    emit applied(now, text);
}

bool FilterBar::takeKey(const QKeyEvent& event) {
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        submit();
        return true;
    case Qt::Key_Escape:
        cancel();
        return true;
    case Qt::Key_Up:
        return walkHistory(1);
    case Qt::Key_Down:
        if (m_historyPlace < 0)
            m_completer->open();
        else
            walkHistory(-1);
        return true;
    default:
        return false;
    }
}

bool FilterBar::walkHistory(int by) {
    const qsizetype to = m_historyPlace + by;
    if (to >= m_history.size())
        return true;
    if (m_historyPlace < 0)
        m_draft = editedText();
    m_historyPlace = to;
    m_edit->setFilter((to < 0 ? m_draft : m_history[to]).toUtf8().toStdString());
    m_isRefused = false;
    showState();
    emit edited(editedText());
    return true;
}

FilterBar::State FilterBar::state() const {
    if (m_isUnanswered)
        return State::Fault;
    if (m_isEditing && !m_edit->isFilter()) {
        const std::string& text = m_edit->filter();
        const bool isAtEnd = m_edit->error() && m_edit->error()->span.begin >= text.find_last_not_of(' ') + 1;
        return isAtEnd && !m_isRefused ? State::Unfinished : State::Fault;
    }
    const bool isEmpty =
        m_isEditing ? m_edit->expression().kind == Expression::Kind::All : expression().kind == Expression::Kind::All;
    return isEmpty ? State::Empty : State::Filter;
}

namespace {

QString doubtText(const Expression& filter) {
    QStringList doubts;
    for (const std::string& doubt : doubtsAbout(filter))
        doubts.append(visibleText(doubt));
    return doubts.join(QStringLiteral("; "));
}

} // namespace

QString FilterBar::faultText() const {
    if (!m_isEditing)
        return m_notice.isEmpty() ? doubtText(expression()) : m_notice;
    if (const auto& error = m_edit->error()) {
        const qsizetype character = editablePosition(m_edit->filter(), error->span.begin) + 1;
        return tr("at %1: %2 – still shown: %3").arg(character).arg(visibleText(error->expected), shownText());
    }
    if (const QString hidden = m_edit->hiddenCharacters(); !hidden.isEmpty())
        return tr("holds invisible %1").arg(hidden);
    return m_notice.isEmpty() ? doubtText(m_edit->expression()) : m_notice;
}

// What the table shows while the text is no filter: the last one that was.
QString FilterBar::shownText() const {
    constexpr qsizetype kMost = 60;
    const QString text = visibleText(m_lastFilter);
    if (text.isEmpty())
        return tr("everything");
    return text.size() > kMost ? text.left(kMost) + u'…' : text;
}

void FilterBar::showState() {
    if (!m_isEditing || m_edit->isFilter())
        m_lastFilter = filterText(m_isEditing ? m_edit->expression() : expression());

    m_free->setText(terms().empty() ? tr("filter by a field, a value, any text…") : tr("type to narrow…"));
    m_fault = faultText();
    m_message->setToolTip(plainAsHtml(m_fault));
    QPalette own;
    const Theme& theme = Theme::of(palette());
    own.setColor(QPalette::WindowText, state() == State::Fault        ? theme.failed
                                       : state() == State::Unfinished ? theme.dim
                                                                      : theme.deniedText);
    m_message->setPalette(own);
    m_edit->setAccessibleDescription(m_fault);
    placeParts();
    update();
}

QSize FilterBar::sizeHint() const {
    return {640, std::max(32, fontMetrics().height() + 14)};
}

QSize FilterBar::minimumSizeHint() const {
    return {160, sizeHint().height()};
}

// Not by a layout: what gives way first when it is narrow is a matter of meaning. The count and the message go before
// the text does, chips shrink and scroll before the free room does.
void FilterBar::placeParts() {
    int right = width() - kMargin;
    const auto place = [&](QWidget* part, int left, int partWidth, int partHeight) {
        part->setGeometry(QStyle::visualRect(
            layoutDirection(), rect(), QRect(left, (height() - partHeight) / 2, std::max(partWidth, 0), partHeight)));
    };
    const auto placeAtEnd = [&](QWidget* part, bool isWanted, int partWidth, int least) {
        const bool isShown = isWanted && right - partWidth >= least;
        if (isShown) {
            right -= partWidth;
            place(part, right, partWidth, std::min(part->sizeHint().height(), std::max(height() - 4, 0)));
            right -= kGap;
        }
        part->setVisible(isShown);
    };
    const bool hasContent = !terms().empty() || (m_isEditing && !m_edit->filter().empty());
    placeAtEnd(m_clear, hasContent, kClear, 2 * kLeastFree);
    placeAtEnd(m_count, !m_count->text().isEmpty(), m_count->sizeHint().width(), 3 * kLeastFree);
    placeAtEnd(m_busy, true, m_busy->sizeHint().width(), 2 * kLeastFree);
    const int messageWidth = std::min(m_message->fontMetrics().horizontalAdvance(m_fault) + 2, (right - kMargin) / 2);
    m_message->setText(m_message->fontMetrics().elidedText(m_fault, Qt::ElideRight, std::max(messageWidth, 0)));
    placeAtEnd(m_message, !m_fault.isEmpty(), messageWidth, kLeastFree);
    const int room = std::max(right - kMargin, 0);
    const int chips = std::clamp(m_strip->sizeHint().width(), 0, std::max(room - kLeastFree, 0));
    m_strip->setVisible(!m_isEditing && chips > 0);
    m_free->setVisible(!m_isEditing);
    m_edit->setVisible(m_isEditing);
    place(m_strip, kMargin - 2, chips, std::min(m_strip->sizeHint().height(), height()));
    const int freeLeft = chips > 0 ? kMargin + chips + kGap : kMargin;
    place(m_free, freeLeft, right - freeLeft, std::max(height() - 6, 0));
    place(m_edit, kMargin + 2, room - 2, std::max(height() - 4, 0));
}

void FilterBar::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::of(palette());
    const State now = state();
    const QColor mark = now == State::Fault ? theme.failed : now == State::Filter ? theme.good : theme.dim;
    const double width = m_isEditing ? 2 : 1;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(now == State::Empty && !m_isEditing ? mixed(theme.line, theme.dim, 0.25) : mark, width));
    painter.setBrush(now == State::Empty ? theme.pane : mixed(theme.pane, mark, theme.isDark ? 0.10 : 0.08));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), kRadius, kRadius);
}

bool FilterBar::event(QEvent* event) {
    if (event->type() == QEvent::LayoutDirectionChange)
        placeParts();
    return QWidget::event(event);
}

void FilterBar::resizeEvent(QResizeEvent*) {
    placeParts();
}

void FilterBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showState();
}

void FilterBar::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        focusText();
}

} // namespace rastro
