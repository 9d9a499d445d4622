// SPDX-License-Identifier: Apache-2.0
#include "facets/facetpane.h"

#include "common/plaintext.h"
#include "facets/pathfield.h"

#include <QLabel>
#include <QVBoxLayout>

namespace rastro {

FacetPane::FacetPane(QWidget* parent)
    : QWidget(parent), m_note(makePlainLabel(this)), m_view(new FacetView(this)), m_path(new PathField(this)) {
    setObjectName(QStringLiteral("facetPane"));
    setAccessibleName(tr("Facets"));
    setAutoFillBackground(true);
    setMinimumWidth(fontMetrics().averageCharWidth() * 20); // a value and its count, cut but readable
    layOut();
    connectParts();
}

void FacetPane::layOut() {
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setContentsMargins(20, 6, 8, 0);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::NoTextInteraction);
    m_note->hide();
    // As high as its rows while there is room, so that the line for another path follows the last of them.
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(4);
    column->addWidget(m_note);
    column->addWidget(m_view);
    column->addWidget(m_path);
    column->addStretch(1);
    setFocusProxy(m_view);
    setTabOrder(m_view, m_path);
}

void FacetPane::connectParts() {
    connect(m_view, &FacetView::valueChosen, this, &FacetPane::valueChosen);
    connect(m_view, &FacetView::moreWanted, this, &FacetPane::moreWanted);
    connect(m_view, &FacetView::orderWanted, this, &FacetPane::orderChanged);
    connect(m_view, &FacetView::searchWanted, this, &FacetPane::searchChanged);
    connect(m_view, &FacetView::menuOpening, this, &FacetPane::menuOpening);
    connect(m_view, &FacetView::removeWanted, this, &FacetPane::facetRemoved);
    connect(m_path, &PathField::fieldGiven, this, &FacetPane::facetAdded);
}

void FacetPane::setFacetModel(FacetModel* model) {
    m_model = model;
    m_view->setFacetModel(model);
}

void FacetPane::setState(State state) {
    m_state = state;
    m_view->setFreshness(state == State::Stale ? FacetFreshness::Stale : FacetFreshness::Fresh);
    showNote();
}

void FacetPane::setProblem(const QString& problem) {
    m_problem = problem;
    showNote();
}

void FacetPane::showNote() {
    const QString note = !m_problem.isEmpty() ? m_problem : m_state == State::SoFar ? tr("counts so far") : QString();
    setPlainText(*m_note, note);
    m_note->setVisible(!note.isEmpty());
}

void FacetPane::setPathSuggestions(const QStringList& paths) { m_path->setSuggestions(paths); }

void FacetPane::focusFacet(const AnyColumn& field) {
    const QModelIndex header = m_model != nullptr ? m_model->indexOf(field) : QModelIndex();
    if (!header.isValid())
        return;
    m_view->setCurrentIndex(header);
    showFacet(field);
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void FacetPane::showFacet(const AnyColumn& field) {
    if (const QModelIndex header = m_model != nullptr ? m_model->indexOf(field) : QModelIndex(); header.isValid())
        m_view->scrollTo(header, QAbstractItemView::PositionAtTop); // its values are below it
}

void FacetPane::searchFacet(const AnyColumn& field) {
    focusFacet(field);
    if (m_model != nullptr && m_model->indexOf(field).isValid())
        m_view->openSearch(m_model->indexOf(field));
}

} // namespace rastro
