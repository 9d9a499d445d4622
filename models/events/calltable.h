// SPDX-License-Identifier: Apache-2.0
//
// The table of calls: what each telling AWS call is (kind), how a person would tell it (summary) and what it acts upon
// (target). The one source for all three; calls that are not in it are judged and told by their name. The rows stand in
// calls*.cpp, by service family. Static data, any thread.
#pragma once

#include "events/callkind.h"

#include <span>
#include <string_view>

namespace rastro {

// Summary and target are templates (events/template.h). An empty one means: by the words of the name (callwords.h), by
// the names of the parameters (targetguess.h). A target "-" means: none, whatever the parameters.
struct Call {
    std::string_view
        name; // as in eventName, without the API date some services append; a trailing '*' matches any rest
    Kind kind = Kind::Change;
    std::string_view summary;
    std::string_view target;
};

struct CallFamily {
    std::string_view service; // eventSource without ".amazonaws.com"
    std::span<const Call> calls;
    std::string_view target; // of calls without a target of their own
};

// "ec2" of "ec2.amazonaws.com"; the whole text if it does not end so.
std::string_view serviceOfSource(std::string_view eventSource);

// "UpdateFunctionCode" of "UpdateFunctionCode20150331v2".
std::string_view withoutApiDate(std::string_view eventName);

// nullptr if the table does not tell that call.
const Call* findCall(std::string_view service, std::string_view eventName);

// What calls of that service act upon if their own row does not say; empty if unknown.
std::string_view familyTarget(std::string_view service);

// All families, for tests and for whoever lists them.
std::span<const std::span<const CallFamily>> callFamilies();

} // namespace rastro
