// SPDX-License-Identifier: Apache-2.0
//
// AnyColumn: what can be shown, sorted, counted and filtered by: a stored or derived column, a finding, or a path into
// the record.
// A plain value, any thread.
#pragma once

#include "language/expression.h"
#include "language/findings.h"
#include "store/columns.h"

#include <optional>
#include <string>
#include <string_view>

namespace rastro {

class AnyColumn {
public:
    AnyColumn(Column column) : m_column(column) {} // NOLINT(google-explicit-constructor): a column is one
    explicit AnyColumn(Finding finding);
    explicit AnyColumn(FieldPath path); // a column's own path is that column, the word of a finding the finding

    // From the name, alias or path a person writes; nullopt if it is none, and for `prefix.*`, which is never a column.
    static std::optional<AnyColumn> named(std::string_view text);

    std::optional<Column> column() const { return m_column; }    // nullopt: a path or a finding
    std::optional<Finding> finding() const { return m_finding; } // nullopt: a path or a column
    const FieldPath& path() const { return m_path; }             // of a path; of a finding: its word
    bool isMade() const { return !m_column || info(*m_column).storage == Storage::OnDemand; } // when asked for
    std::string name() const;  // as in a filter
    std::string title() const; // English header; of a path the path itself, which is text from logs
    bool operator==(const AnyColumn&) const = default;

private:
    std::optional<Column> m_column;
    std::optional<Finding> m_finding;
    FieldPath m_path;
};

} // namespace rastro
