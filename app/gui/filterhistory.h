// SPDX-License-Identifier: Apache-2.0
//
// FilterHistory: the filters that were in effect, one after the other, as the way back and forth through views; and the
// texts a person typed, newest first, each once. A plain value.
#pragma once

#include "language/expression.h"

#include <QStringList>

#include <vector>

namespace rastro {

class FilterHistory {
public:
    static constexpr qsizetype kMostTexts = 100;
    static constexpr std::size_t kMostViews = 1'000;

    const Expression& current() const { return m_views[m_place]; }
    bool canGoBack() const { return m_place > 0; }
    bool canGoForward() const { return m_place + 1 < m_views.size(); }

    void visit(const Expression& filter); // a new view; the way forward from here is gone
    const Expression& back();
    const Expression& forward();

    const QStringList& texts() const { return m_texts; }
    void setTexts(QStringList texts) { m_texts = std::move(texts); }
    void addText(const QString& text);

private:
    std::vector<Expression> m_views{Expression{}};
    std::size_t m_place = 0;
    QStringList m_texts;
};

} // namespace rastro
