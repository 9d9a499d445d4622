// SPDX-License-Identifier: Apache-2.0
#include "events/specialevents.h"

#include "events/calltable.h"
#include "events/template.h"

#include <charconv>

namespace rastro {

namespace {

using Part = RecordView::Part;

// "12.3" of "12.3456", "under 0.01" of "8.82e-05"; the token as written if it is no number.
std::string shortNumber(const std::string& token) {
    double value = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (error != std::errc() || end != token.data() + token.size())
        return token;
    if (value > 0 && value < 0.01)
        return "under 0.01";
    char text[32];
    const auto written = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 2);
    if (written.ec != std::errc())
        return token;
    std::string out(text, written.ptr);
    while (out.ends_with('0') || out.ends_with('.')) {
        const bool isPoint = out.ends_with('.');
        out.pop_back();
        if (isPoint)
            break;
    }
    return out;
}

} // namespace

bool isInsight(const RecordView& record) {
    return record.eventType() == "AwsCloudTrailInsight" || childOf(record.part(Part::Record), "insightDetails");
}

bool isAggregated(const RecordView& record) {
    return record.eventType() == "AwsAggregatedEvent";
}

Description describeInsight(const RecordView& record) {
    const auto detail = [&record](std::string_view path) {
        return record.text(Part::Record, "insightDetails." + std::string(path));
    };
    const std::string service(serviceOfSource(detail("eventSource")));
    const std::string name = detail("eventName");
    const std::string error = detail("errorCode");
    Description out;
    out.target = service + (service.empty() || name.empty() ? "" : ":") + name;
    out.summary = detail("state") == "End" ? "saw the end of an unusual rate of " : "saw an unusual rate of ";
    if (detail("insightType") == "ApiErrorRateInsight")
        out.summary += (error.empty() ? "errors" : error + " errors") + " of ";
    out.summary += out.target.empty() ? "calls" : out.target + " calls";
    const std::string seen = shortNumber(detail("insightContext.statistics.insight.average"));
    const std::string usual = shortNumber(detail("insightContext.statistics.baseline.average"));
    if (!seen.empty() && !usual.empty())
        out.summary += ": " + seen + " a minute, usually " + usual;
    return out;
}

Description describeAggregate(const RecordView& record) {
    const std::string service(serviceOfSource(record.eventSource()));
    const Values names = record.values(Part::Record, "summary.primaryDimension.statistics.name");
    const std::string what = record.text(Part::Record, "summary.primaryDimension.dimension");
    Description out;
    out.summary = "made " + (service.empty() ? "" : service + ' ') + "calls, counted over a time window";
    if (names.count > 0)
        out.summary += (what.empty() ? ": " : " by " + what + ": ") + joined(names);
    if (what == "resourceARN")
        out.target = joined(names);
    return out;
}

} // namespace rastro
