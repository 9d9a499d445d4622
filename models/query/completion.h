// SPDX-License-Identifier: Apache-2.0
//
// What can be put in at the cursor of a filter being typed: fields, operators, named lists and the values a field has
// in the data. Texts from logs are exact here; whoever shows them makes them safe. Pure functions, any thread.
#pragma once

#include "query/completionplace.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

struct SeenPath {
    FieldPath path;
    std::uint64_t count = 0; // events that have it
};

struct ValueCount {
    std::string text;
    std::uint64_t count = 0;
};

// What is known beside the stored and derived columns.
struct Catalog {
    std::vector<SeenPath> paths;    // most frequent first
    std::vector<std::string> lists; // names, without @
};

struct Suggestion {
    enum class Kind : std::uint8_t { Field, Path, Operator, Value, List };
    Kind kind = Kind::Field;
    std::string label;  // the field, operator or value as it is
    std::string insert; // the same as text of a filter
    std::string other;  // of a field of every event: its other name, if it has one
    std::optional<std::uint64_t> count;
};

// How well a name answers to what was typed, ignoring ASCII case. A part begins behind a sign or at a capital.
enum class Match : std::uint8_t { Whole, Prefix, Part, None };
Match matchOf(std::string_view name, std::string_view typed);

// Best first: whole name, prefix, part; among equals fields of every event before paths, then the most frequent.
// values: those of the place's field, most frequent first; others are ignored. At most `limit`.
std::vector<Suggestion> suggestionsFor(const CompletionPlace& place, const Catalog& catalog,
                                       std::span<const ValueCount> values, std::size_t limit);

struct CompletedText {
    std::string text;
    std::size_t cursor = 0; // bytes
};
CompletedText accepted(std::string_view text, const CompletionPlace& place, const Suggestion& suggestion);

} // namespace rastro
