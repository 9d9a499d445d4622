// SPDX-License-Identifier: Apache-2.0
//
// FilterController: which of the events loaded are shown. Owns the filter in effect, the way back through earlier ones
// and the jobs that answer it; feeds the filter bar and the facets, and gives the rows to EventsController. GUI thread.
#pragma once

#include "async/completionjob.h"
#include "async/facetjob.h"
#include "async/filterjob.h"
#include "async/indexjob.h"
#include "async/loadjob.h"
#include "gui/filterhistory.h"
#include "gui/paths.h"
#include "gui/listbook.h"
#include "items/eventtablemodel.h"
#include "items/facetmodel.h"
#include "query/facetedit.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <QTimer>

#include <chrono>

class QMenu;

namespace rastro {

class EventsController;
class MainWindow;
class Settings;

class FilterController : public QObject {
    Q_OBJECT
public:
    FilterController(MainWindow& window, EventsController& events, Settings& settings,
                     std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot);
    void setLoading(Qt::CheckState isLoading);
    void setShowDuplicates(bool shown);

    // The filter from now on; a step of the way back.
    void apply(const Expression& filter);
    void addTerm(const Expression& term);                // with `and`
    void editAsText(const Expression& term);             // in the bar, not yet in effect
    void choose(const AnyColumn& field, const FacetChoice& value, FacetEdit edit);
    void addFacet(const AnyColumn& field);
    void showAsColumn(const AnyColumn& field);
    void addToTableMenu(QMenu& menu); // for the current cell and event
    void addToList(const QString& name, const QString& value);
    // By the user's word events of this value are of that person; the second asks for the name.
    void mergePerson(const QString& name, const QString& value);
    void askForPerson(const QString& value);
    void askForNickname(const QString& value); // of a value, in all that is shown
    ListBook& lists() { return m_lists; }
    void useNetworkFiles(const Paths& paths); // in MaxMind's DB format; remembered
    FilterContext contextNow() const; // lists, and what is now
    const Expression& filter() const { return m_history.current(); }
    bool isIndexing() const { return m_index.isRunning(); }
    bool isSettled() const { return !m_job.isRunning() && !m_facets.isRunning() && !m_typing.isActive(); }

    // The events shown, and of which snapshot they are; null before the first.
    const SnapshotPtr& shownOf() const { return m_shownOf; }
    const SharedRows& shownRows() const { return m_shown; }

signals:
    void settled();
    void rowsShown();
    void groupWanted(const rastro::AnyColumn& column);
    void profileWanted(const QString& of);
    void lanesWanted(const rastro::AnyColumn& column);

private:
    void connectBar();
    void keepText(const QString& text);
    void connectFacets();
    void connectTimeline();
    void connectActions();
    void connectLists();
    SharedRows base() const;
    RowId nearest() const;
    FindingRules rulesNow() const;
    void setRules();
    void showNicknames();
    void askForName(const QString& title, const QString& label, const QString& text,
                    const std::function<void(const QString&)>& take);
    void showCatalog();
    void askForNetworkFiles();
    void preview(const QString& text);
    void put(const Expression& filter);
    void ask();
    void show(const FilterOutcome& outcome);
    void showRows(const FilterOutcome& outcome);
    void countFacets();
    void showNoFacets();
    void showSearch();
    void stop();
    void endSearch();
    void showFacets(const FacetResults& results);
    void showCount();
    void step(const Expression& filter);
    void tellSettled();

    MainWindow& m_window;
    EventsController& m_events;
    Settings& m_settings;
    std::shared_ptr<OnDemandCache> m_columns;
    std::shared_ptr<const NetworkBook> m_networks;
    FilterJob m_job;
    IndexJob m_index;
    FacetJob m_facets;
    CompletionJob m_completion;
    FacetModel m_facetModel;
    ListBook m_lists;
    FilterHistory m_history;
    std::vector<SeenPath> m_seenPaths;
    SnapshotPtr m_snapshot;   // the newest
    Expression m_asked;       // the filter last put to it
    SnapshotPtr m_askedOf;
    SharedRows m_shown;
    std::shared_ptr<const RowBitmap> m_shownSet;
    SnapshotPtr m_shownOf;
    Expression m_shownFilter;
    QTimer m_search; // while a filter takes long
    bool m_isSearchShown = false; // in the status line
    std::optional<AnyColumn> m_newFacet; // added, and not counted yet
    bool m_isLoading = false;
    quint64 m_folded = 0; // service noise of the rows shown
    bool m_isShownWhole = true; // false: the filter still finds more
    bool m_showsDuplicates = false;
    QElapsedTimer m_askedAt;
    std::chrono::milliseconds m_answerTime{0}; // of the last filter
    QTimer m_typing; // a pause in typing, then the filter is tried
    Expression m_typed;
    QTimer m_recount; // facets follow once per turn of the event loop
};

} // namespace rastro
