// SPDX-License-Identifier: Apache-2.0
#include "query/celltext.h"

#include "base/plaintext.h"

#include <string_view>

namespace rastro {

namespace {

// "iam" of "iam.amazonaws.com".
std::string_view withoutDomain(std::string_view eventSource) {
    constexpr std::string_view kSuffix = ".amazonaws.com";
    if (eventSource.ends_with(kSuffix))
        eventSource.remove_suffix(kSuffix.size());
    return eventSource;
}

} // namespace

std::optional<std::string> cellText(const Snapshot& snapshot, Column column, RowId row) {
    if (info(column).storage == Storage::OnDemand || snapshot.isMissing(column, row))
        return std::nullopt;
    if (column == Column::Source)
        return shownPath(snapshot, snapshot.source(row));
    return snapshot.text(column, row);
}

std::string shownPath(const Snapshot& snapshot, SourceId source) {
    return visibleBytes(snapshot.sources().path(source));
}

std::string eventLabel(const Snapshot& snapshot, RowId row) {
    std::string label(withoutDomain(snapshot.codedText(Column::EventSource, row)));
    std::string_view name = snapshot.codedText(Column::EventName, row);
    if (name.empty())
        name = snapshot.codedText(Column::EventType, row);
    if (!label.empty() && !name.empty())
        label += ':';
    return label += name;
}

} // namespace rastro
