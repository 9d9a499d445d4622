// SPDX-License-Identifier: Apache-2.0
#include "filter/chipstrip.h"

#include "items/visibletext.h"
#include "language/unparser.h"

#include <QApplication>
#include <QClipboard>
#include <QLocale>
#include <QStyle>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kGap = 6;
constexpr int kEnd = 20; // a button to scroll with

QToolButton* scrollButton(const QString& text, const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::NoFocus);
    button->setAutoRepeat(true);
    button->hide();
    return button;
}

// The width that no chip exceeds when together they have `room`; 0 if not even the least widths fit.
int widestIn(const std::vector<FilterChip*>& chips, int room) {
    std::vector<int> widths;
    for (const FilterChip* chip : chips)
        widths.push_back(chip->sizeHint().width());
    std::ranges::sort(widths);
    int left = room;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const int share = left / static_cast<int>(widths.size() - i);
        if (widths[i] > share)
            return share;
        left -= widths[i];
    }
    return room;
}

} // namespace

ChipStrip::ChipStrip(QWidget* parent) : QWidget(parent), m_more(new QToolButton(this)) {
    setAccessibleName(tr("Terms of the filter"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::NoFocus);
    m_more->hide();
    connect(m_more, &QToolButton::clicked, this, [this] { emit editRequested(-1); });
    makeScrollButtons();
}

void ChipStrip::makeScrollButtons() {
    m_before = scrollButton(QStringLiteral("‹"), tr("Terms before"), this);
    m_after = scrollButton(QStringLiteral("›"), tr("Terms after"), this);
    connect(m_before, &QToolButton::clicked, this, [this] { scrollTo(m_offset - width() / 2); });
    connect(m_after, &QToolButton::clicked, this, [this] { scrollTo(m_offset + width() / 2); });
}

FilterChip* ChipStrip::addChip() {
    auto* chip = new FilterChip(this);
    connectChip(chip);
    m_chips.push_back(chip);
    chip->show();
    return chip;
}

void ChipStrip::dropChip() {
    FilterChip* chip = m_chips.back();
    m_chips.pop_back();
    chip->disconnect(this);
    chip->hide();
    chip->deleteLater(); // it may be the one whose key or menu asked for this
}

void ChipStrip::connectChip(FilterChip* chip) {
    connect(chip, &FilterChip::actionRequested, this, [this, chip](FilterChip::Action action) { act(chip, action); });
    connect(chip, &FilterChip::stepRequested, this, [this, chip](FilterChip::Step by) { step(chip, by); });
    connect(chip, &FilterChip::leaveRequested, this, &ChipStrip::leaveRequested);
    connect(chip, &FilterChip::dragMoved, this, [this, chip](int x) { drag(chip, x); });
    connect(chip, &FilterChip::focused, this, [this, chip] { ensureVisible(chip); });
    connect(chip, &FilterChip::dragEnded, this, [this] {
        m_isDragging = false;
        layOut();
        if (std::exchange(m_isMovedByDrag, false))
            emit termsChanged();
    });
}

void ChipStrip::setTerms(FilterTerms terms) {
    m_isDragging = m_isMovedByDrag = false;
    const bool hasGrown = terms.size() > m_terms.size();
    m_terms = std::move(terms);
    showTerms();
    if (hasGrown)
        scrollTo(m_contentWidth); // what was added is at the end
}

void ChipStrip::showTerms() {
    const std::size_t shown = std::min(m_terms.size(), kMostChips);
    while (m_chips.size() > shown)
        dropChip();
    while (m_chips.size() < shown)
        addChip();
    for (std::size_t i = 0; i < shown; ++i) {
        m_chips[i]->setTerm(m_terms[i]);
        m_chips[i]->setFocusPolicy(i == 0 ? Qt::StrongFocus : Qt::ClickFocus); // Tab comes here once, arrows go on
    }
    m_more->setVisible(m_terms.size() > shown);
    m_more->setText(QStringLiteral("+%1").arg(QLocale().toString(quint64{m_terms.size() - shown})));
    m_more->setAccessibleName(tr("%1 more terms, edit as text").arg(m_terms.size() - shown));
    m_more->setToolTip(m_more->accessibleName());
    updateGeometry();
    layOut();
}

QSize ChipStrip::sizeHint() const {
    int width = m_terms.size() > m_chips.size() ? m_more->sizeHint().width() + kGap : 0;
    int height = fontMetrics().height() + 6;
    for (const FilterChip* chip : m_chips) {
        width += chip->sizeHint().width() + kGap;
        height = std::max(height, chip->sizeHint().height());
    }
    return {std::max(width - kGap, 0), height};
}

int ChipStrip::placeOf(const FilterChip* chip) const {
    return static_cast<int>(std::ranges::find(m_chips, chip) - m_chips.begin());
}

void ChipStrip::act(FilterChip* chip, FilterChip::Action action) {
    using enum FilterChip::Action;
    const int place = placeOf(chip);
    FilterTerm& term = m_terms[static_cast<std::size_t>(place)];
    switch (action) {
    case Remove:
        return remove(place);
    case MoveForward:
        return move(place, place + 1);
    case MoveBackward:
        return move(place, place - 1);
    case Edit:
        emit editRequested(place);
        return;
    case Copy: {
        const std::string text = filterText(term.expression);
        QApplication::clipboard()->setText(fromUtf8(text));
        return;
    }
    case Negate:
        term.expression = negated(std::move(term.expression));
        break;
    case ToggleEnabled:
        term.isEnabled = !term.isEnabled;
        break;
    }
    showTerms();
    ensureVisible(chip);
    emit termsChanged();
}

void ChipStrip::remove(int place) {
    const bool hadFocus = m_chips[static_cast<std::size_t>(place)]->hasFocus();
    m_terms.erase(m_terms.begin() + place);
    if (hadFocus && m_terms.empty())
        emit steppedBeyondEnd();
    else if (hadFocus) // the chips stay, their terms move up
        chipAt(std::min(place, static_cast<int>(std::min(m_terms.size(), kMostChips)) - 1))->setFocus();
    showTerms();
    emit termsChanged();
}

void ChipStrip::move(int from, int to) {
    if (to < 0 || to >= chipCount())
        return;
    std::swap(m_terms[static_cast<std::size_t>(from)], m_terms[static_cast<std::size_t>(to)]);
    showTerms();
    chipAt(to)->setFocus();
    emit termsChanged();
}

void ChipStrip::step(const FilterChip* chip, FilterChip::Step step) {
    using enum FilterChip::Step;
    const int place = placeOf(chip);
    const int to = step == First ? 0 : step == Last ? chipCount() - 1 : place + (step == Next ? 1 : -1);
    if (to >= chipCount())
        emit steppedBeyondEnd();
    else if (to >= 0)
        chipAt(to)->setFocus();
}

bool ChipStrip::focusFirst() {
    if (!m_chips.empty())
        m_chips.front()->setFocus(Qt::TabFocusReason);
    return !m_chips.empty();
}

bool ChipStrip::focusLast() {
    if (!m_chips.empty())
        m_chips.back()->setFocus(Qt::OtherFocusReason);
    return !m_chips.empty();
}

// The chip follows the pointer and changes places with a neighbour whose middle it passes.
void ChipStrip::drag(FilterChip* chip, int x) {
    m_isDragging = true;
    chip->raise();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int place = placeOf(chip);
    const auto middle = [&](int i) { return chipAt(i)->geometry().center().x(); };
    int to = place;
    if (place > 0 && (isMirrored ? x > middle(place - 1) : x < middle(place - 1)))
        to = place - 1;
    else if (place + 1 < chipCount() && (isMirrored ? x < middle(place + 1) : x > middle(place + 1)))
        to = place + 1;
    if (to != place) {
        const auto a = static_cast<std::size_t>(place);
        const auto b = static_cast<std::size_t>(to);
        std::swap(m_terms[a], m_terms[b]);
        std::swap(m_chips[a], m_chips[b]); // the widget under the pointer keeps its term
        m_isMovedByDrag = true;
        layOut();
    }
    chip->move(std::clamp(x - chip->width() / 2, 0, std::max(width() - chip->width(), 0)), chip->y());
}

void ChipStrip::layOut() {
    const int moreWidth = m_terms.size() > m_chips.size() ? m_more->sizeHint().width() + kGap : 0;
    const int gaps = kGap * std::max(chipCount() - 1, 0);
    const int widest = widestIn(m_chips, width() - gaps - moreWidth);
    std::vector<int> widths;
    m_contentWidth = gaps + moreWidth;
    for (const FilterChip* chip : m_chips) {
        widths.push_back(std::max(std::min(chip->sizeHint().width(), widest), chip->leastWidth()));
        m_contentWidth += widths.back();
    }
    m_offset = std::clamp(m_offset, 0, std::max(m_contentWidth - width(), 0));
    int x = -m_offset;
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        const int height = std::min(m_chips[i]->sizeHint().height(), this->height());
        const QRect place(x, (this->height() - height) / 2, widths[i], height);
        m_chips[i]->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
        x += widths[i] + kGap;
    }
    m_more->setGeometry(
        QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, std::max(moreWidth - kGap, 0), height())));
    placeEnds(m_contentWidth);
}

