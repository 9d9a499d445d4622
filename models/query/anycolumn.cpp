// SPDX-License-Identifier: Apache-2.0
#include "query/anycolumn.h"

#include "language/fields.h"
#include "language/unparser.h"

#include <utility>

namespace rastro {

AnyColumn::AnyColumn(FieldPath path) : m_column(columnOf(path)) {
    if (!m_column)
        m_path = std::move(path);
}

std::optional<AnyColumn> AnyColumn::named(std::string_view text) {
    std::optional<FieldPath> path = parseField(text);
    if (!path || path->isAnyBelow)
        return std::nullopt;
    return AnyColumn(std::move(*path));
}

std::string AnyColumn::name() const {
    return m_column ? std::string(info(*m_column).name) : fieldText(m_path);
}

} // namespace rastro
