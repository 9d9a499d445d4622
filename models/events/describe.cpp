// SPDX-License-Identifier: Apache-2.0
#include "events/describe.h"

#include "events/calltable.h"
#include "events/callwords.h"
#include "events/recordview.h"
#include "events/specialevents.h"
#include "events/targetguess.h"
#include "events/template.h"
#include "identity/actor.h"

#include <algorithm>

namespace rastro {

namespace {

using Part = RecordView::Part;

bool isSpeakingName(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool startsWithWords(std::string_view text, std::string_view words) {
    return !words.empty() && text.size() > words.size() && text.starts_with(words) && text[words.size()] == ' ';
}

bool endsWithWords(std::string_view text, std::string_view words) {
    return !words.empty() && text.ends_with(words) &&
           (text.size() == words.size() || text[text.size() - words.size() - 1] == ' ');
}

// "deleted security group sg-1", "listed policies of user bob", "read configuration of function f".
std::string sentence(const CallWords& words, const Target& target) {
    const std::string noun = spaced(words.noun);
    std::string text = words.verb;
    const auto append = [&text](std::string_view more) {
        if (!more.empty())
            text += ' ' + std::string(more);
    };
    if (target.value.empty()) {
        append(noun);
    } else if (endsWithWords(noun, target.label)) {
        append(noun);
        append(target.value);
    } else if (endsWithWords(singular(noun), target.label)) {
        append(target.value.find(", ") == std::string::npos ? singular(noun) : noun);
        append(target.value);
    } else {
        append(startsWithWords(noun, target.label) ? std::string_view(noun).substr(target.label.size() + 1) : noun);
        if (!noun.empty())
            append(words.preposition);
        append(target.text());
    }
    return text;
}

std::string byWords(const RecordView& record, const Target& target) {
    const std::string_view name = withoutApiDate(record.eventName());
    if (name.empty())
        return "made a call without a name";
    if (!isSpeakingName(name))
        return "called " + std::string(name);
    const CallWords words = wordsOf(name);
    if (!words.verb.empty())
        return sentence(words, target);
    if (equalsIgnoringCase(record.eventType(), "AwsServiceEvent"))
        return "reported: " + spaced(name) + (target.value.empty() ? "" : ", " + target.text());
    return "called " + std::string(name) + (target.value.empty() ? "" : " on " + target.text());
}

Target tableTarget(const Call* call, const RecordView& record) {
    std::string_view pattern = call != nullptr ? call->target : std::string_view{};
    if (pattern == "-")
        return {};
    for (int i = 0; i < 2; ++i) {
        if (const auto rendered = pattern.empty() ? std::nullopt : renderTemplate(pattern, record)) {
            const std::size_t at = rendered->valueAt < rendered->text.size() ? rendered->valueAt : 0;
            const std::string label = rendered->text.substr(0, at == 0 ? 0 : at - 1);
            return {label, rendered->text.substr(at), !label.empty()};
        }
        pattern = familyTarget(serviceOfSource(record.eventSource()));
    }
    const std::string_view name = withoutApiDate(record.eventName());
    const CallWords words = isSpeakingName(name) ? wordsOf(name) : CallWords{};
    const bool isRead = kindOf({record.eventSource(), record.eventName(), record.eventType(), {}}) == Kind::Read;
    return guessTarget(record, words.noun, isRead ? Where::Request : Where::RequestAndResponse);
}

Description describeCall(const RecordView& record) {
    const Call* call = findCall(serviceOfSource(record.eventSource()), record.eventName());
    const Target target = tableTarget(call, record);
    Description description{target.text(), {}};
    if (call != nullptr && !call->summary.empty()) {
        if (auto rendered = renderTemplate(call->summary, record))
            description.summary = std::move(rendered->text);
    }
    if (description.summary.empty())
        description.summary = byWords(record, target);
    if (record.isRequestOmitted())
        description.summary += " (parameters omitted)";
    return description;
}

IdentityFacts factsOf(const RecordView& record, std::array<std::string, 10>& texts) {
    constexpr std::array<std::string_view, 10> kPaths{"type",
                                                      "arn",
                                                      "accountId",
                                                      "accessKeyId",
                                                      "userName",
                                                      "principalId",
                                                      "invokedBy",
                                                      "sessionContext.sessionIssuer.arn",
                                                      "sessionContext.sessionIssuer.userName",
                                                      "onBehalfOf.userId"};
    for (std::size_t i = 0; i < kPaths.size(); ++i)
        texts[i] = record.text(Part::Record, "userIdentity." + std::string(kPaths[i]));
    return {texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8], texts[9]};
}

std::string whoOf(const RecordView& record) {
    if (isInsight(record))
        return "CloudTrail Insights";
    std::array<std::string, 10> texts;
    return actorOf(factsOf(record, texts)).name;
}

std::string whereOf(const RecordView& record) {
    std::string where;
    const std::string account = record.account();
    for (const std::string& part :
         {record.text(Part::Record, "sourceIPAddress"), record.text(Part::Record, "awsRegion"),
          account.empty() ? account : "account " + account}) {
        if (!part.empty())
            where += (where.empty() ? "" : ", ") + part;
    }
    return where;
}

std::string endingOf(const RecordView& record) {
    const std::string code = record.text(Part::Record, "errorCode");
    const std::string message = record.text(Part::Record, "errorMessage");
    const bool signInFailed = record.text(Part::Response, "ConsoleLogin") == "Failure";
    std::string ending(name(outcomeOf(code, message, signInFailed)));
    if (!code.empty())
        ending += ": " + code;
    if (!message.empty())
        ending += (code.empty() ? ": " : " — ") + message;
    return ending;
}

Description describe(const RecordView& record) {
    return isInsight(record)      ? describeInsight(record)
           : isAggregated(record) ? describeAggregate(record)
                                  : describeCall(record);
}

} // namespace

Description describe(const json::Tree& tree) {
    return describe(RecordView(tree));
}

HeadLine headLine(const json::Tree& tree) {
    const RecordView record(tree);
    return {whoOf(record), describe(record).summary, record.text(Part::Record, "eventTime"), whereOf(record),
            endingOf(record)};
}

} // namespace rastro
