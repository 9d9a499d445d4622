// SPDX-License-Identifier: Apache-2.0
#include "gui/filtercontroller.h"

#include "detail/detailpane.h"
#include "facets/facetpane.h"
#include "filter/filterbar.h"
#include "gui/actions.h"
#include "gui/eventscontroller.h"
#include "gui/filtermenu.h"
#include "gui/mainwindow.h"
#include "gui/settings.h"
#include "items/visibletext.h"
#include "language/fields.h"
#include "language/parser.h"
#include "language/unparser.h"
#include "query/celltext.h"
#include "query/doubts.h"
#include "query/people.h"
#include "query/recognise.h"
#include "query/servicenoise.h"
#include "query/timevalue.h"
#include "table/eventtableview.h"
#include "timeline/timelineview.h"

#include <QAction>
#include <QActionGroup>
#include <QDateTime>
#include <QFile>
#include <QFileDialog>

namespace rastro {

namespace {

using namespace std::chrono_literals;

constexpr auto kPause = 70ms;  // between two keys of somebody who types on
constexpr auto kQuick = 100ms; // filters answered within it are tried at every key

} // namespace

FilterController::FilterController(MainWindow& window, EventsController& events, Settings& settings,
                                   std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_events(events)
    , m_settings(settings)
    , m_columns(columns)
    , m_job(columns)
    , m_facets(columns)
    , m_completion(columns)
    , m_lists(settings)
    , m_snapshot(std::make_shared<Snapshot>()) {
    m_history.setTexts(m_settings.filterTexts());
    m_typing.setSingleShot(true);
    m_typing.setInterval(kPause);
    m_search.setInterval(100);
    connect(&m_search, &QTimer::timeout, this, &FilterController::showSearch);
    connect(&m_window.status(), &StatusLine::cancelRequested, this, &FilterController::stop);
    m_recount.setSingleShot(true);
    m_recount.setInterval(0);
    connect(&m_typing, &QTimer::timeout, this, [this] { put(m_typed); });
    connect(&m_recount, &QTimer::timeout, this, &FilterController::countFacets);
    connect(&m_job, &FilterJob::filtered, this, &FilterController::show);
    connect(&m_job, &FilterJob::foundSoFar, this, [this](const FilterOutcome& outcome) {
        const bool isKnown = m_isShownWhole && outcome.expression == m_shownFilter && m_shownOf &&
                             &m_shownOf->sources() == &outcome.snapshot->sources();
        if (!isKnown) // else fewer rows would take the place of those shown
            showRows(outcome);
    });
    connectBar();
    connectFacets();
    connectTimeline();
    connectActions();
    connectLists();
}

void FilterController::connectBar() {
    FilterBar& bar = m_window.filterBar();
    bar.setHistory(m_history.texts());
    connect(&bar, &FilterBar::applied, this, [this](const Expression& filter, const QString& text) {
        keepText(text);
        // An ARN or an IPv6 address is a field and its value by its form; what is a text as it is stays one.
        const bool isText = filter.kind == Expression::Kind::Term && filter.term.isBare();
        const auto recognised = isText ? std::nullopt : recognise(text.toStdString());
        apply(recognised ? recognised->term : filter);
    });
    connect(&bar, &FilterBar::gaveWay, this, &FilterController::keepText);
    connect(&bar, &FilterBar::edited, this, &FilterController::preview);
    connect(&bar, &FilterBar::focusLeft, this, [this] {
        if (m_window.filterBar().expression() != filter())
            step(filter()); // what was offered for editing and not taken
        m_window.table().setFocus();
    });
    connect(&bar, &FilterBar::valuesWanted, this, [this](const AnyColumn& column, const QString& typed) {
        m_completion.findValues(m_snapshot, base(), column, typed.toStdString());
    });
    connect(&m_completion, &CompletionJob::valuesReady, this,
            [this](const ColumnValues& found) { m_window.filterBar().setValues(found.column, found.values); });
    connect(&m_completion, &CompletionJob::pathsReady, this, [this](const std::vector<SeenPath>& paths) {
        m_seenPaths = paths;
        showCatalog();
        QStringList names;
        for (const SeenPath& seen : paths)
            names << fromUtf8(fieldText(seen.path));
        m_window.facets().setPathSuggestions(names);
    });
}

void FilterController::keepText(const QString& text) {
    m_history.addText(text);
    m_settings.setFilterTexts(m_history.texts());
    m_window.filterBar().setHistory(m_history.texts());
}

void FilterController::connectFacets() {
    const auto fields = defaultFacets();
    m_facetModel.setFields({fields.begin(), fields.end()});
    FacetPane& pane = m_window.facets();
    pane.setFacetModel(&m_facetModel);
    connect(&pane, &FacetPane::valueChosen, this, &FilterController::choose);
    connect(&pane, &FacetPane::facetAdded, this, [this](const QString& text) {
        if (const auto field = AnyColumn::named(text.toStdString()))
            addFacet(*field);
    });
    connect(&pane, &FacetPane::menuOpening, this,
            [this](QMenu& menu, const AnyColumn& field, const FacetChoice& value) {
                menu.addSeparator();
                addFieldEntries(menu, *this, field, value);
            });
    connect(&pane, &FacetPane::facetRemoved, &m_facetModel, &FacetModel::removeField);
    connect(&pane, &FacetPane::moreWanted, this, [this](const AnyColumn& field) {
        m_facetModel.wishMore(field);
        m_recount.start();
    });
    connect(&pane, &FacetPane::orderChanged, this, [this](const AnyColumn& field, FacetOrder order) {
        m_facetModel.setOrder(field, order);
        m_recount.start();
    });
    connect(&pane, &FacetPane::searchChanged, this, [this](const AnyColumn& field, const QString& text) {
        m_facetModel.setSearch(field, text);
        m_recount.start();
    });
    connect(&m_facets, &FacetJob::facetsReady, this, &FilterController::showFacets);
}

void FilterController::connectTimeline() {
    TimelineView& timeline = m_window.timeline();
    connect(&timeline, &TimelineView::rangePicked, this, [this](const TimeRange& range) {
        Expression from = equalsTerm(fieldOf(Column::EventTime), formatTime(range.from));
        from.term.comparison = Comparison::GreaterOrEqual;
        Expression to = equalsTerm(fieldOf(Column::EventTime), formatTime(range.to));
        to.term.comparison = Comparison::Less;
        apply(both(withoutField(filter(), Column::EventTime), both(std::move(from), std::move(to))));
    });
    connect(&timeline, &TimelineView::rangeCleared, this,
            [this] { apply(withoutField(filter(), Column::EventTime)); });
    connect(&timeline, &TimelineView::menuOpening, this, [this](QMenu& menu, const LanesTarget& target) {
        addLaneEntries(menu, *this, *m_snapshot, target);
    });
    connect(&m_window.detail(), &DetailPane::menuOpening, this,
            [this](QMenu& menu, const QString& path, const QString& value, int type) {
                const auto column = AnyColumn::named(path.toStdString());
                if (!column)
                    return;
                const bool isNull = type == static_cast<int>(json::Tree::Type::Null);
                addValueEntries(menu, *this, *column, isNull ? FacetChoice() : FacetChoice(value.toStdString()));
            });
}

void FilterController::addToTableMenu(QMenu& menu) {
    const QModelIndex at = m_window.table().currentIndex();
    const RowId row = m_window.table().currentRow();
    if (row == kNoRow || !m_shownOf)
        return;
    const auto* model = static_cast<const EventTableModel*>(m_window.table().model());
    const std::string target = model->text(row, Column::Target).toStdString();
    if (const std::optional<AnyColumn> field = model->fieldOfSection(at.column())) {
        FacetChoice value;
        if (!field->column()) {
            const QStringList values = model->pathValues(row, at.column());
            value = values.isEmpty() ? FacetChoice() : FacetChoice(values.first().toStdString());
        } else if (field->isMade()) {
            const std::string text = model->text(row, *field->column()).toStdString();
            value = text.empty() ? FacetChoice() : FacetChoice(text);
        } else {
            value = cellText(*m_shownOf, *field->column(), row);
        }
        addValueEntries(menu, *this, *field, value);
    }
    addEventEntries(menu, *this, *m_shownOf, row, target);
}

void FilterController::connectActions() {
    const Actions& a = m_window.actions();
    connect(a.filterText, &QAction::triggered, &m_window.filterBar(), &FilterBar::focusText);
    connect(a.filterChips, &QAction::triggered, &m_window.filterBar(), &FilterBar::focusChips);
    connect(a.clearFilter, &QAction::triggered, &m_window.filterBar(), &FilterBar::clear);
    connect(a.back, &QAction::triggered, this, [this] { step(m_history.back()); });
    connect(a.forward, &QAction::triggered, this, [this] { step(m_history.forward()); });
    connect(a.foldNoise, &QAction::triggered, this, [this](bool isOn) {
        const std::optional<Expression> noisy = withNoise(filter());
        m_settings.setFoldsNoise(isOn);
        if (isOn != noisy.has_value())
            apply(isOn ? both(filter(), noNoiseTerm()) : *noisy);
    });
    a.back->setEnabled(false);
    a.forward->setEnabled(false);
}

// --- what is in effect

void FilterController::apply(const Expression& filter) {
    m_history.visit(filter);
    step(m_history.current());
}

void FilterController::step(const Expression& filter) {
    m_typing.stop();
    m_window.filterBar().setExpression(filter);
    m_window.actions().foldNoise->setChecked(withNoise(filter).has_value());
    m_window.actions().back->setEnabled(m_history.canGoBack());
    m_window.actions().forward->setEnabled(m_history.canGoForward());
    put(filter);
}

void FilterController::addTerm(const Expression& term) { apply(both(filter(), term)); }

void FilterController::editAsText(const Expression& term) {
    FilterBar& bar = m_window.filterBar();
    bar.setExpression(both(filter(), term));
    bar.focusText();
}

void FilterController::choose(const AnyColumn& field, const FacetChoice& value, FacetEdit edit) {
    apply(edited(filter(), field, value, edit));
}

void FilterController::showAsColumn(const AnyColumn& field) {
    m_window.table().setColumnShown(field, Qt::Checked);
}

void FilterController::addFacet(const AnyColumn& field) {
    m_facetModel.addField(field);
    m_window.showFacets();
    m_window.facets().focusFacet(field);
    m_newFacet = field;
    m_recount.start();
}

// While somebody types, what is a filter already is tried; the way back does not know of it.
void FilterController::preview(const QString& text) {
    m_typing.stop();
    const auto parsed = parseFilter(text.toStdString());
    if (const auto* filter = std::get_if<Expression>(&parsed)) {
        m_typed = *filter;
        m_typing.setInterval(m_answerTime > kQuick ? kPause : 0ms);
        m_typing.start();
    } else {
        m_window.filterBar().setStillShown(m_asked); // what was typed just before may not have been tried
    }
}

// --- lists

void FilterController::connectLists() {
    connect(m_window.actions().lists, &QAction::triggered, this, [this] { m_lists.edit(&m_window); });
    connect(&m_lists, &ListBook::changed, this, [this] {
        showCatalog();
        showNicknames();
        setRules();
    });
    connect(m_window.actions().networkFiles, &QAction::triggered, this, &FilterController::askForNetworkFiles);
    connect(m_window.actions().forgetNetworkFiles, &QAction::triggered, this, [this] { useNetworkFiles({}); });
    for (QAction* choice : m_window.actions().learning->actions()) {
        choice->setChecked(choice->data().toLongLong() == m_settings.learningSeconds());
        connect(choice, &QAction::triggered, this, [this, choice] {
            m_settings.setLearningSeconds(choice->data().toLongLong());
            setRules();
        });
    }
    showCatalog();
    useNetworkFiles(m_settings.networkFiles());
}

void FilterController::askForNetworkFiles() {
    auto* dialog = new QFileDialog(&m_window, tr("Files that tell countries and networks"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("MaxMind DB files (*.mmdb)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& names) {
        Paths paths;
        for (const QString& name : names)
            paths << QFile::encodeName(name);
        useNetworkFiles(paths);
    });
    dialog->open();
}

// A file that is gone or broken is told; the others are used.
void FilterController::useNetworkFiles(const Paths& paths) {
    std::vector<std::string> usable;
    for (const QByteArray& path : paths) {
        if (const auto book = NetworkBook::open({path.toStdString()}))
            usable.push_back(path.toStdString());
        else
            m_window.status().say(tr("%1: %2").arg(visibleText(QFile::decodeName(path)), fromUtf8(book.error().what)));
    }
    m_settings.setNetworkFiles(paths);
    const auto book = NetworkBook::open(usable);
    m_networks = book && !usable.empty() ? *book : nullptr;
    m_window.actions().forgetNetworkFiles->setEnabled(!paths.isEmpty());
    setRules();
}

FindingRules FilterController::rulesNow() const {
    FindingRules rules{.ours = nullptr, .networks = m_networks, .learning = m_settings.learningSeconds() * kMicrosPerSecond};
    const auto lists = m_lists.lists();
    if (const auto ours = lists->find("ours"); ours != lists->end())
        rules.ours = std::make_shared<const ValueList>(ours->second);
    rules.people = PeopleBook::of(*lists);
    return rules;
}

// Lists and rules change what a filter means and what findings are.
void FilterController::setRules() {
    m_columns->setRules(rulesNow());
    m_events.renewFindings();
    ask();
    m_recount.start();
}

void FilterController::showCatalog() {
    std::vector<std::string> names;
    for (const QString& name : m_lists.names())
        names.push_back(name.toStdString());
    m_window.filterBar().setCatalog(std::make_shared<const Catalog>(Catalog{m_seenPaths, std::move(names)}));
}

void FilterController::addToList(const QString& name, const QString& value) {
    m_window.status().say(m_lists.add(name, value) ? tr("Added to @%1").arg(name)
                                                       : tr("This value cannot stand in a list."));
}

FilterContext FilterController::contextNow() const {
    FilterContext context; // the window shows UTC
    context.now = QDateTime::currentMSecsSinceEpoch() * 1'000;
    context.lists = m_lists.lists();
    return context;
}

// --- what is loaded

SharedRows FilterController::base() const {
    return m_showsDuplicates ? m_snapshot->sharedFullTimeOrder() : m_snapshot->sharedTimeOrder();
}

void FilterController::setSnapshot(const SnapshotPtr& snapshot) {
    const bool isOther = &snapshot->sources() != &m_snapshot->sources();
    m_snapshot = snapshot;
    if (isOther) {
        m_facetModel.clearCounts();
        m_index.cancel();
    }
    if (!m_job.isRunning() || isOther) // else it is asked again when that one is done
        ask();
}

void FilterController::setLoading(Qt::CheckState isLoading) {
    const bool wasLoading = std::exchange(m_isLoading, isLoading == Qt::Checked);
    if (wasLoading && !m_isLoading && m_snapshot->rowCount() > 0) {
        m_completion.collectPaths(m_snapshot);
        m_index.build(m_snapshot);
    }
    if (!m_isLoading && m_snapshot->rowCount() == 0)
        showNoFacets();
    showCount();
    m_recount.start();
}

// Of a load that found nothing: there is nothing to wait for.
void FilterController::showNoFacets() {
    std::vector<Facet> none;
    for (FacetWish& wish : m_facetModel.wishes())
        none.push_back({.wish = std::move(wish)});
    m_facetModel.setFacets(none);
    m_window.facets().setState(FacetPane::State::Current);
}

void FilterController::setShowDuplicates(bool shown) {
    m_showsDuplicates = shown;
    ask();
}

// --- asking

void FilterController::put(const Expression& filter) {
    m_asked = filter;
    ask();
}

void FilterController::ask() {
    m_askedOf = m_snapshot;
    const bool isAll = m_asked.kind == Expression::Kind::All;
    if (isAll) { // at once: nothing flickers
        m_job.cancel();
        show({.snapshot = m_snapshot, .expression = m_asked, .rows = base()});
        return;
    }
    m_window.filterBar().setBusy(true);
    m_askedAt.start();
    if (!m_search.isActive())
        m_search.start();
    m_job.filter({m_snapshot, base(), m_asked, contextNow(), m_index.index(), nearest()});
}

// The event being read, or the first one in sight.
RowId FilterController::nearest() const {
    const RowId read = m_events.currentRow();
    return read != kNoRow && index(read) < m_snapshot->rowCount() ? read : m_window.table().firstRowInSight();
}

// What takes longer than a glance says so, and can be stopped. A load or an export has the line before it.
void FilterController::showSearch() {
    constexpr std::chrono::milliseconds kGlance{400};
    if (!m_job.isRunning())
        return endSearch();
    if (!m_askedAt.isValid() || std::chrono::milliseconds(m_askedAt.elapsed()) < kGlance)
        return;
    m_events.setSearching(Qt::Checked);
    const bool isTaken = m_isLoading || (m_window.status().isShowingProgress() && !m_isSearchShown);
    if (isTaken)
        return;
    m_isSearchShown = true;
    m_window.status().showProgress(tr("Searching…"), static_cast<int>(m_job.progress() * 1000));
}

void FilterController::endSearch() {
    m_search.stop();
    if (std::exchange(m_isSearchShown, false))
        m_window.status().hideProgress();
    m_events.setSearching(Qt::Unchecked);
}

// What was found of it stays; if nothing was, what was shown before.
void FilterController::stop() {
    if (!m_job.isRunning())
        return;
    m_job.cancel();
    m_askedAt.invalidate();
    endSearch();
    m_window.filterBar().setBusy(false);
    if (m_asked == m_shownFilter) {
        m_window.filterBar().setNotice(tr("stopped: what was found so far"));
    } else {
        m_asked = m_shownFilter;
        m_history.visit(m_shownFilter);
        m_window.filterBar().setExpression(m_shownFilter);
        m_window.filterBar().setNotice(tr("stopped: what was shown before"));
    }
    showCount();
    tellSettled();
}

void FilterController::show(const FilterOutcome& outcome) {
    FilterBar& bar = m_window.filterBar();
    bar.setBusy(false);
    endSearch();
    if (m_askedAt.isValid())
        m_answerTime = std::chrono::milliseconds(m_askedAt.elapsed());
    m_askedAt.invalidate();
    if (outcome.error) {
        bar.setNotice(fromUtf8(outcome.error->what), FilterBar::Notice::Fault); // the last good rows stay
    } else {
        QString notice;
        if (outcome.unreadRows > 0)
            notice = tr("%L1 records could not be read again").arg(static_cast<quint64>(outcome.unreadRows));
        else if (!m_networks && asksOfNetworks(outcome.expression))
            notice = tr("no file of networks is chosen: countries and networks are not known");
        bar.setNotice(notice);
        showRows(outcome);
    }
    showCount();
    m_recount.start();
    if (m_askedOf != m_snapshot)
        ask(); // more has been loaded meanwhile
    tellSettled();
}

// All rows of the answer, or those found so far. Facets wait for all.
void FilterController::showRows(const FilterOutcome& outcome) {
    const bool isSame = outcome.expression == m_shownFilter;
    m_isShownWhole = outcome.isWhole;
    m_folded = outcome.foldedRows;
    m_shown = outcome.rows;
    m_shownSet = outcome.set;
    m_shownOf = outcome.snapshot;
    m_shownFilter = outcome.expression;
    if (!isSame) {
        const auto range = rangeAsked(m_shownFilter, contextNow());
        m_window.timeline().setPickedRange(range ? TimeRange{range->from, range->to} : TimeRange{});
    }
    m_events.setRows(outcome.snapshot, outcome.rows, isSame ? RowsChange::Grown : RowsChange::Other);
    emit rowsShown();
    if (outcome.isWhole)
        return;
    showCount();
    m_window.facets().setState(FacetPane::State::Stale); // until all are found and counted
}

void FilterController::showCount() {
    if (!m_shown || m_shownFilter.kind == Expression::Kind::All) {
        m_window.filterBar().setCount({});
        return;
    }
    const auto shown = static_cast<quint64>(m_shown->size());
    const auto all = static_cast<quint64>(base()->size());
    const bool isSoFar = m_isLoading || !m_isShownWhole || m_snapshot->report().wasCancelled;
    const QString count = (isSoFar ? tr("%L1 of %L2 so far") : tr("%L1 of %L2")).arg(shown).arg(all);
    m_window.filterBar().setCount(m_folded > 0 ? tr("%1, %L2 folded").arg(count).arg(m_folded) : count);
}

// --- facets

void FilterController::countFacets() {
    if (!m_window.facets().isVisible() || !m_shownOf || m_shownOf->rowCount() == 0 || !m_isShownWhole)
        return;
    if (m_isLoading && m_facets.isRunning())
        return; // the next snapshot asks again
    m_window.facets().setState(FacetPane::State::Stale);
    m_facets.count({m_shownOf, {m_shownFilter, m_shownSet, m_facetModel.wishes(), m_showsDuplicates}, contextNow(), m_index.index()});
}

void FilterController::showFacets(const FacetResults& results) {
    FacetPane& pane = m_window.facets();
    pane.setProblem(fromUtf8(results.problem));
    if (&results.snapshot->sources() == &m_snapshot->sources())
        m_facetModel.setFacets(results.facets);
    if (m_newFacet)
        pane.showFacet(*std::exchange(m_newFacet, std::nullopt)); // its values are there now
    const bool isSoFar = m_isLoading || m_facets.isRunning() || m_snapshot->report().wasCancelled;
    pane.setState(isSoFar ? FacetPane::State::SoFar : FacetPane::State::Current);
    tellSettled();
}

void FilterController::tellSettled() {
    if (isSettled())
        emit settled();
}

} // namespace rastro
