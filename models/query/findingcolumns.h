// SPDX-License-Identifier: Apache-2.0
//
// Columns of findings that look across events: what is external to ours, what an actor shows for the first time. Made
// anew when the store has grown, as a new event can change what an older one was. Block their caller; any thread.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "lineage/lineage.h"
#include "query/filtercontext.h"
#include "query/networkbook.h"
#include "query/ondemand.h"
#include "query/people.h"

#include <memory>

namespace rastro {

// The values of a column of parties that are not ours: not in the list, or without one not an account of the trail.
OnDemandPtr makeExternalColumn(const Snapshot& snapshot, const OnDemandColumn& parties, const ValueList* ours);

// Country or network of the source address; empty without a book.
Result<OnDemandPtr> makeAddressColumn(const Snapshot& snapshot, Finding finding, const NetworkBook* book,
                                      const Checkpoint& checkpoint);

// The account that the id of the event's access key tells.
Result<OnDemandPtr> makeKeyAccountColumn(const Snapshot& snapshot, const Checkpoint& checkpoint);

// Session, origin or person of each event; people: who is one person by hand, or null.
Result<OnDemandPtr> makeLineageColumn(const Snapshot& snapshot, Finding finding, const Lineage& lineage,
                                      const PeopleBook* people, const Checkpoint& checkpoint);

// Of each actor the first event with a source address, region, call and user agent, by time, then source path, then
// position; hidden rows and events without time are none. What is first used within `learning` of the first event
// loaded is known, not new. Progress: none. Error Cancelled.
Result<OnDemandPtr> makeFirstUseColumn(const Snapshot& snapshot, Micros learning, unsigned threads,
                                       const Checkpoint& checkpoint);

} // namespace rastro
