// SPDX-License-Identifier: Apache-2.0
#include "query/anycolumn.h"

#include "language/fields.h"
#include "language/unparser.h"

#include <utility>

namespace rastro {

namespace {

FieldPath pathOf(Finding finding) {
    FieldPath path;
    path.steps.emplace_back(name(finding));
    return path;
}

} // namespace

AnyColumn::AnyColumn(FieldPath path) : m_column(columnOf(path)) {
    if (m_column)
        return;
    if (path.steps.size() == 1 && !path.isTopLevel && !path.isAnyBelow)
        m_finding = findFinding(path.steps.front());
    m_path = m_finding ? pathOf(*m_finding) : std::move(path);
}

AnyColumn::AnyColumn(Finding finding) : m_finding(finding), m_path(pathOf(finding)) {}

std::optional<AnyColumn> AnyColumn::named(std::string_view text) {
    std::optional<FieldPath> path = parseField(text);
    if (!path || path->isAnyBelow)
        return std::nullopt;
    return AnyColumn(std::move(*path));
}

std::string AnyColumn::name() const {
    return m_column ? std::string(info(*m_column).name) : fieldText(m_path);
}

std::string AnyColumn::title() const {
    if (m_column)
        return std::string(info(*m_column).title);
    return m_finding ? std::string(info(*m_finding).title) : name();
}

} // namespace rastro