void ChipStrip::placeEnds(int contentWidth) {
    const bool hasRoom = width() > 4 * kEnd;
    m_before->setVisible(hasRoom && m_offset > 0);
    m_after->setVisible(hasRoom && m_offset < contentWidth - width());
    m_before->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, kEnd, height())));
    m_after->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(width() - kEnd, 0, kEnd, height())));
    m_before->raise();
    m_after->raise();
}

void ChipStrip::scrollTo(int offset) {
    m_offset = offset;
    layOut();
}

void ChipStrip::ensureVisible(const FilterChip* chip) {
    if (m_isDragging)
        return;
    const QRect place = QStyle::visualRect(layoutDirection(), rect(), chip->geometry());
    if (place.left() < kEnd && m_offset > 0)
        scrollTo(m_offset + place.left() - kEnd - kGap);
    else if (place.right() > width() - kEnd && m_offset < m_contentWidth - width())
        scrollTo(m_offset + place.right() - width() + kEnd + kGap);
}

void ChipStrip::resizeEvent(QResizeEvent*) {
    layOut();
}

void ChipStrip::wheelEvent(QWheelEvent* event) {
    const QPoint delta = event->angleDelta();
    scrollTo(m_offset - (std::abs(delta.x()) > std::abs(delta.y()) ? delta.x() : delta.y()) / 2);
    event->accept();
}

void ChipStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange) {
        updateGeometry();
        layOut();
    }
    QWidget::changeEvent(event);
}

} // namespace rastro
