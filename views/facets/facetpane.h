// SPDX-License-Identifier: Apache-2.0
//
// FacetPane: the facets of the rows shown, and below them a line to add one of any path. Shows a FacetModel and tells what
// is wished; whoever owns the model changes it and has the counts made. GUI thread.
#pragma once

#include "facets/facetview.h"

class QLabel;
class QMenu;

namespace rastro {

class PathField;

class FacetPane : public QWidget {
    Q_OBJECT
public:
    // What the counts shown are worth.
    enum class State : quint8 {
        Current,
        SoFar, // a load or a count is still running, or was stopped
        Stale, // of an older filter
    };

    explicit FacetPane(QWidget* parent = nullptr);

    void setFacetModel(FacetModel* model); // outlives the pane
    void setState(State state);
    State state() const { return m_state; }
    // Why there are no counts, as one sentence; empty: there are.
    void setProblem(const QString& problem);
    void setPathSuggestions(const QStringList& paths);

    // For keyboard: goes to the facet, or opens its search.
    void showFacet(const AnyColumn& field); // scrolls to it
    void focusFacet(const AnyColumn& field);
    void searchFacet(const AnyColumn& field);

    FacetView& view() { return *m_view; }
    PathField& pathField() { return *m_path; }

signals:
    // value: nullopt stands for rows without a value. See edited() in query/facetedit.h.
    void valueChosen(const rastro::AnyColumn& field, const rastro::FacetChoice& value, rastro::FacetEdit edit);
    void facetAdded(const QString& path); // a field or path as in filters
    void menuOpening(QMenu& menu, const rastro::AnyColumn& field, const rastro::FacetChoice& value);
    void facetRemoved(const rastro::AnyColumn& field);
    void moreWanted(const rastro::AnyColumn& field);
    void orderChanged(const rastro::AnyColumn& field, rastro::FacetOrder order);
    void searchChanged(const rastro::AnyColumn& field, const QString& text);

private:
    void layOut();
    void connectParts();
    void showNote();

    QLabel* m_note;
    FacetView* m_view;
    PathField* m_path;
    FacetModel* m_model = nullptr;
    State m_state = State::Current;
    QString m_problem;
};

} // namespace rastro
