// SPDX-License-Identifier: Apache-2.0
//
// The little language in which the table of calls says a sentence or a target.
//   attached {policyArn} to user {userName}     {path}: the value in the request; several: "a, b, c" or "a, b +6"
//   {^role.arn} {/userIdentity.userName}        ^ in the response, / in the whole record
//   {a|^b.c}                                    the first that has a value
//   {arn:account}                               a filter, see kFilters; ARNs are shortened to their last part without
//   one
//   {?path=value} {?path} {?path=@other}        nothing, but only if the value is that, is there, is the same as
//   another [with {x}|without {!y}]                     the first alternative whose every {…} has a value, else nothing
// A template outside of whose brackets a {…} has no value gives nothing at all. Static texts of ours, checked by a
// test; values are only copied. Pure functions, any thread.
#pragma once

#include "events/recordview.h"

#include <optional>
#include <string>
#include <string_view>

namespace rastro {

struct Rendered {
    std::string text;
    std::size_t valueAt = std::string::npos; // where the first value starts in text; npos without one
};

std::optional<Rendered> renderTemplate(std::string_view pattern, const RecordView& record);

// Brackets and braces pair up, filters exist.
bool isWellFormedTemplate(std::string_view pattern);

// "a", "a, b, c", "a, b +6"
std::string joined(const Values& values);

// What a person calls the thing an ARN names: "svc-backup", "db/prod", "/aws/lambda/x"; other texts as they are.
std::string shortened(std::string_view value);

} // namespace rastro
