// SPDX-License-Identifier: Apache-2.0
#include "filter/filtercompleter.h"

#include "filter/filteredit.h"

#include <QKeyEvent>

#include <array>

namespace rastro {

namespace {

using Expected = CompletionPlace::Expected;

constexpr std::size_t kMostSuggestions = 60;
constexpr int kPage = 8;

} // namespace

FilterCompleter::FilterCompleter(FilterEdit& edit)
    : QObject(&edit)
    , m_edit(edit)
    , m_popup(new CompletionPopup(&m_model, &edit))
    , m_catalog(std::make_shared<const Catalog>()) {
    connect(&edit, &FilterEdit::filterEdited, this, &FilterCompleter::takeEdit);
    connect(&edit, &FilterEdit::cursorMoved, this, [this] {
        if (isOpen())
            refresh();
    });
    connect(&edit, &FilterEdit::focusGone, this, &FilterCompleter::close);
    connect(m_popup, &CompletionPopup::picked, this, &FilterCompleter::accept);
}

void FilterCompleter::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = catalog ? std::move(catalog) : std::make_shared<const Catalog>();
}

void FilterCompleter::setValues(const AnyColumn& column, std::vector<ValueCount> values) {
    m_valuesOf = column;
    m_values = std::move(values);
    if (m_wanted && m_wanted->first == column && m_edit.hasFocus() && m_place.expected == Expected::Value)
        refresh();
}

void FilterCompleter::open() {
    m_isAsked = true;
    refresh();
}

void FilterCompleter::close() {
    m_isAsked = false;
    m_wanted.reset();
    m_popup->hide();
}

void FilterCompleter::takeEdit() {
    m_isAsked = false;
    refresh();
}

void FilterCompleter::wantValues() {
    if (m_place.expected != Expected::Value || m_place.comparison != Comparison::Matches) {
        m_wanted.reset();
        return;
    }
    const auto column = AnyColumn::named(m_place.field);
    if (!column) {
        m_wanted.reset();
        return;
    }
    std::pair wanted(*column, m_place.typed);
    if (m_wanted == wanted)
        return;
    m_wanted = std::move(wanted);
    const QByteArray typed(m_place.typed.data(), static_cast<qsizetype>(m_place.typed.size()));
    emit valuesWanted(*column, QString::fromUtf8(typed));
}

bool FilterCompleter::isWorthShowing() const {
    if (m_model.rowCount() == 0)
        return false;
    if (m_isAsked)
        return true;
    if (m_place.expected == Expected::Field && m_place.typed.empty())
        return false;
    // Not to offer what stands there already.
    const CompletedText done = accepted(m_edit.filter(), m_place, m_model.suggestion(0));
    const bool isThere = done.text == m_edit.filter() || done.text == m_edit.filter() + ' ';
    return m_model.rowCount() > 1 || !isThere;
}

void FilterCompleter::refresh() {
    m_place = completionPlace(m_edit.filter(), m_edit.cursorByte());
    wantValues();
    const bool hasValues = m_wanted && m_valuesOf == m_wanted->first;
    m_model.setSuggestions(
        suggestionsFor(m_place, *m_catalog, hasValues ? m_values : std::vector<ValueCount>(), kMostSuggestions));
    if (!isWorthShowing()) {
        m_popup->hide();
        return;
    }
    m_popup->showAt(m_edit.mapToGlobal(QPoint(m_edit.xOf(m_place.replaced.begin) - 10, m_edit.height() + 4)));
}

bool FilterCompleter::takeKey(const QKeyEvent& event) {
    if (event.key() == Qt::Key_Space && event.modifiers() == Qt::ControlModifier) {
        open();
        return true;
    }
    if (!isOpen() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Down:
        m_popup->step(1);
        return true;
    case Qt::Key_Up:
        m_popup->step(-1);
        return true;
    case Qt::Key_PageDown:
        m_popup->step(kPage);
        return true;
    case Qt::Key_PageUp:
        m_popup->step(-kPage);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Tab:
        accept(std::max(m_popup->chosenRow(), 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_popup->chosenRow() < 0)
            return false;
        accept(m_popup->chosenRow());
        return true;
    default:
        return false;
    }
}

void FilterCompleter::accept(int row) {
    const CompletedText done = accepted(m_edit.filter(), m_place, m_model.suggestion(row));
    m_popup->hide();
    m_edit.replaceFilter(done.text, done.cursor);
    m_edit.setFocus();
}

} // namespace rastro
