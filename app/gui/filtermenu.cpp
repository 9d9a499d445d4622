// SPDX-License-Identifier: Apache-2.0
#include "gui/filtermenu.h"

#include "gui/filtercontroller.h"
#include "items/visibletext.h"
#include "language/fields.h"
#include "language/unparser.h"
#include "query/celltext.h"
#include "query/people.h"

#include <QApplication>
#include <QClipboard>

namespace rastro {

namespace {

constexpr qsizetype kShownCharacters = 48;

// A text of a log as part of a menu entry: no mnemonics, nothing hidden, not wide.
QString entryText(const std::string& text) {
    return visibleText(shortened(fromUtf8(text), kShownCharacters)).replace(u'&', QStringLiteral("&&"));
}

// A term by its value and the end of its path: the beginning of a long path says least.
QString termText(const Expression& term) {
    constexpr qsizetype kField = 24;
    const QString text = fromUtf8(filterText(term));
    const qsizetype colon = text.indexOf(u':');
    const bool isPath = colon > kField && text.left(colon).contains(u'.');
    return entryText((isPath ? u'…' + text.mid(colon - kField) : text).toStdString());
}

FieldPath fieldFor(const AnyColumn& column) { return column.column() ? fieldOf(*column.column()) : column.path(); }

Expression termFor(const AnyColumn& column, const FacetChoice& value) {
    return value ? equalsTerm(fieldFor(column), *value) : negated(presentTerm(fieldFor(column)));
}

Expression timeTerm(Comparison comparison, Micros time) {
    Expression term = equalsTerm(fieldOf(Column::EventTime), formatTime(time));
    term.term.comparison = comparison;
    return term;
}

// Who uses one key, as lanes: its owner and a thief are two clients.
void addSplitEntry(QMenu& menu, FilterController& filters, const Snapshot& snapshot, RowId row) {
    const auto key = cellText(snapshot, Column::IdentityAccessKeyId, row);
    QAction* split = menu.addAction(FilterController::tr("Sp&lit this key by client"));
    split->setEnabled(key.has_value());
    QObject::connect(split, &QAction::triggered, &filters, [&filters, key] {
        filters.apply(equalsTerm(fieldOf(Column::IdentityAccessKeyId), *key));
        emit filters.lanesWanted(AnyColumn(Finding::Client));
    });
}

Expression anyOf(const AnyColumn& column, const std::vector<std::string>& values) {
    Expression either;
    either.kind = Expression::Kind::Or;
    for (const std::string& value : values)
        either.children.push_back(termFor(column, value));
    return either;
}

// Whether values of a column may be told to be one person.
bool tellsWho(const AnyColumn& column) {
    const std::array columns{AnyColumn(Finding::Person), AnyColumn(Finding::Origin), AnyColumn(Finding::Session),
                             AnyColumn(Column::ActorKey), AnyColumn(Column::Actor), AnyColumn(Column::IdentityArn),
                             AnyColumn(Column::IdentityAccessKeyId)};
    return std::ranges::find(columns, column) != columns.end();
}

QMenu* personMenu(QWidget& parent, FilterController& filters, const QString& value) {
    auto* menu = new QMenu(FilterController::tr("Sa&me person as"), &parent);
    const QString prefix = fromUtf8(std::string(kPersonList));
    const QString merged = fromUtf8(std::string(kMergedWord));
    if (value.endsWith(merged)) { // is of a list already: only the values in it can be of another
        const QString list = prefix + value.chopped(merged.size());
        QAction* undo = menu->addAction(FilterController::tr("&Undo this merge"));
        undo->setEnabled(filters.lists().names().contains(list));
        QObject::connect(undo, &QAction::triggered, &filters, [&filters, list] { filters.lists().removeList(list); });
        return menu;
    }
    for (const QString& list : filters.lists().names()) {
        if (!list.startsWith(prefix) || list == prefix)
            continue;
        QAction* action = menu->addAction(list.mid(prefix.size()));
        const bool isHis = filters.lists().holds(list, value);
        action->setCheckable(true);
        action->setChecked(isHis);
        QObject::connect(action, &QAction::triggered, &filters, [&filters, list, prefix, value, isHis] {
            isHis ? filters.lists().remove(list, value) : filters.mergePerson(list.mid(prefix.size()), value);
        });
    }
    menu->addSeparator();
    QObject::connect(menu->addAction(FilterController::tr("&New person…")), &QAction::triggered, &filters,
                     [&filters, value] { filters.askForPerson(value); });
    return menu;
}

// Makes entries above one that is there; null: at the end.
struct EntriesBefore {
    QMenu& menu;
    FilterController& filters;
    QAction* before;

