// SPDX-License-Identifier: Apache-2.0
#include "report/conflicts.h"

#include "language/unparser.h"

#include <set>

namespace rastro {

std::string conflictFilter(const Snapshot& snapshot) {
    constexpr std::size_t kMostIds = 200;
    std::set<std::string> ids;
    for (const std::uint32_t row : snapshot.conflicts()) {
        ids.insert(snapshot.identifierText(Column::EventId, RowId{row}));
        if (ids.size() > kMostIds)
            return {};
    }
    std::string list;
    for (const std::string& id : ids)
        list += (list.empty() ? "" : " or ") + literalValueText(id);
    return list.empty() ? list : "eventID:(" + list + ')';
}

} // namespace rastro
