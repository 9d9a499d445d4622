// SPDX-License-Identifier: Apache-2.0
//
// What a call acted upon, found by the names of its parameters: the one named as the call's noun ("securityGroupId" of
// DeleteSecurityGroup), else a well-known one, else any name or id, else the resources of the record. For calls the
// table does not tell. Pure functions, any thread.
#pragma once

#include "events/recordview.h"

#include <string>
#include <string_view>

namespace rastro {

struct Target {
    std::string label;      // "security group"; may be empty
    std::string value;      // "sg-0abc, sg-0def +6"; empty if nothing was found
    bool isLabelled = true; // false: the value tells by itself what it is (sg-…, an ARN): no need to show the label
    std::string text() const;
};

enum class Where { Request, RequestAndResponse }; // what a read call answers is not what it acted upon

// noun: of the call, as CallWords has it.
Target guessTarget(const RecordView& record, std::string_view noun, Where where);

// "role", "DeployRole" of arn:aws:iam::123456789012:role/DeployRole.
Target targetOfArn(std::string_view arn);

} // namespace rastro
