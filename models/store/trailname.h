// SPDX-License-Identifier: Apache-2.0
//
// TrailName: what the S3 key of a log file tells without reading it (CloudTrail user guide, "CloudTrail log file name
// format"). Names are made by whoever wrote the file: nothing here is proof. Pure function, any thread.
#pragma once

#include "base/timestamp.h"

#include <optional>
#include <string>
#include <string_view>

namespace rastro {

struct TrailName {
    std::string account; // 12 digits
    std::string region;
    std::string kind;            // CloudTrail, CloudTrail-Insight, CloudTrail-Digest, ...
    std::string day;             // YYYY-MM-DD of delivery
    Micros delivered = kNoTime;  // to the minute, digests to the second; kNoTime if only the day is told
    bool operator==(const TrailName&) const = default;
};

// nullopt for any other name. Folders do not matter.
std::optional<TrailName> parseTrailName(std::string_view path);

} // namespace rastro
