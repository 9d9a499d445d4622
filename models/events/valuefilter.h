// SPDX-License-Identifier: Apache-2.0
//
// What a template may make of a value before it shows it (see template.h): the short name of an ARN, its account, a
// secret without the random end of its ARN, … Pure functions, any thread.
#pragma once

#include "events/recordview.h"

#include <cstdint>
#include <string_view>

namespace rastro {

enum class ValueFilter : std::uint8_t {
    Short,      // ARNs by their last part, anything else as it is
    Full,       // as it is
    Leaf,       // behind the last '/' or ':'
    Secret,     // a secret's name, without the six random characters its ARN ends in
    Account,    // the account of an ARN, or a value that is an account
    Foreign,    // the same, but only if it is not the account of the event
    Principals, // of a policy document: whom it lets in (policyreader.h); not done by filtered()
    Count,      // how many values there are
};

bool isFilter(std::string_view name);
ValueFilter filterOf(std::string_view name); // Short for an empty or unknown name

Values filtered(ValueFilter filter, Values values, const RecordView& record);

// "svc-backup" of …:user/path/svc-backup, "db/prod-AbCdEf" of …:secret:db/prod-AbCdEf; other texts whole.
std::string_view partOfArn(std::string_view value);

// "user/path/svc-backup", what an ARN names in its service; empty if the text is no ARN.
std::string_view resourceOfArn(std::string_view value);

// "123456789012" of an ARN or of itself, else empty.
std::string_view accountIn(std::string_view value);

} // namespace rastro
