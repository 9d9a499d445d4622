// SPDX-License-Identifier: Apache-2.0
//
// One record told as a person would tell it: what was acted upon (target), a sentence without its subject (summary),
// and the head line of the detail pane. From the record's own bytes and the table of calls. Texts are as in the log:
// whoever shows them escapes them. Pure functions, any thread.
#pragma once

#include "base/jsontree.h"

#include <string>

namespace rastro {

struct Description {
    std::string target; // "falcon-exports/q4.parquet", "user svc-backup", "i-0abc, i-0def +6"; empty when there is none
    std::string summary; // past tense, lower case, never empty: "attached AdministratorAccess to user svc-backup"
};

Description describe(const json::Tree& record);

struct HeadLine {
    std::string who;    // the actor's name, never empty
    std::string what;   // the summary
    std::string when;   // eventTime as written
    std::string where;  // "203.0.113.77, us-east-1, account 123456789012"
    std::string ending; // "ok", "denied: AccessDenied — …"
};

HeadLine headLine(const json::Tree& record);

} // namespace rastro
