// SPDX-License-Identifier: Apache-2.0
#include "gui/groupcontroller.h"

#include "groups/grouppane.h"
#include "gui/filtercontroller.h"
#include "gui/mainwindow.h"
#include "gui/settings.h"
#include "items/visibletext.h"
#include "language/fields.h"
#include "language/unparser.h"

#include <QLocale>

namespace rastro {

namespace {

constexpr std::size_t kMostGroups = 10'000; // shown; how many there are is told
const auto kWish = QStringLiteral("groups/wish");

std::optional<AnyColumn> named(const QString& text) { return AnyColumn::named(text.trimmed().toStdString()); }

} // namespace

GroupController::GroupController(MainWindow& window, FilterController& filters, Settings& settings,
                                 std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_filters(filters)
    , m_settings(settings)
    , m_model(window.groupModel())
    , m_pane(window.groups())
    , m_job(std::move(columns)) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    const QStringList wish = QString::fromUtf8(m_settings.bytes(kWish)).split(u'\n');
    m_pane.setTexts(wish.value(0).isEmpty() ? QStringLiteral("eventName") : wish[0], wish.value(1), wish.value(2));
    connect(&m_soon, &QTimer::timeout, this, &GroupController::ask);
    connect(&m_pane, &GroupPane::shown, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_pane, &GroupPane::wishChanged, this, [this] {
        m_settings.setBytes(kWish, QStringList{m_pane.byText(), m_pane.distinctText(), m_pane.sumText()}.join(u'\n').toUtf8());
        m_soon.start();
    });
    connect(&m_pane, &GroupPane::groupActivated, this, &GroupController::filterFor);
    connect(&m_filters, &FilterController::rowsShown, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_filters, &FilterController::groupWanted, this, &GroupController::groupBy);
    connect(&m_job, &GroupJob::groupsReady, this, [this](const GroupResultsPtr& results) { show(*results); });
}

void GroupController::groupBy(const AnyColumn& column) {
    m_pane.setTexts(fromUtf8(column.name()), m_pane.distinctText(), m_pane.sumText());
    m_window.showGroups();
    m_soon.start();
}

bool GroupController::readWish(AggregateWish& wish) {
    wish.limit = kMostGroups;
    for (const QString& name : m_pane.byText().split(u',', Qt::SkipEmptyParts)) {
        const auto field = named(name);
        if (!field)
            return false;
        wish.by.push_back(*field);
    }
    for (const auto& [text, list] : {std::pair(m_pane.distinctText(), &wish.distinct), {m_pane.sumText(), &wish.sums}}) {
        const auto field = named(text);
        if (!field && !text.trimmed().isEmpty())
            return false;
        if (field)
            list->push_back(*field);
    }
    return !wish.by.empty() && wish.by.size() <= 3;
}

void GroupController::ask() {
    if (!m_pane.isVisible() || !m_filters.shownOf())
        return;
    AggregateWish wish;
    if (!readWish(wish)) {
        m_job.cancel();
        m_pane.setNote(tr("One to three fields, separated by commas"));
        return;
    }
    m_pane.setNote(tr("Grouping…"));
    m_job.group(m_filters.shownOf(), m_filters.shownRows(), std::move(wish));
}

void GroupController::show(const GroupResults& results) {
    if (!results.problem.empty()) {
        m_pane.setNote(fromUtf8(results.problem));
        return;
    }
    m_model.setGroups(results.wish, results.groups);
    const QLocale locale;
    const QString all = locale.toString(static_cast<qulonglong>(results.groups.groupCount));
    QString note = results.groups.groupCount > results.groups.groups.size()
                       ? tr("the largest %L1 of %2 groups").arg(results.groups.groups.size()).arg(all)
                   : results.groups.groupCount == 1 ? tr("1 group")
                                                    : tr("%1 groups").arg(all);
    if (results.groups.unreadRows > 0)
        note += tr("; %L1 records could not be read").arg(results.groups.unreadRows);
    m_pane.setNote(note);
}

void GroupController::filterFor(int row) {
    if (row < 0 || row >= m_model.rowCount())
        return;
    Expression filter = m_filters.filter();
    for (std::size_t i = 0; i < m_model.wish().by.size(); ++i)
        filter = edited(filter, m_model.wish().by[i], m_model.group(row).key[i], FacetEdit::Pick);
    m_filters.apply(filter);
}

} // namespace rastro