    template <typename Slot> void operator()(const QString& text, Slot&& slot) const {
        auto* action = new QAction(text, &menu);
        QObject::connect(action, &QAction::triggered, &filters, std::forward<Slot>(slot));
        menu.insertAction(before, action);
    }
};

QAction* firstOf(const QMenu& menu) { return menu.actions().isEmpty() ? nullptr : menu.actions().first(); }

bool isAltDown() { return QApplication::keyboardModifiers() & Qt::AltModifier; }

} // namespace

void addFieldEntries(QMenu& menu, FilterController& filters, const AnyColumn& column, const FacetChoice& value,
                     QAction* before) {
    const EntriesBefore add{menu, filters, before};
    if (value) {
        auto* lists = new QMenu(FilterController::tr("Add to l&ist"), &menu);
        const QString text = fromUtf8(*value);
        for (const QString& name : filters.lists().names())
            QObject::connect(lists->addAction(u'@' + name), &QAction::triggered, &filters,
                             [&filters, name, text] { filters.addToList(name, text); });
        lists->addSeparator();
        QObject::connect(lists->addAction(FilterController::tr("&New list…")), &QAction::triggered, &filters,
                         [&filters, text] { filters.lists().edit(QApplication::activeWindow(), {}, text); });
        menu.insertMenu(before, lists);
        if (tellsWho(column))
            menu.insertMenu(before, personMenu(menu, filters, text));
        add(FilterController::tr("Nic&kname…"), [&filters, text] { filters.askForNickname(text); });
    }
    add(FilterController::tr("Show as &column"), [&filters, column] { filters.showAsColumn(column); });
    add(FilterController::tr("La&nes by this"), [&filters, column] { emit filters.lanesWanted(column); });
    add(FilterController::tr("&Group by this"), [&filters, column] { emit filters.groupWanted(column); });
}

void addValueEntries(QMenu& menu, FilterController& filters, const AnyColumn& column, const FacetChoice& value) {
    const QString what = termText(termFor(column, value));
    QAction* before = firstOf(menu);
    const EntriesBefore add{menu, filters, before};
    add(FilterController::tr("&Filter for %1").arg(what), [&filters, column, value] {
        filters.choose(column, value, isAltDown() ? FacetEdit::Only : FacetEdit::Pick);
    });
    add(FilterController::tr("Filter &out %1").arg(what), [&filters, column, value] {
        filters.choose(column, value, isAltDown() ? FacetEdit::AllBut : FacetEdit::Exclude);
    });
    add(FilterController::tr("&Edit as filter"),
        [&filters, column, value] { filters.editAsText(termFor(column, value)); });
    add(FilterController::tr("Copy as fi&lter"), [column, value] {
        QApplication::clipboard()->setText(fromUtf8(filterText(termFor(column, value))));
    });
    addFieldEntries(menu, filters, column, value, before);
    if (value) {
        const QString of = fromUtf8(filterText(termFor(column, value)));
        add(FilterController::tr("Profile of t&his"), [&filters, of] { emit filters.profileWanted(of); });
    }
    add(FilterController::tr("Face&t this"), [&filters, column] { filters.addFacet(column); });
    menu.insertSeparator(before);
}

void addEventEntries(QMenu& menu, FilterController& filters, const Snapshot& snapshot, RowId row,
                     const std::string& target) {
    const Micros time = snapshot.time(row);
    QMenu* around = menu.addMenu(FilterController::tr("&Around this event"));
    around->setEnabled(time != kNoTime);
    for (const int minutes : {1, 5, 30}) {
        const QString text =
            minutes == 1 ? FilterController::tr("± 1 minute") : FilterController::tr("± %1 minutes").arg(minutes);
        QObject::connect(around->addAction(text), &QAction::triggered, &filters, [&filters, time, minutes] {
                             const Micros span = Micros{minutes} * 60 * kMicrosPerSecond;
                             // Keeps time and selection, drops what else was asked.
                             filters.apply(both(timeTerm(Comparison::GreaterOrEqual, time - span),
                                                timeTerm(Comparison::LessOrEqual, time + span)));
                         });
    }
    QMenu* same = menu.addMenu(FilterController::tr("&Same"));
    const std::pair<Column, QString> shared[] = {{Column::IdentityAccessKeyId, FilterController::tr("Access &key")},
                                                 {Column::SourceIPAddress, FilterController::tr("Source &IP")},
                                                 {Column::UserAgent, FilterController::tr("&User agent")},
                                                 {Column::Actor, FilterController::tr("&Actor")},
                                                 {Column::Target, FilterController::tr("&Target")}};
    for (const auto& [column, name] : shared) {
        const std::optional<std::string> value =
            column != Column::Target ? cellText(snapshot, column, row)
            : target.empty()         ? std::nullopt
                                     : std::optional(target);
        QAction* action = same->addAction(value ? QStringLiteral("%1: %2").arg(name, entryText(*value)) : name);
        action->setEnabled(value.has_value());
        QObject::connect(action, &QAction::triggered, &filters, [&filters, column = column, value] {
            filters.apply(equalsTerm(fieldOf(column), *value));
        });
    }
    addSplitEntry(menu, filters, snapshot, row);
}

namespace {

// The events of a lane: of its value, and of its group's where it stands in one; of any service for the group of them.
Expression laneFilter(const LanesTarget& target) {
    const auto choice = [](const std::string& value) { return value.empty() ? FacetChoice() : FacetChoice(value); };
    if (!target.anyOf.empty())
        return anyOf(target.column, target.anyOf);
    Expression of = termFor(target.column, choice(target.lane));
    return target.group ? both(termFor(target.group->first, choice(target.group->second)), std::move(of)) : of;
}

// What addValueEntries() does for one value, for lanes that are told by more.
void addLaneFilters(QMenu& menu, FilterController& filters, const LanesTarget& target) {
    const Expression of = laneFilter(target);
    QAction* before = firstOf(menu);
    const EntriesBefore add{menu, filters, before};
    const QString what = target.anyOf.empty() ? termText(of) : FilterController::tr("what services of AWS did");
    add(FilterController::tr("&Filter for %1").arg(what),
        [&filters, of] { isAltDown() ? filters.apply(of) : filters.addTerm(of); });
    add(FilterController::tr("Filter &out %1").arg(what),
        [&filters, of] { isAltDown() ? filters.apply(negated(of)) : filters.addTerm(negated(of)); });
    add(FilterController::tr("&Edit as filter"), [&filters, of] { filters.editAsText(of); });
    add(FilterController::tr("Copy as fi&lter"), [of] { QApplication::clipboard()->setText(fromUtf8(filterText(of))); });
    if (target.anyOf.empty())
        addFieldEntries(menu, filters, target.column, target.lane.empty() ? FacetChoice() : FacetChoice(target.lane), before);
    menu.insertSeparator(before);
}

} // namespace

void addLaneEntries(QMenu& menu, FilterController& filters, const Snapshot& snapshot, const LanesTarget& target) {
    const FacetChoice lane = target.lane.empty() ? FacetChoice() : FacetChoice(target.lane);
    if (target.row != kNoRow)
        addEventEntries(menu, filters, snapshot, target.row, {});
    if (target.group || !target.anyOf.empty())
        addLaneFilters(menu, filters, target);
    else if (target.hasLane)
        addValueEntries(menu, filters, target.column, lane);
    if (target.events == 0)
        return;
    Expression events = both(timeTerm(Comparison::GreaterOrEqual, target.first), timeTerm(Comparison::LessOrEqual, target.last));
    if (target.hasLane || !target.anyOf.empty())
        events = both(laneFilter(target), std::move(events));
    QAction* before = firstOf(menu);
    const QString what = target.events == 1 ? FilterController::tr("this event")
                                            : FilterController::tr("the %L1 events of this mark").arg(target.events);
    const EntriesBefore add{menu, filters, before};
    add(FilterController::tr("Fi&lter for %1").arg(what),
        [&filters, events] { isAltDown() ? filters.apply(events) : filters.addTerm(events); });
    add(FilterController::tr("Filter o&ut %1").arg(what), [&filters, events] {
        isAltDown() ? filters.apply(negated(events)) : filters.addTerm(negated(events));
    });
    add(FilterController::tr("Edit this mark &as filter"), [&filters, events] { filters.editAsText(events); });
    add(FilterController::tr("Cop&y this mark as filter"),
        [events] { QApplication::clipboard()->setText(fromUtf8(filterText(events))); });
    menu.insertSeparator(before);
}

} // namespace rastro
