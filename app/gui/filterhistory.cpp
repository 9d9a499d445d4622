// SPDX-License-Identifier: Apache-2.0
#include "gui/filterhistory.h"

namespace rastro {

void FilterHistory::visit(const Expression& filter) {
    if (filter == current())
        return;
    m_views.resize(m_place + 1);
    m_views.push_back(filter);
    if (m_views.size() > kMostViews)
        m_views.erase(m_views.begin());
    m_place = m_views.size() - 1;
}

const Expression& FilterHistory::back() {
    if (canGoBack())
        --m_place;
    return current();
}

const Expression& FilterHistory::forward() {
    if (canGoForward())
        ++m_place;
    return current();
}

void FilterHistory::addText(const QString& text) {
    if (text.trimmed().isEmpty())
        return;
    m_texts.removeAll(text);
    m_texts.prepend(text);
    while (m_texts.size() > kMostTexts)
        m_texts.removeLast();
}

} // namespace rastro
