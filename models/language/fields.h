// SPDX-License-Identifier: Apache-2.0
//
// What a field of the language means: a stored or derived column under any of its names, or a path into the record.
// The fixed words (aliases, derived columns) win over a key of the same name unless the field is written with a dot
// before it. Pure functions, any thread.
#pragma once

#include "language/expression.h"
#include "language/syntaxerror.h"
#include "store/columns.h"

#include <optional>
#include <string_view>
#include <variant>

namespace rastro {

// The column a field names: by its full path (`userIdentity.arn`), alias (`ip`) or derived word (`kind`), ignoring
// ASCII case. nullopt for a path into the record, for `prefix.*`, and for `.name` unless the top-level key of that name
// is a column's own path (`.eventName` is eventName; `.time` is a key called time).
std::optional<Column> columnOf(const FieldPath& field);

// A column we make (kind, outcome, target, …) rather than one that is a value of the record at the column's name.
bool isDerived(Column column);

// A field from the text before a colon: steps cut at dots, `\.` is a dot inside a key, `\` escapes the next character.
// An error is an empty step, or a `*` or `?` that is not the `*` at the end.
std::variant<FieldPath, SyntaxError> readField(std::string_view text);
std::optional<FieldPath> parseField(std::string_view text); // the same, where the reason does not matter

// The field a column is filtered by, under its shortest name.
FieldPath fieldOf(Column column);

} // namespace rastro
