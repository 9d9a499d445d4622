// SPDX-License-Identifier: Apache-2.0
//
// FilterMenu: what can be made of a value with a filter, as entries of a context menu: filter for it or out, edit or copy
// it as a filter, count it as a facet; and for an event what lies around it and what it shares with others. GUI thread.
#pragma once

#include "query/anycolumn.h"
#include "query/facetedit.h"
#include "timeline/timelineview.h"
#include "store/snapshot.h"

#include <QMenu>

namespace rastro {

class FilterController;

// value: nullopt for an event that has none. Entries come before what is in the menu already.
void addValueEntries(QMenu& menu, FilterController& filters, const AnyColumn& column, const FacetChoice& value);

// What can be made of a field beside a filter: a list of its value, a column, groups. Entries come before `before`, or last.
void addFieldEntries(QMenu& menu, FilterController& filters, const AnyColumn& column, const FacetChoice& value,
                     QAction* before = nullptr);

// target: as shown, empty if not known yet.
void addEventEntries(QMenu& menu, FilterController& filters, const Snapshot& snapshot, RowId row,
                     const std::string& target);

// For a lane of the timeline or a mark in it.
void addLaneEntries(QMenu& menu, FilterController& filters, const Snapshot& snapshot, const LanesTarget& target);

} // namespace rastro
